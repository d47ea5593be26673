//! The names of known cookies and storage of services that measure, advertise or track.
//!
//! The names and their purposes come from the Open Cookie Database (github.com/jkwakman/Open-Cookie-Database,
//! `open-cookie-database.csv`), where they are under analytics or marketing. Names that any site could choose for something
//! else are left out. What New Relic stores was observed in a browser.

use helder_consent::pattern;

use crate::register::rows;
use crate::register::services::{Service, StorageItem, StorageKind, TagTemplate};

/// Cookies by the service that sets them. `*` stands for any characters.
const TRACKERS: [(&str, &[&str]); 48] = [
    (
        "Google Analytics",
        &[
            "_ga",
            "_ga_*",
            "_gid",
            "_gat",
            "_gat_gtag_*",
            "_dc_gtm_*",
            "__utma",
            "__utmb",
            "__utmc",
            "__utmt",
            "__utmv",
            "__utmz",
        ],
    ),
    ("Google Ads", &["_gcl_au", "_gcl_dc", "_gac_*"]),
    ("Google AdSense", &["__gads", "__gpi", "__gsas"]),
    ("YouTube", &["VISITOR_INFO1_LIVE"]),
    ("Adobe Analytics", &["s_vi", "s_fid", "s_ecid"]),
    ("Adobe Audience Manager", &["demdex", "AMCV_*", "aam_uuid"]),
    ("Adobe Advertising", &["everest_g_v2"]),
    ("Meta", &["_fbp", "_fbc"]),
    ("Microsoft Advertising", &["MUID", "_uetsid", "_uetvid"]),
    ("Microsoft Clarity", &["_clck", "_clsk"]),
    ("X", &["personalization_id", "guest_id_ads", "guest_id_marketing", "muc_ads"]),
    ("Inspectlet", &["__insp_*"]),
    ("Hotjar", &["_hjid", "_hjSession_*", "_hjSessionUser_*", "_hjIncludedInSample"]),
    ("ActiveCampaign", &["ac_enable_tracking"]),
    ("LinkedIn", &["bcookie", "lidc", "UserMatchHistory", "li_sugr"]),
    ("Outbrain", &["obuid"]),
    ("PubMatic", &["KADUSERCOOKIE", "KRTBCOOKIE_*"]),
    ("TripleLift", &["tluid"]),
    ("Taboola", &["t_gid"]),
    ("ShareThis", &["__stid"]),
    ("Lotame", &["_cc_id", "_cc_aud", "panoramaId"]),
    ("MediaMath", &["mt_misc", "mt_mop"]),
    ("Tapad", &["TapAd_DID", "TapAd_TS"]),
    ("The Trade Desk", &["TDID", "TDCPM"]),
    ("Pinterest", &["_pin_unauth", "_derived_epik", "_epik", "_pinterest_ct_ua"]),
    ("SharpSpring", &["__ss_tk", "__ss_referrer"]),
    ("Matomo", &["_pk_id*", "_pk_ref*", "_pk_ses*"]),
    ("Optimizely", &["optimizelyEndUserId"]),
    ("Shopify analytics", &["_shopify_s", "_shopify_y", "_shopify_sa_p"]),
    ("HubSpot", &["__hstc", "hubspotutk", "__hssc"]),
    ("Vimeo", &["vuid"]),
    ("LiveIntent", &["lidid", "_li_ss"]),
    ("BidSwitch", &["tuuid_lu"]),
    ("Oracle BlueKai", &["bku", "bkdc"]),
    ("Wix", &["svSession"]),
    ("Teads", &["tt_viewer"]),
    ("TikTok", &["_ttp"]),
    ("Snap", &["_scid"]),
    ("VWO", &["_vwo_uuid"]),
    ("Klaviyo", &["__kla_id"]),
    ("Lucky Orange", &["_lo_uid"]),
    ("Yandex Metrica", &["_ym_uid"]),
    ("Quantcast", &["__qca"]),
    ("Leadfeeder", &["_lfa"]),
    ("Snowplow", &["_sp_id.*"]),
    // From the makers' own pages: help.heap.io, amplitude.com/docs and help.mouseflow.com.
    ("Heap", &["_hp2_id.*"]),
    ("Amplitude", &["AMP_MKTG_*"]),
    ("Mouseflow", &["mf_user"]),
];

/// Returns the service that is known to set this cookie for measuring or advertising.
pub(super) fn tracker(item: &StorageItem) -> Option<&'static str> {
    let name = item.name.as_bytes();
    let (maker, _) =
        TRACKERS.iter().find(|(_, names)| names.iter().any(|pattern| pattern::matches(pattern.as_bytes(), name)))?;
    (item.kind == StorageKind::Cookie).then_some(*maker)
}

/// Returns a kind of storage that a service is known to use. New Relic's browser agent stores `NRBA_SESSION` in local storage.
pub(super) fn known_storage(service: &Service) -> Option<StorageKind> {
    let by_tag = service.tag.as_ref().is_some_and(|tag| tag.template == TagTemplate::NewRelic);
    let by_host = rows(&service.hosts).iter().any(|host| host == "js-agent.newrelic.com");
    (by_tag || by_host).then_some(StorageKind::LocalStorage)
}

#[cfg(test)]
mod tests {
    use super::TRACKERS;

    #[test]
    fn no_name_is_listed_twice() {
        let mut names: Vec<&str> = TRACKERS.iter().flat_map(|(_, names)| *names).copied().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
