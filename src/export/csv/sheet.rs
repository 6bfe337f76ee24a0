//! A CSV that a spreadsheet can open without running anything in it. It knows no column.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use crate::export::ExportError;

/// Writes rows of guarded cells.
pub(crate) struct Sheet<'a> {
    writer: Writer<&'a mut dyn Write>,
}

impl<'a> Sheet<'a> {
    /// Writes the rows that `fill` gives, as a file.
    pub(crate) fn write(
        out: &'a mut dyn Write,
        fill: impl FnOnce(&mut Self) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        Self::fill(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out), fill)
    }

    /// Writes the rows that `fill` gives, as spreadsheets take them from the clipboard: parted by tabs.
    pub(crate) fn write_tabbed(
        out: &'a mut dyn Write,
        fill: impl FnOnce(&mut Self) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        Self::fill(WriterBuilder::new().delimiter(b'\t').from_writer(out), fill)
    }

    fn fill(
        writer: Writer<&'a mut dyn Write>,
        fill: impl FnOnce(&mut Self) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let mut sheet = Self { writer };
        fill(&mut sheet)?;
        Ok(sheet.writer.flush()?)
    }

    /// Writes a row. Every row of a sheet has the same number of cells.
    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), ExportError> {
        for cell in cells {
            self.cell(cell.as_ref())?;
        }
        self.end_row()
    }

    /// Writes one cell of a row that [`Sheet::end_row`] ends.
    pub(crate) fn cell(&mut self, cell: &str) -> Result<(), ExportError> {
        Ok(self.writer.write_field(&*guarded(cell))?)
    }

    pub(crate) fn end_row(&mut self) -> Result<(), ExportError> {
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }
}

/// The cell with an apostrophe before it, if a spreadsheet would run it as a formula.
///
/// Spreadsheets look past leading blanks, and some take the full-width signs for the plain ones.
/// Source: OWASP, "CSV Injection".
fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric()) {
        return Cow::Borrowed(cell);
    }
    let is_blank = |c: char| !matches!(c, '\t' | '\r' | '\n') && (c.is_whitespace() || c == '\u{feff}');
    let text = cell.trim_start_matches(is_blank);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !is_plain_number(text) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Whether the text is a sign, digits, and perhaps a point with more digits.
fn is_plain_number(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for (cell, expected, why) in [
            ("=1+1", "'=1+1", "a formula"),
            ("+cmd", "'+cmd", "a plus"),
            ("-cmd", "'-cmd", "a minus"),
            ("@SUM(A1)", "'@SUM(A1)", "an at sign"),
            ("\t=1", "'\t=1", "a tab"),
            ("\r\n=1", "'\r\n=1", "a line break"),
            ("  =1", "'  =1", "blanks are looked past"),
            ("\u{a0}\u{feff}=1", "'\u{a0}\u{feff}=1", "so are hard blanks and byte order marks"),
            (" \t=1", "' \t=1", "a tab after a blank"),
            ("＝1", "'＝1", "the full-width sign"),
            ("－1", "'－1", "full-width digits would not save it either"),
            ("-1", "-1", "a negative number stays a number"),
            ("+3.25", "+3.25", "so does a signed decimal"),
            ("-1-1", "'-1-1", "a sum is no number"),
            ("-.5", "'-.5", "not plain"),
            ("-", "'-", "a sign alone"),
            ("49152-65535", "49152-65535", "a range"),
            ("DMZ = outside", "DMZ = outside", "the sign in the middle"),
            ("'=1", "'=1", "guarded already"),
            ("", "", "nothing"),
        ] {
            assert_eq!(guarded(cell), expected, "{why}");
        }
    }

    #[test]
    fn rows_end_as_the_standard_says_and_read_back() {
        let rows = [["a", "b"], ["say \"hi\"", "1,5"], ["two\nlines", "two\r\nlines"], ["", ""], ["é\u{1f6a2}", " x "]];
        let mut bytes = Vec::new();
        Sheet::write(&mut bytes, |sheet| rows.iter().try_for_each(|row| sheet.row(row))).expect("a vector takes it");
        assert!(bytes.starts_with(b"a,b\r\n\"say \"\"hi\"\"\",\"1,5\"\r\n"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("it is CSV").iter().map(str::to_owned).collect()).collect();
        assert_eq!(read, rows);
    }
}
