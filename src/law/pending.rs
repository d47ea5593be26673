//! Rules of the catalogue that have no check, each with the reason. `tests/rules/catalogue.txt` is the catalogue.

/// The ids of those rules, each with the reason.
pub const PENDING: &[(&str, &str)] = &[
    (
        "privacy-security-claim-backed",
        "what a sentence claims can't be told from its words; `privacy-absolute-security-claim` finds what nobody can promise",
    ),
    ("cookie-name", "a row without `name` is no row, and `invalid-storage-name` reports names that no browser has"),
    (
        "cookie-provider",
        "a service without `provider` is none, and `unknown-provider` reports one that no register has",
    ),
    ("cookie-category-valid", "a category that there is not is an error of the register"),
    (
        "cookie-consent-store-declared",
        "`choice-not-listed` and `choice-duration` report it with the structure of the site",
    ),
    (
        "banner-no-wall",
        "the built-in banner stands beside the text; whether the style of a theme puts the text behind it takes a browser to see",
    ),
    (
        "banner-language-match",
        "the banner is written from the words of the page's own language; that a theme's words are in another is for its readers to see",
    ),
    (
        "banner-reconsent-on-change",
        "every answer is kept with a hash of what was asked, so that the banner asks again by itself",
    ),
    ("banner-consent-record", "the record always has its number, days, language, answers and the way they were given"),
    (
        "banner-vendor-consent-mode",
        "a tag is loaded after consent and never before; `tag-without-consent` reports one that asks for none",
    ),
    ("banner-gpc", "the signal always counts as a refusal until the visitor chooses; no setting changes that"),
    (
        "a11y-headings",
        "`missing-title`, `second-title` and `heading-level-skipped` report it with the structure of the site",
    ),
    (
        "a11y-table-headers",
        "the program writes every table, with header cells that have a scope; no theme can change that",
    ),
    (
        "a11y-no-js-text",
        "the program writes every text into the page; no theme can put it behind a script, which the policy of the page forbids",
    ),
    ("lang-translation-parity", "`sections-differ` and `dates-differ` report it with the structure of the site"),
    (
        "version-number-date",
        "`missing-key` reports a version without its days, and the name of the file gives the number",
    ),
    ("version-summary", "`missing-key` reports a version without a summary"),
    ("version-monotonic", "`version-order` reports versions out of order; which one is in force follows from the days"),
    ("version-archive", "every version keeps its page, and a redline with the one before"),
    (
        "version-consent-impact",
        "what was asked is hashed with each answer, so that a banner asks again by itself when it changes",
    ),
    ("version-material-classified", "the label tells: a new major number is a material change"),
    ("dpa-scc-verbatim", "the official text of the clauses is not shipped, so there is nothing to compare with"),
    ("dpa-subprocessor-change-feed", "every document has a feed, without a setting to leave it out"),
    (
        "ropa-exemption",
        "no field says that a site claims the exemption, and a sentence that names it need not claim it",
    ),
];

/// Returns whether the catalogue has a rule of this name without a check. A site may already set its severity.
pub(super) fn is_known(id: &str) -> bool {
    PENDING.iter().any(|(other, _)| *other == id)
}
