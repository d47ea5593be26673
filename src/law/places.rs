//! Where each entry of the registers and settings is.

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::parse::{Site, YamlIndex};
use crate::sources::SourceFile;

/// The places of the registers of an edition, or of the registers as they are now.
pub(super) struct SourcePlaces {
    settings: YamlIndex,
    registers: RegisterFiles,
}

enum RegisterFiles {
    /// All registers in one file, as a version froze them; `None` where it froze nothing.
    Frozen(Option<YamlIndex>),
    /// One file for each register.
    Current(BTreeMap<&'static str, YamlIndex>),
}

impl SourcePlaces {
    pub(super) fn current(site: &Site) -> SourcePlaces {
        let files = site.register_files.iter().map(|(name, file)| (*name, YamlIndex::new(file)));
        SourcePlaces { settings: YamlIndex::new(&site.file), registers: RegisterFiles::Current(files.collect()) }
    }

    pub(super) fn frozen(site: &Site, file: Option<&SourceFile>) -> SourcePlaces {
        SourcePlaces {
            settings: YamlIndex::new(&site.file),
            registers: RegisterFiles::Frozen(file.map(YamlIndex::new)),
        }
    }

    /// Returns the place of an entry, or where it belongs; `None` where the register has no file.
    pub(super) fn place(&self, path: &[&str]) -> Option<Place> {
        let (index, path) = self.index(path)?;
        Some(index.place(path))
    }

    /// Returns the whole extent of an entry that exists.
    pub(super) fn extent(&self, path: &[&str]) -> Option<Place> {
        let (index, path) = self.index(path)?;
        index.extent(path)
    }

    pub(super) fn setting(&self, key: &str) -> Place {
        self.settings.place(&[key])
    }

    fn index<'s, 'p>(&'s self, path: &'p [&'p str]) -> Option<(&'s YamlIndex, &'p [&'p str])> {
        match &self.registers {
            RegisterFiles::Frozen(file) => Some((file.as_ref()?, path)),
            RegisterFiles::Current(files) => {
                let (register, rest) = path.split_first()?;
                let name: &str = register;
                let (_, file) = files.iter().find(|(known, _)| **known == name)?;
                Some((file, rest))
            }
        }
    }
}
