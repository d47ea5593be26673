//! Words and forms that leave the reader guessing.

use crate::diagnostic::Severity;
use crate::law::reading::Reading;
use crate::law::vocabulary::begins_word;
use crate::law::{Check, Rule};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "lang-address-consistent",
    severity: Severity::Advice,
    authority: Authority::Project,
    sources: &["GDPR 12(1)"],
    message: Words {
        nl: "de tekst spreekt de lezer aan met u en met je",
        en: "the text addresses the reader formally and informally (u and je)",
    },
    mend: Words { nl: "kies een van beide, in de hele tekst", en: "choose one of them for the whole text" },
    about: "\
Finds a Dutch text that addresses its reader both as *u* and as *je*.

**Why.** Article 12(1) GDPR asks for clear and plain language. Who is called by two names in one text may wonder whether two people
are meant. It is our own choice to say so.

**Example.** \u{201c}U kunt je gegevens inzien\u{201d}.

**How to mend.** Choose one. The finding stands at the first word of the rarer form.",
    check: Check::Document(|subject, found| {
        for reading in subject.readings.iter().filter(|reading| reading.language.as_str() == "nl") {
            let (formal, informal) = (holding(reading, &FORMAL), holding(reading, &INFORMAL));
            if !formal.is_empty() && !informal.is_empty() {
                let rarer = if informal.len() <= formal.len() { informal } else { formal };
                found.at(reading.lines[rarer[0]].place.clone());
            }
        }
    }),
}];

const FORMAL: [&str; 3] = ["u ", "uw ", "uzelf "];
const INFORMAL: [&str; 4] = ["je ", "jij ", "jouw ", "jezelf "];

/// Returns the lines that hold one of the words; quoted words are not the text's own.
fn holding(reading: &Reading<'_>, words: &[&str]) -> Vec<usize> {
    let holds = |plain: &str| {
        let unquoted: String = plain.split('"').step_by(2).collect();
        let spaced = format!("{} ", unquoted.replace([',', '.', '?', '!', ':', ';', ')'], " "));
        words.iter().any(|word| begins_word(&spaced, word))
    };
    (0..reading.lines.len()).filter(|index| holds(&reading.lines[*index].plain)).collect()
}
