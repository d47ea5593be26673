//! Which services may load, which may not, and which must be asked about.

use crate::asked::Asked;
use crate::record::Record;
use crate::set::Set;
use crate::signals::Signals;

#[cfg(test)]
mod tests;

/// How far a clock may have been ahead when a record was written, in seconds.
const AHEAD_MAX: u32 = 24 * 60 * 60;

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

/// Decides from the policy, the record and the browser's signals. An explicit answer wins over a signal.
pub fn decide(asked: &Asked<'_>, record: Option<&Record<'_>>, signals: Signals, now: u32) -> Decision {
    let rest = match signals {
        Signals { storage: false, .. } => Rest::NoStorage,
        Signals { gpc: true, .. } => Rest::Signal,
        _ => Rest::Ask,
    };
    let mut decision = Decision { granted: Set::EMPTY, refused: Set::EMPTY, rest };
    if let Some(record) = record.filter(|record| signals.storage && counts(record, asked, now)) {
        for service in asked.services() {
            match record.answer(&service) {
                Some(true) => decision.granted = decision.granted.union(service.own),
                Some(false) => decision.refused = decision.refused.union(service.own),
                None => {}
            }
        }
    }
    decision
}

/// Returns whether a record is neither from the future nor expired.
pub fn counts(record: &Record<'_>, asked: &Asked<'_>, now: u32) -> bool {
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
