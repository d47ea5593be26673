//! `server` in `site.yaml`: for which web server a build writes its configuration, and what that server should do.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::host;
use crate::parse::BaseUrl;

/// The web server that serves the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ServerSettings {
    /// The server whose configuration a build writes; none if it is left out.
    pub kind: Option<ServerKind>,
    /// Whether a build writes a `.br` and a `.gz` next to each text file.
    pub precompress: bool,
    /// For how many days browsers insist on HTTPS for this host (`Strict-Transport-Security`); not sent if it is left out.
    pub hsts_days: Option<HstsDays>,
}

/// A web server or a host for static sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ServerKind {
    Nginx,
    Apache,
    Caddy,
    Netlify,
    Cloudflare,
    GithubPages,
}

/// A number of days from 1 to 3650.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "u64")]
#[schemars(extend("minimum" = 1, "maximum" = 3650))]
pub struct HstsDays(u16);

const HSTS_DAYS_MAX: u16 = 3650;

/// A number of days that is not an [`HstsDays`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`hsts_days` is a number from 1 to {HSTS_DAYS_MAX}, not {0}")]
pub struct InvalidHstsDays(u64);

/// Why the configuration of a server can't be written for a site.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerRefusal {
    #[error("{kind} can't serve `{base_url}`: {reason}")]
    BaseUrl { kind: ServerKind, base_url: String, reason: &'static str },
    #[error("`hsts_days` makes browsers insist on HTTPS, and `{0}` has none")]
    HstsWithoutTls(String),
    #[error("{0} compresses by itself and does not read `.br` and `.gz` files: leave `precompress` out")]
    CompressesItself(ServerKind),
    #[error("{kind} reads at most {limit} redirects, and the site has {count}")]
    Redirects { kind: ServerKind, limit: usize, count: usize },
}

impl HstsDays {
    /// Returns the value in the unit of the header.
    pub fn seconds(self) -> u32 {
        u32::from(self.0) * 24 * 60 * 60
    }
}

impl TryFrom<u64> for HstsDays {
    type Error = InvalidHstsDays;

    fn try_from(days: u64) -> Result<HstsDays, InvalidHstsDays> {
        match u16::try_from(days) {
            Ok(days) if (1..=HSTS_DAYS_MAX).contains(&days) => Ok(HstsDays(days)),
            _ => Err(InvalidHstsDays(days)),
        }
    }
}

impl ServerKind {
    /// Every server, in the order in which help lists them.
    pub const ALL: [ServerKind; 6] = [
        ServerKind::Nginx,
        ServerKind::Apache,
        ServerKind::Caddy,
        ServerKind::Netlify,
        ServerKind::Cloudflare,
        ServerKind::GithubPages,
    ];

    /// Returns the word that files and options use.
    pub fn as_str(self) -> &'static str {
        match self {
            ServerKind::Nginx => "nginx",
            ServerKind::Apache => "apache",
            ServerKind::Caddy => "caddy",
            ServerKind::Netlify => "netlify",
            ServerKind::Cloudflare => "cloudflare",
            ServerKind::GithubPages => "github-pages",
        }
    }

    /// Returns whether the owner runs the server, rather than a company that hosts the site.
    pub fn is_own(self) -> bool {
        match self {
            ServerKind::Nginx | ServerKind::Apache | ServerKind::Caddy => true,
            ServerKind::Netlify | ServerKind::Cloudflare | ServerKind::GithubPages => false,
        }
    }
}

impl fmt::Display for ServerKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ServerKind::Nginx => "nginx",
            ServerKind::Apache => "Apache",
            ServerKind::Caddy => "Caddy",
            ServerKind::Netlify => "Netlify",
            ServerKind::Cloudflare => "Cloudflare Pages",
            ServerKind::GithubPages => "GitHub Pages",
        })
    }
}

impl ServerSettings {
    /// Checks that the server can serve the site at this address.
    ///
    /// # Errors
    ///
    /// The address has something that the server or its configuration can't express, or the settings contradict each other.
    pub fn check(&self, base_url: &BaseUrl) -> Result<(), ServerRefusal> {
        if self.hsts_days.is_some() && !base_url.is_https() {
            return Err(ServerRefusal::HstsWithoutTls(base_url.as_str().to_owned()));
        }
        let Some(kind) = self.kind else { return Ok(()) };
        if self.precompress && !kind.is_own() {
            return Err(ServerRefusal::CompressesItself(kind));
        }
        match refusal(kind, base_url) {
            Some(reason) => Err(ServerRefusal::BaseUrl { kind, base_url: base_url.as_str().to_owned(), reason }),
            None => Ok(()),
        }
    }
}

fn refusal(kind: ServerKind, base_url: &BaseUrl) -> Option<&'static str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    if !host::is_name(base_url.host()) {
        return Some("the host must be a plain name in lower case");
    }
    if !base_url.has_valid_port() {
        return Some("the port must be a number from 1 to 65535");
    }
    if !base_url.path().bytes().all(is_plain) || base_url.path().contains("//") {
        return Some("the path may have letters, digits, `-`, `.`, `_`, `~` and single slashes");
    }
    if !kind.is_own() && !base_url.is_https() {
        return Some("it serves every site over HTTPS, so write `https:`");
    }
    if !kind.is_own() && base_url.port().is_some() {
        return Some("it serves at the port of HTTPS alone");
    }
    let has_path = !base_url.path().is_empty();
    if has_path && matches!(kind, ServerKind::Netlify | ServerKind::Cloudflare) {
        return Some("it serves a site at the root of a host, so leave the path out");
    }
    None
}
