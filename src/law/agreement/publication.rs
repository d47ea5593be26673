//! Where the agreement is published, and how customers hear of changes.

use crate::authority::Authority;
use crate::bilingual::Bilingual;
use crate::diagnostic::Severity;
use crate::document::{Audience, Kind};
use crate::law::{Check, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "dpa-present",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 28(3)"],
        message: Bilingual {
            nl: "`{activity}` gebeurt in opdracht van klanten, maar deze site heeft geen verwerkersovereenkomst",
            en: "`{activity}` is done on behalf of customers, but the site has no processing agreement",
        },
        hint: Bilingual {
            nl: "voeg een document van de soort `processing-agreement` toe",
            en: "add a document of the kind `processing-agreement`",
        },
        about: "\
Finds a register with an activity as a processor, on a site without a processing agreement.

**Why.** Article 28(3) GDPR: what a processor does is governed by a contract that binds it to the controller.

**Example.** `kind: processing-agreement` in the `document.yaml` of a folder of its own.

**How to mend.** Add the document. If each customer brings a contract, or it stands elsewhere, allow this rule at the
activity with that reason.",
        check: Check::Site(|facts, found| {
            let has_agreement = facts.site.documents.iter().any(|document| document.kind == Kind::ProcessingAgreement);
            if let Some(activity) = facts.as_processor().next().filter(|_| !has_agreement) {
                found
                    .at(facts.place(&["activities", activity.id.as_str(), "role"]))
                    .with("activity", facts.text(&activity.title));
            }
        }),
    },
    Rule {
        id: "dpa-public",
        severity: Severity::Advice,
        authority: Authority::Project,
        sources: &["GDPR 5(1)(a)"],
        message: Bilingual { nl: "de overeenkomst is alleen voor klanten", en: "the agreement is for customers only" },
        hint: Bilingual {
            nl: "publiceer de modeltekst met `audience: public`",
            en: "publish the model text with `audience: public`",
        },
        about: "\
Finds a processing agreement that is for customers only.

**Why.** No article asks for a public agreement. We advise it in the spirit of article 5(1)(a) GDPR, transparency: a
customer can read beforehand what will be agreed.

**Example.** `audience: public` in `document.yaml`.

**How to mend.** Publish the model text for anyone; what is agreed with one customer stays with that customer.",
        check: Check::Site(|facts, found| {
            let agreements = facts.site.documents.iter().filter(|document| document.kind == Kind::ProcessingAgreement);
            for document in agreements.filter(|document| document.audience == Audience::Customers) {
                found.at(document.audience_place.clone());
            }
        }),
    },
];
