//! The fixed parts of a consent record: who asks, for what, and on which legal basis, with the field names of ISO/IEC TS 27560:2023.
//! The banner's script adds the choice itself: an id, and an event for each answer.

use serde_json::{Map, Value, json};

use crate::consent::{asked, purpose};
use crate::language::{Language, Localized};
use crate::locale::Locale;
use crate::parse::Site;
use crate::register::known;
use crate::register::recipients::RecipientRole;
use crate::register::services::{Service, StorageItem};

/// Makes the fixed parts of a record in a language. `notice` is the address of the privacy statement, `preferences` the address of
/// the page on which a visitor withdraws consent.
pub fn record(site: &Site, language: &Language, notice: Option<&str>, preferences: &str) -> Value {
    let context = RecordContext { site, locale: Locale::new(site, language) };
    present(json!({
        "schema_version": "ISO/IEC TS 27560:2023",
        "privacy_notice": notice,
        "domains": site.config.domains,
        "processing": asked(site).map(|service| processing(&context, service)).collect::<Vec<_>>(),
        "withdrawal_method": preferences,
        // Articles 7(3), 15 to 18, 20 and 77 of the GDPR: the rights that apply if the legal basis is consent.
        "rights": ["withdrawal", "access", "rectification", "erasure", "restriction", "portability", "complaint"],
        "parties": parties(&context),
    }))
}

/// A site with its words in one language.
struct RecordContext<'a> {
    site: &'a Site,
    locale: Locale<'a>,
}

fn list<'a>(context: &RecordContext<'a>, texts: &'a [Localized]) -> Vec<&'a str> {
    texts.iter().map(|text| context.locale.text(text)).collect()
}

fn processing<'a>(context: &RecordContext<'a>, service: &'a Service) -> Value {
    let found = purpose(context.site, service);
    let pii = known(&service.data).map(|texts| list(context, texts)).or_else(|| {
        let rows = known(&found?.0.data)?;
        Some(rows.iter().map(|row| context.locale.text(&row.name)).collect())
    });
    present(json!({
        "service": service.id.as_str(),
        "service_name": context.locale.text(&service.name),
        "purposes": [found.map_or_else(|| context.locale.text(&service.purpose), |(_, purpose)| context.locale.text(&purpose.text))],
        "purpose_type": service.consent.as_ref().map(|id| id.as_str()),
        // Article 11.7a of the Telecommunicatiewet requires consent as the GDPR defines it.
        "lawful_basis": "consent (GDPR article 6(1)(a))",
        "pii": pii,
        "storage": service.gated().map(|item| storage(context, item)).collect::<Vec<_>>(),
        "recipients": if service.provider.as_str() == "self" { Vec::new() } else { vec![service.provider.as_str()] },
    }))
}

fn storage<'a>(context: &RecordContext<'a>, item: &'a StorageItem) -> Value {
    present(json!({
        "name": item.name,
        "kind": item.kind,
        "purpose": context.locale.text(&item.purpose),
        "duration": item.duration.known(),
        "idle": item.idle,
    }))
}

/// Lists who asks and who receives.
fn parties(context: &RecordContext<'_>) -> Vec<Value> {
    let registers = &context.site.registers;
    let organisation = &registers.organisation;
    let mut parties = vec![present(json!({
        "party_id": "self",
        "party_type": "controller",
        "name": known(&organisation.legal_name).or_else(|| known(&organisation.trade_name)),
        "contact": known(&organisation.email).or_else(|| known(&organisation.phone)),
        "address": known(&organisation.address),
        "country": known(&organisation.established_in),
        "url": known(&organisation.website),
    }))];
    let receives = |id: &str| asked(context.site).any(|service| service.provider.as_str() == id);
    for recipient in registers.recipients.iter().filter(|recipient| receives(recipient.id.as_str())) {
        let roles = known(&recipient.roles).map(|roles| roles.iter().copied().map(role).collect::<Vec<_>>().join(", "));
        parties.push(present(json!({
            "party_id": recipient.id.as_str(),
            "party_type": roles.unwrap_or_else(|| "recipient".into()),
            "name": known(&recipient.legal_name).map_or_else(|| context.locale.text(&recipient.name), String::as_str),
            "contact": known(&recipient.contact),
            "country": known(&recipient.country),
            "parent": known(&recipient.parent),
            "url": known(&recipient.website),
        })));
    }
    parties
}

fn role(role: RecipientRole) -> &'static str {
    match role {
        RecipientRole::Processor => "processor",
        RecipientRole::SubProcessor => "sub-processor",
        RecipientRole::IndependentController => "controller",
        RecipientRole::JointController => "joint controller",
    }
}

/// Leaves out fields without a value.
fn present(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>().into(),
        other => other,
    }
}
