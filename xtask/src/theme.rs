//! `cargo xtask theme`: minifies the pages' templates of the built-in theme into `themes/default-minified`, which is checked in, so
//! that helder itself does not depend on minify-html. `--check` says whether what is checked in is what the theme makes.

mod minify;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::step::root;

/// Lists the SHA-256 of each template that was minified, as `sha256sum` does in `themes/default`. helder ignores a minified
/// template that was made from another text.
const DIGESTS: &str = "SHA256SUMS";

/// Minifies the templates, or checks the result with `--check`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Error> {
    let minified = minified()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => write(&minified),
        ["--check"] => check(&minified),
        _ => Err(Error::Usage("theme [--check]")),
    }
}

/// Returns the contents of the folder of minified templates, by path.
fn minified() -> Result<BTreeMap<String, String>, Error> {
    let theme = root().join("themes/default");
    let mut files = BTreeMap::new();
    let mut digests = String::new();
    for (name, template) in read(&theme.join("templates"))? {
        if !name.ends_with(".html") {
            continue;
        }
        let path = format!("templates/{name}");
        let text = minify::minify(&template).ok_or_else(|| Error::Template(path.clone()))?;
        let digest: String = Sha256::digest(&template).iter().map(|byte| format!("{byte:02x}")).collect();
        digests.push_str(&format!("{digest}  {path}\n"));
        files.insert(path, text);
    }
    files.insert(DIGESTS.to_owned(), digests);
    Ok(files)
}

fn write(minified: &BTreeMap<String, String>) -> Result<(), Error> {
    if folder().exists() {
        fs::remove_dir_all(folder()).map_err(Error::at("remove", &folder()))?;
    }
    for (name, text) in minified {
        let path = folder().join(name);
        let parent = path.parent().expect("the path is below the folder");
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).map_err(Error::at("write", &path))?;
    }
    Ok(())
}

fn check(minified: &BTreeMap<String, String>) -> Result<(), Error> {
    let mut present = read(&folder().join("templates"))?
        .into_iter()
        .map(|(name, text)| (format!("templates/{name}"), text))
        .collect::<BTreeMap<_, _>>();
    present.extend(read(&folder())?);
    if present != *minified {
        return Err(Error::StaleTheme);
    }
    println!("the minified templates are what the theme makes");
    Ok(())
}

/// Reads the files of a folder, by name.
fn read(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(Error::at("read", folder))? {
        let path = entry.map_err(Error::at("read", folder))?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(name, fs::read_to_string(&path).map_err(Error::at("read", &path))?);
        }
    }
    Ok(files)
}

fn folder() -> PathBuf {
    root().join("themes/default-minified")
}
