//! Cells as text: quoting and the formula guard. It knows no field.

use std::borrow::Cow;
use std::ops::Range;

use super::cell_writer::CellWriter;
use crate::export::csv::guarded;
use crate::profile::{Quoting, TextForm};

/// A cell with such a byte is quoted.
const FALLS_APART: u8 = 1;
/// A cell without such a byte is no formula.
const MAY_RUN: u8 = 2;
/// Such a byte is written twice in quotes.
const IS_QUOTE: u8 = 4;

/// Writes rows of cells into a text.
pub(super) struct RowWriter<'a> {
    form: &'a TextForm,
    /// What each byte can do to a cell: a glance at all bytes tells that most cells can be written as they are.
    classes: [u8; 256],
    /// The rows so far.
    pub(super) text: String,
    /// Where in the text the number of a row belongs, which of the rows here that is, and what it is counted from.
    numbers: Vec<(usize, usize, u32)>,
    /// Where in the text each row ends.
    ends: Vec<usize>,
    /// Where in the text the row being written begins, and how many numbers are before it.
    row: (usize, usize),
    num_cells: usize,
}

impl<'a> RowWriter<'a> {
    pub(super) fn new(form: &'a TextForm) -> Self {
        Self {
            form,
            classes: classes(form),
            text: String::new(),
            numbers: Vec::new(),
            ends: Vec::new(),
            row: (0, 0),
            num_cells: 0,
        }
    }

    /// How many rows there are.
    pub(super) fn num_rows(&self) -> usize {
        self.ends.len()
    }

    /// Some of the rows with their numbers, if any. `num_before` is how many rows of the form are before the first one here.
    pub(super) fn numbered(&self, rows: Range<usize>, num_before: usize) -> Cow<'_, str> {
        let end_of = |num_rows: usize| num_rows.checked_sub(1).map_or(0, |last| self.ends[last]);
        let (mut begin, end) = (end_of(rows.start), end_of(rows.end));
        let first_of = |row_idx: usize| self.numbers.partition_point(|&(_, idx, _)| idx < row_idx);
        let numbers = &self.numbers[first_of(rows.start)..first_of(rows.end)];
        if numbers.is_empty() {
            return Cow::Borrowed(&self.text[begin..end]);
        }
        let mut res = String::with_capacity(end - begin + 4 * numbers.len());
        for &(at, row_idx, first) in numbers {
            res.push_str(&self.text[begin..at]);
            res.push_str(&(first as usize + num_before + row_idx).to_string());
            begin = at;
        }
        res.push_str(&self.text[begin..end]);
        Cow::Owned(res)
    }

    fn begin(&mut self) {
        if self.num_cells > 0 {
            self.text.push(self.form.delimiter);
        }
        self.num_cells += 1;
    }
}

impl CellWriter for RowWriter<'_> {
    fn clear(&mut self) {
        self.text.clear();
        self.numbers.clear();
        self.ends.clear();
        (self.row, self.num_cells) = ((0, 0), 0);
    }

    fn cell(&mut self, cell: &str) {
        self.begin();
        let classes = cell.bytes().fold(0, |found, byte| found | self.classes[usize::from(byte)]);
        let is_guarded = self.form.formula_guard && classes & MAY_RUN != 0;
        let cell = if is_guarded { guarded(cell) } else { Cow::Borrowed(cell) };
        if self.form.quoting == Quoting::Always || classes & FALLS_APART != 0 {
            self.text.push('"');
            if classes & IS_QUOTE == 0 {
                self.text.push_str(&cell);
            } else {
                for part in cell.split_inclusive('"') {
                    self.text.push_str(part);
                    self.text.push_str(if part.ends_with('"') { "\"" } else { "" });
                }
            }
            self.text.push('"');
        } else {
            self.text.push_str(&cell);
        }
    }

    fn number(&mut self, before: &str, first: u32) {
        self.begin();
        let quote = if self.form.quoting == Quoting::Always { "\"" } else { "" };
        self.text.push_str(quote);
        self.text.push_str(before);
        self.numbers.push((self.text.len(), self.ends.len(), first));
        self.text.push_str(quote);
    }

    fn end_row(&mut self) {
        // A line without anything would be no row to those who read it.
        if self.num_cells == 1 && self.text.len() == self.row.0 && self.numbers.len() == self.row.1 {
            self.text.push_str("\"\"");
        }
        self.text.push_str(self.form.line_end.text());
        self.row = (self.text.len(), self.numbers.len());
        self.ends.push(self.text.len());
        self.num_cells = 0;
    }

    fn drop_row(&mut self) {
        self.text.truncate(self.row.0);
        self.numbers.truncate(self.row.1);
        self.num_cells = 0;
    }
}

/// The bytes that part cells or rows, and those that a formula can begin with: also what is written in several bytes.
fn classes(form: &TextForm) -> [u8; 256] {
    let delimiter = u8::try_from(form.delimiter).unwrap_or(b',');
    let mut res = [0; 256];
    for (byte, class) in (0..=u8::MAX).zip(&mut res) {
        if byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n') {
            *class |= FALLS_APART;
        }
        if byte == b'"' {
            *class |= IS_QUOTE;
        }
        if matches!(byte, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n') || !byte.is_ascii() {
            *class |= MAY_RUN;
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::LineEnd;

    #[test]
    fn cells_are_quoted_where_they_would_fall_apart() {
        let rows = [["a;b", "say \"hi\""], ["two\nlines", "1,5"], ["", " x "]];
        let text = |form: &TextForm| {
            let mut writer = RowWriter::new(form);
            for row in rows {
                for cell in row {
                    writer.cell(cell);
                }
                writer.end_row();
            }
            writer.text
        };
        let form = TextForm { delimiter: ';', ..TextForm::default() };
        assert_eq!(text(&form), "\"a;b\";\"say \"\"hi\"\"\"\r\n\"two\nlines\";1,5\r\n; x \r\n");
        let form = TextForm { line_end: LineEnd::Lf, quoting: Quoting::Always, ..TextForm::default() };
        assert_eq!(text(&form), "\"a;b\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"1,5\"\n\"\",\" x \"\n");
    }

    #[test]
    fn a_row_that_was_begun_can_be_taken_back() {
        let form = TextForm::default();
        let mut writer = RowWriter::new(&form);
        writer.number("", 1);
        writer.cell("a");
        writer.end_row();
        writer.number("", 1);
        writer.cell("b");
        writer.drop_row();
        writer.cell("");
        writer.end_row();
        writer.number("r", 1);
        writer.end_row();
        assert_eq!(writer.num_rows(), 3);
        assert_eq!(writer.numbered(0..3, 7), "8,a\r\n\"\"\r\nr10\r\n");
        assert_eq!(writer.numbered(1..2, 7), "\"\"\r\n");
        assert_eq!(writer.numbered(2..3, 0), "r3\r\n");
    }
}
