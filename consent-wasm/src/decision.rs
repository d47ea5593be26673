//! Which services may load, which may not, and which must be asked about.

use crate::asked::Asked;
use crate::record::Record;
use crate::set::Set;
use crate::signals::Signals;
use crate::text::cut;

#[cfg(test)]
mod tests;

/// How far a clock may have been ahead when a record was written, in seconds.
pub const AHEAD_MAX: u32 = 24 * 60 * 60;

/// The state of every service. `rest` is the state of the services in neither set, which have no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    pub granted: Set,
    pub refused: Set,
    pub rest: Rest,
}

/// The state of services without an answer. None of them loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rest {
    /// The visitor has not been asked yet.
    Ask,
    /// The browser objected for its visitor, who is not asked.
    Signal,
    /// An answer could not be kept, so the visitor is not asked.
    NoStorage,
}

/// Decides from the policy, the records and the browser's signals, and returns the record that counts. An explicit answer wins over
/// a signal.
///
/// The page gets a record for each path and domain on which one was written, in an order that the browser chooses. The newest of them
/// counts; of several that are equally new, a refusal wins over a consent.
pub fn decide<'a>(asked: &Asked<'_>, records: &'a [u8], signals: Signals, now: u32) -> (Decision, Option<Record<'a>>) {
    let rest = match signals {
        Signals { storage: false, .. } => Rest::NoStorage,
        Signals { gpc: true, .. } => Rest::Signal,
        _ => Rest::Ask,
    };
    let mut decision = Decision { granted: Set::EMPTY, refused: Set::EMPTY, rest };
    let mut newest: Option<Record<'a>> = None;
    let mut records = records;
    while signals.storage && !records.is_empty() {
        let Some(record) = Record::decode(cut(&mut records, b' ')) else { continue };
        let latest = newest.map_or(0, |newest| newest.updated);
        if !counts(&record, asked, now) || record.updated < latest {
            continue;
        }
        if record.updated > latest {
            (decision.granted, decision.refused) = (Set::EMPTY, Set::EMPTY);
            newest = None;
        }
        for service in asked.services() {
            match record.answer(&service) {
                Some(true) => decision.granted = decision.granted.union(service.own),
                Some(false) => {
                    decision.refused = decision.refused.union(service.own);
                    newest = Some(record);
                }
                None => {}
            }
        }
        newest = newest.or(Some(record));
    }
    decision.granted = decision.granted.difference(decision.refused);
    (decision, newest)
}

/// Returns whether a record is neither from the future nor expired.
fn counts(record: &Record<'_>, asked: &Asked<'_>, now: u32) -> bool {
    record.updated <= now.saturating_add(AHEAD_MAX) && now <= record.given + asked.lasts
}

impl Decision {
    /// Returns the state of a service as the page reads it: granted, refused, to be asked, refused by a signal, or no storage.
    pub fn letter(self, service: Set) -> u8 {
        match self.rest {
            _ if self.granted.intersects(service) => b'g',
            _ if self.refused.intersects(service) => b'r',
            Rest::Ask => b'a',
            Rest::Signal => b's',
            Rest::NoStorage => b'n',
        }
    }
}
