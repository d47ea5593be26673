//! What changed in the style of words that are otherwise the same: their link, emphasis, and so on.
//!
//! Both the writers and the summary use this, so that they agree about what counts as one change.

use crate::redline::node::MarkedRun;
use crate::text::{Link, Style};

/// One change of the style of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restyle<'a> {
    /// The target of a link; `None` where there is no link.
    Target {
        before: Option<&'a str>,
        after: Option<&'a str>,
    },
    /// The title of a link with the same target.
    Title {
        before: &'a str,
        after: &'a str,
    },
    Added(Emphasis),
    Removed(Emphasis),
}

/// A way in which words stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    Strong,
    Emphasis,
    Code,
    Question,
}

impl MarkedRun {
    /// Returns what changed in the style of this run; nothing for a run that was deleted or inserted.
    pub fn restyles(&self) -> Vec<Restyle<'_>> {
        let Some(before) = &self.former_style else { return Vec::new() };
        let after = &self.run.style;
        let mut restyles: Vec<Restyle<'_>> = links(before.link.as_deref(), after.link.as_deref()).into_iter().collect();
        for ((emphasis, was), (_, is)) in emphases(before).into_iter().zip(emphases(after)) {
            match (was, is) {
                (false, true) => restyles.push(Restyle::Added(emphasis)),
                (true, false) => restyles.push(Restyle::Removed(emphasis)),
                (true, true) | (false, false) => {}
            }
        }
        restyles
    }
}

/// Returns how many links and how many emphases changed in a line. One change that continues around inserted or deleted
/// words counts once.
pub(crate) fn count<'a>(runs: impl Iterator<Item = &'a MarkedRun>) -> (usize, usize) {
    let mut seen: Vec<Restyle<'_>> = Vec::new();
    for restyle in runs.flat_map(MarkedRun::restyles) {
        if !seen.contains(&restyle) {
            seen.push(restyle);
        }
    }
    let links = seen.iter().filter(|it| matches!(it, Restyle::Target { .. } | Restyle::Title { .. })).count();
    (links, seen.len() - links)
}

fn links<'a>(before: Option<&'a Link>, after: Option<&'a Link>) -> Option<Restyle<'a>> {
    let (old, new) = (before.map(|link| link.to.as_str()), after.map(|link| link.to.as_str()));
    if old != new {
        return Some(Restyle::Target { before: old, after: new });
    }
    let (before, after) = (&before?.title, &after?.title);
    (before != after).then_some(Restyle::Title { before, after })
}

fn emphases(style: &Style) -> [(Emphasis, bool); 4] {
    [
        (Emphasis::Strong, style.strong),
        (Emphasis::Emphasis, style.emphasis),
        (Emphasis::Code, style.code),
        (Emphasis::Question, style.question),
    ]
}
