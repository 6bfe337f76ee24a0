//! Asks before a file is written over that the system's own dialog has not asked for.

use std::path::Path;

use egui::Ui;

use super::shell::dialog_ui;
use super::unsaved::buttons;
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::panels::PanelCx;

/// Asks.
pub(in crate::gui) fn overwrite_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, path: &Path) {
    dialog_ui(ui, cx, ("overwrite", "Write over the file?"), 460.0, |ui, cx| {
        ui.label(format!("There is a file of this name already: {}", path.display()));
        buttons(ui, cx, &[("Overwrite", Action::Answer(ModalAnswer::Overwrite)), ("Cancel", Action::CloseDialog)]);
    });
}
