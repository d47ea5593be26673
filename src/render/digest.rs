//! Digests of files that pages refer to: in their names, and as a browser checks them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// Returns the part of a file's name that changes with its bytes.
pub(super) fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the value of `integrity`, with which a browser refuses any other bytes.
pub(super) fn integrity(text: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(text.as_bytes())))
}
