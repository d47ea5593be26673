//! Definitions compared term by term.

use crate::redline::align::{self, Step};
use crate::redline::node::{Detail, Entry, Mark};
use crate::redline::profile::Profile;
use crate::redline::words;
use crate::text::{Content, Definition};

/// Compares the terms of two lists of definitions, and the details of each.
pub(crate) fn entries(before: &[Definition], after: &[Definition]) -> Vec<Entry> {
    let profile = |definition: &Definition| {
        Profile::entry(Some(&definition.term), std::iter::once(&definition.term).chain(&definition.details))
    };
    let entry = |step| match step {
        Step::Pair(i, j) => changed(&before[i], &after[j]),
        Step::Deleted(i) => lone(&before[i], Mark::Deleted),
        Step::Inserted(j) => lone(&after[j], Mark::Inserted),
    };
    align::sequence(before, after, profile).into_iter().map(entry).collect()
}

fn changed(before: &Definition, after: &Definition) -> Entry {
    let detail = |step| match step {
        Step::Pair(i, j) => Detail { mark: Mark::Same, content: words::line(&before.details[i], &after.details[j]) },
        Step::Deleted(i) => marked(&before.details[i], Mark::Deleted),
        Step::Inserted(j) => marked(&after.details[j], Mark::Inserted),
    };
    let details = if before.details.len() == 1 && after.details.len() == 1 {
        // The one detail of a term is the same detail, whatever it says now.
        vec![Step::Pair(0, 0)]
    } else {
        align::sequence(&before.details, &after.details, |detail| Profile::entry(None, [detail]))
    };
    Entry {
        mark: Mark::Same,
        term: words::line(&before.term, &after.term),
        details: details.into_iter().map(detail).collect(),
    }
}

fn lone(definition: &Definition, mark: Mark) -> Entry {
    Entry {
        mark,
        term: words::marked(&definition.term, mark),
        details: definition.details.iter().map(|detail| marked(detail, mark)).collect(),
    }
}

fn marked(content: &Content, mark: Mark) -> Detail {
    Detail { mark, content: words::marked(content, mark) }
}
