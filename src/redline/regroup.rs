//! Text that is the same in other containers: an item that became a paragraph, a list that went one level deeper.
//!
//! Where blocks differ, their lines are also aligned whatever contains them. If that marks far fewer words than comparing
//! block by block, the lines are shown in their new containers, and the former container is a note. Each line has the
//! path of its former containers, so that the text before can be rebuilt from the lines alone.

mod display;

use crate::redline::align;
use crate::redline::node::{Node, Regrouped};
use crate::redline::path::{Path, Step};
use crate::redline::profile::Profile;
use crate::redline::regroup::display::{Display, Line};
use crate::redline::summary;
use crate::text::Block;

/// Fewer deleted or fewer inserted words than this are not worth another comparison.
const WORDS_MIN: usize = 4;

/// The lines are shown in their new containers if that marks at most this share of the words, in percent.
const SHARE_MAX: usize = 50;

/// Compares blocks line by line, if that marks far fewer words than these nodes do.
pub(crate) fn regroup(before: &[&Block], after: &[&Block], nodes: &[Node]) -> Option<Node> {
    if before.iter().chain(after).all(|block| matches!(block, Block::Paragraph(_))) {
        return None;
    }
    let (inserted, deleted) = summary::count_words(nodes);
    if inserted.min(deleted) < WORDS_MIN {
        return None;
    }
    let (old, new) = (lines(before)?, lines(after)?);
    let [old_contents, new_contents] = [&old, &new].map(|lines| lines.iter().map(|it| it.content).collect::<Vec<_>>());
    let edits = align::sequence(&old_contents, &new_contents, |content| Profile::line(content));
    let nodes = Display::new(&old, &new, &edits).nodes(after);
    let (fewer_inserted, fewer_deleted) = summary::count_words(&nodes);
    if (fewer_inserted + fewer_deleted) * 100 > (inserted + deleted) * SHARE_MAX {
        return None;
    }
    let [before, after] = [before, after].map(|blocks| blocks.iter().map(|block| (*block).clone()).collect());
    Some(Node::Regrouped(Regrouped { before, after, nodes }))
}

/// Returns the lines of blocks. Returns `None` if there is a block that cannot be rebuilt from its lines.
fn lines<'a>(blocks: &[&'a Block]) -> Option<Vec<Line<'a>>> {
    let mut lines = Vec::new();
    collect(blocks.iter().copied(), &Path::default(), &mut lines).then_some(lines)
}

/// Appends the lines of blocks; recursion is as deep as blocks nest.
fn collect<'a>(blocks: impl Iterator<Item = &'a Block>, path: &Path, lines: &mut Vec<Line<'a>>) -> bool {
    let count = lines.len();
    for (at, block) in blocks.enumerate() {
        let path = path.with(Step::Block(at));
        let is_complete = match block {
            Block::Paragraph(content) => {
                lines.push(Line { path, content });
                true
            }
            Block::Quote(inner) => collect(inner.iter(), &path.with(Step::Quote), lines),
            Block::List { start, tight, items } => {
                let mut items = items.iter().enumerate();
                items.len() > 0
                    && items.all(|(at, item)| {
                        let step = Step::Item { start: *start, tight: *tight, at };
                        collect(item.iter(), &path.with(step), lines)
                    })
            }
            Block::Heading { .. } | Block::Table(_) | Block::Definitions(_) | Block::Rule => false,
        };
        if !is_complete {
            return false;
        }
    }
    lines.len() > count
}
