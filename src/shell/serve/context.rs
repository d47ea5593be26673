//! What all connections share, and the paths below which the pages of each audience are.

use std::sync::Arc;

use crate::document::Audience;
use crate::session::Preview;
use crate::shell::serve::hosts::Hosts;
use crate::shell::serve::latest::Latest;
use crate::shell::serve::links::Links;

/// What an answer depends on besides the request.
pub(super) struct Context {
    /// The audience whose pages are at the root.
    pub(super) audience: Audience,
    pub(super) latest: Arc<Latest>,
    pub(super) hosts: Hosts,
    pub(super) links: Links,
}

/// Returns the audience of a page, and the path of the page below the audience's folder.
pub(super) fn place(main: Audience, preview: &Preview, path: &str) -> Option<(Audience, String)> {
    for audience in Audience::ALL {
        let mount = mount(main, preview, audience);
        if audience != main
            && let Some(inner) = path.strip_prefix(&mount)
        {
            return Some((audience, inner.to_owned()));
        }
    }
    path.strip_prefix(&mount(main, preview, main)).map(|inner| (main, inner.to_owned()))
}

/// Returns the path above the pages of an audience, with slashes around it.
pub(super) fn mount(main: Audience, preview: &Preview, audience: Audience) -> String {
    match audience {
        audience if audience != main => format!("/-/{}/", audience.as_str()),
        Audience::Public => format!("{}/", preview.site().config.base_url.path().trim_end_matches('/')),
        Audience::Customers => "/".into(),
    }
}
