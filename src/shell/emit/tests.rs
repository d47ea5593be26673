//! A fault at any step on the disk: the output is the former one or the new one, and the next build makes it whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Durability, Emitted, MANIFEST, MARKER, Staging, begin_at, unchanged};
use crate::render::Artifact;
use crate::shell::Error;
use crate::shell::disk::fault::{self, Fault};

/// A site by the paths of its files. A page contains the paths of its assets.
type Site = BTreeMap<&'static str, &'static str>;

fn former() -> Site {
    Site::from([
        ("public/style-1.css", "one"),
        ("public/index.html", "public/style-1.css former"),
        ("public/same/index.html", "public/style-1.css"),
        ("public/gone/index.html", "public/style-1.css"),
        ("public/feed.xml", "former"),
        ("public/file", "becomes a folder"),
        ("public/folder/index.html", "becomes a file"),
    ])
}

fn new() -> Site {
    Site::from([
        ("public/style-1.css", "one"),
        ("public/style-2.css", "two"),
        ("public/index.html", "public/style-2.css new"),
        ("public/same/index.html", "public/style-1.css"),
        ("public/new/index.html", "public/style-2.css"),
        ("public/feed.xml", "new"),
        ("public/file/index.html", "public/style-2.css"),
        ("public/folder", "is a file"),
    ])
}

fn build(output: &Path, site: &Site, is_mount: bool) -> Result<Emitted, Error> {
    let staging: Staging = begin_at(output.to_owned(), is_mount, Durability::Synced)?;
    for (path, text) in site {
        staging.write(&Artifact { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() })?;
    }
    staging.finish("inputs", true)
}

/// Reads an output without what helder keeps in it, and makes sure that anyone may read it.
fn read(output: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok) {
        let found = entry.metadata().unwrap();
        let path = entry.path().strip_prefix(output).unwrap().to_str().unwrap().to_owned();
        let is_part = ![MANIFEST, MARKER].contains(&path.as_str()) && !path.starts_with(super::mount::STAGING);
        if is_part {
            assert!(crate::shell::disk::has_mode(&found), "{path}");
        }
        if is_part && found.is_file() {
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

fn files(site: &Site) -> BTreeMap<String, String> {
    site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Returns everything in the folder of the output but the output.
fn remnants(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| !path.ends_with("dist")).collect()
}

/// Asserts that a fault at any step of a build leaves what `is_allowed` allows, and that the next build makes the new site.
fn play(has_former: bool, is_mount: bool, is_allowed: impl Fn(&BTreeMap<String, String>) -> bool) -> usize {
    for fault in [Fault::Failure, Fault::Kill] {
        for at in 1.. {
            let folder = tempfile::tempdir().unwrap();
            let output = folder.path().join("dist");
            if is_mount {
                fs::create_dir(&output).unwrap();
            }
            if has_former {
                build(&output, &former(), is_mount).unwrap();
            }
            let (built, is_reached) = fault::run(folder.path(), fault, at, || build(&output, &new(), is_mount));
            let left = read(&output);
            let step = format!("{fault:?} at step {at}");
            match built {
                Ok(_) => assert_eq!(left, files(&new()), "{step}"),
                Err(_) => assert!(is_allowed(&left), "{step}: {left:#?}"),
            }
            if fault == Fault::Failure {
                assert_eq!(remnants(folder.path()), Vec::<PathBuf>::new(), "{step}");
            }
            // What is left is never taken for a finished output of these inputs, unless it is one.
            if unchanged(&output, &[], "inputs").is_some() {
                assert!([files(&former()), files(&new())].contains(&left), "{step}");
            }
            build(&output, &new(), is_mount).unwrap();
            assert_eq!(read(&output), files(&new()), "{step}");
            assert_eq!(remnants(folder.path()), Vec::<PathBuf>::new(), "{step}");
            if !is_reached {
                if fault == Fault::Kill {
                    return at;
                }
                break;
            }
        }
    }
    unreachable!("the loop over the faults returns")
}

#[test]
fn a_first_build_is_there_or_not() {
    let steps = play(false, false, |left| left.is_empty() || *left == files(&new()));
    assert!(steps > 20, "{steps} steps: they are no longer counted");
}

#[test]
fn a_build_over_a_former_one_leaves_either() {
    let steps = play(true, false, |left| [files(&former()), files(&new())].contains(left));
    assert!(steps > 20, "{steps} steps: they are no longer counted");
}

/// In a mount point files are replaced one by one: each is the former or the new one, and no page is without its assets.
#[test]
fn a_mount_point_never_has_a_page_without_its_assets() {
    let whole = |left: &BTreeMap<String, String>| {
        left.iter().all(|(path, text)| {
            let is_whole = [former(), new()].iter().any(|site| site.get(path.as_str()) == Some(&text.as_str()));
            let asset = text.split(' ').next().filter(|_| path.ends_with(".html") && text.starts_with("public/"));
            is_whole && asset.is_none_or(|asset| left.contains_key(asset))
        })
    };
    let steps = play(true, true, whole) + play(false, true, whole);
    assert!(steps > 40, "{steps} steps: they are no longer counted");
}

#[test]
fn a_mount_point_is_said_to_be_replaced_piecemeal() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("dist");
    fs::create_dir_all(output.join("lost+found")).unwrap();
    fs::write(output.join(".DS_Store"), "").unwrap();
    assert!(build(&output, &former(), true).unwrap().is_piecemeal);
    let again = build(&output, &former(), true).unwrap();
    assert_eq!(again, Emitted { files: 7, changed: 0, removed: 0, is_piecemeal: false });
    let next = build(&output, &new(), true).unwrap();
    assert_eq!(next, Emitted { files: 8, changed: 6, removed: 3, is_piecemeal: true });
    assert!(output.join("lost+found").is_dir());
    assert!(!output.join("public/gone").exists(), "whatever the order in which the disk lists the folders");
}
