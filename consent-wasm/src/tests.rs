//! The policy and the words that the tests share.

use alloc::vec::Vec;

use crate::asked::{Asked, Service};
use crate::signals::{Environment, Signals};

pub(crate) const POLICY: &[u8] = b"\
1\t0badcafe\tnl\tprivacy-choice\t180\texample.com example.nl\t\t
google-analytics\t000000ff\tga G-ABC123\tc:_ga\tc:_ga_*
video\t00000001\t\tl:video*\ts:player\tc:shared
";

pub(crate) const NOW: u32 = 1_790_000_000;
pub(crate) const DAY: u32 = 24 * 60 * 60;

pub(crate) const FREE: Signals = Signals { gpc: false, storage: true };

pub(crate) fn asked() -> Asked<'static> {
    Asked::read(POLICY).unwrap()
}

pub(crate) fn services() -> Vec<Service<'static>> {
    asked().services().collect()
}

/// Says what the page sends: host, path, records, a new id and how, then what is stored.
pub(crate) fn around(text: &str) -> Environment<'_> {
    Environment::read(text.as_bytes(), NOW, FREE)
}
