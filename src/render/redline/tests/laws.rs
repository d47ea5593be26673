//! Both texts are recovered from the written HTML, exactly: words, styles, targets, and the starts of lists.

use proptest::prelude::*;

use super::{html, read};
use crate::redline::Side;
use crate::redline::laws::{document, edit};
use crate::text::{Block, Text};

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_texts_are_recovered_from_the_page(before in document::text(), edits in edit::edits(10)) {
        let before = readable(&before);
        let after = readable(&edit::apply(&before, &edits));
        check(&before, &after)?;
        check(&after, &before)?;
    }

    #[test]
    fn unrelated_texts_are_recovered_from_the_page(before in document::text(), after in document::text()) {
        check(&readable(&before), &readable(&after))?;
    }
}

fn check(before: &Text, after: &Text) -> Result<(), TestCaseError> {
    let html = html(before, after);
    prop_assert_eq!(&read::text(&html, Side::Before), before, "{}", html);
    prop_assert_eq!(&read::text(&html, Side::After), after, "{}", html);
    Ok(())
}

/// Returns a text without what HTML cannot show: the space between the items of a list without paragraphs, several
/// paragraphs in an item of a tight list, and empty paragraphs there.
fn readable(text: &Text) -> Text {
    Text { blocks: text.blocks.iter().map(readable_block).collect() }
}

fn readable_block(block: &Block) -> Block {
    match block {
        Block::List { start, tight, items } => {
            let items: Vec<Vec<Block>> = items.iter().map(|item| item.iter().map(readable_block).collect()).collect();
            let is_tight =
                *tight && items.iter().flatten().any(is_paragraph) && items.iter().all(|item| is_tight_item(item));
            Block::List { start: *start, tight: is_tight, items }
        }
        Block::Quote(blocks) => Block::Quote(blocks.iter().map(readable_block).collect()),
        other => other.clone(),
    }
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph(_))
}

/// Returns whether an item has at most one paragraph, which has words and comes first.
fn is_tight_item(item: &[Block]) -> bool {
    let count = item.iter().filter(|block| is_paragraph(block)).count();
    let has_words = item.iter().all(|block| !matches!(block, Block::Paragraph(content) if content.is_empty()));
    count <= 1 && has_words && item.iter().skip(1).all(|block| !is_paragraph(block))
}
