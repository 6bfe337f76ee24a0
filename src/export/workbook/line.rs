//! A line of the first sheet: a heading, a field with what it is called, or a sentence. It knows no plan.

use std::borrow::Cow;

use rust_xlsxwriter::{RowNum, Worksheet};

use super::cell_text::CellTexts;
use super::{row_height, styles};
use crate::export::ExportError;

/// Width of the names of fields, and of what stands in them, in letters.
pub(super) const LABELS: f64 = 40.0;
pub(super) const VALUES: f64 = 74.0;

/// The height of the heading of a section, in points.
const SECTION_HEIGHT: f64 = 18.0;

/// What stands in a line.
pub(super) enum Line<'l> {
    /// A section begins.
    Section(&'static str),
    /// What a field is called, and what stands in it.
    Text(Cow<'l, str>, Cow<'l, str>),
    /// The same with a number.
    Number(&'static str, usize),
    /// A sentence.
    Note(Cow<'l, str>),
}

/// A field.
pub(super) fn text<'l>(label: impl Into<Cow<'l, str>>, value: impl Into<Cow<'l, str>>) -> Line<'l> {
    Line::Text(label.into(), value.into())
}

impl Line<'_> {
    /// Writes it from a row on, and says which row is the next.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        texts: &mut CellTexts,
        row: RowNum,
    ) -> Result<RowNum, ExportError> {
        match self {
            Self::Section(heading) => {
                // A blank row stands before it.
                let row = row + 1;
                sheet.write_string_with_format(row, 0, *heading, &styles::section())?;
                sheet.write_blank(row, 1, &styles::section())?;
                sheet.set_row_height(row, SECTION_HEIGHT)?;
                return Ok(row + 1);
            }
            Self::Text(label, value) => {
                let (label, value) = (texts.fit(label), texts.fit(value));
                let num_lines = row_height::lines(&label, LABELS).max(row_height::lines(&value, VALUES));
                if let Some(height) = row_height::height(num_lines) {
                    sheet.set_row_height(row, height)?;
                }
                sheet.write_string_with_format(row, 0, label, &styles::label())?;
                sheet.write_string_with_format(row, 1, value, &styles::value())?;
            }
            Self::Number(label, number) => {
                sheet.write_string_with_format(row, 0, *label, &styles::label())?;
                let number = u32::try_from(*number).unwrap_or(u32::MAX);
                sheet.write_number_with_format(row, 1, number, &styles::number())?;
            }
            Self::Note(sentence) => {
                sheet.write_string_with_format(row, 0, texts.fit(sentence), &styles::note())?;
            }
        }
        Ok(row + 1)
    }
}
