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
    /// What stands weak in a second line; `None`: there is none.
    pub below: Option<Below<'a>>,
    /// What a screen reader calls it, when that is not the text.
    pub name: Option<&'a str>,
    /// It is the chosen one.
    pub is_selected: bool,
    /// What it is to a screen reader.
    pub role: Role,
    /// Clickable alone, or a stop of the Tab key too.
    pub sense: Sense,
}

/// The second line of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Below<'a> {
    /// At the left; cut where there is no room.
    pub text: &'a str,
    /// Behind the text, and never cut.
    pub more: &'a str,
    /// At the right.
    pub detail: &'a str,
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
    let (body, small) = ((FontId::proportional(BODY), text), (FontId::proportional(SMALL), weak));
    let first = Line { text: look.text, style: body, more: "", detail: look.detail, small: small.clone() };
    match look.below {
        None => first.paint(painter, rect.center().y, room),
        Some(Below { text, more, detail }) => {
            first.paint(painter, rect.top() + 0.3 * TWO_LINES, room.clone());
            let second = Line { text, style: small.clone(), more, detail, small };
            second.paint(painter, rect.bottom() - 0.26 * TWO_LINES, room);
        }
    }
}

/// A line of a row: a text that is cut, what stands behind it, and what stands at the right.
struct Line<'a> {
    text: &'a str,
    style: (FontId, Color32),
    more: &'a str,
    detail: &'a str,
    small: (FontId, Color32),
}

impl Line<'_> {
    /// Writes it around the height `middle`.
    fn paint(self, painter: &Painter, middle: f32, room: RangeInclusive<f32>) {
        let (left, mut right) = room.into_inner();
        let (small, weak) = self.small;
        if !self.detail.is_empty() {
            let place = pos2(right, middle);
            let drawn = painter.text(place, Align2::RIGHT_CENTER, self.detail, small.clone(), weak);
            right = drawn.left() - 2.0 * STEP;
        }
        let more = (!self.more.is_empty()).then(|| painter.layout_no_wrap(self.more.to_owned(), small, weak));
        let after = more.as_ref().map_or(0.0, |more| more.size().x + STEP);
        let (font, color) = self.style;
        let mut job = LayoutJob::default();
        job.append(self.text, 0.0, TextFormat::simple(font, color));
        job.wrap = TextWrapping::truncate_at_width((right - left - after).max(0.0));
        let galley = painter.layout_job(job);
        let end = left + galley.size().x + STEP;
        painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
        if let Some(more) = more {
            painter.galley(pos2(end, middle - more.size().y / 2.0), more, weak);
        }
    }
}
