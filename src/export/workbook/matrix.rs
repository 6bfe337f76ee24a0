//! The matrix as a sheet: a row is a source, a column a destination, a line of a cell a transport. Cells are shaded by their
//! number of rules, as in the window.

use std::ops::Range;

use itertools::Itertools as _;
use rust_xlsxwriter::{ColNum, Format, IgnoreError, RowNum};

use super::book::{Book, Paper};
use super::{row_height, styles};
use crate::export::ExportError;
use crate::export::csv::open_texts;
use crate::export::pipeline::in_order;
use crate::export::run::ExportRun;
use crate::table::{RULE_STEPS, rule_step};

/// What the sheet is called.
pub(super) const MATRIX: &str = "Matrix";

/// Width of the names of sources, and of what is open to a zone, in letters.
const NAMES: f64 = 24.0;
const CELLS: f64 = 26.0;

/// The most zones whose matrix is still read on one page across, and how small others are printed, in percent.
const MOST_ON_PAGE: usize = 6;
const PERCENT: u16 = 60;

/// How much is open between pairs of zones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OpenCounts {
    /// Pairs with something open.
    pub pairs: usize,
    /// Required rules.
    pub required: usize,
    /// Optional rules.
    pub optional: usize,
}

/// A cell before it is written.
struct Cell {
    pair: (usize, usize),
    text: String,
    num_rules: (usize, usize),
}

/// Writes the sheet, and says how much is open.
pub(super) fn write(run: &ExportRun<'_>, book: &mut Book) -> Result<OpenCounts, ExportError> {
    let num_zones = run.zones.len();
    let paper = if num_zones > MOST_ON_PAGE { Paper::Pages(PERCENT) } else { Paper::Across { pages: 1 } };
    let last_column = ColNum::try_from(num_zones).unwrap_or(ColNum::MAX);
    let sheet = book.add_long_sheet(MATRIX, paper)?;
    sheet.set_column_width(0, NAMES)?.set_column_format(0, &styles::cell(true))?;
    if num_zones > 0 {
        sheet.set_column_range_width(1, last_column, CELLS)?;
    }
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    let heading = styles::heading();
    text(book, (0, 0), "from ↓  to →", &heading)?;
    let mut num_lines = 1;
    for (column, zone) in (1..).zip(&run.zones) {
        text(book, (0, column), &zone.name, &heading)?;
        num_lines = num_lines.max(row_height::lines(&zone.name, CELLS));
    }
    if let Some(height) = row_height::height(num_lines) {
        book.sheet()?.set_row_height(0, height)?;
    }
    let (empty, inside) = (styles::matrix_cell(None), styles::matrix_cell(Some(styles::DIAGONAL)));
    let shades = styles::RAMP.map(|color| styles::matrix_cell(Some(color)));
    let mut counts = OpenCounts::default();
    let cells =
        |positions: Range<usize>, _| run.pairs(positions).map(|pair| pair.map(|pair| cell(run, pair))).try_collect();
    in_order(run, cells, |cells: &mut Vec<Cell>| {
        cells.iter().try_for_each(|cell| {
            let (source_idx, destination_idx) = cell.pair;
            let at = (row_of(source_idx), column_of(destination_idx));
            if destination_idx == 0 {
                let name = &run.zones[source_idx].name;
                text(book, (at.0, 0), name, &heading)?;
                num_lines = row_height::lines(name, NAMES);
            }
            num_lines = num_lines.max(row_height::lines(&cell.text, CELLS));
            if let Some(height) = row_height::height(num_lines).filter(|_| destination_idx + 1 == num_zones) {
                book.sheet()?.set_row_height(at.0, height)?;
            }
            let (required, optional) = cell.num_rules;
            counts.pairs += usize::from(required + optional > 0);
            counts.required += required;
            counts.optional += optional;
            let step = rule_step(required + optional).and_then(|step| shades.get(step));
            let format = if source_idx == destination_idx { &inside } else { step.unwrap_or(&empty) };
            text(book, at, &cell.text, format)
        })
    })?;
    legend(book, row_of(num_zones) + 1, &shades)?;
    let last = book.sheet()?;
    last.ignore_error_range(0, 0, row_of(num_zones), last_column, IgnoreError::NumberStoredAsText)?;
    Ok(counts)
}

fn cell(run: &ExportRun<'_>, pair: (usize, usize)) -> Cell {
    Cell {
        pair,
        text: open_texts(run, pair).iter().map(|text| in_lines(text)).join("\n"),
        num_rules: run.num_rules(pair),
    }
}

/// The text with a line break before each port that the line has no room for. Left to themselves, lines would end in the
/// middle of a range.
fn in_lines(text: &str) -> String {
    let mut res = String::new();
    let mut used = 0.0;
    for (idx, part) in text.split_inclusive(", ").enumerate() {
        let width = row_height::width_of(part.trim_end());
        if idx > 0 && used + width > CELLS {
            res.truncate(res.trim_end().len());
            res.push('\n');
            used = 0.0;
        }
        res.push_str(part);
        used += row_height::width_of(part);
    }
    res
}

/// What the shades mean, a row each, below the matrix.
fn legend(book: &mut Book, first: RowNum, shades: &[Format]) -> Result<(), ExportError> {
    let ends = RULE_STEPS.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
    for ((row, shade), (begin, end)) in (first..).zip(shades).zip(RULE_STEPS.iter().zip(ends)) {
        let words = match end {
            Some(end) => format!("{begin} to {end} rules"),
            None => format!("{begin} rules or more"),
        };
        text(book, (row, 0), &words, shade)?;
    }
    let next = first + RowNum::try_from(shades.len()).unwrap_or_default();
    text(book, (next, 0), "Gray: inside a zone", &styles::matrix_cell(Some(styles::DIAGONAL)))
}

fn text(book: &mut Book, (row, column): (RowNum, ColNum), text: &str, format: &Format) -> Result<(), ExportError> {
    let text = book.texts.fit(text).into_owned();
    book.sheet()?.write_string_with_format(row, column, text, format)?;
    Ok(())
}

fn row_of(source_idx: usize) -> RowNum {
    RowNum::try_from(source_idx + 1).unwrap_or(RowNum::MAX)
}

fn column_of(destination_idx: usize) -> ColNum {
    ColNum::try_from(destination_idx + 1).unwrap_or(ColNum::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_range_of_ports_is_broken() {
        let text = "TCP 53, 88, 135, 389, 445, 464, 3268, 49152-65535";
        assert_eq!(in_lines(text), "TCP 53, 88, 135, 389, 445, 464,\n3268, 49152-65535");
        assert_eq!(in_lines("optional ICMP"), "optional ICMP");
        let long = "9100-9110, ".repeat(9);
        assert!(in_lines(&long).lines().all(|line| row_height::width_of(line) <= CELLS), "{}", in_lines(&long));
    }
}
