//! The small mark of a zone's color. Never alone: a name always stands beside it.

use egui::{Painter, Pos2, Rect, Sense, Ui, Vec2};

use crate::gui::theme::metrics::{MARK, ROW};
use crate::gui::theme::{Tokens, tokens};
use crate::plan::ZoneColor;

/// Shows the mark in a row of text.
pub(crate) fn zone_mark(ui: &mut Ui, color: ZoneColor) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(MARK, ROW), Sense::hover());
    paint_mark(ui.painter(), tokens(ui), rect.center(), color);
}

/// Draws the mark around `center`.
pub(crate) fn paint_mark(painter: &Painter, tokens: &Tokens, center: Pos2, color: ZoneColor) {
    let rect = Rect::from_center_size(center, Vec2::splat(MARK));
    painter.rect_filled(rect, 2, tokens.zone(color).get());
}
