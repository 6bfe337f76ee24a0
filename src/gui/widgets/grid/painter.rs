//! Paints what every grid has: the frames of headings, the lit row and column, and the marks of cursor and block.

use std::f32::consts::FRAC_PI_2;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::cursor::Place;
use super::layout::GridLayout;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::{Tokens, tokens};

/// A grid being painted.
pub(crate) struct GridPainter {
    pub tokens: &'static Tokens,
    pub layout: GridLayout,
    /// Where the grid begins.
    pub origin: Pos2,
    /// Paints below the headings.
    pub cells: Painter,
    /// Paints headings.
    pub headings: Painter,
    /// The part of the screen that is free of headings.
    pub body: Rect,
    /// The part in which the grid is shown.
    pub screen: Rect,
}

/// The heading of a row or a column.
pub(crate) struct HeadingFrame {
    /// Its place, whether or not all of it is in sight.
    pub rect: Rect,
    /// What of it is in sight.
    pub shown: Rect,
    /// Paints what is in sight.
    pub painter: Painter,
}

impl GridPainter {
    /// Begins to paint a grid that begins at `origin`.
    pub(crate) fn new(ui: &Ui, layout: GridLayout, origin: Pos2) -> Self {
        let screen = ui.clip_rect();
        let body = layout.body(screen);
        Self {
            tokens: tokens(ui),
            layout,
            origin,
            cells: ui.painter_at(body.intersect(screen)),
            headings: ui.painter_at(screen),
            body,
            screen,
        }
    }

    /// The place of a cell.
    pub(crate) fn cell_rect(&self, place: Place) -> Rect {
        self.layout.cell_rect(self.origin, place)
    }

    /// The end of the grid, below and at the right.
    fn end(&self) -> Pos2 {
        self.origin + self.layout.whole()
    }

    /// Lights a row.
    pub(crate) fn light_row(&self, row_idx: usize) {
        let row = Rect::from_x_y_ranges(self.body.left()..=self.end().x, self.cell_rect((row_idx, 0)).y_range());
        self.cells.rect_filled(row, 0, self.tokens.crosshair.get());
    }

    /// Lights a column.
    pub(crate) fn light_column(&self, column_idx: usize) {
        let column = self.cell_rect((0, column_idx)).x_range();
        let column = Rect::from_x_y_ranges(column, self.body.top()..=self.end().y);
        self.cells.rect_filled(column, 0, self.tokens.crosshair.get());
    }

    /// Marks a block of cells.
    pub(crate) fn block(&self, rows: &Range<usize>, columns: &Range<usize>) {
        let rect = self.cell_rect((rows.start, columns.start)).union(self.cell_rect((rows.end - 1, columns.end - 1)));
        self.cells.rect_filled(rect, 0, self.tokens.crosshair.get());
        self.outline(rect, 2.0);
    }

    /// Outlines some cells in the color of the accent.
    pub(crate) fn outline(&self, rect: Rect, width: f32) {
        self.cells.rect_stroke(rect, 0, Stroke::new(width, self.tokens.accent.get()), StrokeKind::Inside);
    }

    /// Paints what lies behind the headings, to the edges.
    pub(crate) fn strips(&self) {
        let across = Rect::from_min_max(self.screen.min, pos2(self.screen.right(), self.body.top()));
        let down = Rect::from_min_max(self.screen.min, pos2(self.body.left(), self.screen.bottom()));
        for strip in [across, down] {
            self.headings.rect_filled(strip, 0, self.tokens.panel.get());
        }
    }

    /// The place of a row's heading, whether or not all of it is in sight.
    pub(crate) fn row_place(&self, row_idx: usize) -> Rect {
        let (left, cell) = (self.screen.left(), self.cell_rect((row_idx, 0)));
        Rect::from_x_y_ranges(left..=left + self.layout.corner.x, cell.y_range())
    }

    /// The place of a column's heading, whether or not all of it is in sight.
    pub(crate) fn column_place(&self, column_idx: usize) -> Rect {
        let (top, cell) = (self.screen.top(), self.cell_rect((0, column_idx)));
        Rect::from_x_y_ranges(cell.x_range(), top..=top + self.layout.corner.y)
    }

    /// Begins the heading of a row: what lies behind it, and the line below it.
    pub(crate) fn row_heading(&self, row_idx: usize, fill: Option<Color32>) -> HeadingFrame {
        let rect = self.row_place(row_idx);
        let shown = rect.intersect(Rect::from_min_max(pos2(rect.left(), self.body.top()), self.screen.max));
        let res = self.heading(rect, shown, fill);
        res.painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, self.tokens.line.get()));
        res
    }

    /// Begins the heading of a column: what lies behind it, and the line beside it.
    pub(crate) fn column_heading(&self, column_idx: usize, fill: Option<Color32>) -> HeadingFrame {
        let rect = self.column_place(column_idx);
        let shown = rect.intersect(Rect::from_min_max(pos2(self.body.left(), rect.top()), self.screen.max));
        let res = self.heading(rect, shown, fill);
        res.painter.vline(rect.right(), rect.y_range(), Stroke::new(1.0, self.tokens.line.get()));
        res
    }

    fn heading(&self, rect: Rect, shown: Rect, fill: Option<Color32>) -> HeadingFrame {
        let painter = self.headings.with_clip_rect(shown);
        if let Some(fill) = fill {
            painter.rect_filled(rect, 0, fill);
        }
        HeadingFrame { rect, shown, painter }
    }

    /// Paints the corner, with a word that says how to read the grid, and the lines beside the headings.
    pub(crate) fn corner(&self, text: &str) {
        let rect = Rect::from_min_size(self.screen.min, self.layout.corner);
        self.headings.rect_filled(rect, 0, self.tokens.panel.get());
        let line = Stroke::new(1.0, self.tokens.line_strong.get());
        let end = self.end();
        self.headings.hline(self.screen.left()..=end.x.min(self.screen.right()), self.body.top(), line);
        self.headings.vline(self.body.left(), self.screen.top()..=end.y.min(self.screen.bottom()), line);
        let place = rect.right_bottom() - vec2(2.0 * STEP, 2.0 * STEP);
        let color = self.tokens.text_weak.get();
        self.headings.text(place, Align2::RIGHT_BOTTOM, text, FontId::proportional(SMALL), color);
    }
}

impl HeadingFrame {
    /// Where the mark of a zone stands whose name is upright.
    pub(crate) fn upright_mark(&self) -> Pos2 {
        pos2(self.rect.center().x, self.rect.bottom() - 3.0 * STEP)
    }

    /// Writes a name above its mark, from the bottom to the top.
    pub(crate) fn upright_name(&self, name: Arc<Galley>, color: Color32) {
        let mark = self.upright_mark();
        let place = pos2(mark.x - name.size().y / 2.0, mark.y - 3.0 * STEP);
        self.painter.add(TextShape::new(place, name, color).with_angle(-FRAC_PI_2));
    }
}
