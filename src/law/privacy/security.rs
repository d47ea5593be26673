//! Claims about security.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::law::vocabulary::Vocabulary;
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "privacy-absolute-security-claim",
    severity: Severity::Warning,
    authority: Authority::Project,
    sources: &["GDPR 5(1)(a)", "GDPR 32"],
    message: Bilingual {
        nl: "`{words}` belooft meer veiligheid dan iemand kan waarmaken",
        en: "`{words}` promises more security than anyone can give",
    },
    hint: Bilingual { nl: "noem de maatregelen die er zijn", en: "name the measures that there are" },
    about: "\
Finds sentences that promise complete security.

**Why.** Article 32 GDPR asks for security that is appropriate to the risk, and article 5(1)(a) for transparency. A
promise that nobody can keep is not transparent. That makes it our own choice to warn; no article forbids the words.

**Example.** Not \u{201c}your data are completely safe with us\u{201d}, but \u{201c}what you send through the
website travels encrypted\u{201d}.

**How to mend.** Say what is done: `{{ measures() }}` lists the register of measures.",
    check: Check::Document(|edition, found| {
        for reading in &edition.readings {
            for (line, words) in reading.find(&CLAIMS) {
                found.at(line.place.clone()).with("words", words);
            }
        }
    }),
}];

/// Whole promises: \u{201c}niet volledig veilig\u{201d} and \u{201c}kunnen niet garanderen\u{201d} say the opposite, and begin differently.
const CLAIMS: Vocabulary = Vocabulary {
    nl: &[
        "zijn volledig veilig",
        "is volledig veilig",
        "volledig beveiligd",
        "100% veilig",
        "100% beveiligd",
        "absoluut veilig",
        "gegarandeerd veilig",
        "zowel online als offline beschermd",
        "wij garanderen de veiligheid",
    ],
    en: &[
        "are completely safe",
        "is completely safe",
        "completely secure",
        "100% safe",
        "100% secure",
        "absolutely safe",
        "guaranteed to be safe",
        "protected online and offline",
        "protected both online and offline",
        "we guarantee the security",
    ],
};
