//! Tables compared column by column, row by row and cell by cell.
//!
//! Columns are paired by their heads, or by their cells if only the head changed. Rows are paired by their cells in
//! the paired columns, above all by the first of these, which names the row. Of the others only the words count that hardly
//! any other row has: two recipients are not the same because both are in the United States.

use std::hash::{Hash, Hasher};
use std::iter;

use crate::redline::align::{self, Edit};
use crate::redline::hash::FastMap;
use crate::redline::node::{Column, Mark, MarkedLine, Node, Row};
use crate::redline::profile::Profile;
use crate::redline::words;
use crate::text::{Content, Table};

/// Compares two tables. Returns `None` if they have no column in common or are not rectangular.
pub(crate) fn table(before: &Table, after: &Table) -> Option<Node> {
    if !(is_rectangular(before) && is_rectangular(after)) {
        return None;
    }
    let columns = columns(before, after);
    if !columns.iter().any(|edit| matches!(edit, Edit::Pair(..))) {
        return None;
    }
    let rows = rows(before, after, &columns).into_iter().map(|edit| row(edit, before, after, &columns)).collect();
    let heads = paired_cells(&before.head, &after.head, &columns);
    let columns = columns.iter().zip(heads).map(|(edit, head)| Column { mark: edit.mark(), head }).collect();
    Some(Node::Table { columns, rows })
}

fn is_rectangular(table: &Table) -> bool {
    table.rows.iter().all(|row| row.len() == table.head.len())
}

/// A column of a table. Two columns are equal if their heads are.
struct ColumnRef<'a> {
    table: &'a Table,
    at: usize,
}

impl ColumnRef<'_> {
    fn head(&self) -> &Content {
        &self.table.head[self.at]
    }
}

impl PartialEq for ColumnRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.head() == other.head()
    }
}

impl Eq for ColumnRef<'_> {}

impl Hash for ColumnRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.head().hash(state);
    }
}

fn columns(before: &Table, after: &Table) -> Vec<Edit> {
    let [old, new] = [before, after]
        .map(|table| (0..table.head.len()).map(|at| ColumnRef { table, at }).collect::<Vec<ColumnRef<'_>>>());
    align::sequence(&old, &new, |column| {
        let cells = column.table.rows.iter().map(|row| &row[column.at]);
        Profile::entry(Some(column.head()), iter::once(column.head()).chain(cells))
    })
}

fn rows(before: &Table, after: &Table, columns: &[Edit]) -> Vec<Edit> {
    let (old, new): (Vec<usize>, Vec<usize>) = columns.iter().filter_map(|edit| edit.pair()).unzip();
    let (old, new) = (rows_of(before, &old), rows_of(after, &new));
    let counts = word_counts(old.iter().chain(&new));
    align::sequence(&old, &new, |row| {
        Profile::entry(row.first(), row)
            .without_common(|word| counts.get(&word).is_some_and(|count| *count > COMMON_MIN))
    })
}

/// Counts the rows with each word, in both tables together.
fn word_counts<'a>(rows: impl Iterator<Item = &'a Vec<Content>>) -> FastMap<u64, usize> {
    let mut counts = FastMap::default();
    for row in rows {
        for word in Profile::entry(None, row).distinct_words() {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

/// A word in more rows than this, in both tables together, does not distinguish a row from others.
const COMMON_MIN: usize = 2;

/// Returns the rows with only these columns.
fn rows_of(table: &Table, columns: &[usize]) -> Vec<Vec<Content>> {
    table.rows.iter().map(|row| columns.iter().map(|at| row[*at].clone()).collect()).collect()
}

fn row(edit: Edit, before: &Table, after: &Table, columns: &[Edit]) -> Row {
    let cells = match edit {
        Edit::Pair(i, j) => paired_cells(&before.rows[i], &after.rows[j], columns),
        Edit::Deleted(i) => marked_cells(&before.rows[i], Mark::Deleted, columns),
        Edit::Inserted(j) => marked_cells(&after.rows[j], Mark::Inserted, columns),
    };
    Row { mark: edit.mark(), cells }
}

fn paired_cells(before: &[Content], after: &[Content], columns: &[Edit]) -> Vec<MarkedLine> {
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        cells.push(match *column {
            Edit::Pair(i, j) => words::line(&before[i], &after[j]),
            Edit::Deleted(i) => words::marked(&before[i], Mark::Deleted),
            Edit::Inserted(j) => words::marked(&after[j], Mark::Inserted),
        });
    }
    cells
}

/// Returns the cells of a row that only one text has; empty in the columns that this text does not have.
fn marked_cells(row: &[Content], mark: Mark, columns: &[Edit]) -> Vec<MarkedLine> {
    let mut cells = Vec::with_capacity(columns.len());
    for column in columns {
        cells.push(match (*column, mark) {
            (Edit::Pair(i, _) | Edit::Deleted(i), Mark::Deleted) => words::marked(&row[i], mark),
            (Edit::Pair(_, j) | Edit::Inserted(j), Mark::Inserted) => words::marked(&row[j], mark),
            _ => MarkedLine::default(),
        });
    }
    cells
}
