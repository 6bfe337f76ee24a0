//! A box of three states with a name and a note: one row, one click anywhere on it.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Icon;
use super::icon::leading;
use super::state::paint_state;
use crate::gui::theme::metrics::{BODY, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::view::TickState;

/// How a box looks, and what it is to a screen reader.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum TickShape {
    /// One of many that can be ticked.
    #[default]
    Box,
    /// One of several, of which one is chosen.
    Radio,
}

/// A box to tick.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TickBox<'a> {
    /// What it shows.
    pub state: TickState,
    /// It is ticked by something else: drawn hollow.
    pub is_implied: bool,
    /// Its text.
    pub text: &'a str,
    /// What a screen reader calls it, when that is not the text.
    pub name: Option<&'a str>,
    /// What stands weak behind the text.
    pub note: &'a str,
    /// How far the box is moved in.
    pub indent: f32,
    /// A box, or one of several.
    pub shape: TickShape,
}

impl<'a> TickBox<'a> {
    /// A box with a text and nothing else said.
    #[must_use]
    pub(crate) fn new(state: TickState, text: &'a str) -> Self {
        Self { state, is_implied: false, text, name: None, note: "", indent: 0.0, shape: TickShape::Box }
    }

    /// Shows the box as wide as its text.
    pub(crate) fn fitted_ui(self, ui: &mut Ui, id: Id) -> Response {
        let font = FontId::proportional(BODY);
        let text = ui.painter().layout_no_wrap(self.text.to_owned(), font, tokens(ui).text.get());
        let width = text.size().x + self.indent + 8.0 * STEP;
        self.ui(ui, id, width)
    }

    /// Shows the box over `width` points under an id of its own. What a click does is the caller's business.
    pub(crate) fn ui(self, ui: &mut Ui, id: Id, width: f32) -> Response {
        let (_, rect) = ui.allocate_space(vec2(width, ROW));
        let response = ui.interact(rect, id, Sense::click());
        let name = self.name.unwrap_or(self.text);
        let role = match self.shape {
            TickShape::Box => Role::CheckBox,
            TickShape::Radio => Role::RadioButton,
        };
        response.widget_info(|| match self.state {
            TickState::Mixed => WidgetInfo::labeled(role, ui.is_enabled(), name),
            state => WidgetInfo::selected(role, ui.is_enabled(), state == TickState::On, name),
        });
        if !self.note.is_empty() {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.note));
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        response
    }

    fn paint(self, ui: &Ui, rect: Rect, response: &Response) {
        let tokens = tokens(ui);
        let painter = ui.painter();
        paint_state(painter, tokens, rect, response);
        let place = leading(rect, self.indent + STEP);
        let square = Rect::from_center_size(place.center(), egui::Vec2::splat(14.0));
        let is_filled = self.state != TickState::Off && !self.is_implied;
        let (fill, line, sign) = if is_filled {
            (tokens.accent, tokens.accent, tokens.on_accent)
        } else {
            (tokens.field, tokens.line_strong, tokens.accent)
        };
        let rounding = if self.shape == TickShape::Radio { 7 } else { 3 };
        painter.rect(square, rounding, fill.get(), Stroke::new(1.0, line.get()), StrokeKind::Inside);
        match self.state {
            TickState::Off => {}
            TickState::Mixed => Icon::Dash.paint(painter, square, sign.get()),
            TickState::On if self.shape == TickShape::Radio => {
                painter.circle_filled(square.center(), 3.0, sign.get());
            }
            TickState::On => Icon::Check.paint(painter, square, sign.get()),
        }
        let left = place.right() + STEP;
        let mut job = LayoutJob::default();
        let text = TextFormat::simple(FontId::proportional(BODY), tokens.text.get());
        job.append(self.text, 0.0, text);
        if !self.note.is_empty() {
            let note = TextFormat::simple(FontId::proportional(SMALL), tokens.text_weak.get());
            job.append(self.note, 2.0 * STEP, note);
        }
        job.wrap = TextWrapping::truncate_at_width((rect.right() - left - STEP).max(0.0));
        let galley = painter.layout_job(job);
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(left, top), galley, tokens.text.get());
    }
}
