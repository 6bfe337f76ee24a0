//! Rows of cells as plain texts, made by one thread and taken by another. They know no format: nothing is quoted, guarded
//! or encoded.

use std::borrow::Cow;
use std::iter;

use crate::table::Value;

/// Rows of cells, in one text.
#[derive(Debug, Default)]
pub(super) struct RowCells {
    text: String,
    cells: Vec<Cell>,
    /// How many cells there are up to the end of each row.
    rows: Vec<usize>,
}

/// A cell: where its text ends, and what its number is counted from where it ends in the number of its row.
#[derive(Clone, Copy, Debug)]
struct Cell {
    end: usize,
    number: Option<u32>,
}

impl RowCells {
    /// Begins anew, with the memory that it has.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.rows.clear();
    }

    /// Adds a cell to the row being written.
    pub(super) fn cell(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.cells.push(Cell { end: self.text.len(), number: None });
    }

    /// Adds a row of values, with a text between each two of a cell.
    pub(super) fn values<'v>(&mut self, values: impl IntoIterator<Item = Value<'v>>, separator: &str) {
        for value in values {
            value.write(separator, &mut self.text);
            self.cells.push(Cell { end: self.text.len(), number: None });
        }
        self.end_row();
    }

    /// Adds a cell that ends in the number of its row, counted from `first`.
    pub(super) fn number(&mut self, before: &str, first: u32) {
        self.text.push_str(before);
        self.cells.push(Cell { end: self.text.len(), number: Some(first) });
    }

    /// Ends the row.
    pub(super) fn end_row(&mut self) {
        self.rows.push(self.cells.len());
    }

    /// Takes back the row being written.
    pub(super) fn drop_row(&mut self) {
        self.cells.truncate(self.rows.last().copied().unwrap_or_default());
        self.text.truncate(self.cells.last().map_or(0, |cell| cell.end));
    }

    /// The rows, where so many are before them.
    pub(super) fn rows(&self, num_before: u32) -> impl Iterator<Item = impl Iterator<Item = Cow<'_, str>>> {
        let begins = iter::once(0).chain(self.rows.iter().copied());
        begins.zip(&self.rows).zip(num_before..).map(move |((begin, &end), row_idx)| {
            (begin..end).map(move |idx| {
                let Cell { end, number } = self.cells[idx];
                let begin = idx.checked_sub(1).map_or(0, |before| self.cells[before].end);
                let text = &self.text[begin..end];
                number
                    .map_or(Cow::Borrowed(text), |first| Cow::Owned(format!("{text}{}", first.saturating_add(row_idx))))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_they_were_written_and_numbered_where_they_are_put_together() {
        let mut cells = RowCells::default();
        cells.number("P-", 1);
        cells.cell("a");
        cells.end_row();
        cells.cell("taken");
        cells.number("", 1);
        cells.drop_row();
        cells.values([Value::Names(vec!["b", "c"]), Value::Nothing], "; ");
        let rows = |cells: &RowCells, num_before| -> Vec<Vec<String>> {
            cells.rows(num_before).map(|row| row.map(Cow::into_owned).collect()).collect()
        };
        assert_eq!(rows(&cells, 7), [["P-8", "a"], ["b; c", ""]]);
        cells.clear();
        assert_eq!(rows(&cells, 0), Vec::<Vec<String>>::new());
    }
}
