//! A hash of each question: an answer is valid as long as the question stays the same, in whatever language the visitor read it.

use helder_consent::policy;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::parse::Site;
use crate::register::answer;
use crate::register::services::Service;

/// The fields of a provider that visitors see: who it is, its role, and under which law (article 13(1)(e) and (f)).
const PROVIDER: [&str; 5] = ["name", "legal_name", "roles", "country", "parent"];

/// Returns the first 32 bits of a digest over everything that visitors see about a service, in all languages at once.
///
/// Visitors see neither how the tag is loaded nor what rules allow, and an open question says nothing. So when an id becomes known, no
/// visitor is asked again.
pub(super) fn hash(site: &Site, service: &Service) -> u32 {
    let mut told = plain(service);
    told.remove("tag");
    told.remove("allow");
    if let Some(provider) = site.registers.recipient(service.provider.as_str()) {
        let mut known = plain(provider);
        known.retain(|key, _| PROVIDER.contains(&key.as_str()));
        told.insert("provider".into(), Value::Object(known));
    }
    let purposes =
        site.registers.activities.iter().filter_map(|activity| activity.purposes.as_ref()?.known()).flatten();
    let purpose = purposes.into_iter().find(|purpose| Some(&purpose.id) == service.consent.as_ref());
    told.insert("consent".into(), purpose.map_or_else(|| json!(service.consent), |purpose| json!(purpose.text)));
    // Sorted, so that the order of a type's fields does not matter.
    let told: std::collections::BTreeMap<String, Value> = told.into_iter().collect();
    first_bits(&serde_json::to_vec(&told).expect("registers are plain data"))
}

/// Returns eight hexadecimal digits that change with any question.
pub(super) fn revision(services: &[policy::Service]) -> String {
    let lines: String = services.iter().map(|service| format!("{} {:08x}\n", service.id, service.asked)).collect();
    format!("{:08x}", first_bits(lines.as_bytes()))
}

fn first_bits(bytes: &[u8]) -> u32 {
    let digest = Sha256::digest(bytes);
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

/// Returns a row of a register as data, without open questions.
fn plain(row: &impl serde::Serialize) -> Map<String, Value> {
    let value = serde_json::to_value(row).expect("registers are plain data");
    match without_questions(value) {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn without_questions(value: Value) -> Option<Value> {
    match value {
        Value::Object(map) if answer::question_in(&map).is_some() => None,
        Value::Object(map) => Some(Value::Object(
            map.into_iter().filter_map(|(key, value)| Some((key, without_questions(value)?))).collect(),
        )),
        Value::Array(rows) => Some(Value::Array(rows.into_iter().filter_map(without_questions).collect())),
        plain => Some(plain),
    }
}
