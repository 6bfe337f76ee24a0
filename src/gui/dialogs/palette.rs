//! The palette: a field to type words into, and under it what they may mean. The focus stays in the field.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, FontId, Id, Key, Memory, Modifiers, Rect, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo,
    pos2, vec2,
};

use super::offers::{Offer, OfferInput, OfferMark};
use super::shell::{dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::commands::shortcut_text;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{BODY, RADIUS, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, moved, paint_mark, take_row_move, text_field, weak};

/// How many rows are in sight where there is room for them.
const ROWS: usize = 14;

/// What is typed, and which offer Enter would take.
#[derive(Debug, Default)]
pub(crate) struct Palette {
    typed: String,
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
            let input = OfferInput { env: cx.env, plan: cx.plan, zone: cx.views.zone.as_ref() };
            let offers = input.offers(&self.typed);
            if let Some(step) = step {
                self.cursor = moved(self.cursor, step, offers.len(), ROWS - 1);
                self.follow = true;
            }
            self.cursor = self.cursor.min(offers.len().saturating_sub(1));
            let clicked = self.list_ui(ui, cx, &offers, field.id);
            ui.add_space(2.0 * STEP);
            weak(ui, "Arrow keys choose, Enter runs, Escape closes");
            let taken = clicked.or(is_entered.then_some(self.cursor)).and_then(|idx| offers.into_iter().nth(idx));
            if let Some(chosen) = taken.and_then(|offer| offer.actions) {
                cx.act(Action::CloseDialog);
                cx.actions.extend(chosen);
            }
        });
    }

    fn field_ui(&mut self, ui: &mut Ui) -> Response {
        let edit = TextEdit::singleline(&mut self.typed).id(Id::unique("palette-field"));
        let edit = edit.hint_text("Words of a command, a zone or a role").desired_width(f32::INFINITY);
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
            if offers.is_empty() {
                weak(ui, "No command, zone or role has these words");
            }
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
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    // The field keeps the focus: rows are no stops of the Tab key.
    let response = ui.interact(rect, Id::unique(("offer", idx)), Sense::CLICK);
    let is_enabled = offer.actions.is_some();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, is_enabled, is_cursor, &offer.text));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(offer.note.as_str()));
    let keys = offer.command.map(|command| shortcut_text(ui.ctx(), cx.os, command)).unwrap_or_default();
    paint(ui, rect, offer, &keys, (is_cursor, response.hovered() && is_enabled));
    response
}

fn paint(ui: &Ui, rect: Rect, offer: &Offer, keys: &str, (is_cursor, is_hovered): (bool, bool)) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    if is_cursor || is_hovered {
        let fill = if is_cursor { tokens.selected } else { tokens.hover };
        painter.rect_filled(rect, RADIUS, fill.get());
    }
    let middle = rect.center().y;
    let sign = pos2(rect.left() + 4.0 * STEP, middle);
    match offer.mark {
        OfferMark::None => {}
        OfferMark::Zone(color) => paint_mark(painter, tokens, sign, color),
        OfferMark::Tick => {
            Icon::Check.paint(painter, Rect::from_center_size(sign, vec2(16.0, 16.0)), tokens.accent.get());
        }
    }
    let weak = tokens.text_weak.get();
    let place = pos2(rect.right() - 2.0 * STEP, middle);
    let keys = painter.text(place, Align2::RIGHT_CENTER, keys, FontId::monospace(SMALL), weak);
    let left = rect.left() + 8.0 * STEP;
    let color = if offer.actions.is_some() { tokens.text } else { tokens.text_disabled };
    let mut job = LayoutJob::default();
    job.append(&offer.text, 0.0, TextFormat::simple(FontId::proportional(BODY), color.get()));
    job.append(&offer.note, 3.0 * STEP, TextFormat::simple(FontId::proportional(SMALL), weak));
    job.wrap = TextWrapping::truncate_at_width((keys.left() - 3.0 * STEP - left).max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, middle - galley.size().y / 2.0), galley, weak);
}
