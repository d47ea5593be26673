//! Tables compared column by column, row by row and cell by cell.
//!
//! Columns are paired by their head, or by what stands in them when only the head has changed; rows by what
//! stands in the paired columns, first of all by the first of these, which names the row.

use crate::redline::align::{self, Step};
use crate::redline::node::{Column, Line, Mark, Node, Row};
use crate::redline::profile::Profile;
use crate::redline::words;
use crate::text::{Content, Table};

/// Compares two tables; `None` if they have no column in common, or are not rectangular.
pub(crate) fn table(before: &Table, after: &Table) -> Option<Node> {
    if !(is_rectangular(before) && is_rectangular(after)) {
        return None;
    }
    let columns = columns(before, after);
    if !columns.iter().any(|step| matches!(step, Step::Pair(..))) {
        return None;
    }
    let rows = rows(before, after, &columns);
    let cells = |row: &Step| -> Row {
        match *row {
            Step::Pair(i, j) => Row { mark: Mark::Same, cells: pair(&before.rows[i], &after.rows[j], &columns) },
            Step::Deleted(i) => Row { mark: Mark::Deleted, cells: lone(&before.rows[i], Mark::Deleted, &columns) },
            Step::Inserted(j) => Row { mark: Mark::Inserted, cells: lone(&after.rows[j], Mark::Inserted, &columns) },
        }
    };
    let heads = pair(&before.head, &after.head, &columns);
    let column = |(step, head): (&Step, Line)| match step {
        Step::Pair(..) => Column { mark: Mark::Same, head },
        Step::Deleted(_) => Column { mark: Mark::Deleted, head },
        Step::Inserted(_) => Column { mark: Mark::Inserted, head },
    };
    Some(Node::Table {
        columns: columns.iter().zip(heads).map(column).collect(),
        rows: rows.iter().map(cells).collect(),
    })
}

fn is_rectangular(table: &Table) -> bool {
    table.rows.iter().all(|row| row.len() == table.head.len())
}

/// A column, equal to another of the same head.
struct Slice<'a> {
    table: &'a Table,
    at: usize,
}

impl Slice<'_> {
    fn head(&self) -> &Content {
        &self.table.head[self.at]
    }
}

impl PartialEq for Slice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.head() == other.head()
    }
}

impl Eq for Slice<'_> {}

impl std::hash::Hash for Slice<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.head().hash(state);
    }
}

fn columns(before: &Table, after: &Table) -> Vec<Step> {
    let [old, new] =
        [before, after].map(|table| (0..table.head.len()).map(|at| Slice { table, at }).collect::<Vec<Slice<'_>>>());
    align::sequence(&old, &new, |column| {
        let cells = column.table.rows.iter().map(|row| &row[column.at]);
        Profile::entry(Some(column.head()), std::iter::once(column.head()).chain(cells))
    })
}

fn rows(before: &Table, after: &Table, columns: &[Step]) -> Vec<Step> {
    let paired = |step: &Step| match step {
        Step::Pair(i, j) => Some((*i, *j)),
        Step::Deleted(_) | Step::Inserted(_) => None,
    };
    let (old, new): (Vec<usize>, Vec<usize>) = columns.iter().filter_map(paired).unzip();
    let [old, new] = [(before, old), (after, new)].map(|(table, columns)| {
        let row = |row: &'_ Vec<Content>| columns.iter().map(|at| row[*at].clone()).collect::<Vec<Content>>();
        table.rows.iter().map(row).collect::<Vec<_>>()
    });
    align::sequence(&old, &new, |row| Profile::entry(row.first(), row))
}

fn pair(before: &[Content], after: &[Content], columns: &[Step]) -> Vec<Line> {
    let cell = |step: &Step| match *step {
        Step::Pair(i, j) => words::line(&before[i], &after[j]),
        Step::Deleted(i) => words::marked(&before[i], Mark::Deleted),
        Step::Inserted(j) => words::marked(&after[j], Mark::Inserted),
    };
    columns.iter().map(cell).collect()
}

fn lone(row: &[Content], mark: Mark, columns: &[Step]) -> Vec<Line> {
    let cell = |step: &Step| match (*step, mark) {
        (Step::Pair(i, _) | Step::Deleted(i), Mark::Deleted) => words::marked(&row[i], mark),
        (Step::Pair(_, j) | Step::Inserted(j), Mark::Inserted) => words::marked(&row[j], mark),
        _ => Line::default(),
    };
    columns.iter().map(cell).collect()
}
