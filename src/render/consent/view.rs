//! What the templates of the banner see: the services by category, each with who gets what, and for how long.

use serde::Serialize;

use crate::consent;
use crate::register::known;
use crate::register::services::{Category, Duration, Service, StorageItem};
use crate::render::consent::policy;
use crate::render::frame::Frame;

/// The banner and its dialog.
#[derive(Serialize)]
pub(in crate::render) struct BannerView<'a> {
    /// The policy, in a page of the site; in the bundle it stands beside the markup.
    policy: Option<String>,
    /// Who asks.
    organisation: &'a str,
    /// What the services are for, as the end of "we use cookies …"; empty where no register says so.
    purposes: String,
    /// Who gets the data besides the organisation itself; empty where nobody does.
    recipients: String,
    /// The page with preferences.
    preferences: String,
    groups: Vec<GroupView<'a>>,
    /// What is there without asking.
    always: Vec<ServiceView<'a>>,
}

/// The services of a category.
#[derive(Serialize)]
struct GroupView<'a> {
    id: &'static str,
    services: Vec<ServiceView<'a>>,
}

#[derive(Serialize)]
struct ServiceView<'a> {
    id: &'a str,
    name: &'a str,
    /// None where the organisation provides it itself.
    provider: Option<ProviderView<'a>>,
    purpose: &'a str,
    /// Whether consent is asked for it.
    asked: bool,
    /// What consent is asked for, in the words of the activity.
    consent: Option<&'a str>,
    exemption: Option<ExemptionView<'a>>,
    storage: Vec<StorageView<'a>>,
    data: Vec<&'a str>,
    hosts: Vec<&'a str>,
    settings: Vec<SettingView<'a>>,
}

#[derive(Serialize)]
struct ProviderView<'a> {
    name: &'a str,
    country: Option<&'a str>,
    parent: Option<ParentView<'a>>,
    privacy: Option<&'a str>,
}

#[derive(Serialize)]
struct ParentView<'a> {
    name: &'a str,
    country: &'a str,
}

#[derive(Serialize)]
struct ExemptionView<'a> {
    article: &'static str,
    reason: &'a str,
}

#[derive(Serialize)]
struct StorageView<'a> {
    name: &'a str,
    kind: &'static str,
    purpose: &'a str,
    duration: Option<String>,
    /// Whether it goes when the browser is closed.
    session: bool,
    idle: Option<String>,
    third_party_access: Option<bool>,
}

#[derive(Serialize)]
struct SettingView<'a> {
    name: &'a str,
    value: &'a str,
}

const CATEGORIES: [(Category, &str); 5] = [
    (Category::Necessary, "necessary"),
    (Category::Functional, "functional"),
    (Category::AnalyticsExempt, "analytics-exempt"),
    (Category::Analytics, "analytics"),
    (Category::Marketing, "marketing"),
];

impl<'a> BannerView<'a> {
    /// Shows the banner of a page of the site.
    pub(in crate::render) fn of_page(frame: &Frame<'a>, preferences: String) -> BannerView<'a> {
        BannerView { policy: Some(policy(frame)), ..BannerView::of_bundle(frame, preferences) }
    }

    /// Shows the banner of another website.
    pub(super) fn of_bundle(frame: &Frame<'a>, preferences: String) -> BannerView<'a> {
        let registers = &frame.site.registers;
        let asked: Vec<&Service> = consent::asked(frame.site).collect();
        let groups = CATEGORIES.into_iter().filter_map(|(category, id)| {
            let services = asked.iter().filter(|service| service.category == category);
            let services: Vec<ServiceView<'a>> = services.map(|service| ServiceView::of(frame, service)).collect();
            (!services.is_empty()).then_some(GroupView { id, services })
        });
        let always = registers.services.iter().filter(|service| !service.needs_consent());
        let purposes = each_once(asked.iter().filter_map(|service| purpose(frame, service)));
        let recipients = each_once(asked.iter().filter_map(|service| recipient(frame, service)));
        BannerView {
            policy: None,
            organisation: organisation(frame),
            purposes: frame.locale.list(&purposes),
            recipients: frame.locale.list(&recipients),
            preferences,
            groups: groups.collect(),
            always: always.map(|service| ServiceView::of(frame, service)).collect(),
        }
    }
}

/// Keeps the first of those that are the same.
fn each_once<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    texts.fold(Vec::new(), |mut kept, text| {
        if !kept.contains(&text) {
            kept.push(text);
        }
        kept
    })
}

/// Returns who gets a service's data, by the name that visitors know best; nobody where the organisation provides it itself.
fn recipient<'a>(frame: &Frame<'a>, service: &Service) -> Option<&'a str> {
    frame.site.registers.recipient(service.provider.as_str()).map(|recipient| frame.locale.text(&recipient.name))
}

/// Returns who asks, by the name that visitors know best.
fn organisation<'a>(frame: &Frame<'a>) -> &'a str {
    let organisation = &frame.site.registers.organisation;
    let name = known(&organisation.trade_name).or_else(|| known(&organisation.legal_name));
    let domain = || frame.site.config.domains.first();
    name.or_else(domain).map_or_else(|| frame.site.config.base_url.host(), String::as_str)
}

/// Returns the text of the purpose that a service asks consent for.
fn purpose<'a>(frame: &Frame<'a>, service: &Service) -> Option<&'a str> {
    consent::purpose(frame.site, service).map(|(_, purpose)| frame.locale.text(&purpose.text))
}

impl<'a> ServiceView<'a> {
    fn of(frame: &Frame<'a>, service: &'a Service) -> ServiceView<'a> {
        let exemption = known(&service.exemption);
        let storage = known(&service.storage).into_iter().flatten();
        let hosts = known(&service.hosts).into_iter().flatten();
        let data = known(&service.data).into_iter().flatten();
        let settings = service.settings.iter().filter_map(|setting| {
            Some(SettingView {
                name: frame.locale.text(&setting.name),
                value: frame.locale.text(setting.value.known()?),
            })
        });
        ServiceView {
            id: service.id.as_str(),
            name: frame.locale.text(&service.name),
            provider: provider(frame, service),
            purpose: frame.locale.text(&service.purpose),
            asked: service.needs_consent(),
            consent: purpose(frame, service),
            exemption: exemption.map(|exemption| ExemptionView {
                article: exemption.article.as_str(),
                reason: frame.locale.text(&exemption.reason),
            }),
            storage: storage.map(|item| StorageView::of(frame, item)).collect(),
            data: data.map(|text| frame.locale.text(text)).collect(),
            hosts: hosts.map(String::as_str).collect(),
            settings: settings.collect(),
        }
    }
}

fn provider<'a>(frame: &Frame<'a>, service: &'a Service) -> Option<ProviderView<'a>> {
    if service.provider.as_str() == "self" {
        return None;
    }
    let Some(recipient) = frame.site.registers.recipient(service.provider.as_str()) else {
        return Some(ProviderView { name: service.provider.as_str(), country: None, parent: None, privacy: None });
    };
    let parent = known(&recipient.parent);
    let legal_name = known(&recipient.legal_name);
    Some(ProviderView {
        name: legal_name.map_or_else(|| frame.locale.text(&recipient.name), String::as_str),
        country: known(&recipient.country).map(|country| frame.locale.country(country)),
        parent: parent.map(|parent| ParentView { name: &parent.name, country: frame.locale.country(&parent.country) }),
        privacy: known(&recipient.privacy_url).map(|url| frame.locale.text(url)),
    })
}

impl<'a> StorageView<'a> {
    fn of(frame: &Frame<'a>, item: &'a StorageItem) -> StorageView<'a> {
        let duration = item.duration.known();
        StorageView {
            name: &item.name,
            kind: item.kind.as_str(),
            purpose: frame.locale.text(&item.purpose),
            duration: duration.map(|duration| match duration {
                Duration::Session => frame.locale.string("register", "session").to_owned(),
                Duration::For(period) => frame.locale.period(*period),
            }),
            session: duration == Some(&Duration::Session),
            idle: item.idle.map(|idle| frame.locale.period(idle)),
            third_party_access: known(&item.third_party_access).copied(),
        }
    }
}
