//! A table that goes on in another sheet where one is full: rows one after another, with headings that stay in sight, a
//! filter, and headings on each page of paper.

use rust_xlsxwriter::{ColNum, Format, IgnoreError, RowNum};

use super::book::{Book, Paper};
use super::{row_height, styles};
use crate::export::ExportError;

/// The most rows of a sheet. Source: Excel specifications and limits.
pub(super) const MOST_ROWS: RowNum = 1_048_576;

/// The rows whose height is said: to say it takes memory for each of them.
const MOST_HEIGHTS: RowNum = 10_000;

/// What a header takes beside its letters, for the button of the filter.
const BUTTON: usize = 3;

/// The widest that a column gets for the sake of its header.
const WIDEST_FOR_HEADER: f64 = 24.0;

/// How wide tables may be in letters to be read on so many pages of paper beside each other.
const PAGE: f64 = 280.0;

/// How a column looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ColumnLook {
    /// In letters.
    pub width: f64,
    /// A long text goes on in the next line. Ports never do: `49152-65535` would break at its hyphen.
    pub wraps: bool,
}

impl ColumnLook {
    /// A column whose long texts go on in the next line.
    pub(super) const fn wrapped(width: f64) -> Self {
        Self { width, wraps: true }
    }

    /// A column whose texts stay in one line.
    pub(super) const fn plain(width: f64) -> Self {
        Self { width, wraps: false }
    }
}

/// A table.
pub(super) struct LongSheet<'b> {
    book: &'b mut Book,
    name: &'static str,
    /// The rows above the table, and last its headers.
    head: Vec<Vec<String>>,
    looks: Vec<ColumnLook>,
    heading: Format,
    most_rows: RowNum,
    next_row: RowNum,
    num_sheets: usize,
}

impl<'b> LongSheet<'b> {
    /// Begins a table in a sheet of this name. `head` are the rows above it, and last its headers.
    pub(super) fn begin(
        book: &'b mut Book,
        name: &'static str,
        head: Vec<Vec<String>>,
        looks: Vec<ColumnLook>,
    ) -> Result<Self, ExportError> {
        Self::with_most_rows(book, name, head, looks, MOST_ROWS)
    }

    fn with_most_rows(
        book: &'b mut Book,
        name: &'static str,
        head: Vec<Vec<String>>,
        looks: Vec<ColumnLook>,
        most_rows: RowNum,
    ) -> Result<Self, ExportError> {
        let heading = styles::heading();
        let mut looks = looks;
        for (look, header) in looks.iter_mut().zip(head.last().into_iter().flatten()) {
            let least = u8::try_from(header.chars().count() + BUTTON).unwrap_or(u8::MAX);
            look.width = look.width.max(f64::from(least).min(WIDEST_FOR_HEADER));
        }
        let mut res = Self { book, name, head, looks, heading, most_rows, next_row: 0, num_sheets: 0 };
        res.add_sheet()?;
        Ok(res)
    }

    /// Adds a row.
    pub(super) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), ExportError> {
        if self.next_row == self.most_rows {
            self.end_sheet()?;
            self.add_sheet()?;
        }
        let mut num_lines = 1;
        for (column, cell) in (0..).zip(cells) {
            let cell = self.book.texts.fit(cell.as_ref());
            // What is empty looks like its column anyway.
            if !cell.is_empty() {
                if let Some(look) = self.looks.get(usize::from(column)).filter(|look| look.wraps) {
                    num_lines = num_lines.max(row_height::lines(&cell, look.width));
                }
                let cell = cell.into_owned();
                self.book.sheet()?.write_string(self.next_row, column, cell)?;
            }
        }
        if let Some(height) = row_height::height(num_lines).filter(|_| self.next_row < MOST_HEIGHTS) {
            self.book.sheet()?.set_row_height(self.next_row, height)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// Makes a cell of the last row a link to the address that stands in it.
    pub(super) fn link(&mut self, column: ColNum, address: &str) -> Result<(), ExportError> {
        let row = self.next_row.saturating_sub(1);
        Ok(self.book.sheet()?.write_url_with_format(row, column, address, &styles::link()).map(drop)?)
    }

    /// Ends the table.
    pub(super) fn end(mut self) -> Result<(), ExportError> {
        self.end_sheet()
    }

    fn add_sheet(&mut self) -> Result<(), ExportError> {
        self.num_sheets += 1;
        let name = match self.num_sheets {
            1 => self.name.to_owned(),
            number => format!("{} {number}", self.name),
        };
        let header_row = self.header_row();
        let width: f64 = self.looks.iter().map(|look| look.width).sum();
        let is_wide = width > PAGE;
        let sheet = self.book.add_long_sheet(&name, Paper::Across { pages: if is_wide { 2 } else { 1 } })?;
        if is_wide {
            sheet.set_repeat_columns(0, 0)?.set_page_order(false);
        }
        for (column, look) in (0..).zip(&self.looks) {
            sheet.set_column_width(column, look.width)?.set_column_format(column, &styles::cell(look.wraps))?;
        }
        sheet.set_freeze_panes(header_row + 1, 0)?.set_repeat_rows(header_row, header_row)?.set_print_gridlines(true);
        self.next_row = 0;
        for idx in 0..self.head.len() {
            let is_header = idx + 1 == self.head.len();
            let cells = std::mem::take(&mut self.head[idx]);
            self.head_row(&cells, is_header)?;
            self.head[idx] = cells;
        }
        Ok(())
    }

    fn head_row(&mut self, cells: &[String], is_header: bool) -> Result<(), ExportError> {
        if !is_header {
            return self.row(cells);
        }
        let row = self.next_row;
        for (column, cell) in (0..).zip(cells) {
            let cell = self.book.texts.fit(cell).into_owned();
            let heading = self.heading.clone();
            self.book.sheet()?.write_string_with_format(row, column, cell, &heading)?;
        }
        self.next_row += 1;
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), ExportError> {
        let (header_row, last_row) = (self.header_row(), self.next_row.saturating_sub(1));
        let last_column = ColNum::try_from(self.looks.len().saturating_sub(1)).unwrap_or(ColNum::MAX);
        let sheet = self.book.sheet()?;
        sheet.autofilter(header_row, 0, last_row.max(header_row), last_column)?;
        // Ports are text, and are meant to be: no green triangles.
        sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn header_row(&self) -> RowNum {
        RowNum::try_from(self.head.len().saturating_sub(1)).unwrap_or(RowNum::MAX)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};
    use rust_xlsxwriter::Worksheet;

    use super::*;
    use crate::catalog::Catalog;
    use crate::export::run::ExportRun;
    use crate::export::{Cancel, ExportOptions, Progress};
    use crate::matrix::derive;
    use crate::plan::Plan;

    #[test]
    fn a_full_sheet_goes_on_in_another_one_with_the_same_headers() {
        let catalog = Catalog::default();
        let matrix = derive(&catalog, &Plan::default());
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let run = ExportRun::new(&catalog, &matrix, ExportOptions::default(), &cancel, &progress);
        let mut book = Book::new(&run).expect("a workbook");
        let head = vec![vec!["About".to_owned()], vec!["port".to_owned()]];
        let looks = vec![ColumnLook::plain(10.0)];
        let mut sheet = LongSheet::with_most_rows(&mut book, "Rules", head, looks, 4).expect("a sheet");
        for port in 1..=5 {
            sheet.row([port.to_string()]).expect("a row");
        }
        sheet.end().expect("an end");
        let bytes = book.workbook.save_to_buffer().expect("a workbook");
        let mut read = Xlsx::new(Cursor::new(&bytes[..])).expect("a workbook");
        assert_eq!(read.sheet_names(), ["Rules", "Rules 2", "Rules 3"]);
        for (name, ports) in [("Rules", &["1", "2"][..]), ("Rules 2", &["3", "4"]), ("Rules 3", &["5"])] {
            let range = read.worksheet_range(name).expect("the sheet");
            let cells: Vec<String> = range.cells().map(|(.., cell)| cell.to_string()).collect();
            assert_eq!(cells, [&["About", "port"], ports].concat(), "{name}");
        }
    }

    #[test]
    fn a_sheet_is_full_where_the_format_ends() {
        let mut sheet = Worksheet::new();
        assert!(sheet.write_string(MOST_ROWS - 1, 0, "the last row").is_ok());
        assert!(sheet.write_string(MOST_ROWS, 0, "one more").is_err());
    }
}
