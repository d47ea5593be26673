//! Cases of the index by class: what is written, and what of it a path leads to.

use serde_json::Value;

use super::{YamlEntry, YamlIndex};
use crate::diagnostic::{Place, SourcePath};
use crate::sources::SourceFile;

const YAML: &str = "\
# Above
- id: één
  title: {nl: Eén, en: One}
  purposes:
    - id: account   # behind
      text: maken
      basis: {article: 6-1-a}
    - text: zonder id
- {id: twee, list: [a, b]}
";

fn file(text: &str) -> SourceFile {
    SourceFile { path: SourcePath::new("a.yaml"), text: text.into() }
}

fn text<'a>(file: &'a SourceFile, place: &Place) -> &'a str {
    &file.text[place.span.start as usize..place.span.end as usize]
}

/// Checks what a path leads to: as shown, and the key and the value of it.
fn check(yaml: &str, path: &[&str], shown: &str, key: &str, value: &str) {
    let file = file(yaml);
    let index = YamlIndex::new(&file);
    let entry = index.find(path).unwrap_or_else(|| panic!("{path:?} in {yaml}"));
    let places = [entry.place(), entry.key(), entry.value()];
    assert_eq!(places.each_ref().map(|place| text(&file, place)), [shown, key, value], "{path:?} in {yaml}");
}

/// Checks where a path leads that does not exist as a whole.
fn check_nearest(yaml: &str, path: &[&str], shown: &str) {
    let file = file(yaml);
    let index = YamlIndex::new(&file);
    assert!(index.find(path).is_none(), "{path:?} in {yaml}");
    assert_eq!(text(&file, &index.place(path)), shown, "{path:?} in {yaml}");
}

#[test]
fn a_path_leads_to_its_key() {
    check(
        YAML,
        &["één"],
        "id: één",
        "id: één",
        "id: één\n  title: {nl: Eén, en: One}\n  purposes:\n    - id: account   # behind\n      text: maken\n      basis: {article: 6-1-a}\n    - text: zonder id",
    );
    check(YAML, &["één", "title"], "title", "title", "{nl: Eén, en: One}");
    check(YAML, &["één", "title", "en"], "en: One", "en", "One");
    check(YAML, &["één", "purposes", "account", "id"], "id: account", "id", "account");
    check(YAML, &["één", "purposes", "account", "basis", "article"], "article: 6-1-a", "article", "6-1-a");
    check(YAML, &["één", "purposes", "1"], "text: zonder id", "text: zonder id", "text: zonder id");
    check(YAML, &["twee", "list", "b"], "b", "b", "b");
}

#[test]
fn a_path_that_does_not_exist_leads_to_where_it_belongs() {
    check_nearest(YAML, &["één", "purposes", "account", "basis", "law"], "basis");
    check_nearest(YAML, &["twee", "retention"], "id: twee");
    check_nearest(YAML, &["drie"], "");
}

#[test]
fn quotes_around_a_key_or_value_do_not_count() {
    check("\"a\": \"b: c\"\n", &["a"], "\"a\": \"b: c\"", "\"a\"", "b: c");
    check("'a' : 'b'  # why\n", &["a"], "'a' : 'b'", "'a'", "b");
    check("{\"a\": {'b': \"c\"}}", &["a", "b"], "'b': \"c\"", "'b'", "c");
    check("- \"*.example\"\n", &["*.example"], "\"*.example\"", "\"*.example\"", "*.example");
}

#[test]
fn a_key_in_a_comment_or_a_text_is_no_key() {
    check("# a: 1\nb: |\n  a: 2\na: 3\n", &["a"], "a: 3", "a", "3");
    check("b: 'a: 1'\nc: >-\n  a: 2\n\n  a: 4\na: 3 # a: 5\n", &["a"], "a: 3", "a", "3");
    check("aa: 1\na: 3\n", &["a"], "a: 3", "a", "3");
}

#[test]
fn a_list_may_be_indented_or_written_on_one_line() {
    for yaml in [
        "- id: x\n  a: 1\n- id: y\n  a: 2\n",
        "  - id: x\n    a: 1\n  - a: 2\n    id: y\n",
        "[{id: x, a: 1}, {id: y, a: 2}]",
    ] {
        check(yaml, &["y", "a"], "a: 2", "a", "2");
        check(yaml, &["1", "a"], "a: 2", "a", "2");
    }
    check("rows:\n- id: x\n- id: y\n  a: 2\n", &["rows", "y", "a"], "a: 2", "a", "2");
    check("-\n  # first\n  id: x\n", &["x"], "id: x", "id: x", "id: x");
}

#[test]
fn anchors_tags_and_aliases_are_no_part_of_a_name() {
    check("a: &one {b: 1}\nc: *one\n", &["a", "b"], "b: 1", "b", "1");
    check("a: &one {b: 1}\nc: *one\n", &["c"], "c", "c", "*one");
    check("a: !!str 1\n", &["a"], "a: !!str 1", "a", "1");
    check("? [x, y]\n: 1\na: 2\n", &["a"], "a: 2", "a", "2");
}

#[test]
fn values_may_be_empty_or_on_other_lines() {
    check("a:\nb: 1\n", &["a"], "a", "a", "");
    check("a:\n  long\n  text\nb: 1\n", &["a"], "a", "a", "long\n  text");
    check("a: \"x\n  y\"\nb: 1\n", &["a"], "a", "a", "x\n  y");
    check("a: |\n  x\n  y\n", &["a"], "a", "a", "x\n  y\n");
    check("a: 1\r\nb: 2\r\n", &["b"], "b: 2", "b", "2");
}

#[test]
fn front_matter_counts_from_the_start_of_the_file() {
    let file = file("---\nversion: \"1.0\"\n\"allow\": {a-rule: why}\n---\n\n# Title\n\nversion: 2\n");
    let front = &file.text[4..file.text.find("---\n\n").unwrap()];
    let index = YamlIndex::of_part(&file, front);
    assert_eq!(text(&file, &index.place(&["version"])), "version: \"1.0\"");
    assert_eq!(text(&file, &index.key(&["allow", "a-rule"])), "a-rule");
    assert_eq!(index.place(&["summary"]), Place::file(&file.path));
}

#[test]
fn an_entry_extends_to_its_last_line() {
    let file = file(YAML);
    let index = YamlIndex::new(&file);
    let extent = index.extent(&["één"]).unwrap();
    let all = text(&file, &extent);
    assert!(all.starts_with("id: één") && all.ends_with("- text: zonder id"), "{all}");
    assert_eq!(index.extent(&["drie"]), None);
    let first = |path: &[&str]| index.find(path).map(YamlEntry::first_line).unwrap();
    assert_eq!(text(&file, &first(&["één", "title"])), "title: {nl: Eén, en: One}");
    assert_eq!(text(&file, &first(&["één", "purposes"])), "purposes:");
}

#[test]
fn a_broken_file_has_places_as_far_as_it_can_be_read() {
    for (text, end) in [("a: [b\n", 1), ("[", 0), ("- : ]{", 0), ("", 0), ("# a\n", 0)] {
        let file = file(text);
        assert_eq!(YamlIndex::new(&file).place(&["a"]), Place::new(&file.path, 0..end), "{text}");
    }
    check("a: 1\nb: [c\n", &["a"], "a: 1", "a", "1");
}

#[test]
fn nesting_that_no_register_has_ends_the_index() {
    check(&format!("a: 1\nb: {}", "[".repeat(100_000)), &["a"], "a: 1", "a", "1");
    check(&format!("a: 1\nb: {}", "{a: ".repeat(100_000)), &["a"], "a: 1", "a", "1");
}

/// Checks that every value of a file has an entry, and that the entry's place is what the file says there.
fn check_values(value: &Value, entry: YamlEntry<'_>, file: &SourceFile) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                check_values(value, entry.get(name).unwrap_or_else(|| panic!("{name} in {}", file.path)), file);
            }
        }
        Value::Array(rows) => {
            for (number, row) in rows.iter().enumerate() {
                check_values(row, entry.row(number).unwrap_or_else(|| panic!("row {number} in {}", file.path)), file);
            }
        }
        Value::String(words) => assert_eq!(spaced(text(file, &entry.value())), spaced(words), "{}", file.path),
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            assert_eq!(text(file, &entry.value()), value.to_string(), "{}", file.path);
        }
    }
}

/// Returns a text on one line, without the mark of a block scalar.
fn spaced(text: &str) -> String {
    text.trim_start_matches(['|', '>', '-']).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_value_of_the_shipped_files_has_its_place() {
    for (name, yaml) in [
        ("site.yaml", include_str!("../../../content/site.yaml")),
        ("organisation.yaml", include_str!("../../../content/registers/organisation.yaml")),
        ("activities.yaml", include_str!("../../../content/registers/activities.yaml")),
        ("processors.yaml", include_str!("../../../content/registers/processors.yaml")),
        ("services.yaml", include_str!("../../../content/registers/services.yaml")),
        ("measures.yaml", include_str!("../../../content/registers/measures.yaml")),
        ("page.yaml", include_str!("../../../themes/default/strings/nl/page.yaml")),
        ("consent.yaml", include_str!("../../../themes/default/strings/en/consent.yaml")),
    ] {
        let file = SourceFile { path: SourcePath::new(name), text: yaml.into() };
        let value: Value = serde_saphyr::from_str(yaml).unwrap();
        check_values(&value, YamlIndex::new(&file).root(), &file);
    }
}
