//! Each stored item: its name, purpose, duration and party.

use crate::diagnostic::Severity;
use crate::law::facts::rows;
use crate::law::{Check, Rule};
use crate::register::services::{Category, Duration};
use crate::rule::{Authority, Words};

pub(super) const RULES: &[Rule] = &[Rule {
    id: "cookie-duration-proportionate",
    severity: Severity::Advice,
    authority: Authority::Edpb,
    sources: &["GDPR 5(1)(e)", "CNIL, audience measurement (13 months)"],
    message: Words {
        nl: "`{name}` van {service} blijft {duration} staan, langer dan 13 maanden",
        en: "`{name}` of {service} stays for {duration}, longer than 13 months",
    },
    mend: Words {
        nl: "verkort de termijn in de instellingen van de dienst, of leg vast waarom hij nodig is",
        en: "shorten it in the settings of the service, or record why it is needed",
    },
    about: "\
Finds what measuring or advertising keeps in the browser for longer than 13 months.

**Why.** Article 5(1)(e) GDPR asks to keep data no longer than the purpose needs. For measuring, supervisory authorities take 13 months
as the limit. It is no law, so this is advice.

**Example.** `_ga` stays for two years (`P2Y`) unless the tag says otherwise.

**How to mend.** Set `cookie_expires` in the tag and `duration` in the register to 13 months or less (`P13M`). Where the longer
term is needed, allow it with the reason.",
    check: Check::Site(|facts, found| {
        for service in &facts.registers.services {
            let counts = matches!(service.category, Category::Analytics | Category::Marketing);
            for (index, item) in rows(&service.storage).iter().enumerate().filter(|_| counts) {
                let Some(Duration::For(period)) = item.duration.known() else { continue };
                // 13 months of 31 days: what is not clearly longer is let be.
                if period.days_max() > 13 * 31 {
                    let path = ["services", service.id.as_str(), "storage", &index.to_string(), "duration"];
                    found
                        .at(facts.place(&path))
                        .with("name", &item.name)
                        .with("service", facts.said(&service.name))
                        .with("duration", period);
                }
            }
        }
    }),
}];
