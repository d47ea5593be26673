//! Random documents over a small vocabulary, so that many words occur in several places.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::text::{Block, Content, Definition, Link, Style, Table, Text};

const WORDS: [&str; 24] = [
    "wij", "bewaren", "gegevens", "dagen", "10", "30", "de", "van", "klanten", "jaar", ".", ",", " ", " ", " ", " ",
    "  ", "\n", "Naam", "adres", "é", "e\u{301}", "🇳🇱", "¶",
];

/// Generates a text.
pub(crate) fn text() -> impl Strategy<Value = Text> {
    vec(prop_oneof![1 => heading(), 3 => block()], 0..14).prop_map(|blocks| Text { blocks })
}

/// Generates a block of any kind, nested up to three levels.
pub(crate) fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        6 => content(24).prop_map(Block::Paragraph),
        1 => heading(),
        2 => table().prop_map(Block::Table),
        1 => vec(definition(), 0..4).prop_map(Block::Definitions),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            (prop_oneof![Just(None), (0..3u64).prop_map(Some)], any::<bool>(), vec(vec(inner.clone(), 0..3), 0..5))
                .prop_map(|(start, tight, items)| Block::List { start, tight, items }),
            vec(inner, 0..3).prop_map(Block::Quote),
        ]
    })
}

/// Generates a line of fewer than this many tokens.
pub(crate) fn content(tokens: usize) -> impl Strategy<Value = Content> {
    vec((0..WORDS.len(), style()), 0..tokens).prop_map(|tokens| {
        let mut content = Content::new();
        for (word, style) in tokens {
            content.push(WORDS[word], &style);
        }
        content
    })
}

fn style() -> impl Strategy<Value = Style> {
    let link =
        |to: &str| Style { link: Some(Arc::new(Link { to: to.into(), title: String::new() })), ..Style::default() };
    prop_oneof![
        12 => Just(Style::default()),
        1 => Just(Style { strong: true, ..Style::default() }),
        1 => Just(Style { emphasis: true, code: true, ..Style::default() }),
        1 => Just(link("a")),
        1 => Just(link("b")),
        1 => Just(Style { link: Some(Arc::new(Link { to: "b".into(), title: "t".into() })), ..Style::default() }),
    ]
}

fn heading() -> impl Strategy<Value = Block> {
    (1..=4u8, 0..7usize, content(5)).prop_map(|(level, id, content)| {
        let id = ["data", "rights", "term", "who", "why", "top", ""][id].to_owned();
        Block::Heading { level, id, content }
    })
}

fn table() -> impl Strategy<Value = Table> {
    (0..4usize, 0..5usize).prop_flat_map(|(columns, rows)| {
        (row(columns), vec(row(columns), rows)).prop_map(|(head, rows)| Table { head, rows })
    })
}

fn row(columns: usize) -> impl Strategy<Value = Vec<Content>> {
    vec(content(4), columns)
}

fn definition() -> impl Strategy<Value = Definition> {
    (content(3), vec(content(5), 0..3)).prop_map(|(term, details)| Definition { term, details })
}
