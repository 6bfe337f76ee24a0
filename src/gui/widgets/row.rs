//! A row: one thing to click, with signs and texts in it. Whoever shows it says what is written where.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Id, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::{Icon, paint_mark};
use crate::gui::theme::metrics::{BODY, RADIUS, ROW, SMALL};
use crate::gui::theme::{Color, Tokens, tokens};
use crate::plan::ZoneColor;

/// A row, as it is to the pointer, to the keys and to a screen reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// What it is to a screen reader.
    pub role: Role,
    /// What a screen reader calls it.
    pub name: &'a str,
    /// What a screen reader says beside the name.
    pub description: &'a str,
    /// Whether it is chosen, ticked or open.
    pub state: RowState,
    /// Clickable alone, or a stop of the Tab key too.
    pub sense: Sense,
    /// It can be used now.
    pub is_enabled: bool,
    /// Its height, in points.
    pub height: f32,
}

/// What is so of a row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RowState {
    /// Nothing.
    Plain,
    /// It is the chosen one, or not. The chosen one has another background.
    Selected(bool),
    /// It is ticked, or not.
    Ticked(bool),
    /// What belongs to it is shown, or not.
    Expanded(bool),
}

impl<'a> Row<'a> {
    /// A row of one line that is clicked like a button.
    #[must_use]
    pub(crate) fn new(role: Role, name: &'a str) -> Self {
        let (state, sense) = (RowState::Plain, Sense::click());
        Self { role, name, description: "", state, sense, is_enabled: true, height: ROW }
    }

    /// Shows the row over the width that is there.
    pub(crate) fn ui(self, ui: &mut Ui, id: Id, contents: impl FnOnce(&RowPainter<'_>)) -> Response {
        let width = ui.available_width();
        self.wide_ui(ui, id, width, contents)
    }

    /// Shows the row over `width` points.
    pub(crate) fn wide_ui(self, ui: &mut Ui, id: Id, width: f32, contents: impl FnOnce(&RowPainter<'_>)) -> Response {
        let (_, rect) = ui.allocate_space(vec2(width, self.height));
        self.ui_at(ui, id, rect, contents)
    }

    /// Shows the row in a place that was reserved for it.
    pub(crate) fn ui_at(self, ui: &Ui, id: Id, rect: Rect, contents: impl FnOnce(&RowPainter<'_>)) -> Response {
        let response = ui.interact(rect, id, self.sense);
        let is_enabled = ui.is_enabled() && self.is_enabled;
        response.widget_info(|| match self.state {
            RowState::Plain | RowState::Expanded(_) => WidgetInfo::labeled(self.role, is_enabled, self.name),
            RowState::Selected(is_on) | RowState::Ticked(is_on) => {
                WidgetInfo::selected(self.role, is_enabled, is_on, self.name)
            }
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            if !self.description.is_empty() {
                node.set_description(self.description);
            }
            match self.state {
                RowState::Plain | RowState::Ticked(_) => {}
                RowState::Selected(is_on) => node.set_selected(is_on),
                RowState::Expanded(is_open) => node.set_expanded(is_open),
            }
        });
        if ui.is_rect_visible(rect) {
            let painter = RowPainter { painter: ui.painter(), tokens: tokens(ui), rect };
            self.background(&painter, &response);
            contents(&painter);
        }
        response
    }

    fn background(&self, row: &RowPainter<'_>, response: &Response) {
        let hovered = response.hovered() && self.is_enabled && self.sense.senses_click();
        let fill = match self.state {
            RowState::Selected(true) => Some(row.tokens.selected),
            _ if hovered => Some(row.tokens.hover),
            RowState::Plain | RowState::Selected(false) | RowState::Ticked(_) | RowState::Expanded(_) => None,
        };
        if let Some(fill) = fill {
            row.painter.rect_filled(row.rect, RADIUS, fill.get());
        }
        if response.has_focus() {
            let ring = Stroke::new(1.0, row.tokens.accent.get());
            row.painter.rect_stroke(row.rect, RADIUS, ring, StrokeKind::Inside);
        }
    }
}

/// Writes and draws into a row.
pub(crate) struct RowPainter<'a> {
    pub painter: &'a Painter,
    pub tokens: &'static Tokens,
    pub rect: Rect,
}

/// A part of a line: a text, how it is written, and the room before it.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    text: &'a str,
    font: FontId,
    color: Color,
    gap: f32,
}

impl<'a> Piece<'a> {
    /// A text of the usual size.
    pub(crate) fn body(text: &'a str, color: Color) -> Self {
        Self { text, font: FontId::proportional(BODY), color, gap: 0.0 }
    }

    /// A small text.
    pub(crate) fn small(text: &'a str, color: Color) -> Self {
        Self { font: FontId::proportional(SMALL), ..Self::body(text, color) }
    }

    /// Ports or keys.
    pub(crate) fn mono(text: &'a str, color: Color) -> Self {
        Self { font: FontId::monospace(SMALL), ..Self::body(text, color) }
    }

    /// The same with room before it.
    pub(crate) fn after(self, gap: f32) -> Self {
        Self { gap, ..self }
    }
}

impl RowPainter<'_> {
    /// The height around which a row of one line is written.
    pub(crate) fn middle(&self) -> f32 {
        self.rect.center().y
    }

    /// Writes pieces one after another around a height, cut with “…” where they are wider than what is between `left`
    /// and `right`. Returns where they end.
    pub(crate) fn line(&self, middle: f32, left: f32, right: f32, pieces: &[Piece<'_>]) -> f32 {
        let galley = self.galley(right - left, pieces);
        let end = left + galley.size().x;
        self.painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, Color32::PLACEHOLDER);
        end
    }

    /// Writes a piece so that it ends at `right`, cut where it is wider than `room`. Returns where it begins.
    pub(crate) fn right(&self, middle: f32, right: f32, room: f32, piece: &Piece<'_>) -> f32 {
        if piece.text.is_empty() {
            return right;
        }
        let left = right - self.width(room, piece);
        self.line(middle, left, left + room, std::slice::from_ref(piece));
        left
    }

    /// How wide a piece is, cut where it is wider than `room`.
    pub(crate) fn width(&self, room: f32, piece: &Piece<'_>) -> f32 {
        self.galley(room, std::slice::from_ref(piece)).size().x
    }

    fn galley(&self, room: f32, pieces: &[Piece<'_>]) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        for piece in pieces {
            job.append(piece.text, piece.gap, TextFormat::simple(piece.font.clone(), piece.color.get()));
        }
        job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
        self.painter.layout_job(job)
    }

    /// Draws a sign around a point.
    pub(crate) fn icon(&self, icon: Icon, x: f32, color: Color) {
        let place = Rect::from_center_size(pos2(x, self.middle()), egui::Vec2::splat(16.0));
        icon.paint(self.painter, place, color.get());
    }

    /// Draws the mark of a zone around a point.
    pub(crate) fn mark(&self, color: ZoneColor, x: f32) {
        paint_mark(self.painter, self.tokens, pos2(x, self.middle()), color);
    }
}
