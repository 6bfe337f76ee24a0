//! A CSV that a spreadsheet can open without running anything in it, and files of rows. It knows no column.

use std::borrow::Cow;
use std::io::Write;
use std::iter;

use csv::{Terminator, Writer, WriterBuilder};

use crate::export::ExportError;
use crate::export::pipeline::in_order;
use crate::export::run::ExportRun;
use crate::printable::is_hidden;
use crate::table::Value;

/// What joins several values in a cell.
pub(in crate::export) const SEPARATOR: &str = "; ";

/// Writes rows of guarded cells.
pub(crate) struct Sheet<'a> {
    writer: Writer<&'a mut dyn Write>,
    /// The text of the cell being written, kept so that not every cell takes memory of its own.
    cell: String,
}

impl<'a> Sheet<'a> {
    /// Writes the rows that `fill` gives, as a file.
    pub(crate) fn write(
        out: &'a mut dyn Write,
        fill: impl FnOnce(&mut Self) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        Self::fill(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out), fill)
    }

    /// Writes the rows that `fill` gives, as spreadsheets take them from the clipboard: separated by tabs.
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
        let mut sheet = Self { writer, cell: String::new() };
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

    /// Writes a row of values.
    pub(crate) fn values<'v>(&mut self, cells: impl IntoIterator<Item = Value<'v>>) -> Result<(), ExportError> {
        let mut text = std::mem::take(&mut self.cell);
        for value in cells {
            if let Value::Text(value) = &value {
                self.cell(value)?;
                continue;
            }
            text.clear();
            value.write(SEPARATOR, &mut text);
            self.cell(&text)?;
        }
        self.cell = text;
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

/// Writes a file of the headers and then the rows that `add` gives for each pair of zones.
pub(super) fn write_rows(
    run: &ExportRun<'_>,
    headers: impl IntoIterator<Item = &'static str>,
    add: impl Fn((usize, usize), &mut Sheet<'_>) -> Result<(), ExportError> + Sync,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| sheet.row(headers))?;
    let rows = |positions, taken: Option<Vec<u8>>| {
        let mut bytes = taken.unwrap_or_default();
        bytes.clear();
        Sheet::write(&mut bytes, |sheet| run.pairs(positions).try_for_each(|pair| add(pair?, sheet)))?;
        Ok(bytes)
    };
    in_order(run, rows, |bytes| Ok(out.write_all(bytes)?))
}

/// The cell with an apostrophe before each part of it that a spreadsheet would run as a formula.
///
/// A part begins where the cell does, and behind each character that a spreadsheet may be set to split cells at: several
/// values are joined by `; `, and a name may hold any of them.
pub(in crate::export) fn guarded(cell: &str) -> Cow<'_, str> {
    if !has_odd_beginning(cell) {
        return Cow::Borrowed(cell);
    }
    let begins = cell.bytes().enumerate().filter(|&(_, byte)| is_delimiter(byte)).map(|(idx, _)| idx + 1);
    let mut res = String::new();
    let mut written = 0;
    for begin in iter::once(0).chain(begins) {
        let part = &cell[begin..];
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric();
        if part.as_bytes().iter().find(|byte| **byte != b' ').is_some_and(is_plain) {
            continue;
        }
        if runs(part, begin == 0) {
            // The blank of the separator is no part of the value.
            let values = if begin == 0 { part } else { part.trim_start_matches(' ') };
            let at = cell.len() - values.len();
            res.push_str(&cell[written..at]);
            res.push('\'');
            written = at;
        }
    }
    if res.is_empty() {
        return Cow::Borrowed(cell);
    }
    res.push_str(&cell[written..]);
    Cow::Owned(res)
}

/// Whether a part begins with anything but blanks and then a letter or a digit: nearly no cell has one that does.
fn has_odd_beginning(cell: &str) -> bool {
    let mut is_beginning = true;
    for byte in cell.bytes() {
        if !is_beginning {
            is_beginning = is_delimiter(byte);
        } else if byte.is_ascii_alphanumeric() {
            is_beginning = false;
        } else if byte != b' ' {
            return true;
        }
    }
    false
}

/// Whether it is one of the bytes that spreadsheets can be set to split cells and rows at, besides blanks.
fn is_delimiter(byte: u8) -> bool {
    // Every byte of an export is asked, so that looking it up is worth a table.
    const DELIMITERS: [bool; 256] = {
        let mut res = [false; 256];
        let bytes = b";,|\t\r\n";
        let mut idx = 0;
        while idx < bytes.len() {
            res[bytes[idx] as usize] = true;
            idx += 1;
        }
        res
    };
    DELIMITERS[usize::from(byte)]
}

/// Whether a spreadsheet would run what begins here. `is_first`: here the cell begins, too.
///
/// Spreadsheets skip leading blanks, and some take the full-width signs for the plain ones. Behind a delimiter that was
/// not meant as one a quote may stand alone, and some skip it as well. Source: OWASP, "CSV Injection".
fn runs(part: &str, is_first: bool) -> bool {
    let is_break = |c: char| matches!(c, '\t' | '\r' | '\n');
    let is_passed = |c: char| !is_break(c) && (c.is_whitespace() || is_hidden(c) || c == '"' && !is_first);
    let text = part.trim_start_matches(is_passed);
    let is_sign = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || is_first && is_break(c);
    // Behind a delimiter a number may go on as a formula with the cells after it: “-1,cmd|…”.
    text.starts_with(is_sign) && !(is_first && is_plain_number(text))
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
            ("\t1", "'\t1", "a tab"),
            ("\t=1", "'\t'=1", "what stands behind it may become a cell of its own"),
            ("\r\n=1", "'\r\n'=1", "a line break"),
            ("  =1", "'  =1", "blanks are looked past"),
            ("\u{a0}\u{feff}=1", "'\u{a0}\u{feff}=1", "so are hard blanks and byte order marks"),
            (" \t=1", "' \t'=1", "a tab after a blank"),
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
            ("HQ;=cmd|' /C calc'!A0;x", "HQ;'=cmd|' /C calc'!A0;x", "a semicolon may part cells"),
            ("10.0.0.1; =1+1", "10.0.0.1; '=1+1", "so may that of a join"),
            ("10.0.0.1; =1; @x", "10.0.0.1; '=1; '@x", "each part is looked at"),
            ("a,=1", "a,'=1", "a comma in what is parted otherwise"),
            ("a|-1x", "a|'-1x", "a bar"),
            ("two\r\n=1+1", "two\r\n'=1+1", "a line break may end a row"),
            ("a;\u{a0}=1", "a;'\u{a0}=1", "hard blanks are looked past there, too"),
            ("x;\"=1+1\"", "x;'\"=1+1\"", "a quote behind a delimiter that was none"),
            ("x;-1", "x;'-1", "a number behind a delimiter runs on into the next cell"),
            ("Müller; DNS, Kerberos; 49152-65535", "Müller; DNS, Kerberos; 49152-65535", "lists of words and ports"),
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
