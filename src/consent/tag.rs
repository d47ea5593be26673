//! The tag of a service as the banner loads it. A tag with an open question loads nothing.

use helder_consent::policy::{Region, Tag};

use crate::register::known;
use crate::register::services::{Service, TagTemplate};

/// Returns the tag, or [`Tag::None`] if one of its values is not known yet.
pub(super) fn tag(service: &Service) -> Tag {
    let Some(tag) = service.tag.as_ref().filter(|_| is_complete(service)) else { return Tag::None };
    let values: Vec<String> = tag.complete().unwrap_or_default().into_iter().map(str::to_owned).collect();
    match (tag.template, <[String; 1]>::try_from(values)) {
        (TagTemplate::GoogleAnalytics, Ok([measurement_id])) => Tag::GoogleAnalytics { measurement_id },
        (TagTemplate::NewRelic, Err(values)) => match <[String; 4]>::try_from(values) {
            Ok([account, application, licence, region]) => {
                let region = if region == "eu" { Region::EuropeanUnion } else { Region::UnitedStates };
                Tag::NewRelic { region, account, application, licence }
            }
            Err(_) => Tag::None,
        },
        _ => Tag::None,
    }
}

/// Returns whether the banner can load the service and delete what it stores, which requires a list of names.
pub(super) fn is_complete(service: &Service) -> bool {
    let is_listed = known(&service.storage).is_some();
    is_listed && service.tag.as_ref().is_some_and(|tag| tag.complete().is_some())
}
