//! `site.yaml`: the settings of the whole site.

mod consent;
mod level;
mod server;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::device_name::is_device_name;
use crate::diagnostic::{Diagnostic, Place, SourcePath};
use crate::host;
use crate::language::{Language, Localized};
use crate::parse::{YamlIndex, yaml};
use crate::sources::{SourceFile, Sources};
use crate::structure::StructureRule;

pub use consent::{Consent, CookieName, Endpoint, MaxAge};
pub use level::Level;
pub use server::{HstsDays, ServerKind, ServerRefusal, ServerSettings};

/// The settings of a site.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The address of the public pages, without a slash at the end.
    pub base_url: BaseUrl,
    /// The name of the site.
    pub title: Localized,
    /// The first is the language of the authoritative texts. Never empty.
    pub languages: Vec<Language>,
    /// What the statements and the banner cover, with all subdomains.
    #[serde(default)]
    pub domains: Vec<String>,
    /// The name of a folder in `themes`; the built-in theme is `default`.
    #[serde(default = "default_theme")]
    pub theme: String,
    #[serde(default)]
    pub consent: Consent,
    /// How much rules weigh on this site, where not as much as they say themselves.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    #[serde(default)]
    pub server: ServerSettings,
}

/// An absolute `https:` or `http:` address without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct BaseUrl(String);

fn default_theme() -> String {
    "default".into()
}

impl BaseUrl {
    /// Returns the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the host name, without port.
    pub fn host(&self) -> &str {
        host::of_address(&self.0)
    }

    /// Returns whether the address is one of HTTPS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Returns the port as it is written; nothing if the address has none.
    pub fn port(&self) -> Option<&str> {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next()?.split_once(':').map(|(_, port)| port)
    }

    /// Returns whether the port is one that a server can listen at, if there is one.
    pub fn has_valid_port(&self) -> bool {
        let is_number = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
        self.port().is_none_or(|port| is_number(port) && port.parse::<u16>().is_ok_and(|port| port > 0))
    }

    /// Returns the path with its leading slash; at the root of the host it is empty.
    pub fn path(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("", |at| &rest[at..])
    }
}

/// A text that is not a [`BaseUrl`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a base address: write it as https://privacy.example.org, without a slash at the end{hint}", hint = self.hint())]
pub struct InvalidBaseUrl(String);

impl InvalidBaseUrl {
    fn hint(&self) -> &'static str {
        if self.0.is_ascii() {
            ""
        } else {
            "; a name with other letters than a-z is written as DNS has it, which begins with `xn--`"
        }
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = InvalidBaseUrl;

    fn try_from(text: String) -> Result<BaseUrl, InvalidBaseUrl> {
        let url = BaseUrl(text);
        let scheme = url.0.starts_with("https://") || url.0.starts_with("http://");
        let plain = url.0.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte));
        if scheme && plain && !url.host().is_empty() && !url.0.ends_with('/') {
            Ok(url)
        } else {
            Err(InvalidBaseUrl(url.0))
        }
    }
}

/// Parses `site.yaml`.
pub(super) fn parse(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<(Config, SourceFile)> {
    let Some(file) = sources.content.get("site.yaml") else {
        diagnostics.push(
            Diagnostic::error(StructureRule::MissingSiteFile, "there is no `site.yaml`")
                .at(Place::file(&SourcePath::new(format!("{}site.yaml", sources.content_prefix))))
                .hint("name the content folder with `--content`, or write a `site.yaml` with base_url, title and languages"),
        );
        return None;
    };
    let config: Config = match yaml::read(file, &file.text) {
        Ok(config) => config,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let index = YamlIndex::new(file);
    check_domains(&config, &index, diagnostics);
    if let Err(refusal) = config.server.check(&config.base_url) {
        diagnostics
            .push(Diagnostic::error(StructureRule::InvalidValue, refusal.to_string()).at(index.key(&["server"])));
    }
    if config.languages.is_empty() {
        diagnostics.push(
            Diagnostic::error(StructureRule::MissingLanguage, "a site has at least one language")
                .at(index.key(&["languages"])),
        );
        return None;
    }
    for (number, language) in config.languages.iter().enumerate() {
        if config.languages[..number].contains(language) {
            diagnostics.push(
                Diagnostic::error(
                    StructureRule::DuplicateLanguage,
                    format!("the language `{language}` is listed twice"),
                )
                .at(index.key(&["languages"])),
            );
            return None;
        }
        if config.title.get(language).is_none() {
            diagnostics.push(
                Diagnostic::error(
                    StructureRule::MissingTranslation,
                    format!("the site's title is missing in `{language}`"),
                )
                .at(index.key(&["title"])),
            );
        }
    }
    Some((config, file.clone()))
}

/// Reports invalid domains. The cookie with the visitor's choice is set on these domains.
fn check_domains(config: &Config, index: &YamlIndex, diagnostics: &mut Vec<Diagnostic>) {
    for domain in config.domains.iter().filter(|domain| !host::is_name(domain)) {
        diagnostics.push(
            Diagnostic::error(StructureRule::InvalidValue, format!("`{domain}` is not a domain"))
                .at(index.key(&["domains"]))
                .hint("write the name alone, in small letters: example.org, which covers its subdomains too"),
        );
    }
}

/// Reports files and folders of themes that can't be checked out on Windows.
pub(super) fn check_theme_names(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    for (path, file) in &sources.themes {
        if let Some(name) = path.split('/').find(|name| is_device_name(name)) {
            let message = format!("`{name}` is the name of a device on Windows, where no file or folder can have it");
            let wrong = Diagnostic::error(StructureRule::InvalidName, message);
            diagnostics.push(wrong.at(Place::file(&file.path)).hint("give it another name"));
        }
    }
}

/// Reports a theme without a folder. The built-in theme needs no folder.
pub(super) fn check_theme(config: &Config, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let folders: Vec<&str> = sources.themes.keys().filter_map(|path| path.split('/').next()).collect();
    if config.theme == "default" || folders.contains(&config.theme.as_str()) {
        return;
    }
    let Some(file) = sources.content.get("site.yaml") else { return };
    diagnostics.push(
        Diagnostic::error(StructureRule::UnknownTheme, format!("there is no folder `themes/{}`", config.theme))
            .at(YamlIndex::new(file).key(&["theme"]))
            .did_you_mean(&config.theme, folders.into_iter().chain(["default"])),
    );
}
