//! Where the cursor stands, and the block of cells between it and where it was set down. It knows no pointer and paints
//! nothing.

use crate::export::Block;
use crate::gui::widgets::{Move, moved};

/// A cell: source and destination, by their positions.
pub(super) type Pair = (usize, usize);

/// A cursor that may draw a block behind it, as in a spreadsheet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Cursor {
    /// The cell that moves and that is inspected.
    pub pair: Pair,
    /// The corner of the block that stays.
    anchor: Pair,
}

/// Whether a move takes the block along or draws it larger.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reach {
    /// The cursor goes alone.
    Move,
    /// The corner stays, and the block grows or shrinks.
    Extend,
}

impl Cursor {
    /// Puts the cursor into a cell.
    pub(super) fn put(&mut self, pair: Pair, reach: Reach) {
        self.pair = pair;
        if reach == Reach::Move {
            self.anchor = pair;
        }
    }

    /// Moves by a key among `len` zones, `page` rows at a time.
    pub(super) fn step(&mut self, step: Move, reach: Reach, len: usize, page: usize) {
        let (row, column) = self.pair;
        let last = len.saturating_sub(1);
        let pair = match step {
            Move::Left => (row, column.saturating_sub(1)),
            Move::Right => (row, (column + 1).min(last)),
            Move::Home => (row, 0),
            Move::End => (row, last),
            step => (moved(row, step, len, page), column),
        };
        self.put(pair, reach);
    }

    /// Makes the row of the cursor the block.
    pub(super) fn take_row(&mut self, row: usize, len: usize) {
        (self.pair, self.anchor) = ((row, 0), (row, len.saturating_sub(1)));
    }

    /// Makes the column of the cursor the block.
    pub(super) fn take_column(&mut self, column: usize, len: usize) {
        (self.pair, self.anchor) = ((0, column), (len.saturating_sub(1), column));
    }

    /// Makes every cell the block; the cursor stays.
    pub(super) fn take_all(&mut self, len: usize) {
        let last = len.saturating_sub(1);
        (self.pair, self.anchor) = ((0, 0), (last, last));
    }

    /// Lets go of the block. Returns whether there was more of it than the cursor.
    pub(super) fn let_go(&mut self) -> bool {
        let had_block = self.pair != self.anchor;
        self.anchor = self.pair;
        had_block
    }

    /// Stays at its cells when zones stand elsewhere; `moved` says where, or that a zone is gone. Returns whether the
    /// cell of the cursor is still there: else it stays where it is, without a block.
    pub(super) fn follow(&mut self, moved: impl Fn(usize) -> Option<usize>) -> bool {
        let followed = |pair: Pair| moved(pair.0).zip(moved(pair.1));
        let pair = followed(self.pair);
        self.pair = pair.unwrap_or(self.pair);
        self.anchor = pair.and(followed(self.anchor)).unwrap_or(self.pair);
        pair.is_some()
    }

    /// Stays inside a matrix of `len` zones.
    pub(super) fn keep_within(&mut self, len: usize) {
        let last = len.saturating_sub(1);
        for pair in [&mut self.pair, &mut self.anchor] {
            *pair = (pair.0.min(last), pair.1.min(last));
        }
    }

    /// The cells from the corner to the cursor, both included.
    pub(super) fn block(&self) -> Block {
        let range = |a: usize, b: usize| a.min(b)..a.max(b) + 1;
        Block { sources: range(self.anchor.0, self.pair.0), destinations: range(self.anchor.1, self.pair.1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The block after some keys from the cell in row 1, column 1 of a matrix of four zones.
    fn check(keys: &[(Move, Reach)], sources: std::ops::Range<usize>, destinations: std::ops::Range<usize>) {
        let mut cursor = Cursor::default();
        cursor.put((1, 1), Reach::Move);
        for &(step, reach) in keys {
            cursor.step(step, reach, 4, 10);
        }
        assert_eq!(cursor.block(), Block { sources, destinations }, "{keys:?}");
    }

    #[test]
    fn a_block_grows_from_the_corner_that_stays() {
        use Move::{Down, End, Home, Left, PageUp, Right};
        use Reach::{Extend, Move as Alone};
        check(&[], 1..2, 1..2);
        check(&[(Right, Extend), (Down, Extend)], 1..3, 1..3);
        check(&[(Left, Extend), (Left, Extend)], 1..2, 0..2);
        check(&[(Right, Extend), (Left, Extend), (Left, Extend)], 1..2, 0..2);
        check(&[(End, Extend), (PageUp, Extend)], 0..2, 1..4);
        check(&[(Home, Extend), (Down, Alone)], 2..3, 0..1);
    }

    #[test]
    fn a_cursor_stays_at_its_zones_when_one_before_them_is_removed() {
        let mut cursor = Cursor::default();
        cursor.put((2, 1), Reach::Move);
        cursor.put((3, 3), Reach::Extend);
        assert!(cursor.follow(|idx| idx.checked_sub(1)), "the first zone is gone");
        assert_eq!((cursor.pair, cursor.block()), ((2, 2), Block { sources: 1..3, destinations: 0..3 }));
        assert!(!cursor.follow(|idx| (idx != 2).then_some(idx)), "its own zone is gone");
        assert_eq!((cursor.pair, cursor.block().num_cells()), ((2, 2), 1));
    }

    #[test]
    fn rows_columns_and_everything_are_blocks() {
        let mut cursor = Cursor::default();
        cursor.take_row(2, 4);
        assert_eq!((cursor.block().sources, cursor.block().destinations, cursor.pair), (2..3, 0..4, (2, 0)));
        cursor.take_column(3, 4);
        assert_eq!((cursor.block().sources, cursor.block().destinations), (0..4, 3..4));
        cursor.take_all(4);
        assert_eq!(cursor.block().num_cells(), 16);
        cursor.keep_within(2);
        assert_eq!(cursor.block().num_cells(), 4);
        assert!(cursor.let_go() && !cursor.let_go());
        assert_eq!(cursor.block().num_cells(), 1);
    }
}
