//! What takes the cells of a form, one row after another, and how long a cell may be. It knows no field.

use crate::export::row_cells::RowCells;
use crate::profile::Length;

/// What stands at the end of a cell that was cut.
const CUT: char = '…';

/// A cell is longer than allowed, and can't be cut.
pub(super) struct TooLong;

/// What became of a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fit {
    /// It stands there.
    Whole,
    /// Its end was cut off.
    Cut,
}

/// Takes cells.
pub(super) trait CellWriter {
    /// Begins anew, with the memory that it has.
    fn clear(&mut self);

    /// Adds a cell of whatever length.
    fn cell(&mut self, cell: &str);

    /// Adds a cell that ends in the number of its row, counted from `first`, behind a plain text.
    fn number(&mut self, before: &str, first: u32);

    /// Ends the row.
    fn end_row(&mut self);

    /// Takes back the row being written.
    fn drop_row(&mut self);

    /// Adds a cell that is no longer than allowed; cuts its end off where that may be.
    fn limited(&mut self, cell: &str, longest: Option<Length>, may_be_cut: bool) -> Result<Fit, TooLong> {
        match longest {
            Some(longest) if length(cell, longest) > most(longest) => {
                if !may_be_cut {
                    return Err(TooLong);
                }
                self.cell(&cut(cell, longest));
                Ok(Fit::Cut)
            }
            Some(_) | None => {
                self.cell(cell);
                Ok(Fit::Whole)
            }
        }
    }
}

impl CellWriter for RowCells {
    fn clear(&mut self) {
        self.clear();
    }

    fn cell(&mut self, cell: &str) {
        self.cell(cell);
    }

    fn number(&mut self, before: &str, first: u32) {
        self.number(before, first);
    }

    fn end_row(&mut self) {
        self.end_row();
    }

    fn drop_row(&mut self) {
        self.drop_row();
    }
}

fn most(longest: Length) -> usize {
    match longest {
        Length::Characters(most) | Length::Bytes(most) | Length::Utf16(most) => most,
    }
}

fn length(text: &str, unit: Length) -> usize {
    match unit {
        Length::Characters(_) => text.chars().count(),
        Length::Bytes(_) => text.len(),
        Length::Utf16(_) => text.encode_utf16().count(),
    }
}

/// The beginning of a text that fits, with the sign of the cut behind it.
fn cut(text: &str, longest: Length) -> String {
    let size = |c: char| match longest {
        Length::Characters(_) => 1,
        Length::Bytes(_) => c.len_utf8(),
        Length::Utf16(_) => c.len_utf16(),
    };
    let mut left = most(longest).saturating_sub(size(CUT));
    let fits = |c: &char| {
        let fits = size(*c) <= left;
        left = left.saturating_sub(size(*c));
        fits
    };
    let mut res: String = text.chars().take_while(fits).collect();
    if size(CUT) <= most(longest) {
        res.push(CUT);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_cell_is_cut_to_the_unit_or_refused() {
        for (longest, expected) in [
            (Length::Characters(4), "ab⚓…"),
            (Length::Bytes(7), "ab…"),
            (Length::Bytes(8), "ab⚓…"),
            (Length::Utf16(4), "ab⚓…"),
            (Length::Utf16(6), "ab⚓🚢…"),
            (Length::Characters(1), "…"),
            (Length::Bytes(1), ""),
            (Length::Characters(9), "ab⚓🚢cdef"),
        ] {
            let mut cells = RowCells::default();
            let cell = "ab⚓🚢cdef";
            let fit = cells.limited(cell, Some(longest), true).ok();
            CellWriter::end_row(&mut cells);
            let written: Vec<String> = cells.rows(0).flatten().map(std::borrow::Cow::into_owned).collect();
            let expected_fit = if expected == cell { Fit::Whole } else { Fit::Cut };
            assert_eq!((written, fit), (vec![expected.to_owned()], Some(expected_fit)), "{longest:?}");
            assert_eq!(cells.limited(cell, Some(longest), false).is_ok(), expected == cell, "{longest:?}");
            assert!(cells.limited(cell, None, false).is_ok());
        }
    }
}
