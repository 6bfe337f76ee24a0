//! Which row is the header row. It looks at cells alone and knows no file.
//!
//! A row that headers of firewall forms are known in is one; where none is, the first row is taken that has names in
//! nearly as many cells as the widest row has.

use std::collections::BTreeMap;

use super::error::FormError;
use super::headers::HeaderWords;
use super::limits::{MAX_COLUMNS, MAX_EXAMPLES, MAX_HEADER, MAX_ROWS_BEFORE};
use super::model::{Form, FormColumn};

/// The first rows of a file or a sheet.
pub(super) struct Sheet {
    /// What it is called in messages: “the file”, “the sheet “Rules””.
    pub place: String,
    /// The cells of each row.
    pub rows: Vec<Vec<String>>,
}

/// The header row of a sheet.
pub(super) struct Found {
    /// Which row it is, from 0.
    pub row: usize,
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// The rows behind it, but for blank ones.
    pub examples: Vec<Vec<String>>,
}

/// How much speaks for a row; more is better.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Score {
    /// How many headers are known.
    num_known: usize,
    /// How many cells have names, of those where none is known.
    num_names: usize,
}

/// The sheet with the best header row, and that row. Of equally good ones the first holds.
pub(super) fn find(sheets: &[Sheet], words: &HeaderWords) -> Result<(usize, Found), FormError> {
    let candidates = sheets.iter().enumerate().filter_map(|(idx, sheet)| Some((idx, best_row(&sheet.rows, words)?)));
    // The last of the best is the first when they are walked backwards.
    let best = candidates.rev().max_by_key(|&(_, (_, score))| score);
    let Some((idx, (row, _))) = best else { return Err(none(sheets)) };
    Ok((idx, found(&sheets[idx], row)?))
}

/// Why there is no header row in any of them.
fn none(sheets: &[Sheet]) -> FormError {
    let place = match sheets {
        [sheet, others @ ..] if others.iter().all(|other| other.place == sheet.place) => sheet.place.clone(),
        [] | [_, ..] => format!("any of the {} sheets", sheets.len()),
    };
    let cells = || sheets.iter().flat_map(|sheet| &sheet.rows).flatten().filter(|cell| !cell.trim().is_empty());
    let num_rows = sheets.iter().map(|sheet| sheet.rows.len()).max().unwrap_or_default().min(MAX_ROWS_BEFORE + 1);
    if cells().next().is_none() {
        FormError::Empty
    } else if !cells().any(|cell| is_name(cell)) {
        FormError::NumbersOnly { place }
    } else {
        FormError::NoHeaders { place, num_rows }
    }
}

/// The row that most speaks for.
fn best_row(rows: &[Vec<String>], words: &HeaderWords) -> Option<(usize, Score)> {
    let num_names = |row: &Vec<String>| row.iter().filter(|cell| is_name(cell)).count();
    let widest = rows.iter().map(|row| row.iter().filter(|cell| !cell.trim().is_empty()).count()).max()?;
    let candidates = rows.iter().take(MAX_ROWS_BEFORE + 1).enumerate().filter(|(_, row)| num_names(row) >= 2);
    let scored = candidates.map(|(idx, row)| {
        let num_known = words.num_known(row.iter().map(String::as_str));
        // One word alone says little: “Source” stands in titles, too.
        match num_known {
            0 | 1 if num_names(row) * 5 >= widest * 4 => (idx, Score { num_known: 0, num_names: 1 }),
            0 | 1 => (idx, Score { num_known: 0, num_names: 0 }),
            _ => (idx, Score { num_known, num_names: num_names(row) }),
        }
    });
    scored.rev().max_by_key(|&(_, score)| score).filter(|&(_, score)| score.num_names > 0)
}

/// Whether a cell may hold the name of a column: it has a letter.
fn is_name(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
}

/// The header row with what stands around it.
fn found(sheet: &Sheet, row: usize) -> Result<Found, FormError> {
    let place = format!("row {} of {}", row + 1, sheet.place);
    let cells = &sheet.rows[row];
    let width = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    if width > MAX_COLUMNS {
        return Err(FormError::TooManyColumns { place, num_columns: width });
    }
    let above = row.checked_sub(1).map_or(&[][..], |above| &sheet.rows[above]);
    let groups = groups(above, width);
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut columns = Vec::new();
    for (idx, (cell, group)) in cells[..width].iter().zip(&groups).enumerate() {
        let header = cell.trim();
        let num_chars = header.chars().count();
        if num_chars > MAX_HEADER {
            return Err(FormError::LongHeader { place, column: Form::letter(idx), num_chars });
        }
        if !header.is_empty()
            && let Some(first) = seen.insert((group, header), idx)
        {
            let (first, second) = (Form::letter(first), Form::letter(idx));
            return Err(FormError::SameHeader { place, header: header.to_owned(), first, second });
        }
        columns.push(FormColumn { header: header.to_owned(), group: (*group).to_owned() });
    }
    let behind = sheet.rows[row + 1..].iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    Ok(Found { row, columns, examples: behind.take(MAX_EXAMPLES).cloned().collect() })
}

/// The heading that each column shares with those beside it. A row with a single cell is a title and no heading.
fn groups(above: &[String], width: usize) -> Vec<&str> {
    let num_filled = above.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut group = "";
    let cells = (0..width).map(|idx| above.get(idx).map_or("", |cell| cell.trim()));
    let carried = cells.map(|cell| {
        if !cell.is_empty() {
            group = cell;
        }
        group
    });
    if num_filled < 2 { vec![""; width] } else { carried.collect() }
}
