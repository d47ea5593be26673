//! The consent banner: its markup in every page, the bundle for other websites, and the page with preferences.
//!
//! A site whose registers contain nothing that needs consent has none of these.

pub(super) mod bundle;
mod literal;
pub(super) mod parts;
pub(super) mod policy;
pub(super) mod preferences;
pub(super) mod view;
