//! The palette: a field to type words into, and under it what they may mean. The focus stays in the field.

use egui::{Id, Key, Memory, Modifiers, Response, Role, ScrollArea, Sense, TextEdit, Ui};

use super::offers::{KnownFitness, Offer, OfferInput, OfferMark};
use super::shell::{dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::commands::shortcut_text;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, FoundRoles, Stamp};
use crate::gui::state::Hint;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{Icon, Piece, Row, RowState, moved, take_row_move, text_field, weak};
use crate::query::Query;

/// How many rows are in sight where there is room for them.
const ROWS: usize = 14;

/// What is typed, and which offer Enter would take.
#[derive(Debug, Default)]
pub(crate) struct Palette {
    typed: String,
    /// The roles that it finds.
    found: FoundRoles,
    /// How well everything else fits it.
    known: KnownFitness,
    /// Whether it asks for rules of the plan.
    asks_for_rules: Cached<(Stamp, String), bool>,
    cursor: usize,
    /// The cursor was moved: it is to be in sight.
    follow: bool,
    offset: f32,
}

impl Palette {
    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("palette", "Search or command"), 600.0, |ui, cx| {
            // Keys that the field would take for itself.
            let step = take_row_move(ui);
            let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let field = self.field_ui(ui);
            // Without words everything is offered, found or not.
            let found =
                if self.typed.trim().is_empty() { &[] } else { self.found.get(cx.stamp, cx.loaded, &self.typed) };
            let (catalog, plan) = (cx.catalog, cx.plan);
            let reads = || Query::read(&self.typed, catalog, plan).is_ok_and(|query| !query.is_empty());
            let asks_for_rules = *self.asks_for_rules.get((cx.stamp, self.typed.clone()), reads);
            let input = OfferInput { env: cx.env, plan, zone: cx.views.zone.as_ref(), found, asks_for_rules };
            let offers = input.offers(&self.typed, &mut self.known);
            if let Some(step) = step {
                self.cursor = moved(self.cursor, step, offers.len(), ROWS - 1);
                self.follow = true;
            }
            self.cursor = self.cursor.min(offers.len().saturating_sub(1));
            let clicked = self.list_ui(ui, cx, &offers, field.id);
            if !cx.look.known_hints.contains(&Hint::PaletteKeys) {
                ui.add_space(2.0 * STEP);
                weak(ui, "Arrow keys choose, Enter runs, Escape closes");
            }
            let taken = clicked.or(is_entered.then_some(self.cursor)).and_then(|idx| offers.into_iter().nth(idx));
            if let Some(chosen) = taken.and_then(|offer| offer.actions) {
                cx.look.known_hints.insert(Hint::PaletteKeys);
                cx.act(Action::CloseDialog);
                cx.actions.extend(chosen);
            }
        });
    }

    fn field_ui(&mut self, ui: &mut Ui) -> Response {
        let edit = TextEdit::singleline(&mut self.typed).id(Id::unique("palette-field"));
        let edit = edit
            .hint_text("Words of a command, zone, role or OS version, or what to look up")
            .desired_width(f32::INFINITY);
        let response = text_field(ui, edit).accessible_name("Search or command");
        focus_first(ui, &response);
        // A click beside everything takes the focus away; Escape does so to close.
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        if !is_escaped && ui.memory(Memory::focused).is_none() {
            response.request_focus();
        }
        if response.changed() {
            self.cursor = 0;
            self.follow = true;
        }
        ui.add_space(STEP);
        response
    }

    /// Shows the offers and returns the position of the one that was clicked.
    #[expect(clippy::cast_precision_loss, reason = "a plan has thousands of zones, not millions")]
    fn list_ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>, offers: &[Offer], field: Id) -> Option<usize> {
        let rows = ROWS as f32;
        let room = (ui.ctx().content_rect().height() - 48.0 * STEP) / ROW;
        let height = rows.min(room.floor().max(3.0)) * ROW;
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("offers").max_height(height).auto_shrink(false);
        let top = self.cursor as f32 * ROW;
        if std::mem::take(&mut self.follow) {
            area = area.vertical_scroll_offset(self.offset.clamp((top + ROW - height).max(0.0), top));
        }
        let output = area.show_rows(ui, ROW, offers.len(), |ui, range| {
            for idx in range {
                let Some(offer) = offers.get(idx) else { continue };
                let response = row_ui(ui, cx, offer, (idx, idx == self.cursor));
                if idx == self.cursor {
                    let row = response.id.accesskit_id();
                    ui.ctx().accesskit_node_builder(field, |node| node.set_active_descendant(row));
                }
                if response.clicked() {
                    clicked = Some(idx);
                }
            }
        });
        self.offset = output.state.clamped_offset().y;
        ui.spacing_mut().item_spacing.y = STEP;
        clicked
    }
}

fn row_ui(ui: &mut Ui, cx: &PanelCx<'_>, offer: &Offer, (idx, is_cursor): (usize, bool)) -> Response {
    let keys = offer.command.map(|command| shortcut_text(ui.ctx(), cx.os, command)).unwrap_or_default();
    let row = Row {
        description: &offer.note,
        state: RowState::Selected(is_cursor),
        is_enabled: offer.actions.is_some(),
        // The field keeps the focus: rows are no stops of the Tab key.
        sense: Sense::CLICK,
        ..Row::new(Role::ListBoxOption, &offer.text)
    };
    row.ui(ui, Id::unique(("offer", idx)), |row| {
        let (left, tokens) = (row.rect.left(), row.tokens);
        match offer.mark {
            OfferMark::None => {}
            OfferMark::Zone(color) => row.mark(color, left + 4.0 * STEP),
            OfferMark::Tick => row.icon(Icon::Check, left + 4.0 * STEP, tokens.accent),
        }
        let right = row.rect.right() - 2.0 * STEP;
        let right = row.right(row.middle(), right, f32::INFINITY, &Piece::mono(&keys, tokens.text_weak));
        let color = if offer.actions.is_some() { tokens.text } else { tokens.text_disabled };
        let note = Piece::small(&offer.note, tokens.text_weak).after(3.0 * STEP);
        row.line(row.middle(), left + 8.0 * STEP, right - 3.0 * STEP, &[Piece::body(&offer.text, color), note]);
    })
}
