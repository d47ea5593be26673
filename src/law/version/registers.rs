//! Registers that changed after a version was published.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::edition::EditionFacts;
use crate::law::findings::Findings;
use crate::law::places::SourcePlaces;
use crate::law::{Check, Rule};
use crate::register::Registers;
use crate::register::change::{Register, RegisterChange, RegisterChangeKind, changes};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "version-register-drift",
    severity: Severity::Error,
    authority: Authority::Project,
    sources: &["GDPR 5(1)(a)", "GDPR 5(2)"],
    message: Bilingual {
        nl: "de registers zijn veranderd sinds versie {version} van `{document}`, en die tekst zou nu iets \
                 anders zeggen: {rows}",
        en: "the registers changed since version {version} of `{document}`, and that text would now read \
                 otherwise: {rows}",
    },
    hint: Bilingual {
        nl: "maak een nieuwe versie met een samenvatting, of begin er een als `draft`",
        en: "publish a new version with a summary, or begin one as `draft`",
    },
    about: "\
Finds the newest published version of a document if it would read otherwise with the registers as they are now. A
version keeps the registers of its day, so its text stays as it was: what has changed since is told to nobody.

**Why.** Article 5(1)(a) GDPR asks for transparency about what happens now, and article 5(2) to be able to show it.
That a new version follows at once is our choice. While a draft is being written nothing is said: the change is on
its way.

**Example.** `retention` of the newsletter went from `P1M` to `P2M` in `activities`, and the statement still says
one month.

**How to mend.** Publish a version that says it, with a summary. Or take back the change of the register if it was
none.",
    check: Check::Document(drift),
}];

/// How many rows a message names.
const ROWS_NAMED: usize = 3;

fn drift(edition: &EditionFacts<'_>, found: &mut Findings) {
    let Some((version, _)) = edition.version else { return };
    let site = edition.facts.site;
    let versions = &edition.document.versions;
    let has_newer = versions.iter().any(|other| other.label > version.label && other.published <= edition.facts.today);
    if has_newer || edition.document.draft.is_some() || site.registers_damaged {
        return;
    }
    if !edition.readings.iter().any(|reading| edition.reads_otherwise_now(reading)) {
        return;
    }
    let changed = shown_changes(edition.facts.registers, &site.registers);
    let Some(first) = changed.first() else { return };
    let mut rows: Vec<String> =
        changed.iter().take(ROWS_NAMED).map(|change| format!("`{}`", path(change).join("."))).collect();
    if changed.len() > ROWS_NAMED {
        rows.push("…".to_owned());
    }
    found
        .at(SourcePlaces::current(site).place(&path(first)).unwrap_or_else(|| edition.authoritative().title()))
        .with("version", version.label)
        .with("document", edition.facts.text(&edition.document.title))
        .with("rows", rows.join(", "));
}

/// Returns the changes in the registers of which the version has rows. A register without a row does not show in its text.
fn shown_changes(frozen: &Registers, now: &Registers) -> Vec<RegisterChange> {
    let mut changed = changes(frozen, now);
    changed.retain(|change| match change.register {
        Register::Organisation => !frozen.organisation.is_empty(),
        Register::Activities => !frozen.activities.is_empty(),
        Register::Recipients => !frozen.recipients.is_empty(),
        Register::Services | Register::Storage => !frozen.services.is_empty(),
        Register::Measures => !frozen.measures.is_empty(),
    });
    // A change within a row says more than a new row, which the text may not show at all.
    changed.sort_by_key(|change| change.kind == RegisterChangeKind::Added);
    changed
}

/// Returns the path of what changed: `activities`, `newsletter`, `retention`.
fn path(change: &RegisterChange) -> Vec<&str> {
    let register = match change.register {
        Register::Organisation => "organisation",
        Register::Activities => "activities",
        Register::Recipients => "processors",
        Register::Services | Register::Storage => "services",
        Register::Measures => "measures",
    };
    let mut path = vec![register];
    path.extend(change.service.as_deref());
    path.extend(change.row.as_deref());
    if let RegisterChangeKind::Changed { field, .. } = &change.kind {
        path.push(field);
    }
    path
}
