//! How something that can be clicked shows that the pointer is over it, and that it has the focus.

use egui::{Painter, Rect, Response, Stroke, StrokeKind};

use crate::gui::theme::Tokens;
use crate::gui::theme::metrics::RADIUS;

/// Paints both, under what is painted next.
pub(crate) fn paint_state(painter: &Painter, tokens: &Tokens, rect: Rect, response: &Response) {
    if response.hovered() {
        painter.rect_filled(rect, RADIUS, tokens.hover.get());
    }
    if response.has_focus() {
        painter.rect_stroke(rect, RADIUS, Stroke::new(1.0, tokens.accent.get()), StrokeKind::Inside);
    }
}
