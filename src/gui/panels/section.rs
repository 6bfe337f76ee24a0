//! A part of a panel that folds, and stays as it was left. What is in it is up to the panel.

use egui::Ui;

use crate::gui::state::UiState;
use crate::gui::widgets::section_ui;

/// Shows a section whose state is remembered under its name.
pub(super) fn in_section(
    ui: &mut Ui,
    state: &mut UiState,
    (name, detail, open_at_first): (&str, &str, bool),
    content: impl FnOnce(&mut Ui, &mut UiState),
) {
    let mut is_open = state.is_open(name, open_at_first);
    section_ui(ui, name, detail, &mut is_open, |ui| content(ui, state));
    state.set_open(name, open_at_first, is_open);
}
