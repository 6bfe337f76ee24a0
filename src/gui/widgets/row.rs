//! A row of a list: a mark, a name, something weak at the right. One line, whole width, one click.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::zone_mark::paint_mark;
use crate::gui::theme::metrics::{BODY, RADIUS, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::plan::ZoneColor;

/// What a row shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowLook<'a> {
    /// The mark at its left.
    pub mark: Option<ZoneColor>,
    /// Its text, which is its name too.
    pub text: &'a str,
    /// What stands weak at its right.
    pub detail: &'a str,
    /// What a screen reader calls it, when that is not the text.
    pub name: Option<&'a str>,
    /// It is the chosen one.
    pub is_selected: bool,
    /// What it is to a screen reader.
    pub role: Role,
    /// Clickable alone, or a stop of the Tab key too.
    pub sense: Sense,
}

impl Default for RowLook<'_> {
    fn default() -> Self {
        Self {
            mark: None,
            text: "",
            detail: "",
            name: None,
            is_selected: false,
            role: Role::Button,
            sense: Sense::click(),
        }
    }
}

/// Shows a row under an id of its own.
pub(crate) fn row_ui(ui: &mut Ui, id: Id, look: RowLook<'_>) -> Response {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, id, look.sense);
    let name = look.name.unwrap_or(look.text);
    response.widget_info(|| WidgetInfo::selected(look.role, ui.is_enabled(), look.is_selected, name));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, &response, look);
    }
    response
}

fn paint(ui: &Ui, rect: Rect, response: &Response, look: RowLook<'_>) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    if look.is_selected {
        painter.rect_filled(rect, RADIUS, tokens.selected.get());
    } else if response.hovered() {
        painter.rect_filled(rect, RADIUS, tokens.hover.get());
    }
    if response.has_focus() {
        painter.rect_stroke(rect, RADIUS, Stroke::new(1.0, tokens.accent.get()), StrokeKind::Inside);
    }
    let mut left = rect.left() + 2.0 * STEP;
    if let Some(color) = look.mark {
        paint_mark(painter, tokens, pos2(left + 5.0, rect.center().y), color);
        left += 5.0 * STEP;
    }
    let mut right = rect.right() - 2.0 * STEP;
    if !look.detail.is_empty() {
        let place = pos2(right, rect.center().y);
        let color = tokens.text_weak.get();
        let drawn = painter.text(place, Align2::RIGHT_CENTER, look.detail, FontId::proportional(SMALL), color);
        right = drawn.left() - 2.0 * STEP;
    }
    let mut job = LayoutJob::default();
    job.append(look.text, 0.0, TextFormat::simple(FontId::proportional(BODY), tokens.text.get()));
    job.wrap = TextWrapping::truncate_at_width((right - left).max(0.0));
    let galley = painter.layout_job(job);
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(left, top), galley, tokens.text.get());
}
