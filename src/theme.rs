//! A theme's files: those of the site, and for the rest those of the default theme, which is built into the program.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, DirEntry, File, include_dir};

use crate::diagnostic::SourcePath;
use crate::lock::{Lock, sha256};
use crate::sources::SourceFile;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The templates of the built-in theme as `cargo xtask theme` minified them.
static MINIFIED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default-minified");

/// The minified templates by the path of the template. One that was made from an older text of its template is not among them.
static UP_TO_DATE: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let digests = MINIFIED.get_file("SHA256SUMS").and_then(|file| file.contents_utf8()).unwrap_or_default();
    let lines = digests.lines().filter_map(|line| Lock::line(line).ok().flatten());
    lines
        .filter(|(path, digest)| EMBEDDED.get_file(path).is_some_and(|file| sha256(text(file)) == *digest))
        .filter_map(|(path, _)| Some((path, MINIFIED.get_file(path)?.contents_utf8()?)))
        .collect()
});

/// The files of a theme by their path in it, such as `templates/base.html`.
#[derive(Clone, Debug)]
pub struct Theme {
    /// For each path its files; the first one is used.
    layers: BTreeMap<String, Vec<SourceFile>>,
}

impl Theme {
    /// Combines the site's `themes/<name>`, its `themes/default` and the built-in default theme, in this order.
    pub fn layered(name: &str, themes: &BTreeMap<String, SourceFile>) -> Theme {
        let mut theme = Theme { layers: BTreeMap::new() };
        let mut folders = vec![format!("{name}/")];
        if name != "default" {
            folders.push("default/".into());
        }
        for folder in folders {
            for (path, file) in themes {
                if let Some(inner) = path.strip_prefix(&folder) {
                    theme.layers.entry(inner.to_owned()).or_default().push(file.clone());
                }
            }
        }
        for file in embedded(&EMBEDDED) {
            let inner = file.path.as_str().trim_start_matches("(built-in theme) ").to_owned();
            theme.layers.entry(inner).or_default().push(file);
        }
        theme
    }

    /// Returns whether the other has the same files, unchanged.
    pub fn is_same(&self, other: &Theme) -> bool {
        self.layers.len() == other.layers.len()
            && self.layers.iter().zip(&other.layers).all(|((path, files), (path_there, files_there))| {
                path == path_there
                    && files.len() == files_there.len()
                    && files.iter().zip(files_there).all(|(file, file_there)| file.is_same(file_there))
            })
    }

    /// Returns the file that has this path.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.layers.get(path).and_then(|layers| layers.first())
    }

    /// Returns the minified text of a template, if the site uses the built-in one or an exact copy of it.
    pub fn minified(&self, path: &str) -> Option<&'static str> {
        let built_in = EMBEDDED.get_file(path).map(text)?;
        UP_TO_DATE.get(path).copied().filter(|_| self.get(path).is_some_and(|file| *file.text == *built_in))
    }

    /// Returns the names below a folder (which ends in `/`), sorted, each with its files, the used one first.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = (&str, Vec<&SourceFile>)> {
        let folder = folder.to_owned();
        self.layers
            .range(folder.clone()..)
            .map_while(move |(path, layers)| Some((path.strip_prefix(&folder)?, layers.iter().collect())))
    }

    /// Returns the built-in files too, so that a report can show their lines.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.layers.values().flatten()
    }
}

fn embedded(folder: &'static Dir<'static>) -> Vec<SourceFile> {
    let mut files = Vec::new();
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => files.extend(embedded(inner)),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                files.push(SourceFile {
                    path: SourcePath::new(format!("(built-in theme) {path}")),
                    text: text(file).into(),
                });
            }
        }
    }
    files
}

fn text(file: &'static File<'static>) -> &'static str {
    file.contents_utf8().expect("the built-in theme contains only text; a test reads every file")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Theme;

    #[test]
    fn every_built_in_page_template_is_minified() {
        let theme = Theme::layered("default", &BTreeMap::new());
        for (name, layers) in theme.below("templates/").filter(|(name, _)| name.ends_with(".html")) {
            let minified = theme.minified(&format!("templates/{name}"));
            let minified = minified.unwrap_or_else(|| panic!("`{name}` has changed: run `cargo xtask theme`"));
            assert!(minified.len() < layers[0].text.len(), "{name}");
        }
    }
}
