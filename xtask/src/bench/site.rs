//! The site that is measured, written for helder and, with the same pages, for Hugo.

use std::fs;
use std::io;
use std::path::Path;

use super::text::Draft;
use crate::error::Error;

/// The day for which the sites are built. The versions are dated before it.
pub(super) const TODAY: &str = "2026-11-22";

/// How large a site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) documents: usize,
    pub(super) versions: usize,
}

/// The layouts of the Hugo site: the parts of helder's pages, in Hugo's words.
const LAYOUTS: [(&str, &str); 9] = [
    ("baseof.html", include_str!("hugo/baseof.html")),
    ("home.html", include_str!("hugo/home.html")),
    ("section.html", include_str!("hugo/section.html")),
    ("single.html", include_str!("hugo/single.html")),
    ("history.html", include_str!("hugo/history.html")),
    ("404.html", include_str!("hugo/404.html")),
    ("rss.xml", include_str!("hugo/rss.xml")),
    ("_partials/navigation.html", include_str!("hugo/navigation.html")),
    ("_partials/version.html", include_str!("hugo/version.html")),
];

const HUGO_CONFIG: &str = include_str!("hugo/hugo.toml");

/// Removes what earlier runs made, and writes the sites.
pub(super) fn prepare(folder: &Path, size: Size) -> Result<(), Error> {
    for name in ["helder", "hugo", "plain", "redlines", "floor", "copy", "hugo-output"] {
        remove(&folder.join(name))?;
    }
    write(folder, size).map_err(Error::at("write the sites below", folder))
}

/// Removes a folder, if it exists.
pub(super) fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::at("remove", folder)(error)),
        _ => Ok(()),
    }
}

/// Writes both sites below a folder, as `helder/content` and `hugo`.
fn write(folder: &Path, size: Size) -> io::Result<()> {
    let helder = folder.join("helder/content");
    let hugo = folder.join("hugo");
    file(
        &helder.join("site.yaml"),
        "base_url: https://privacy.example.org\ntitle: {nl: Privacy}\nlanguages: [nl]\ndomains: [example.org]\n",
    )?;
    file(&hugo.join("hugo.toml"), HUGO_CONFIG)?;
    for (name, text) in LAYOUTS {
        file(&hugo.join("layouts").join(name), text)?;
    }
    let style: String = [0; 40_000].iter().map(|_| ' ').collect();
    file(&hugo.join("static/assets/style.css"), &style)?;
    for number in 0..size.documents {
        document(&helder, &hugo.join("content"), number, size)?;
    }
    Ok(())
}

fn name(number: usize) -> String {
    format!("verklaring-{number:04}")
}

fn document(helder: &Path, hugo: &Path, number: usize, size: Size) -> io::Result<()> {
    let name_here = name(number);
    let title = format!("Verklaring {number}");
    let neighbours = [name((number + 1) % size.documents), name((number + 7) % size.documents)];
    let mut draft = Draft::new(title.clone(), number, neighbours);
    file(
        &helder.join(&name_here).join("document.yaml"),
        &format!("kind: privacy-statement\ntitle: {{nl: {title}}}\nslug: {{nl: {name_here}}}\n"),
    )?;
    file(&hugo.join(&name_here).join("_index.md"), &format!("---\ntitle: {title}\n---\n"))?;
    file(
        &hugo.join(&name_here).join("geschiedenis.md"),
        &format!(
            "---\ntitle: \"{title}: alle versies\"\nlayout: history\nweight: 1000000\nsitemap: {{disable: false}}\n---\n"
        ),
    )?;
    for version in 0..size.versions {
        if version > 0 {
            draft.revise();
        }
        let label = format!("{}.{}", version / 10 + 1, version % 10);
        let month = 2026 * 12 + version - size.versions;
        let (year, month) = (month / 12, month % 12 + 1);
        let front = format!(
            "version: \"{label}\"\npublished: {year}-{month:02}-01\neffective: {year}-{month:02}-15\nsummary: Drie zinnen zijn anders verwoord, en de termijnen in de tabel zijn bijgewerkt.\n"
        );
        let markdown = draft.markdown();
        file(&helder.join(&name_here).join(format!("{label}.nl.md")), &format!("---\n{front}---\n\n{markdown}"))?;
        // Hugo writes the title itself; a link to a document is a path.
        let front = format!(
            "---\ntitle: {title}\ndate: {year}-{month:02}-01\nweight: {}\nurl: /{name_here}/{label}/\nsitemap: {{disable: true}}\n{front}---\n\n",
            size.versions - version
        );
        let body = markdown.replace("(@", "(/");
        file(&hugo.join(&name_here).join(format!("{label}.md")), &(front + &body))?;
    }
    Ok(())
}

fn file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}
