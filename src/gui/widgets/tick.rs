//! A box of three states with a name and a note: one row, one click anywhere on it.

use std::collections::BTreeSet;

use egui::{FontId, Id, Painter, Pos2, Rect, Response, Role, Stroke, StrokeKind, Ui, Vec2, pos2};

use super::{Icon, Piece, Row, RowPainter, RowState};
use crate::gui::theme::metrics::{BODY, STEP};
use crate::gui::theme::{Tokens, tokens};
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
        let role = match self.shape {
            TickShape::Box => Role::CheckBox,
            TickShape::Radio => Role::RadioButton,
        };
        let state = match self.state {
            TickState::Mixed => RowState::Plain,
            state => RowState::Ticked(state == TickState::On),
        };
        let row = Row { description: self.note, state, ..Row::new(role, self.name.unwrap_or(self.text)) };
        row.wide_ui(ui, id, width, |row| self.paint(row))
    }

    fn paint(self, row: &RowPainter<'_>) {
        let (tokens, painter) = (row.tokens, row.painter);
        let center = pos2(row.rect.left() + self.indent + 3.0 * STEP, row.middle());
        paint_tick(painter, tokens, center, (self.state, self.is_implied, self.shape));
        let mut pieces = vec![Piece::body(self.text, tokens.text)];
        if !self.note.is_empty() {
            pieces.push(Piece::small(self.note, tokens.text_weak).after(2.0 * STEP));
        }
        row.line(row.middle(), center.x + 3.0 * STEP, row.rect.right() - STEP, &pieces);
    }
}

/// Paints a box around `center`: what it shows, whether something else ticked it, and its shape.
pub(crate) fn paint_tick(
    painter: &Painter,
    tokens: &Tokens,
    center: Pos2,
    (state, is_implied, shape): (TickState, bool, TickShape),
) {
    let square = Rect::from_center_size(center, Vec2::splat(14.0));
    let is_filled = state != TickState::Off && !is_implied;
    let (fill, line, sign) = if is_filled {
        (tokens.accent, tokens.accent, tokens.on_accent)
    } else {
        (tokens.field, tokens.line_strong, tokens.accent)
    };
    let rounding = if shape == TickShape::Radio { 7 } else { 3 };
    painter.rect(square, rounding, fill.get(), Stroke::new(1.0, line.get()), StrokeKind::Inside);
    match (state, shape) {
        (TickState::Off, _) => {}
        (TickState::Mixed, _) => Icon::Dash.paint(painter, square, sign.get()),
        (TickState::On, TickShape::Radio) => drop(painter.circle_filled(center, 3.0, sign.get())),
        (TickState::On, TickShape::Box) => Icon::Check.paint(painter, square, sign.get()),
    }
}

/// Shows a box as wide as its text that a click ticks and unticks.
pub(crate) fn toggle_ui(ui: &mut Ui, id: Id, text: &str, is_on: &mut bool) {
    *is_on ^= TickBox::new((*is_on).into(), text).fitted_ui(ui, id).clicked();
}

/// Takes a value out of a set, or puts it in where it is not.
pub(crate) fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}
