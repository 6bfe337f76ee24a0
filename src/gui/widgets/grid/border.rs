//! Borders of headings, at which columns, rows and the headings of rows are dragged to another size. What size they have
//! is decided elsewhere.

use std::ops::Range;

use egui::{CursorIcon, Id, Rect, Sense, Stroke, Ui, pos2};

use super::painter::GridPainter;
use crate::gui::theme::tokens;

/// Width of the strip that is dragged.
const GRIP: f32 = 6.0;

/// What is asked for at a border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Resize {
    /// Larger by so many points, or smaller.
    By(f32),
    /// As large as what stands in it needs.
    Fit,
}

/// What a border ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Border {
    /// A column: all of them have one width.
    Column,
    /// A row: all of them have one height.
    Row,
    /// The headings of rows.
    Names,
}

/// Sizes that the user dragged; `None`: as there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Dragged {
    /// Width of columns.
    pub columns: Option<f32>,
    /// Height of rows.
    pub rows: Option<f32>,
    /// Width of the headings of rows.
    pub names: Option<f32>,
}

/// Lets the borders of these rows and columns be dragged, and the one between the headings of rows and the cells. Returns
/// the one at which something is asked for.
///
/// A border follows the pointer because each cell up to it gets its share. None is a stop of the Tab key: they change
/// nothing but the view.
pub(crate) fn borders_ui(
    ui: &Ui,
    salt: &str,
    grid: &GridPainter,
    (rows, columns): (Range<usize>, Range<usize>),
) -> Option<(Border, Resize)> {
    let mut res = None;
    for idx in columns {
        let heading = grid.column_place(idx);
        let grip = Rect::from_min_max(pos2(heading.right() - GRIP, heading.top()), heading.max);
        let share = share(heading.width(), heading.right() - grid.body.left());
        let resize = border_ui(ui, Id::unique((salt, "column", idx)), grip, CursorIcon::ResizeHorizontal, share);
        res = res.or(resize.map(|resize| (Border::Column, resize)));
    }
    for idx in rows {
        let heading = grid.row_place(idx);
        let grip = Rect::from_min_max(pos2(heading.left(), heading.bottom() - GRIP), heading.max);
        let share = share(heading.height(), heading.bottom() - grid.body.top());
        let resize = border_ui(ui, Id::unique((salt, "row", idx)), grip, CursorIcon::ResizeVertical, share);
        res = res.or(resize.map(|resize| (Border::Row, resize)));
    }
    let grip = Rect::from_min_max(pos2(grid.body.left() - GRIP, grid.screen.top()), grid.body.left_bottom());
    let resize = border_ui(ui, Id::unique((salt, "names")), grip, CursorIcon::ResizeHorizontal, 1.0);
    res.or(resize.map(|resize| (Border::Names, resize)))
}

/// How much of a move is the first cell's, when the cells up to the border are `length` long.
fn share(cell: f32, length: f32) -> f32 {
    (cell / length.max(1.0)).min(1.0)
}

fn border_ui(ui: &Ui, id: Id, grip: Rect, cursor: CursorIcon, share: f32) -> Option<Resize> {
    let grip = grip.intersect(ui.clip_rect());
    if !grip.is_positive() {
        return None;
    }
    let response = ui.interact(grip, id, Sense::CLICK | Sense::DRAG);
    if response.hovered() || response.dragged() {
        let stroke = Stroke::new(2.0, tokens(ui).accent.get());
        match cursor {
            CursorIcon::ResizeVertical => ui.painter().hline(grip.x_range(), grip.bottom() - 1.0, stroke),
            _ => ui.painter().vline(grip.right() - 1.0, grip.y_range(), stroke),
        };
    }
    let response = response.on_hover_and_drag_cursor(cursor);
    if response.double_clicked() {
        return Some(Resize::Fit);
    }
    let delta = response.drag_delta();
    let delta = if cursor == CursorIcon::ResizeVertical { delta.y } else { delta.x };
    (response.dragged() && delta != 0.0).then_some(Resize::By(delta * share))
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_border_follows_the_pointer_because_each_cell_gets_its_share() {
        for (cell, length, expected) in [(40.0, 40.0, 1.0), (40.0, 160.0, 0.25), (40.0, 20.0, 1.0), (40.0, 0.0, 1.0)] {
            assert!((share(cell, length) - expected).abs() < 1e-6, "{cell} of {length}");
        }
    }
}
