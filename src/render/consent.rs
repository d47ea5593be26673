//! The consent banner: its markup in every page, the bundle for other websites, and the page with preferences.
//!
//! A site whose registers hold nothing that needs consent has none of it: no banner, no script, no such page.

mod bundle;
mod literal;
mod preferences;
mod view;

use helder_consent::policy::Policy;
use helder_consent::scripts::{CORE, PAGE};

use crate::address::Address;
use crate::consent;
use crate::diagnostic::Diagnostic;
use crate::document::Audience;
use crate::language::Language;
use crate::parse::Site;
use crate::render::assets::{digest_of, integrity_of};
use crate::render::frame::Frame;

pub(super) use view::BannerView;

/// The theme's style sheet of the banner: part of the site's own sheet, and by itself part of the bundle.
const STYLE: &str = "styles/70-consent.css";

/// What the style sheet of a site without a banner does without.
pub(super) const STYLES: [&str; 2] = [STYLE, "styles/75-preferences.css"];

/// What the bundle for other websites stands in.
const FOLDER: &str = "consent/";

/// What a site's banner is made of, whatever the language.
pub(super) struct Parts {
    pub(super) core: Address,
    pub(super) core_integrity: String,
    page: Address,
    page_integrity: String,
    /// What pages allow themselves to load.
    pub(super) content_security_policy: String,
}

/// Hands out the files of an audience, and the pages with preferences; both the bundle for other websites and those are public.
pub(super) fn render(frames: &[Frame<'_>], parts: &Parts) -> Result<(), Diagnostic> {
    let Some(first) = frames.first() else { return Ok(()) };
    first.emit(&parts.core, CORE.to_owned());
    if first.audience == Audience::Public {
        if first.wants_below(&Address::new(FOLDER)) {
            bundle::emit(frames, parts)?;
        }
        bundle::emit_signal(first);
        for frame in frames {
            preferences::render(frame, parts)?;
        }
    }
    Ok(())
}

/// Gathers the parts; none where nothing asks for consent.
pub(super) fn parts(site: &Site) -> Option<Parts> {
    consent::is_needed(site).then(|| Parts {
        core: Address::new(format!("consent/core.{}.js", digest_of(CORE))),
        core_integrity: integrity_of(CORE),
        page: Address::new(format!("consent/page.{}.js", digest_of(PAGE))),
        page_integrity: integrity_of(PAGE),
        content_security_policy: content_security_policy(site),
    })
}

/// Pages with the banner run the site's own scripts, and WebAssembly in them; the hosts of a tag are named only when the banner
/// can load it.
fn content_security_policy(site: &Site) -> String {
    let hosts: String = consent::tag_hosts(site).iter().map(|host| format!(" {host}")).collect();
    let endpoint = site.config.consent.endpoint.as_ref();
    let endpoint = endpoint.map_or_else(String::new, |endpoint| format!(" {}", endpoint.source()));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hosts}; style-src 'self'; img-src 'self'{hosts}; \
         connect-src 'self'{hosts}{endpoint}; base-uri 'none'; form-action 'none'"
    )
}

/// Returns where a choice is changed, in full.
fn preferences_address(frame: &Frame<'_>, language: &Language) -> String {
    format!("{}/{}", frame.site.config.base_url.as_str(), frame.addresses_in(language).preferences().as_str())
}

/// Writes the policy of the frame's language.
pub(super) fn policy(frame: &Frame<'_>) -> String {
    let policy: Policy = consent::policy(frame.site, frame.language, &preferences_address(frame, frame.language));
    policy.encode().expect("parse refuses every name and address that a policy can't carry")
}

impl Frame<'_> {
    /// Returns where the page with preferences is, as seen from a page; customers' pages, whose address nobody knows, name it
    /// in full.
    pub(super) fn preferences_from(&self, href: impl Fn(&Address) -> String) -> Option<String> {
        self.consent?;
        Some(match self.audience {
            Audience::Public => href(&self.addresses().preferences()),
            Audience::Customers => preferences_address(self, self.language),
        })
    }
}
