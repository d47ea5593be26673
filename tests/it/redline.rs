//! The law of a redline page: without the deletions it is the text after, and without the insertions the text before.

use scraper::{ElementRef, Html, Node};

use crate::built::{Built, resolve, selector, sites};
use crate::sandbox::{Sandbox, say};

/// Elements that begin a new line.
const BLOCKS: [&str; 15] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "td", "th", "dt", "dd", "br"];

/// Classes of the elements on a redline page that are in neither text.
const APART: [&str; 4] = ["mark", "note", "anchor", "alternate"];

/// Reads the words of an article, without the page's own words and without elements of this name.
fn words(article: ElementRef<'_>, without: &str) -> Vec<String> {
    let mut text = String::new();
    read(article, without, &mut text);
    text.split_whitespace().map(str::to_owned).collect()
}

fn read(element: ElementRef<'_>, without: &str, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) => {
                let apart = APART.iter().any(|class| inner.has_class(class, scraper::CaseSensitivity::CaseSensitive));
                let hidden = inner.attr("aria-hidden") == Some("true");
                if apart || hidden || inner.name() == without || inner.name() == "summary" {
                    continue;
                }
                let block = BLOCKS.contains(&inner.name());
                text.push_str(if block { " " } else { "" });
                read(ElementRef::wrap(child).unwrap(), without, text);
                text.push_str(if block { " " } else { "" });
            }
            _ => {}
        }
    }
}

fn page(site: &Built, audience: &str, path: &str) -> Html {
    Html::parse_document(site.files(audience)[path].text())
}

/// Returns the language of a text on a page: its own, otherwise the page's.
fn language<'a>(page: &'a Html, text: ElementRef<'a>) -> Option<&'a str> {
    text.attr("lang").or_else(|| page.root_element().attr("lang"))
}

#[test]
fn a_redline_contains_both_texts() {
    let redlined = selector("article.redline");
    let article = selector("article.text");
    let sides = selector(".sides .side a[href]");
    let other_language = selector("nav.languages a[hreflang]");
    let mut count = 0;
    for site in sites() {
        for audience in site.audiences() {
            for (path, html) in site.pages(audience) {
                let Some(redline) = html.select(&redlined).next() else { continue };
                let html_of_redline = &html;
                count += 1;
                let texts: Vec<Vec<String>> = html
                    .select(&sides)
                    .map(|side| {
                        let address = resolve(path, side.attr("href").unwrap()).unwrap();
                        let html = page(site, audience, &address);
                        let text = html.select(&article).next().unwrap();
                        if language(&html, text) == language(html_of_redline, redline) {
                            return words(text, "nothing");
                        }
                        // A text without a translation is compared in the authoritative language.
                        let other = html.select(&other_language).next().unwrap();
                        let html = page(site, audience, &resolve(&address, other.attr("href").unwrap()).unwrap());
                        words(html.select(&article).next().unwrap(), "nothing")
                    })
                    .collect();
                let [before, after] = &texts[..] else { panic!("{path} names {} texts", texts.len()) };
                let what = format!("{}: {audience}/{path}", site.name);
                same(&words(redline, "ins"), before, &format!("{what}, without what was inserted"));
                same(&words(redline, "del"), after, &format!("{what}, without what was deleted"));
            }
        }
    }
    say(&format!("{count} redlines"));
    assert!(count >= 20, "only {count} redlines");
}

/// Asserts that two texts have the same words, and shows the first difference.
fn same(redline: &[String], text: &[String], what: &str) {
    let at = redline.iter().zip(text).take_while(|(a, b)| a == b).count();
    let near = |words: &[String]| words[at.saturating_sub(8)..words.len().min(at + 8)].join(" ");
    assert!(redline == text, "{what}, the redline says\n  … {} …\nand the text\n  … {} …", near(redline), near(text));
}

#[test]
fn a_comparison_is_written_as_markdown_and_as_json() {
    let sandbox = Sandbox::of("three-versions");
    let markdown = sandbox.run(&["diff", "privacy", "--format", "markdown"]).stdout;
    assert!(
        markdown.starts_with("**privacy** (nl): 1.1 → 2.0\n\n2 words inserted, 1 deleted\n\n- changed: "),
        "{markdown}"
    );
    assert!(markdown.contains("Wij gaan <del>heel </del>zorgvuldig"), "{markdown}");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["diff", "privacy", "--format", "json"]).stdout).unwrap();
    assert_eq!((&json["from"], &json["to"], &json["words_inserted"]), (&"1.1".into(), &"2.0".into(), &2.into()));
    assert_eq!(json["sections"][0]["changes"][0]["kind"], "changed");
    assert!(json["redline"].as_str().unwrap().contains("Wij gaan [-heel -]zorgvuldig"));
}
