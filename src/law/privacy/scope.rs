//! Which websites and activities the statement is about.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::vocabulary::{Vocabulary, plain};
use crate::law::{Check, Rule};
use crate::parse::markdown::LineKind;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-scope-domains",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 12(1)", "GDPR 5(1)(a)"],
        message: Bilingual {
            nl: "er staat niet dat de tekst geldt voor `{domain}`",
            en: "the text does not say that it holds for `{domain}`",
        },
        hint: Bilingual {
            nl: "noem elk domein uit `site.yaml` in de sectie `scope`",
            en: "name each domain of `site.yaml` in the section `scope`",
        },
        about: "\
Finds a domain of the site that the privacy statement does not name.

**Why.** Article 12(1) GDPR asks for information that is easy to find and to understand, also about what it covers.
That each domain is named is our choice.

**Example.** “This statement holds for example.org and all its subdomains.” under `{#scope}`.

**How to mend.** Name the domains in the section `scope`, or take one that is not covered out of `domains` in
`site.yaml`.",
        check: Check::Privacy(|edition, found| {
            for reading in &edition.readings {
                for domain in &edition.facts.site.config.domains {
                    if !reading.lines.iter().any(|line| names_domain(&line.plain, domain)) {
                        found.at(reading.section_or_title("scope")).with("domain", domain);
                    }
                }
            }
        }),
    },
    Rule {
        id: "privacy-register-coverage",
        severity: Severity::Error,
        authority: Authority::Project,
        sources: &["GDPR 5(1)(a)", "GDPR 30(1)"],
        message: Bilingual {
            nl: "de activiteit `{activity}` staat in het register en niet in de tekst",
            en: "the activity `{activity}` is in the register and not in the text",
        },
        hint: Bilingual {
            nl: "roep {{ activity(id=\"{id}\") }} aan onder een kop van haar eigen, of haal haar uit het register",
            en: "call {{ activity(id=\"{id}\") }} under a heading of its own, or take it out of the register",
        },
        about: "\
Finds an activity of the controller that the privacy statement does not tell of. A version is held against the
registers that it keeps, so one that came later is the next version's.

**Why.** Article 5(1)(a) GDPR asks for transparency about all that happens with the data of people. That text and
register cover each other is our choice.

**Example.** `{{ activity(id=\"newsletter\") }}` under `### Newsletter {#newsletter}`.

**How to mend.** Add the block to the text. An activity that is nobody outside's concern, such as the payroll,
stands in a statement of its own for those people: allow the rule there with that reason.",
        check: Check::Privacy(coverage),
    },
    Rule {
        id: "privacy-role-heading-consistent",
        severity: Severity::Warning,
        authority: Authority::Project,
        sources: &["GDPR 5(1)(a)", "GDPR 4(7)", "GDPR 4(8)"],
        message: Bilingual {
            nl: "de kop gaat over de rol van verwerker, en de tekst zegt ook waar u zelf verantwoordelijk voor bent",
            en: "the heading is about the role of processor, and the text also says what you are responsible for \
                 yourself",
        },
        hint: Bilingual { nl: "splits de sectie: een voor elke rol", en: "split the section: one for each role" },
        about: "\
Finds a section whose heading names the processor only, while its text speaks as the controller.

**Why.** Articles 4(7) and 4(8) GDPR tell the roles apart, and people have other rights against each. That a section
keeps to one role is our choice, for the sake of article 5(1)(a).

**Example.** “## Our role as processor” with “We are responsible for the data described above.”

**How to mend.** Move the sentence to the section on the controller, or name both roles in the heading.",
        check: Check::Privacy(|edition, found| {
            for reading in &edition.readings {
                for section in reading.sections() {
                    let title = plain(&section.heading.title);
                    let language = reading.language;
                    let is_about_processor = PROCESSOR.is_in(language, &title)
                        && !CONTROLLER.is_in(language, &title)
                        && !AGREEMENT.is_in(language, &title);
                    if is_about_processor && section.says_any(&RESPONSIBLE) {
                        found.at(section.place());
                    }
                }
            }
        }),
    },
];

/// Returns whether a line names a domain outside of an e-mail address, which is not about a website.
fn names_domain(line: &str, domain: &str) -> bool {
    line.match_indices(domain).any(|(at, _)| !line[..at].ends_with('@'))
}

/// Finds activities that no shortcode shows and whose title is not in the text.
fn coverage(edition: &EditionFacts<'_>, found: &mut Findings) {
    // A text without these shortcodes describes activities in words of its own, which this rule cannot check.
    let authoritative = edition.authoritative();
    let shows_all = authoritative.calls("activities").next().is_some();
    if shows_all || authoritative.calls("activity").next().is_none() {
        return;
    }
    for activity in edition.facts.as_controller() {
        let id = activity.id.as_str();
        let is_called = authoritative
            .calls("activity")
            .any(|call| call.arguments.iter().any(|(name, value, _)| name == "id" && value == id));
        let title = activity.title.get(authoritative.language).map(plain);
        let is_described = title.is_some_and(|title| {
            // A row of a table only names an activity.
            let mut prose =
                authoritative.lines.iter().filter(|line| matches!(line.kind, LineKind::Heading | LineKind::Paragraph));
            prose.any(|line| line.plain.contains(&title))
        });
        if !is_called && !is_described {
            found
                .at(authoritative.section_or_title("data"))
                .with("activity", edition.facts.text(&activity.title))
                .with("id", id);
        }
    }
}

const PROCESSOR: Vocabulary = Vocabulary { nl: &["verwerker"], en: &["processor"] };
const CONTROLLER: Vocabulary =
    Vocabulary { nl: &["verantwoordelijk", "verwerkingsverantwoordelijk"], en: &["controller", "responsib"] };
const AGREEMENT: Vocabulary =
    Vocabulary { nl: &["verwerkersovereenkomst"], en: &["processor agreement", "processing agreement"] };
const RESPONSIBLE: Vocabulary = Vocabulary {
    nl: &[
        "wij zijn verantwoordelijk",
        "zijn wij verantwoordelijk",
        "wij zijn de verantwoordelijke",
        "wij zijn de verwerkingsverantwoordelijke",
    ],
    en: &["we are responsible", "we are the controller"],
};
