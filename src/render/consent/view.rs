//! What the templates of the banner see: the services by category, each with its recipient, data and durations.

use serde::Serialize;

use crate::consent;
use crate::register::known;
use crate::register::services::{Category, Duration, Service, StorageItem};
use crate::render::consent::policy::policy;
use crate::render::page_context::PageContext;

/// The banner and its dialog.
#[derive(Serialize)]
pub(in crate::render) struct BannerView<'a> {
    /// The policy, for a page of the site; in the bundle it is next to the markup.
    policy: Option<String>,
    /// Who asks.
    organisation: &'a str,
    /// What the services are for, as the end of "we use cookies …"; empty if no register says it.
    purposes: String,
    /// Who receives the data besides the organisation itself; can be empty.
    recipients: String,
    /// The page with preferences.
    preferences: String,
    groups: Vec<GroupView<'a>>,
    /// The services that need no consent.
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
    /// None if the organisation provides it itself.
    provider: Option<ProviderView<'a>>,
    purpose: &'a str,
    /// Whether it needs consent.
    asked: bool,
    /// The purpose that needs consent, in the words of the activity.
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
    /// Whether it is deleted when the browser is closed.
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
    /// The banner on a page of the site.
    pub(in crate::render) fn of_page(context: &PageContext<'a>, preferences: String) -> BannerView<'a> {
        BannerView { policy: Some(policy(context)), ..BannerView::of_bundle(context, preferences) }
    }

    /// The banner on another website.
    pub(in crate::render) fn of_bundle(context: &PageContext<'a>, preferences: String) -> BannerView<'a> {
        let registers = &context.site.registers;
        let asked: Vec<&Service> = consent::asked(context.site).collect();
        let groups = CATEGORIES.into_iter().filter_map(|(category, id)| {
            let services = asked.iter().filter(|service| service.category == category);
            let services: Vec<ServiceView<'a>> = services.map(|service| ServiceView::of(context, service)).collect();
            (!services.is_empty()).then_some(GroupView { id, services })
        });
        let always = registers.services.iter().filter(|service| !service.needs_consent());
        let purposes = each_once(asked.iter().filter_map(|service| purpose(context, service)));
        let recipients = each_once(asked.iter().filter_map(|service| recipient(context, service)));
        BannerView {
            policy: None,
            organisation: organisation(context),
            purposes: context.locale.list(&purposes),
            recipients: context.locale.list(&recipients),
            preferences,
            groups: groups.collect(),
            always: always.map(|service| ServiceView::of(context, service)).collect(),
        }
    }
}

/// Removes duplicates, keeping the order.
fn each_once<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    texts.fold(Vec::new(), |mut kept, text| {
        if !kept.contains(&text) {
            kept.push(text);
        }
        kept
    })
}

/// Returns who receives a service's data, by its best-known name; none if the organisation provides the service itself.
fn recipient<'a>(context: &PageContext<'a>, service: &Service) -> Option<&'a str> {
    context.site.registers.recipient(service.provider.as_str()).map(|recipient| context.locale.text(&recipient.name))
}

/// Returns the best-known name of the organisation.
fn organisation<'a>(context: &PageContext<'a>) -> &'a str {
    let organisation = &context.site.registers.organisation;
    let name = known(&organisation.trade_name).or_else(|| known(&organisation.legal_name));
    name.or_else(|| context.site.config.domains.first())
        .map_or_else(|| context.site.config.base_url.host(), String::as_str)
}

/// Returns the text of the purpose for which a service needs consent.
fn purpose<'a>(context: &PageContext<'a>, service: &Service) -> Option<&'a str> {
    consent::purpose(context.site, service).map(|(_, purpose)| context.locale.text(&purpose.text))
}

impl<'a> ServiceView<'a> {
    fn of(context: &PageContext<'a>, service: &'a Service) -> ServiceView<'a> {
        let exemption = known(&service.exemption);
        let storage = known(&service.storage).into_iter().flatten();
        let hosts = known(&service.hosts).into_iter().flatten();
        let data = known(&service.data).into_iter().flatten();
        let settings = service.settings.iter().filter_map(|setting| {
            Some(SettingView {
                name: context.locale.text(&setting.name),
                value: context.locale.text(setting.value.known()?),
            })
        });
        ServiceView {
            id: service.id.as_str(),
            name: context.locale.text(&service.name),
            provider: provider(context, service),
            purpose: context.locale.text(&service.purpose),
            asked: service.needs_consent(),
            consent: purpose(context, service),
            exemption: exemption.map(|exemption| ExemptionView {
                article: exemption.article.as_str(),
                reason: context.locale.text(&exemption.reason),
            }),
            storage: storage.map(|item| StorageView::of(context, item)).collect(),
            data: data.map(|text| context.locale.text(text)).collect(),
            hosts: hosts.map(String::as_str).collect(),
            settings: settings.collect(),
        }
    }
}

fn provider<'a>(context: &PageContext<'a>, service: &'a Service) -> Option<ProviderView<'a>> {
    if service.provider.as_str() == "self" {
        return None;
    }
    let Some(recipient) = context.site.registers.recipient(service.provider.as_str()) else {
        return Some(ProviderView { name: service.provider.as_str(), country: None, parent: None, privacy: None });
    };
    let parent = known(&recipient.parent);
    let legal_name = known(&recipient.legal_name);
    Some(ProviderView {
        name: legal_name.map_or_else(|| context.locale.text(&recipient.name), String::as_str),
        country: known(&recipient.country).map(|country| context.locale.country(country)),
        parent: parent
            .map(|parent| ParentView { name: &parent.name, country: context.locale.country(&parent.country) }),
        privacy: known(&recipient.privacy_url).map(|url| context.locale.text(url)),
    })
}

impl<'a> StorageView<'a> {
    fn of(context: &PageContext<'a>, item: &'a StorageItem) -> StorageView<'a> {
        let duration = item.duration.known();
        StorageView {
            name: &item.name,
            kind: item.kind.as_str(),
            purpose: context.locale.text(&item.purpose),
            duration: duration.map(|duration| match duration {
                Duration::Session => context.locale.string("register", "session").to_owned(),
                Duration::For(period) => context.locale.period(*period),
            }),
            session: duration == Some(&Duration::Session),
            idle: item.idle.map(|idle| context.locale.period(idle)),
            third_party_access: known(&item.third_party_access).copied(),
        }
    }
}
