//! What rendering hands out: the files of a site, one by one.

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Below the output folder, with `/` between its parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Where artifacts go. Several threads call it at once.
pub type Sink<'a> = &'a (dyn Fn(Artifact) + Sync);
