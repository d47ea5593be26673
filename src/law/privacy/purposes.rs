//! Purposes, their grounds, and the interests behind them.

use crate::diagnostic::Severity;
use crate::law::{Check, Rule};
use crate::register::activities::BasisArticle;
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "privacy-legal-basis-per-purpose",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(c)", "GDPR 6(1)"],
        message: Words {
            nl: "bij het doel `{purpose}` van `{activity}` staat geen grondslag",
            en: "the purpose `{purpose}` of `{activity}` has no legal basis",
        },
        mend: Words {
            nl: "kies een van de zes grondslagen van artikel 6 lid 1 en schrijf haar bij het doel, zoals `basis: {article: 6-1-b}`",
            en: "choose one of the six grounds of article 6(1) and write it with the purpose, as in `basis: {article: 6-1-b}`",
        },
        about: "\
Finds a purpose of the controller without its legal basis.

**Why.** Article 13(1)(c) GDPR asks to tell people the legal basis beside each purpose. Which of the six of article 6(1) it is decides
which rights they have: consent can be withdrawn, a legitimate interest can be objected to.

**Example.**

```yaml
purposes:
  - id: invoices
    text: {nl: om facturen te sturen, en: to send invoices}
    basis: {article: 6-1-c, law: {name: AWR, article: {nl: artikel 52, en: article 52}}}
```

**How to mend.** Add `basis` to the purpose. A question (`unknown: \u{2026}`) is enough in a draft; a published text leaves it out, so
there it lacks.",
        check: Check::Privacy(|subject, found| {
            for (activity, purpose) in subject.facts.purposes() {
                if subject.facts.lacks(&purpose.basis) {
                    let path = ["activities", activity.id.as_str(), "purposes", purpose.id.as_str(), "basis"];
                    found
                        .at(subject.place(&path))
                        .with("purpose", subject.facts.said(&purpose.text))
                        .with("activity", subject.facts.said(&activity.title));
                }
            }
        }),
    },
    Rule {
        id: "privacy-legitimate-interest-named",
        severity: Severity::Error,
        authority: Authority::Law,
        sources: &["GDPR 13(1)(d)", "GDPR 6(1)(f)"],
        message: Words {
            nl: "het doel `{purpose}` steunt op een gerechtvaardigd belang dat niet wordt genoemd",
            en: "the purpose `{purpose}` relies on a legitimate interest that is not named",
        },
        mend: Words {
            nl: "schrijf bij `interest` welk belang het is, en van wie",
            en: "say under `interest` which interest it is, and whose",
        },
        about: "\
Finds a purpose with article 6(1)(f) GDPR as its ground and no interest beside it.

**Why.** Article 13(1)(d) GDPR asks to tell people the legitimate interests of the controller or of a third party. Only who knows the
interest can weigh it against their own, and object (article 21(1)).

**Example.** `basis: {article: 6-1-f, interest: {text: {nl: onze systemen veilig houden, en: keeping our systems safe}}}`

**How to mend.** Add `interest` with a `text` to the ground.",
        check: Check::Privacy(|subject, found| {
            for (activity, purpose, basis) in subject.facts.bases() {
                let is_interest = basis.article == BasisArticle::LegitimateInterest;
                if is_interest && subject.facts.lacks(&basis.interest) {
                    let path = ["activities", activity.id.as_str(), "purposes", purpose.id.as_str(), "basis", "interest"];
                    found.at(subject.place(&path)).with("purpose", subject.facts.said(&purpose.text));
                }
            }
        }),
    },
];
