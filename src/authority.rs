//! Who requires something: a statute, a court, an authority, a standard, or we ourselves.

use crate::bilingual::Bilingual;

/// Who requires it. Every finding of law says so, since our own choice must never look like law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// A statute: the GDPR, the UAVG, the Telecommunicatiewet.
    Law,
    /// A judgment of the Court of Justice.
    Case,
    /// The European Data Protection Board.
    Edpb,
    /// The Autoriteit Persoonsgegevens.
    Ap,
    /// The Article 29 Working Party, in guidelines that the Board endorsed.
    Wp29,
    /// WCAG, ISO, an RFC, the model clauses of the European Commission.
    Standard,
    /// Our own choice.
    Project,
}

impl Authority {
    /// Every authority, the weightiest first.
    pub(crate) const ALL: [Authority; 7] = [
        Authority::Law,
        Authority::Case,
        Authority::Edpb,
        Authority::Ap,
        Authority::Wp29,
        Authority::Standard,
        Authority::Project,
    ];

    /// Returns the word that JSON uses.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Authority::Law => "law",
            Authority::Case => "case",
            Authority::Edpb => "edpb",
            Authority::Ap => "ap",
            Authority::Wp29 => "wp29",
            Authority::Standard => "standard",
            Authority::Project => "project",
        }
    }

    /// Returns what people read. The guidance of all three bodies is called guidance.
    pub(crate) fn words(self) -> Bilingual {
        match self {
            Authority::Law => Bilingual { nl: "wet", en: "law" },
            Authority::Case => Bilingual { nl: "rechter", en: "court" },
            Authority::Edpb | Authority::Ap | Authority::Wp29 => Bilingual { nl: "richtlijn", en: "guidance" },
            Authority::Standard => Bilingual { nl: "standaard", en: "standard" },
            Authority::Project => Bilingual { nl: "onze eigen keuze", en: "our own choice" },
        }
    }
}
