//! Forms that are workbooks: which of their sheets has the header row. Formulas and styles are not looked at.

use std::io::Cursor;

use calamine::{Data, DataRef, DataType as _, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use itertools::Itertools as _;
use zip::ZipArchive;

use super::error::FormError;
use super::header_row::{self, Sheet};
use super::headers::HeaderWords;
use super::limits::{MAX_ROWS, MAX_SHEETS, MAX_UNPACKED};
use super::model::{Form, KeptAs};
use crate::profile::TextForm;

/// The columns of a sheet. Source: Excel specifications and limits.
const SHEET_COLUMNS: usize = 16_384;

/// A workbook that is being read.
type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a form that is a workbook.
pub(super) fn read(bytes: &[u8], words: &HeaderWords) -> Result<Form, FormError> {
    check_size(bytes, MAX_UNPACKED)?;
    let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(refusal)?;
    let visible =
        |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let names = workbook.sheets_metadata().iter().filter(visible).map(|sheet| sheet.name.clone());
    let names = names.take(MAX_SHEETS).collect_vec();
    let mut sheets = Vec::new();
    for name in &names {
        let rows = rows(&mut workbook, name).map_err(refusal)?;
        sheets.push(Sheet { place: format!("the sheet “{name}”"), rows });
    }
    let (which, found) = header_row::find(&sheets, words)?;
    Ok(Form {
        columns: found.columns,
        header_row: found.row + 1,
        before: sheets[which].rows[..found.row].to_vec(),
        examples: found.examples,
        kept_as: KeptAs::Sheet { name: names[which].clone(), num_sheets: names.len() },
        // Spreadsheets know UTF-8 by its mark alone.
        text: TextForm { bom: true, ..TextForm::default() },
    })
}

/// Refuses what unpacks to more than any form, before anything is unpacked.
fn check_size(bytes: &[u8], most: u64) -> Result<(), FormError> {
    let damaged = |err: zip::result::ZipError| FormError::Damaged { reason: err.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut unpacked = 0_u64;
    for idx in 0..archive.len() {
        unpacked = unpacked.saturating_add(archive.by_index_raw(idx).map_err(damaged)?.size());
    }
    if unpacked > most { Err(FormError::UnpacksTooLarge) } else { Ok(()) }
}

/// What is said about a workbook that its reader refuses.
fn refusal(err: XlsxError) -> FormError {
    match err {
        XlsxError::Password => FormError::Protected,
        // An archive without the parts of a workbook: a text document, a presentation, files of somebody's own.
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            FormError::Kind { kind: "an archive that holds no workbook of Excel" }
        }
        err => FormError::Damaged { reason: err.to_string() },
    }
}

/// The first rows of a sheet.
fn rows(workbook: &mut Workbook<'_>, name: &str) -> Result<Vec<Vec<String>>, XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut res: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if row >= MAX_ROWS {
            break;
        }
        let text = text(cell.get_value());
        if text.is_empty() || column >= SHEET_COLUMNS {
            continue;
        }
        if res.len() <= row {
            res.resize_with(row + 1, Vec::new);
        }
        if res[row].len() <= column {
            res[row].resize_with(column + 1, String::new);
        }
        res[row][column] = text;
    }
    Ok(res)
}

/// What a person sees in a cell.
fn text(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::DateTime(day) => day.to_string(),
        value => value.as_string().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_more_than_allowed_is_refused_before_it_is_unpacked() {
        let bytes = include_bytes!("../../tests/corpus/forms/one-sheet.xlsx");
        assert_eq!(check_size(bytes, MAX_UNPACKED), Ok(()));
        assert_eq!(check_size(bytes, bytes.len() as u64), Err(FormError::UnpacksTooLarge));
    }
}
