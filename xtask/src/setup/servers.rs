//! What the tests of the server configuration need: the three web servers, a client, and a maker of certificates.

use std::path::Path;

use crate::step::runs;
use crate::tools::Package;

/// Returns the Debian packages that are missing.
pub(super) fn missing() -> Vec<Package> {
    let has_brotli = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").exists();
    let needed = [
        ("nginx-light", "serves a built site in the tests", runs("/usr/sbin/nginx", "-v")),
        ("libnginx-mod-http-brotli-static", "lets nginx send files that are compressed already", has_brotli),
        ("apache2", "serves a built site in the tests", runs("/usr/sbin/apache2", "-v")),
        ("caddy", "serves a built site in the tests", runs("/usr/bin/caddy", "version")),
        ("curl", "asks the servers", runs("curl", "--version")),
        ("openssl", "makes the certificate of the servers", runs("openssl", "version")),
    ];
    let missing = needed.into_iter().filter(|(_, _, is_installed)| !is_installed);
    missing.map(|(name, reason, _)| Package { name, reason }).collect()
}
