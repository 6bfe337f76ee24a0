//! A form as it was read: its headers, what stands around them, and how its file is written.

use itertools::Itertools as _;

use crate::profile::TextForm;

/// A form of somebody else's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Form {
    /// Its columns, in order; blank ones at the end are left out.
    pub columns: Vec<FormColumn>,
    /// The row that the headers stand in, from 1.
    pub header_row: usize,
    /// The rows before the header row, blank ones as well.
    pub before: Vec<Vec<String>>,
    /// The first rows behind it, without blank ones; each has as many cells as it was written with.
    pub examples: Vec<Vec<String>>,
    /// How it is kept.
    pub kept_as: KeptAs,
    /// How a text of its kind is written. What no file tells is as in other exports.
    pub text: TextForm,
}

/// A column of a form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormColumn {
    /// Its header; may be blank.
    pub header: String,
    /// The heading that it shares with columns beside it, in the row above: “Source” above “Zone” and “IP”; may be blank.
    pub group: String,
}

/// How a form is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum KeptAs {
    /// As a text.
    Text {
        /// No mark and no character tells the encoding, so that it may be another one.
        encoding_is_guessed: bool,
    },
    /// As a sheet of a workbook.
    Sheet {
        /// The name of the sheet.
        name: String,
        /// How many sheets the workbook shows.
        num_sheets: usize,
    },
}

impl Form {
    /// The letter of a column as spreadsheets have it: `A` for 0, `AA` for 26.
    #[must_use]
    pub fn letter(column: usize) -> String {
        let digit = |idx: usize| char::from(b'A' + u8::try_from(idx % 26).unwrap_or_default());
        let higher = |&idx: &usize| (idx >= 26).then(|| idx / 26 - 1);
        let digits = std::iter::successors(Some(column), higher).map(digit).collect_vec();
        digits.iter().rev().collect()
    }

    /// What stands under a column in the example rows, without blanks.
    pub fn examples_of(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.examples.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// What is to be known about how it was read, in sentences without a full stop.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let header_row = match self.header_row {
            1 => None,
            row => Some(format!("The header is row {row}; what stands above it is written again")),
        };
        let kept = match &self.kept_as {
            KeptAs::Text { encoding_is_guessed: true } => Some(
                "The file is not UTF-8 and was read as Windows-1252: look whether umlauts and accents are right"
                    .to_owned(),
            ),
            KeptAs::Text { encoding_is_guessed: false } => None,
            KeptAs::Sheet { num_sheets: 1, .. } => {
                Some("The form is a workbook; its rows are written as CSV, to be pasted below its header".to_owned())
            }
            KeptAs::Sheet { name, .. } => Some(format!(
                "The header stands in the sheet “{name}”; its rows are written as CSV, to be pasted below it"
            )),
        };
        header_row.into_iter().chain(kept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(Form::letter(column), expected);
        }
    }
}
