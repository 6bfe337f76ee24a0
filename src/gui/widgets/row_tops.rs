//! Rows of different heights in something that scrolls, of which only those in sight are drawn.

use std::ops::Range;
use std::rc::Rc;

use egui::{Pos2, Rect, Ui, vec2};

/// Where rows stand, from the top of the first.
#[derive(Debug)]
pub(crate) struct RowTops {
    /// The top of each row, and the bottom of the last.
    tops: Vec<f32>,
}

/// The rows that can be seen, and where each of them stands on the screen.
pub(crate) struct RowsInSight {
    tops: Rc<RowTops>,
    origin: Pos2,
    width: f32,
    /// Their positions.
    pub range: Range<usize>,
}

impl RowTops {
    /// Puts rows of these heights one under the other.
    pub(crate) fn new(heights: impl IntoIterator<Item = f32>) -> Self {
        let mut tops = vec![0.0];
        let mut bottom = 0.0;
        tops.extend(heights.into_iter().map(|height| {
            bottom += height;
            bottom
        }));
        Self { tops }
    }

    fn between(&self, top: f32, bottom: f32) -> Range<usize> {
        let num_rows = self.tops.len() - 1;
        let first = self.tops.partition_point(|at| *at <= top).saturating_sub(1).min(num_rows);
        first..self.tops.partition_point(|at| *at < bottom).clamp(first, num_rows)
    }
}

impl RowsInSight {
    /// Takes the room of all rows inside a scroll area that shows `viewport`.
    pub(crate) fn new(ui: &mut Ui, viewport: Rect, tops: &Rc<RowTops>, width: f32) -> Self {
        ui.set_height(tops.tops.last().copied().unwrap_or_default());
        let range = tops.between(viewport.top(), viewport.bottom());
        Self { tops: Rc::clone(tops), origin: ui.max_rect().left_top(), width, range }
    }

    /// Where a row stands, in sight or not.
    pub(crate) fn rect(&self, idx: usize) -> Rect {
        let (top, bottom) = (self.tops.tops[idx], self.tops.tops[idx + 1]);
        Rect::from_min_size(self.origin + vec2(0.0, top), vec2(self.width, bottom - top))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_touched_are_in_sight() {
        let tops = RowTops::new([10.0, 20.0, 30.0]);
        for (top, bottom, expected) in
            [(0.0, 5.0, 0..1), (0.0, 10.5, 0..2), (12.0, 25.0, 1..2), (59.0, 99.0, 2..3), (60.0, 99.0, 3..3)]
        {
            assert_eq!(tops.between(top, bottom), expected, "{top} to {bottom}");
        }
        assert_eq!(RowTops::new([]).between(0.0, 10.0), 0..0);
    }
}
