//! The changes between two states of the registers: for the summary above a redline, and to decide whether a change is
//! material. Rows are identified by their id, so another order does not count as a change.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::Registers;
use super::services::{Service, StorageItem};

/// One difference between two states of the registers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RegisterChange {
    pub register: Register,
    /// The row's id; for something kept in the browser its name, such as `_ga`; nothing for the organisation.
    pub row: Option<String>,
    /// The service that a stored item belongs to.
    pub service: Option<String>,
    pub kind: RegisterChangeKind,
}

/// The registers, in the order in which changes are listed. What services store in the browser counts as a register of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    Organisation,
    Activities,
    Recipients,
    Services,
    Storage,
    Measures,
}

/// What happened to a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegisterChangeKind {
    Added,
    Removed,
    /// The field that changed, with its value before and after as JSON; `None` where it was or is absent.
    Changed {
        field: String,
        before: Option<String>,
        after: Option<String>,
    },
}

/// Returns every difference: registers in a fixed order, rows in the order of `after` with the removed ones last,
/// fields by name.
pub fn changes(before: &Registers, after: &Registers) -> Vec<RegisterChange> {
    let mut found = Vec::new();
    let whole = ChangedRow { register: Register::Organisation, row: None, service: None };
    compare_fields(&whole, &before.organisation, &after.organisation, &[], &mut found);
    compare_rows(
        &Register::Activities.rows(),
        &before.activities,
        &after.activities,
        |row| row.id.as_str(),
        &mut found,
    );
    compare_rows(
        &Register::Recipients.rows(),
        &before.recipients,
        &after.recipients,
        |row| row.id.as_str(),
        &mut found,
    );
    compare_rows(&Register::Services.rows(), &before.services, &after.services, |row| row.id.as_str(), &mut found);
    compare_storage(&before.services, &after.services, &mut found);
    compare_rows(&Register::Measures.rows(), &before.measures, &after.measures, |row| row.id.as_str(), &mut found);
    found
}

/// The row that a change is about.
#[derive(Clone)]
struct ChangedRow {
    register: Register,
    row: Option<String>,
    service: Option<String>,
}

impl Register {
    /// Returns what makes a row of this register from its id.
    fn rows(self) -> impl Fn(&str) -> ChangedRow {
        move |id| ChangedRow { register: self, row: Some(id.to_owned()), service: None }
    }
}

impl ChangedRow {
    fn with(&self, kind: RegisterChangeKind) -> RegisterChange {
        RegisterChange { register: self.register, row: self.row.clone(), service: self.service.clone(), kind }
    }
}

/// Exceptions to rules are not facts about the data.
const ALLOW: &str = "allow";

/// The field of a service that is compared item by item.
const STORAGE: &str = "storage";

fn compare_storage(before: &[Service], after: &[Service], found: &mut Vec<RegisterChange>) {
    let gone = before.iter().filter(|service| after.iter().all(|other| other.id != service.id));
    for service in after.iter().chain(gone) {
        let id = service.id.as_str();
        let row = |name: &str| ChangedRow { service: Some(id.to_owned()), ..Register::Storage.rows()(name) };
        compare_rows(&row, &items(before, id), &items(after, id), |item| &item.name, found);
    }
}

/// Returns what the service with this id stores.
fn items(services: &[Service], id: &str) -> Vec<StorageItem> {
    let service = services.iter().find(|service| service.id.as_str() == id);
    service.into_iter().flat_map(Service::items).cloned().collect()
}

fn compare_rows<T: Serialize>(
    changed: &dyn Fn(&str) -> ChangedRow,
    before: &[T],
    after: &[T],
    name: impl Fn(&T) -> &str,
    found: &mut Vec<RegisterChange>,
) {
    for row in after {
        let changed = changed(name(row));
        match before.iter().find(|other| name(other) == name(row)) {
            Some(other) if changed.register == Register::Services => {
                compare_fields(&changed, other, row, &[STORAGE], found)
            }
            Some(other) => compare_fields(&changed, other, row, &[], found),
            None => found.push(changed.with(RegisterChangeKind::Added)),
        }
    }
    for row in before.iter().filter(|row| after.iter().all(|other| name(other) != name(row))) {
        found.push(changed(name(row)).with(RegisterChangeKind::Removed));
    }
}

fn compare_fields<T: Serialize>(
    changed: &ChangedRow,
    before: &T,
    after: &T,
    apart: &[&str],
    found: &mut Vec<RegisterChange>,
) {
    let (before, after) = (fields(before), fields(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for field in names {
        let (before, after) = (before.get(field), after.get(field));
        if before == after || apart.contains(&field.as_str()) || field == ALLOW {
            continue;
        }
        let [before, after] = [before, after].map(|value| value.map(Value::to_string));
        found.push(changed.with(RegisterChangeKind::Changed { field: field.clone(), before, after }));
    }
}

fn fields<T: Serialize>(row: &T) -> serde_json::Map<String, Value> {
    match serde_json::to_value(row) {
        Ok(Value::Object(fields)) => fields,
        _ => panic!("a register row serialises as a map with string keys"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Register, RegisterChange, RegisterChangeKind, changes};
    use crate::register::Registers;

    const BEFORE: &str = "
organisation: {trade_name: Voorbeeld, email: {unknown: Welk adres?}}
processors:
  - {id: host, name: Host}
  - {id: mailer, name: Mailer}
services:
  - id: analytics
    name: Analytics
    provider: host
    category: analytics
    purpose: Telt bezoekers.
    storage:
      - {name: _old, kind: cookie, purpose: telt, duration: session, party: first}
";

    const AFTER: &str = "
organisation: {trade_name: Voorbeeld, email: privacy@example.com}
processors:
  - {id: mailer, name: Mailer}
  - {id: host, name: Host, country: NL}
services:
  - id: analytics
    name: Analytics
    provider: host
    category: analytics
    purpose: Telt bezoekers.
    storage:
      - {name: _ga, kind: cookie, purpose: telt, duration: P2Y, party: first}
measures:
  - {id: tls, title: Slotje}
";

    fn read(yaml: &str) -> Registers {
        serde_saphyr::from_str(yaml).unwrap()
    }

    fn change(register: Register, row: Option<&str>, kind: RegisterChangeKind) -> RegisterChange {
        let service = (register == Register::Storage).then(|| "analytics".to_owned());
        RegisterChange { register, row: row.map(str::to_owned), service, kind }
    }

    #[test]
    fn tells_every_difference_in_order() {
        let email = RegisterChangeKind::Changed {
            field: "email".into(),
            before: Some(r#"{"unknown":"Welk adres?"}"#.into()),
            after: Some(r#""privacy@example.com""#.into()),
        };
        let country =
            RegisterChangeKind::Changed { field: "country".into(), before: None, after: Some(r#""NL""#.into()) };
        assert_eq!(
            changes(&read(BEFORE), &read(AFTER)),
            [
                change(Register::Organisation, None, email),
                change(Register::Recipients, Some("host"), country),
                change(Register::Storage, Some("_ga"), RegisterChangeKind::Added),
                change(Register::Storage, Some("_old"), RegisterChangeKind::Removed),
                change(Register::Measures, Some("tls"), RegisterChangeKind::Added),
            ]
        );
    }

    #[test]
    fn tells_what_a_new_service_keeps() {
        assert_eq!(
            changes(&Registers::default(), &Registers { services: read(AFTER).services, ..Registers::default() }),
            [
                change(Register::Services, Some("analytics"), RegisterChangeKind::Added),
                change(Register::Storage, Some("_ga"), RegisterChangeKind::Added),
            ]
        );
    }

    #[test]
    fn nothing_changed_and_order_is_no_change() {
        let mut turned = read(AFTER);
        turned.recipients.reverse();
        assert_eq!(changes(&read(AFTER), &turned), []);
    }
}
