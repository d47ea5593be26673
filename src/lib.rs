//! helder: privacy documents, every version of them, as a site.

pub mod date;
pub mod language;
pub mod text;
