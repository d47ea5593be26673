//! What a visitor can keep of a choice, short of the choice itself: who asked, for what, on what ground, with the field names of
//! ISO/IEC TS 27560:2023. The page for preferences adds the record: id, times and answers.

use serde_json::{Map, Value, json};

use crate::consent::{asked, purpose};
use crate::language::{Language, Localized};
use crate::parse::Site;
use crate::register::Field;
use crate::register::answer::Answer;
use crate::register::processors::ProcessorRole;
use crate::register::services::{Service, StorageItem};

/// Makes the receipt of a language. `notice` is the address of the privacy statement, `preferences` that of the page on which
/// consent is withdrawn.
pub fn receipt(site: &Site, language: &Language, notice: Option<&str>, preferences: &str) -> Value {
    let words = Words { site, language };
    json!({
        "schema_version": "ISO/IEC TS 27560:2023",
        "pii_processing": {
            "privacy_notice": notice,
            "language": language,
            "domains": site.config.domains,
            "purposes": asked(site).map(|service| asked_for(&words, service, preferences)).collect::<Vec<_>>(),
            // Articles 7(3), 15 to 21 and 77 of the GDPR: what follows from consent as the ground.
            "rights": ["withdrawal", "access", "rectification", "erasure", "restriction", "portability", "complaint"],
            "rights_contact": known(&site.registers.organisation.email),
        },
        "party_identification": parties(&words),
    })
}

struct Words<'a> {
    site: &'a Site,
    language: &'a Language,
}

impl<'a> Words<'a> {
    fn of(&self, text: &'a Localized) -> &'a str {
        text.get(self.language).or_else(|| text.get(self.site.authoritative())).unwrap_or_default()
    }
}

fn known<T>(field: &Field<T>) -> Option<&T> {
    field.as_ref().and_then(Answer::known)
}

fn asked_for<'a>(words: &Words<'a>, service: &'a Service, preferences: &str) -> Value {
    let found = purpose(words.site, service);
    let activity = found.map(|(activity, _)| activity);
    let listed = |texts: &'a Vec<Localized>| texts.iter().map(|text| words.of(text)).collect::<Vec<_>>();
    let pii = known(&service.data).map(listed).or_else(|| {
        let rows = known(&activity?.data)?;
        Some(rows.iter().map(|row| words.of(&row.name)).collect())
    });
    present(json!({
        "service": service.id.as_str(),
        "service_name": words.of(&service.name),
        "purpose": found.map_or_else(|| words.of(&service.purpose), |(_, purpose)| words.of(&purpose.text)),
        "purpose_description": words.of(&service.purpose),
        "purpose_type": service.consent.as_ref().map(|id| id.as_str()),
        // Storing and reading asks for consent by article 11.7a of the Telecommunicatiewet, in the sense of the GDPR.
        "lawful_basis": "GDPR article 6(1)(a)",
        "pii_information": pii,
        "pii_controllers": ["self"],
        "recipients": (service.provider.as_str() != "self").then(|| [service.provider.as_str()]),
        "storage": service.gated().map(|item| storage(words, item)).collect::<Vec<_>>(),
        "withdrawal_method": preferences,
    }))
}

fn storage<'a>(words: &Words<'a>, item: &'a StorageItem) -> Value {
    present(json!({
        "name": item.name,
        "kind": item.kind,
        "purpose": words.of(&item.purpose),
        "duration": item.duration.known(),
        "idle": item.idle,
    }))
}

/// Lists who asks and who receives.
fn parties(words: &Words<'_>) -> Vec<Value> {
    let organisation = &words.site.registers.organisation;
    let name = known(&organisation.legal_name).or_else(|| known(&organisation.trade_name));
    let mut parties = vec![present(json!({
        "party_id": "self",
        "party_role": "controller",
        "party_name": name,
        "party_address": known(&organisation.address),
        "party_country": known(&organisation.established_in),
        "party_email": known(&organisation.email),
        "party_phone": known(&organisation.phone),
        "party_url": known(&organisation.website),
    }))];
    let registers = &words.site.registers;
    let asks = |id: &str| asked(words.site).any(|service| service.provider.as_str() == id);
    for processor in registers.processors.iter().filter(|processor| asks(processor.id.as_str())) {
        let roles = known(&processor.roles).map(|roles| roles.iter().copied().map(role).collect::<Vec<_>>().join(", "));
        parties.push(present(json!({
            "party_id": processor.id.as_str(),
            "party_role": roles,
            "party_name": known(&processor.legal_name).map_or_else(|| words.of(&processor.name), String::as_str),
            "party_country": known(&processor.country),
            "party_parent": known(&processor.parent),
            "party_email": known(&processor.contact),
            "party_url": known(&processor.website),
        })));
    }
    parties
}

fn role(role: ProcessorRole) -> &'static str {
    match role {
        ProcessorRole::Processor => "processor",
        ProcessorRole::SubProcessor => "sub-processor",
        ProcessorRole::IndependentController => "controller",
        ProcessorRole::JointController => "joint controller",
    }
}

/// Leaves out what nobody knows.
fn present(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>().into(),
        other => other,
    }
}
