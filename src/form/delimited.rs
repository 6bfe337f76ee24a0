//! Forms that are kept as text: which character parts the cells, and what stands before the header row.

use csv::{ByteRecord, ReaderBuilder};
use itertools::Itertools as _;

use super::encoding::{Decoded, decode};
use super::error::FormError;
use super::header_row::{self, Sheet};
use super::headers::HeaderWords;
use super::limits::MAX_ROWS;
use super::model::{Form, FormColumn, KeptAs};
use crate::profile::{LineEnd, Quoting, TextForm};

/// What may part the cells. Where several do as well, the first holds.
const DELIMITERS: [char; 4] = [';', '\t', ',', '|'];

/// What a text is called in messages.
const PLACE: &str = "the file";

/// A row of cells.
struct Row {
    /// Where it begins in the text.
    at: usize,
    cells: Vec<String>,
}

/// Reads a form that is a text.
pub(super) fn read(bytes: &[u8], words: &HeaderWords) -> Result<Form, FormError> {
    let Decoded { text, encoding, has_bom, is_guessed } = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(FormError::Empty);
    }
    if text.trim_start().starts_with('<') {
        return Err(FormError::Kind { kind: "a page of HTML or XML" });
    }
    let (named, body) = separator_line(&text);
    let candidates = named.map_or_else(|| DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let read = candidates.into_iter().map(|delimiter| (delimiter, rows(body, delimiter))).collect_vec();
    let sheets = read
        .iter()
        .map(|(_, rows)| Sheet { place: PLACE.to_owned(), rows: rows.iter().map(|row| row.cells.clone()).collect() });
    let sheets = sheets.collect_vec();
    let (which, found) = header_row::find(&sheets, words)?;
    let (delimiter, rows) = &read[which];
    let at = rows[found.row].at;
    let text_form = TextForm {
        delimiter: *delimiter,
        encoding,
        bom: has_bom,
        line_end: if text.contains("\r\n") { LineEnd::Crlf } else { LineEnd::Lf },
        sep_line: named.is_some(),
        quoting: if is_quoted(&body[at..], *delimiter, &found.columns) {
            Quoting::Always
        } else {
            Quoting::WhereNeeded
        },
        ..TextForm::default()
    };
    let num_lines_before = body[..at].matches('\n').count() + usize::from(named.is_some());
    Ok(Form {
        columns: found.columns,
        header_row: num_lines_before + 1,
        before: sheets[which].rows[..found.row].to_vec(),
        examples: found.examples,
        kept_as: KeptAs::Text { encoding_is_guessed: is_guessed },
        text: text_form,
    })
}

/// The delimiter that the first line names, and what stands behind it.
fn separator_line(text: &str) -> (Option<char>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = first.trim_end_matches('\r').trim_matches('"');
    let named = line.get(..4).filter(|key| key.eq_ignore_ascii_case("sep=")).map(|key| &line[key.len()..]);
    let can_part = |c: &char| *c == '\t' || c.is_ascii_punctuation() && !matches!(c, '"' | '\'');
    match named.and_then(|named| named.chars().exactly_one().ok()).filter(can_part) {
        Some(delimiter) => (Some(delimiter), rest),
        None => (None, text),
    }
}

/// Whether each header that begins here stands in quotes.
fn is_quoted(text: &str, delimiter: char, columns: &[FormColumn]) -> bool {
    let quoted = columns.iter().map(|column| format!("\"{}\"", column.header.replace('"', "\"\"")));
    text.starts_with(&quoted.format(&delimiter.to_string()).to_string())
}

/// The first rows of a text.
fn rows(text: &str, delimiter: char) -> Vec<Row> {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut res = Vec::new();
    while res.len() < MAX_ROWS && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        // The reader leaves blank lines out, and a line feed of the line before may be left over.
        let skipped = text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
        let blank = text[at..at + skipped].strip_prefix('\n').filter(|_| text[..at].ends_with('\r'));
        let num_blank = blank.unwrap_or(&text[at..at + skipped]).matches('\n').count();
        res.extend((0..num_blank).map(|_| Row { at, cells: Vec::new() }));
        let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        res.push(Row { at: at + skipped, cells });
    }
    res
}
