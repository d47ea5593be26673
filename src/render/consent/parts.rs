//! What a site's banner consists of, whatever the language: the compiled scripts, and what pages allow them to load.

use helder_consent::scripts::{CORE, PAGE};

use crate::address::Address;
use crate::consent;
use crate::parse::Site;
use crate::render::digest::{integrity, short_digest};

/// The theme's style sheet of the banner: a part of the site's own style sheet, and of the bundle.
pub(in crate::render) const STYLE: &str = "styles/70-consent.css";

/// The style sheets that a site without a banner leaves out.
pub(in crate::render) const STYLES: [&str; 2] = [STYLE, "styles/75-preferences.css"];

pub(in crate::render) struct BannerParts {
    pub(in crate::render) core: Address,
    pub(in crate::render) core_integrity: String,
    pub(in crate::render) preferences: Address,
    pub(in crate::render) preferences_integrity: String,
    /// What pages with the banner allow themselves to load.
    pub(in crate::render) content_security_policy: String,
}

/// Gathers the parts; none for a site that asks for no consent.
pub(in crate::render) fn parts(site: &Site) -> Option<BannerParts> {
    consent::is_needed(site).then(|| BannerParts {
        core: Address::new("consent/core.js").with_digest(&short_digest(CORE.as_bytes())),
        core_integrity: integrity(CORE),
        preferences: Address::new("consent/page.js").with_digest(&short_digest(PAGE.as_bytes())),
        preferences_integrity: integrity(PAGE),
        content_security_policy: content_security_policy(site),
    })
}

/// Pages with the banner run the site's own scripts, and WebAssembly in them; the hosts of a tag are named only if the banner can
/// load it.
fn content_security_policy(site: &Site) -> String {
    let hosts: String = consent::tag_hosts(site).iter().map(|host| format!(" {host}")).collect();
    let endpoint = site.config.consent.endpoint.as_ref();
    let endpoint = endpoint.map_or_else(String::new, |endpoint| format!(" {}", endpoint.source()));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hosts}; style-src 'self'; img-src 'self'{hosts}; \
         connect-src 'self'{hosts}{endpoint}; base-uri 'none'; form-action 'none'"
    )
}
