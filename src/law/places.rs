//! Where registers and settings say what they say; a file is read for its places when a finding first needs one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::diagnostic::Place;
use crate::parse::{Site, YamlIndex};
use crate::sources::SourceFile;

/// The places of the registers that speak in an edition, or of those as they are now.
pub(super) struct Places {
    settings: Lazy,
    registers: Kept,
}

enum Kept {
    /// All in one file, as a version froze them; none where it froze nothing.
    Frozen(Option<Lazy>),
    /// A file for each.
    Current(BTreeMap<&'static str, Lazy>),
}

struct Lazy {
    file: SourceFile,
    index: OnceLock<YamlIndex>,
}

impl Lazy {
    fn new(file: &SourceFile) -> Lazy {
        Lazy { file: file.clone(), index: OnceLock::new() }
    }

    fn index(&self) -> &YamlIndex {
        self.index.get_or_init(|| YamlIndex::new(&self.file))
    }
}

impl Places {
    pub(super) fn current(site: &Site) -> Places {
        let files = site.register_files.iter().map(|(name, file)| (*name, Lazy::new(file)));
        Places { settings: Lazy::new(&site.file), registers: Kept::Current(files.collect()) }
    }

    pub(super) fn frozen(site: &Site, file: Option<&SourceFile>) -> Places {
        Places { settings: Lazy::new(&site.file), registers: Kept::Frozen(file.map(Lazy::new)) }
    }

    /// Returns the place of a path, or of where it belongs; none when there is no such register file.
    pub(super) fn place(&self, path: &[&str]) -> Option<Place> {
        let (index, path) = self.index(path)?;
        Some(index.place(path))
    }

    /// Returns all that an entry says, if it is there.
    pub(super) fn extent(&self, path: &[&str]) -> Option<Place> {
        let (index, path) = self.index(path)?;
        index.extent(path)
    }

    pub(super) fn setting(&self, key: &str) -> Place {
        self.settings.index().place(&[key])
    }

    fn index<'s, 'p>(&'s self, path: &'p [&'p str]) -> Option<(&'s YamlIndex, &'p [&'p str])> {
        match &self.registers {
            Kept::Frozen(file) => Some((file.as_ref()?.index(), path)),
            Kept::Current(files) => {
                let (register, rest) = path.split_first()?;
                let name: &str = register;
                let (_, file) = files.iter().find(|(known, _)| **known == name)?;
                Some((file.index(), rest))
            }
        }
    }
}
