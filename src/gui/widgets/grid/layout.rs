//! Where the cells of a grid stand, and which of them can be seen. How large they are is decided elsewhere.

use std::ops::Range;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::cursor::{GridSize, Place};

/// Sizes of a grid, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GridLayout {
    /// How many rows and columns there are.
    pub size: GridSize,
    /// One cell.
    pub cell: Vec2,
    /// The corner: width of the headings of rows, height of the headings of columns.
    pub corner: Vec2,
}

impl GridLayout {
    /// The whole grid with its headings.
    pub(crate) fn whole(&self) -> Vec2 {
        self.corner + vec2(points(self.size.columns, self.cell.x), points(self.size.rows, self.cell.y))
    }

    /// The place of a cell, when the grid begins at `origin`.
    pub(crate) fn cell_rect(&self, origin: Pos2, (row_idx, column_idx): Place) -> Rect {
        let offset = vec2(points(column_idx, self.cell.x), points(row_idx, self.cell.y));
        Rect::from_min_size(origin + self.corner + offset, self.cell)
    }

    /// The cell at a point of the screen, or the one nearest to it.
    pub(crate) fn place_at(&self, origin: Pos2, point: Pos2) -> Place {
        let offset = point - origin - self.corner;
        let within = |offset: f32, size: f32, len: usize| count(offset, size).min(len.saturating_sub(1));
        (within(offset.y, self.cell.y, self.size.rows), within(offset.x, self.cell.x, self.size.columns))
    }

    /// Between which of `len` cells a point lies, along one axis: before the cell that is returned, or at the end.
    pub(crate) fn gap_at(offset: f32, size: f32, len: usize) -> usize {
        count(offset + size / 2.0, size).min(len)
    }

    /// The rows and the columns that can be seen through `viewport`, given in the grid's own points.
    pub(crate) fn visible(&self, viewport: Rect) -> (Range<usize>, Range<usize>) {
        let range = |from: f32, to: f32, size: f32, len: usize| {
            let first = count(from, size).min(len);
            first..(count(to, size) + 1).clamp(first, len)
        };
        (
            range(viewport.top(), viewport.bottom() - self.corner.y, self.cell.y, self.size.rows),
            range(viewport.left(), viewport.right() - self.corner.x, self.cell.x, self.size.columns),
        )
    }

    /// How many rows a page has.
    pub(crate) fn rows_per_page(&self, viewport: Rect) -> usize {
        count(viewport.height() - self.corner.y, self.cell.y).max(1)
    }

    /// The part of the screen that is free of headings, when the viewport is at `screen`.
    pub(crate) fn body(&self, screen: Rect) -> Rect {
        Rect::from_min_max(pos2(screen.left() + self.corner.x, screen.top() + self.corner.y), screen.max)
    }

    /// What has to be in sight for a cell to be: the headings cover cells, and must stay beside it.
    pub(crate) fn with_headings(&self, origin: Pos2, place: Place) -> Rect {
        let mut res = self.cell_rect(origin, place);
        res.min -= self.corner;
        res
    }
}

/// How far to scroll so that a grid begins with the cell that it began with when its cells had another size.
pub(crate) fn scrolled_to_same(offset: Vec2, before: Vec2, layout: &GridLayout, room: Vec2) -> Vec2 {
    // Beyond the end it would spring back.
    (offset / before * layout.cell).min((layout.whole() - room).max(Vec2::ZERO))
}

/// The length of some cells.
#[expect(clippy::cast_precision_loss, reason = "a plan has thousands of zones, not millions")]
pub(crate) fn points(number: usize, size: f32) -> f32 {
    number as f32 * size
}

/// How many whole cells lie within a length.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded below, and far from the top")]
fn count(length: f32, size: f32) -> usize {
    (length.max(0.0) / size).floor() as usize
}
