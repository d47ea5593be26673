//! The banner's scripts import each other in one direction only, so that each can be read after the ones that it needs.

#![expect(clippy::disallowed_methods, reason = "the scripts are files")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Returns each script of a folder with the scripts that it imports from there.
fn imports(folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let mut scripts = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        // The module's glue, which is generated, imports what a message of the decision calls.
        let text = text.replace("\"helder-module\"", "\"./effects.js\"");
        let imported = text.split("from \"./").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        scripts.insert(path.file_name().unwrap().to_string_lossy().into_owned(), imported);
    }
    scripts
}

/// Takes away every script that imports none of the others, until none is left or each of the rest is part of a circle.
fn circle(mut scripts: BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    loop {
        let names: BTreeSet<String> = scripts.keys().cloned().collect();
        scripts.retain(|_, imported| !imported.is_disjoint(&names));
        if scripts.len() == names.len() {
            return names.into_iter().collect();
        }
    }
}

#[test]
fn no_script_imports_in_a_circle() {
    for folder in ["host", "page"] {
        let scripts = imports(folder);
        assert!(scripts.len() > 2, "{folder}");
        assert_eq!(circle(scripts), Vec::<String>::new(), "{folder}");
    }
}
