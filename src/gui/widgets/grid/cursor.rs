//! Where a cursor stands in a grid, and the block of cells between it and where it was set down. It knows no pointer and
//! paints nothing.

use std::ops::Range;

use crate::gui::widgets::list_cursor::{Move, moved};

/// A cell: its row and its column, by their positions.
pub(crate) type Place = (usize, usize);

/// A cursor that may draw a block behind it, as in a spreadsheet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct GridCursor {
    /// The cell that moves.
    pub place: Place,
    /// The corner of the block that stays.
    anchor: Place,
}

/// Whether a move takes the block along or draws it larger.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reach {
    /// The cursor goes alone.
    Move,
    /// The corner stays, and the block grows or shrinks.
    Extend,
}

/// What is to happen with a cursor that was moved.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Follow {
    /// Nothing.
    #[default]
    No,
    /// It is brought into sight.
    Sight,
    /// It gets the focus as well.
    Focus,
    /// The same in the next frame. What is clicked beside a cell takes the focus away from it in the same frame.
    FocusSoon,
}

/// How many rows and columns a grid has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct GridSize {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

impl GridSize {
    fn last(self) -> Place {
        (self.rows.saturating_sub(1), self.columns.saturating_sub(1))
    }
}

impl GridCursor {
    /// Puts the cursor into a cell.
    pub(crate) fn put(&mut self, place: Place, reach: Reach) {
        self.place = place;
        if reach == Reach::Move {
            self.anchor = place;
        }
    }

    /// Moves by a key, `page` rows at a time.
    pub(crate) fn step(&mut self, step: Move, reach: Reach, size: GridSize, page: usize) {
        let (row, column) = self.place;
        let last = size.last().1;
        let place = match step {
            Move::Left => (row, column.saturating_sub(1)),
            Move::Right => (row, (column + 1).min(last)),
            Move::Home => (row, 0),
            Move::End => (row, last),
            step => (moved(row, step, size.rows, page), column),
        };
        self.put(place, reach);
    }

    /// Makes a row the block.
    pub(crate) fn take_row(&mut self, row: usize, size: GridSize) {
        (self.place, self.anchor) = ((row, 0), (row, size.last().1));
    }

    /// Makes a column the block.
    pub(crate) fn take_column(&mut self, column: usize, size: GridSize) {
        (self.place, self.anchor) = ((0, column), (size.last().0, column));
    }

    /// Makes every cell the block.
    pub(crate) fn take_all(&mut self, size: GridSize) {
        (self.place, self.anchor) = ((0, 0), size.last());
    }

    /// Lets go of the block. Returns whether there was more of it than the cursor.
    pub(crate) fn let_go(&mut self) -> bool {
        let had_block = self.place != self.anchor;
        self.anchor = self.place;
        had_block
    }

    /// Stays at its cells when rows and columns stand elsewhere; `moved` says where a cell is now, or that it is gone.
    /// Returns whether the cell of the cursor is still there: else it stays where it is, without a block.
    pub(crate) fn follow(&mut self, moved: impl Fn(Place) -> Option<Place>) -> bool {
        let place = moved(self.place);
        self.place = place.unwrap_or(self.place);
        self.anchor = place.and(moved(self.anchor)).unwrap_or(self.place);
        place.is_some()
    }

    /// Stays inside a grid.
    pub(crate) fn keep_within(&mut self, size: GridSize) {
        let last = size.last();
        for place in [&mut self.place, &mut self.anchor] {
            *place = (place.0.min(last.0), place.1.min(last.1));
        }
    }

    /// The rows from the corner to the cursor, both included.
    pub(crate) fn rows(&self) -> Range<usize> {
        self.anchor.0.min(self.place.0)..self.anchor.0.max(self.place.0) + 1
    }

    /// The columns from the corner to the cursor, both included.
    pub(crate) fn columns(&self) -> Range<usize> {
        self.anchor.1.min(self.place.1)..self.anchor.1.max(self.place.1) + 1
    }

    /// Whether the block holds a cell.
    pub(crate) fn has(&self, place: Place) -> bool {
        self.rows().contains(&place.0) && self.columns().contains(&place.1)
    }

    /// Whether there is more of the block than the cursor.
    pub(crate) fn is_block(&self) -> bool {
        self.place != self.anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: GridSize = GridSize { rows: 4, columns: 5 };

    /// The block after some keys from the cell in row 1, column 1 of a grid of four rows and five columns.
    fn check(keys: &[(Move, Reach)], rows: Range<usize>, columns: Range<usize>) {
        let mut cursor = GridCursor::default();
        cursor.put((1, 1), Reach::Move);
        for &(step, reach) in keys {
            cursor.step(step, reach, SIZE, 10);
        }
        assert_eq!((cursor.rows(), cursor.columns()), (rows, columns), "{keys:?}");
    }

    #[test]
    fn a_block_grows_from_the_corner_that_stays() {
        use Move::{Down, End, Home, Left, PageDown, PageUp, Right};
        use Reach::{Extend, Move as Alone};
        check(&[], 1..2, 1..2);
        check(&[(Right, Extend), (Down, Extend)], 1..3, 1..3);
        check(&[(Left, Extend), (Left, Extend)], 1..2, 0..2);
        check(&[(Right, Extend), (Left, Extend), (Left, Extend)], 1..2, 0..2);
        check(&[(End, Extend), (PageUp, Extend)], 0..2, 1..5);
        check(&[(End, Extend), (PageDown, Extend)], 1..4, 1..5);
        check(&[(Home, Extend), (Down, Alone)], 2..3, 0..1);
    }

    #[test]
    fn a_cursor_stays_at_its_cells_when_one_before_them_is_gone() {
        let mut cursor = GridCursor::default();
        cursor.put((2, 1), Reach::Move);
        cursor.put((3, 3), Reach::Extend);
        assert!(cursor.follow(|(row, column)| Some((row.checked_sub(1)?, column))), "the first row is gone");
        assert_eq!((cursor.place, cursor.rows(), cursor.columns()), ((2, 3), 1..3, 1..4));
        assert!(cursor.has((1, 1)) && !cursor.has((3, 3)) && cursor.is_block());
        assert!(!cursor.follow(|(row, column)| (row != 2).then_some((row, column))), "its own row is gone");
        assert!(cursor.place == (2, 3) && !cursor.is_block());
    }

    #[test]
    fn rows_columns_and_everything_are_blocks() {
        let mut cursor = GridCursor::default();
        cursor.take_row(2, SIZE);
        assert_eq!((cursor.rows(), cursor.columns(), cursor.place), (2..3, 0..5, (2, 0)));
        cursor.take_column(3, SIZE);
        assert_eq!((cursor.rows(), cursor.columns()), (0..4, 3..4));
        cursor.take_all(SIZE);
        assert_eq!((cursor.rows(), cursor.columns()), (0..4, 0..5));
        cursor.keep_within(GridSize { rows: 2, columns: 3 });
        assert_eq!((cursor.rows(), cursor.columns()), (0..2, 0..3));
        assert!(cursor.let_go() && !cursor.let_go());
        assert!(!cursor.is_block());
    }
}
