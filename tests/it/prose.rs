//! Documentation and comments: the files, types and sections that they name exist, and phrases that we replaced do not return.

use std::fs;

use crate::sandbox::repository;

/// Documents that describe the code.
const ABOUT_CODE: [&str; 4] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "README.md"];

/// Folders of the repository. A name in backticks that begins with one of them is a path.
const FOLDERS: [&str; 9] =
    ["consent-wasm/", "content/", "docs/", "src/", "starter/", "target/", "tests/", "themes/", "xtask/"];

/// Documents that are written by hand.
const DOCUMENTS: [&str; 19] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "README.md",
    "RELEASE.md",
    "SECURITY.md",
    "consent-wasm/MARKUP.md",
    "docs/checking.md",
    "docs/ci.md",
    "docs/embedding.md",
    "docs/first-version.md",
    "docs/performance.md",
    "docs/releasing.md",
    "docs/serving.md",
    "docs/theming.md",
    "docs/writing.md",
    "tests/rules/README.md",
    "tests/sites/README.md",
];

/// A phrase that makes a reader stop.
struct Phrase {
    words: &'static str,
    instead: &'static str,
    /// Longer phrases that contain it and are plain.
    except: &'static [&'static str],
}

const PHRASES: [Phrase; 8] = [
    Phrase { words: "anew", instead: "`again`", except: &[] },
    Phrase { words: "beside", instead: "`next to`", except: &[] },
    Phrase {
        words: "is no",
        instead: "`is not a`, or `invalid`",
        except: &["there is no", "is no longer", "is no more", "is no slower"],
    },
    Phrase { words: "judged are", instead: "the subject first", except: &[] },
    Phrase { words: "lacks", instead: "`is missing`, or `has no`", except: &[] },
    Phrase { words: "mended", instead: "`fixed`", except: &[] },
    Phrase { words: "stands", instead: "`is`", except: &["stands for"] },
    Phrase { words: "whoever", instead: "who it is, or the passive", except: &[] },
];

#[test]
fn named_files_and_types_exist() {
    let mut failures = Vec::new();
    for document in ABOUT_CODE {
        let text = fs::read_to_string(repository(document)).unwrap();
        for (index, line) in text.lines().enumerate() {
            // Every second part is in backticks.
            let names = line.split('`').skip(1).step_by(2);
            failures
                .extend(names.filter(|name| !exists(name)).map(|name| format!("{document}:{}: `{name}`", index + 1)));
        }
    }
    assert!(failures.is_empty(), "these do not exist:\n{}", failures.join("\n"));
}

/// Returns whether a path or a type exists; true for any other text.
fn exists(name: &str) -> bool {
    if name.starts_with("target/") || name.contains([' ', '*', '<']) {
        return true;
    }
    if FOLDERS.iter().any(|folder| name.starts_with(folder)) {
        return repository(name).exists();
    }
    let Some((path, last)) = name.rsplit_once("::") else { return true };
    let (root, path) = match path.strip_prefix("helder_consent") {
        Some(rest) => ("consent-wasm/src", rest.trim_start_matches("::")),
        None => ("src", path),
    };
    let module = path.split("::").next().unwrap();
    definitions(root, module).iter().any(|(kind, name)| {
        name == last && ["struct", "enum", "trait", "type", "fn", "mod", "const", "static"].contains(&kind.as_str())
    })
}

/// Returns pairs of neighbouring words in the code of a module, such as `struct` and its name.
fn definitions(root: &str, module: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for entry in walkdir::WalkDir::new(repository(root)).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(repository(root)).unwrap().to_str().unwrap();
        let is_inside = path == format!("{module}.rs") || path.starts_with(&format!("{module}/"));
        if !path.ends_with(".rs") || !(is_inside || module.is_empty()) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        pairs.extend(words.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())));
    }
    pairs
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut failures = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(repository(document)).unwrap();
        for to in links(&text) {
            let (path, section) = to.split_once('#').unwrap_or((to, ""));
            let path = if path.is_empty() { document.to_owned() } else { beside(document, path) };
            if !repository(&path).exists() {
                failures.push(format!("{document}: `{to}` is missing"));
                continue;
            }
            let target = fs::read_to_string(repository(&path)).unwrap_or_default();
            if !section.is_empty() && !prose(&target).any(|line| line.starts_with('#') && anchor(line) == section) {
                failures.push(format!("{document}: `{to}` has no such section"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Returns the lines of a Markdown file outside fenced blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_prose = outside_fences();
    text.lines().filter(move |line| is_prose(line))
}

/// Returns a function that takes the lines of a Markdown file one by one, and returns whether they are outside fenced blocks.
fn outside_fences() -> impl FnMut(&str) -> bool {
    let mut is_code = false;
    move |line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    }
}

/// Returns the links to files and sections of the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    // In backticks a link is an example.
    let plain = prose(text).flat_map(|line| line.split('`').step_by(2));
    let targets = plain.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| Some(rest.split_once(')')?.0));
    targets.filter(|to| !to.contains(':') && !to.starts_with('@'))
}

/// Returns the path of a file that another one names.
fn beside(document: &str, path: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Returns the id that GitHub gives to a heading.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    words.chars().filter(|letter| letter.is_alphanumeric() || ['-', '_'].contains(letter)).collect()
}

#[test]
fn replaced_phrases_do_not_return() {
    let mut failures = Vec::new();
    for path in DOCUMENTS {
        let text = fs::read_to_string(repository(path)).unwrap();
        failures.extend(phrases_in(path, &text, outside_fences()));
    }
    for folder in ["src", "tests", "xtask", "consent-wasm/src"] {
        for entry in walkdir::WalkDir::new(repository(folder)).sort_by_file_name().into_iter().map(Result::unwrap) {
            let path = entry.path().strip_prefix(repository("")).unwrap().to_str().unwrap();
            if !path.ends_with(".rs") || path == "tests/it/prose.rs" {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            // The documentation of a command is its help text.
            let is_command = path.starts_with("src/shell/cli/");
            let is_comment = |line: &str| line.starts_with("//") && !(is_command && line.starts_with("///"));
            failures.extend(phrases_in(path, &text, |line| is_comment(line.trim_start())));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Returns where a text contains one of the phrases, in the lines that count.
fn phrases_in(path: &str, text: &str, mut counts: impl FnMut(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| counts(line)) {
        for Phrase { words, instead, except } in &PHRASES {
            let mut rest = line.to_lowercase();
            for plain in *except {
                rest = rest.replace(plain, "");
            }
            if contains_words(&rest, words) {
                found.push(format!("{path}:{}: `{words}`; write {instead}", index + 1));
            }
        }
    }
    found
}

/// Returns whether a line contains these words, and not just as parts of longer words.
fn contains_words(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}
