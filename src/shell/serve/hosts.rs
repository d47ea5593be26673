//! The host names that the server accepts.

use std::net::{IpAddr, SocketAddr};

/// Accepted names. A page of another site whose name leads here must not read the texts: browsers send the
/// name that they looked up.
pub(super) struct Hosts {
    named: String,
    /// Whether other machines may connect; they use an address of this one.
    is_open: bool,
}

impl Hosts {
    pub(super) fn new(host: &str, address: SocketAddr) -> Hosts {
        Hosts { named: host.to_ascii_lowercase(), is_open: !address.ip().is_loopback() }
    }

    /// Returns whether the server answers a request with this `Host` header.
    pub(super) fn allow(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        let is_local = name == "localhost" || name.ends_with(".localhost");
        let address = name.parse::<IpAddr>().ok();
        is_local || name == self.named || address.is_some_and(|address| address.is_loopback() || self.is_open)
    }
}
