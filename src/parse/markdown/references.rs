//! References that a text does not define: `[text][gone]` and `[^gone]`, which readers would see as they are typed.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, BrokenLinkCallback, CowStr, LinkType};

use crate::parse::markdown::{Problem, html, literal};
use crate::structure::StructureRule;

/// Collects the references that a text does not define.
#[derive(Default)]
pub(super) struct BrokenReferences {
    pub(super) found: Vec<(String, Range<usize>)>,
}

impl<'a> BrokenLinkCallback<'a> for &mut BrokenReferences {
    fn handle_broken_link(&mut self, link: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
        // `[text]` alone is usually meant as it is typed.
        let is_meant = !matches!(link.link_type, LinkType::Shortcut) && !link.reference.starts_with('^');
        let found = (link.reference.into_string(), link.span);
        // The parser may try the same brackets twice in a row.
        if is_meant && self.found.last() != Some(&found) {
            self.found.push(found);
        }
        None
    }
}

/// Puts a reference that is not defined into words.
pub(super) fn broken_reference((reference, span): (String, Range<usize>)) -> Problem {
    let hint = if reference.starts_with('^') {
        "say it in the text itself: a text can't contain footnotes; a bracket that is meant as such gets a `\\` before it"
    } else {
        "write the address in the link, as in `[text](https://example.org)`; a bracket that is meant as such gets a `\\` before it"
    };
    let message = format!("nothing in the text defines `[{reference}]`, so readers see the brackets");
    Problem { rule: StructureRule::BrokenReference, message, hint, span, harmless: false }
}

/// Finds `[^gone]`, given the spans of all footnotes: the parser takes a reference to a footnote that does not exist for plain text.
pub(super) fn undefined_footnotes(source: &str, footnotes: &[Range<usize>]) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    if !source.contains("[^") {
        return found;
    }
    let [literal, html] = [literal(source), html(source)];
    for (at, _) in source.match_indices("[^") {
        let Some(length) = source[at..].find(['\n', ' ', ']']).filter(|end| source[at + end..].starts_with(']')) else {
            continue;
        };
        let is_in = |spans: &[Range<usize>]| spans.iter().any(|span| span.contains(&at));
        let is_text = source[..at].ends_with('\\') || length == 2;
        if !is_text && !is_in(&literal) && !is_in(&html) && !is_in(footnotes) {
            found.push((source[at + 1..at + length].to_owned(), at..at + length + 1));
        }
    }
    found
}
