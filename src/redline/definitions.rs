//! Definitions compared term by term.

use std::iter;

use crate::redline::align::{self, Edit};
use crate::redline::node::{Detail, Mark, Term};
use crate::redline::profile::Profile;
use crate::redline::words;
use crate::text::{Content, Definition};

/// Compares the terms of two lists of definitions, and the details of each.
pub(crate) fn terms(before: &[Definition], after: &[Definition]) -> Vec<Term> {
    let edits = align::sequence(before, after, |definition| {
        Profile::entry(Some(&definition.term), iter::once(&definition.term).chain(&definition.details))
    });
    edits.into_iter().map(|edit| term(edit, before, after)).collect()
}

fn term(edit: Edit, before: &[Definition], after: &[Definition]) -> Term {
    match edit {
        Edit::Pair(i, j) => Term {
            mark: Mark::Same,
            term: words::line(&before[i].term, &after[j].term),
            details: details(&before[i].details, &after[j].details),
        },
        Edit::Deleted(i) => marked_term(&before[i], Mark::Deleted),
        Edit::Inserted(j) => marked_term(&after[j], Mark::Inserted),
    }
}

fn details(before: &[Content], after: &[Content]) -> Vec<Detail> {
    let edits = if before.len() == 1 && after.len() == 1 {
        // A single detail is the same detail with other words, even if they share nothing.
        vec![Edit::Pair(0, 0)]
    } else {
        align::sequence(before, after, |detail| Profile::entry(None, [detail]))
    };
    edits.into_iter().map(|edit| detail(edit, before, after)).collect()
}

fn detail(edit: Edit, before: &[Content], after: &[Content]) -> Detail {
    match edit {
        Edit::Pair(i, j) => Detail { mark: Mark::Same, content: words::line(&before[i], &after[j]) },
        Edit::Deleted(i) => marked_detail(&before[i], Mark::Deleted),
        Edit::Inserted(j) => marked_detail(&after[j], Mark::Inserted),
    }
}

/// Returns a term of which everything has the same mark.
pub(crate) fn marked_term(definition: &Definition, mark: Mark) -> Term {
    Term {
        mark,
        term: words::marked(&definition.term, mark),
        details: definition.details.iter().map(|detail| marked_detail(detail, mark)).collect(),
    }
}

fn marked_detail(content: &Content, mark: Mark) -> Detail {
    Detail { mark, content: words::marked(content, mark) }
}
