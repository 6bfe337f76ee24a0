//! Asks before a file is written over that the system's own dialog has not asked for.

use std::path::Path;

use egui::Ui;

use super::shell::dialog_ui;
use super::unsaved::buttons;
use crate::gui::action::{Action, Decision};

/// Asks.
pub(in crate::gui) fn overwrite_ui(ui: &mut Ui, path: &Path, actions: &mut Vec<Action>) {
    dialog_ui(ui, "Write over the file?", 460.0, actions, |ui, actions| {
        ui.label(format!("There is a file of this name already: {}", path.display()));
        buttons(ui, actions, &[("Overwrite", Action::Decide(Decision::Overwrite)), ("Cancel", Action::CloseDialog)]);
    });
}
