//! The files of a new site: registers with questions, first drafts, and what an editor and a CI server need.
//!
//! They are made from the folder `starter`. `template` says how a file there becomes one of a site. `draft.nl.md` is for sites with that
//! language, `README.nl.md` becomes the `README.md` of those whose first language it is, and `dot.name` becomes `.name`.
//!
//! Nothing here is invented about an organisation: what is not known is a question.

mod choices;
mod template;

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};

use crate::document::Kind;
use crate::parse::FILE_KINDS;

pub use choices::{
    Choices, Domains, InvalidChoice, Kinds, KnownService, KnownServices, OrganisationName, Translation, Translations,
};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// Makes the files of a new site, by their path in its folder.
pub fn files(choices: &Choices) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    add(&EMBEDDED, choices, &mut files);
    for kind in FILE_KINDS {
        let schema = serde_json::to_string_pretty(&kind.schema()).expect("a schema is plain data") + "\n";
        files.insert(format!("schemas/{}.json", kind.name), schema);
    }
    files
}

fn add(folder: &Dir<'_>, choices: &Choices, files: &mut BTreeMap<String, String>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => add(inner, choices, files),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                if let Some((path, language)) = place(&path, choices) {
                    let text = file.contents_utf8().expect("the starter contains only text; a test reads every file");
                    files.insert(path.clone(), template::fill(&path, text, language, choices));
                }
            }
        }
    }
}

/// Returns where a file of the starter is written and the language that it is in, if this site has it.
fn place(path: &str, choices: &Choices) -> Option<(String, Translation)> {
    let mut parts: Vec<String> = path.split('/').map(|part| part.replacen("dot.", ".", 1)).collect();
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| parts[1..].iter().any(|part| part == kind.as_str())) {
        if !choices.documents.has(kind) {
            return None;
        }
        parts[1] = choices.folder(kind).to_owned();
    }
    let name = parts.pop().expect("a path has a last part");
    let mut language = choices.languages.first();
    let mut written = name.clone();
    for translation in Translation::ALL {
        let ending = format!(".{}.md", translation.as_str());
        if let Some(stem) = name.strip_suffix(&ending) {
            let is_text = stem == "draft";
            if !(if is_text { choices.languages.has(translation) } else { choices.languages.first() == translation }) {
                return None;
            }
            language = translation;
            written = if is_text { name.clone() } else { format!("{stem}.md") };
        }
    }
    parts.push(written);
    Some((parts.join("/"), language))
}
