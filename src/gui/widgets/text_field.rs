//! A text field with an outline that can be seen at rest, and the accent around it while it has the focus.

use egui::text::{CCursor, CCursorRange};
use egui::{Align2, Id, Key, Response, Stroke, TextEdit, Ui};

use crate::gui::theme::tokens;

/// Shows a field of egui's with our outline.
pub(crate) fn text_field(ui: &mut Ui, edit: TextEdit<'_>) -> Response {
    ui.scope(|ui| {
        let tokens = tokens(ui);
        let visuals = ui.visuals_mut();
        visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, tokens.line_strong.get());
        visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, tokens.text_weak.get());
        visuals.selection.stroke = Stroke::new(1.0, tokens.accent.get());
        ui.add(edit.align(Align2::LEFT_CENTER))
    })
    .inner
}

/// Shows a field to search in. Escape clears it, and leaves it when it is empty.
pub(crate) fn search_field(ui: &mut Ui, id: Id, name: &str, width: f32, text: &mut String) -> Response {
    let edit = TextEdit::singleline(text).id(id).hint_text(name.to_owned()).desired_width(width);
    let mut response = text_field(ui, edit).accessible_name(name);
    if response.lost_focus() && !text.is_empty() && ui.input(|input| input.key_pressed(Key::Escape)) {
        text.clear();
        response.request_focus();
        response.mark_changed();
    }
    response
}

/// Chooses all text of a field, so that what is typed takes its place.
pub(crate) fn select_all(ui: &Ui, id: Id, text: &str) {
    select(ui, id, 0, text);
}

/// Puts the cursor of a field behind its text.
pub(crate) fn go_to_end(ui: &Ui, id: Id, text: &str) {
    select(ui, id, text.chars().count(), text);
}

fn select(ui: &Ui, id: Id, from: usize, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(from), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}
