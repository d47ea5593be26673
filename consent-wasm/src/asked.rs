//! A policy as the banner reads it: where it lies, and only what a decision needs.
//!
//! `crate::policy` says how it is written, and is what the generator uses. What is left to the page are the tags: here a service
//! is only its place.

use crate::set::Set;
use crate::text::{cut, decimal, fields};

#[cfg(test)]
mod tests;

/// As many services as a set holds, but one: a page that looks for a service and finds none gets the bit of a number below zero.
pub const SERVICES_MAX: usize = 31;

/// Longer than any browser keeps a cookie.
pub const DAYS_MAX: u32 = 400;

const DAY: u32 = 24 * 60 * 60;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The first line, as far as it matters here: format, revision, language, cookie, days, domains.
    head: [&'a [u8]; 6],
    /// How long an answer counts, in seconds.
    pub lasts: u32,
    /// All services.
    pub all: Set,
    lines: &'a [u8],
}

/// One thing that waits for consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service<'a> {
    pub id: &'a [u8],
    /// This service alone.
    pub own: Set,
    /// What was asked, as a hash.
    pub asked: &'a [u8],
    /// What it stores, with tabs between.
    pub patterns: &'a [u8],
}

impl<'a> Asked<'a> {
    /// Reads a policy; of another format there is none.
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

    /// Returns the name of the cookie that holds the record.
    pub fn cookie(&self) -> &'a [u8] {
        self.head[3]
    }

    /// Returns the domains whose subdomains share one record, with spaces between.
    pub fn domains(&self) -> &'a [u8] {
        self.head[5]
    }

    /// Returns the services, in the order of the policy.
    pub fn services(&self) -> Services<'a> {
        Services { lines: self.lines, own: Set(1) }
    }
}

/// Services in a row; no more than a set holds.
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
