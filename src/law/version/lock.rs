//! The lock that shows whether a published version was changed.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::{Place, Severity};
use crate::law::facts::Facts;
use crate::law::findings::Findings;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "version-immutable",
    severity: Severity::Advice,
    authority: Authority::Project,
    sources: &["GDPR 5(2)"],
    message: Bilingual {
        nl: "niets houdt bij of een gepubliceerde versie later verandert",
        en: "nothing keeps a record of whether a published version changes later",
    },
    hint: Bilingual {
        nl: "laat `helder history --record` een `history.lock` schrijven, en bewaar die bij de teksten",
        en: "let `helder history --record` write a `history.lock`, and keep it with the texts",
    },
    about: "\
Finds a site with published versions and without a `history.lock`.

**Why.** Article 5(2) GDPR asks to be able to show what one does: also which text bound on which day. That a file
with the digests of all published files keeps them is our choice.

**Example.** With a `history.lock`, a changed, renamed or missing published file is an error in `check` and in `build`
(`published-file-changed`, `published-file-missing`).

**How to mend.** Run `helder history --record` once, and commit the file. `helder release` adds to it by itself.",
    check: Check::Site(record),
}];

fn record(facts: &Facts<'_>, found: &mut Findings) {
    let site = facts.site;
    let has_versions = site.documents.iter().any(|document| !document.versions.is_empty());
    if has_versions && site.lock.is_none() {
        found.at(Place::file(&site.file.path));
    }
}
