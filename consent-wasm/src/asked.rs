//! A policy as the banner reads it: in place, and only the fields that a decision needs.
//!
//! `crate::policy` describes the format, and is what the generator uses. Tags are left to the page, which knows a service by its
//! position.

use crate::set::Set;
use crate::text::{cut, decimal, fields};

#[cfg(test)]
mod tests;

/// One service fewer than a set has bits: a page that looks for an unknown service gets position −1, and with it the last bit.
pub const SERVICES_MAX: usize = 31;

/// Longer than any browser keeps a cookie.
pub const DAYS_MAX: u32 = 400;

const DAY: u32 = 24 * 60 * 60;

/// A policy, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The fields of the first line that matter here: format, revision, language, cookie, days, domains.
    head: [&'a [u8]; 6],
    /// How long an answer counts, in seconds.
    pub lasts: u32,
    /// All services.
    pub all: Set,
    lines: &'a [u8],
}

/// A service that waits for consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service<'a> {
    pub id: &'a [u8],
    /// The set of this service alone.
    pub own: Set,
    /// The hash of what is asked.
    pub asked: &'a [u8],
    /// Patterns of what it stores, separated by tabs.
    pub patterns: &'a [u8],
}

impl<'a> Asked<'a> {
    /// Reads a policy. Returns nothing for a text of another format.
    pub fn read(text: &'a [u8]) -> Option<Asked<'a>> {
        let mut asked = Asked { head: [b""; 6], lasts: 0, all: Set::EMPTY, lines: text };
        fields(cut(&mut asked.lines, b'\n'), b'\t', &mut asked.head);
        asked.lasts = decimal(asked.head[4])?.min(DAYS_MAX) * DAY;
        for service in asked.services() {
            asked.all = asked.all.union(service.own);
        }
        (asked.head[0] == b"1").then_some(asked)
    }

    pub fn revision(&self) -> &'a [u8] {
        self.head[1]
    }

    pub fn language(&self) -> &'a [u8] {
        self.head[2]
    }

    /// Returns the name of the cookie that contains the record.
    pub fn cookie(&self) -> &'a [u8] {
        self.head[3]
    }

    /// Returns the domains whose subdomains share one record, separated by spaces.
    pub fn domains(&self) -> &'a [u8] {
        self.head[5]
    }

    /// Returns the services, in the order of the policy.
    pub fn services(&self) -> Services<'a> {
        Services { lines: self.lines, own: Set(1) }
    }
}

/// The services of a policy, no more than fit in a set.
#[derive(Clone, Debug)]
pub struct Services<'a> {
    lines: &'a [u8],
    own: Set,
}

impl<'a> Iterator for Services<'a> {
    type Item = Service<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<Service<'a>> {
        let own = self.own;
        if self.lines.is_empty() || own.0 >> SERVICES_MAX != 0 {
            return None;
        }
        self.own = Set(own.0 << 1);
        let mut line = [b"".as_slice(); 3];
        let patterns = fields(cut(&mut self.lines, b'\n'), b'\t', &mut line);
        Some(Service { id: line[0], own, asked: line[1], patterns })
    }
}
