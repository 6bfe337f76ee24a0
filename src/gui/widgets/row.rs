//! A row of a list: a mark, a name, something weak at the right and below. Whole width, one click.

use std::ops::RangeInclusive;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, FontId, Id, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::zone_mark::paint_mark;
use crate::gui::theme::metrics::{BODY, RADIUS, ROW, SMALL, STEP, TWO_LINES};
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
    /// What stands weak in a second line: at the left, where it is cut, and at the right. `None`: there is none.
    pub below: Option<(&'a str, &'a str)>,
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
            below: None,
            name: None,
            is_selected: false,
            role: Role::Button,
            sense: Sense::click(),
        }
    }
}

/// Shows a row under an id of its own.
pub(crate) fn row_ui(ui: &mut Ui, id: Id, look: RowLook<'_>) -> Response {
    let height = if look.below.is_some() { TWO_LINES } else { ROW };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
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
    let room = left..=rect.right() - 2.0 * STEP;
    let (text, weak) = (tokens.text.get(), tokens.text_weak.get());
    let text = (look.text, FontId::proportional(BODY), text);
    let small = |text| (text, FontId::proportional(SMALL), weak);
    match look.below {
        None => line(painter, rect.center().y, room, text, small(look.detail)),
        Some((below, detail)) => {
            line(painter, rect.top() + 0.3 * TWO_LINES, room.clone(), text, small(look.detail));
            line(painter, rect.bottom() - 0.26 * TWO_LINES, room, small(below), small(detail));
        }
    }
}

/// Writes two texts around the height `middle`: one at the right, and one at the left that is cut where that begins.
fn line(
    painter: &Painter,
    middle: f32,
    room: RangeInclusive<f32>,
    (text, font, color): (&str, FontId, Color32),
    (detail, detail_font, detail_color): (&str, FontId, Color32),
) {
    let (left, mut right) = room.into_inner();
    if !detail.is_empty() {
        let drawn = painter.text(pos2(right, middle), Align2::RIGHT_CENTER, detail, detail_font, detail_color);
        right = drawn.left() - 2.0 * STEP;
    }
    let mut job = LayoutJob::default();
    job.append(text, 0.0, TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width((right - left).max(0.0));
    let galley = painter.layout_job(job);
    let top = middle - galley.size().y / 2.0;
    painter.galley(pos2(left, top), galley, color);
}
