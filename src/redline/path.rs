//! Where a line is: the containers between a text and one of its lines.

use std::fmt;

/// The containers of a line, the outermost first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

/// One step on the way from a sequence of blocks to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A position in a sequence of blocks.
    Block(usize),
    Quote,
    /// An item of a list.
    Item {
        start: Option<u64>,
        tight: bool,
        at: usize,
    },
}

/// What directly contains a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Nothing: a paragraph of its own.
    Text,
    /// An item of a list; 1 is the level of a list that is in no other list.
    Item {
        level: usize,
    },
    Quote,
}

impl Path {
    /// Returns the path with one more step.
    pub(super) fn with(&self, step: Step) -> Path {
        let mut path = self.clone();
        path.0.push(step);
        path
    }

    /// Returns what directly contains the line.
    pub fn container(&self) -> Container {
        let level = self.0.iter().filter(|step| matches!(step, Step::Item { .. })).count();
        match self.0.iter().rev().find(|step| !matches!(step, Step::Block(_))) {
            Some(Step::Item { .. }) => Container::Item { level },
            Some(Step::Quote) => Container::Quote,
            Some(Step::Block(_)) | None => Container::Text,
        }
    }

    /// Returns the number of the item that starts with this line, if it is numbered.
    pub(super) fn number(&self) -> Option<u64> {
        match self.0[..] {
            [.., Step::Item { start: Some(start), at, .. }, Step::Block(0)] => Some(start.saturating_add(at as u64)),
            _ => None,
        }
    }
}

/// Writes a path for an attribute, such as `2/o1t.0/0`: the first line of the first item of a tight list that starts at 1, which is
/// the third block.
impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            if position > 0 {
                formatter.write_str("/")?;
            }
            match step {
                Step::Block(at) => write!(formatter, "{at}")?,
                Step::Quote => formatter.write_str("q")?,
                Step::Item { start, tight, at } => {
                    match start {
                        Some(start) => write!(formatter, "o{start}")?,
                        None => formatter.write_str("u")?,
                    }
                    write!(formatter, "{}.{at}", if *tight { "t" } else { "" })?;
                }
            }
        }
        Ok(())
    }
}
