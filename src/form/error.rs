//! Why a file is no form, and what to do about it. It knows no path.

use crate::finding::excerpt;

use super::limits::{MAX_BYTES, MAX_COLUMNS, MAX_HEADER, MAX_ROWS_BEFORE, MAX_UNPACKED};

/// What a form must be, for the messages that refuse something else.
const WANTED: &str = "ask for the form as CSV or XLSX, or copy its header row into a CSV";

/// A file has no header row that columns can be proposed for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FormError {
    /// There is nothing in it.
    #[error("the form is empty; choose a file with a header row")]
    Empty,
    /// It is larger than any form.
    #[error("the form is larger than {} MiB; keep the header row and a few rows, and remove the rest", MAX_BYTES / (1024 * 1024))]
    TooLarge,
    /// It is a workbook that takes more room than any form.
    #[error("the workbook unpacks to more than {} MiB; keep the sheet with the header row, and remove the rest", MAX_UNPACKED / (1024 * 1024))]
    UnpacksTooLarge,
    /// It is of a kind that is not read.
    #[error("the form is {kind}; {WANTED}")]
    Kind {
        /// What it is, with its article.
        kind: &'static str,
    },
    /// It is an old workbook.
    #[error("the form is a workbook of Excel 97 to 2003 (.xls); open it in Excel or LibreOffice and save it as .xlsx")]
    OldWorkbook,
    /// It is a workbook with a password.
    #[error("the workbook is protected by a password; save a copy without it")]
    Protected,
    /// It is a workbook that can't be read.
    #[error("the workbook can't be read, {reason}; open it in Excel or LibreOffice and save it again")]
    Damaged {
        /// What the reader said.
        reason: String,
    },
    /// It is in an encoding that nothing tells apart.
    #[error("the form is UTF-16 without a byte order mark; save it as “CSV UTF-8” or “Unicode text”")]
    Utf16WithoutMark,
    /// It is no text.
    #[error("the form is no text, byte {at} is zero; {WANTED}")]
    Binary {
        /// The position of the first such byte, from 1.
        at: usize,
    },
    /// No row is a header row.
    #[error(
        "no header row in {place}: none of the first {num_rows} rows has names in two cells or more; headers are words such as Source, Destination and Port, one in each cell, within the first {MAX_ROWS_BEFORE} rows"
    )]
    NoHeaders {
        /// The sheets that were looked at, or the file.
        place: String,
        /// How many rows were looked at.
        num_rows: usize,
    },
    /// All that could be a header row are numbers.
    #[error("no header row in {place}: its rows hold numbers only; put a row with the names of the columns above them")]
    NumbersOnly {
        /// The sheets that were looked at, or the file.
        place: String,
    },
    /// The header row is wider than any form.
    #[error(
        "{place} has {num_columns} columns, at most {MAX_COLUMNS} are read; remove those that the form does not ask for"
    )]
    TooManyColumns {
        /// Where the header row is.
        place: String,
        /// How many there are.
        num_columns: usize,
    },
    /// Two columns have one name.
    #[error(
        "{place} calls both column {first} and column {second} “{}”; give one of them another name, or put a row of groups above that tells them apart",
        excerpt(header)
    )]
    SameHeader {
        /// Where the header row is.
        place: String,
        /// The name.
        header: String,
        /// The letter of the first column.
        first: String,
        /// The letter of the second one.
        second: String,
    },
    /// A header is a text of its own.
    #[error(
        "the header in column {column} of {place} has {num_chars} characters, at most {MAX_HEADER} are read; put the explanation into a row above"
    )]
    LongHeader {
        /// Where the header row is.
        place: String,
        /// The letter of the column.
        column: String,
        /// How long it is.
        num_chars: usize,
    },
}
