//! Says that the window waits for the system: for its dialog, or for a disk that is slow. Meanwhile the window takes
//! no edits, and waiting can be given up.

use egui::Ui;

use super::shell::firm_dialog_ui;
use super::unsaved::buttons;
use crate::gui::action::{Action, Decision};
use crate::gui::panels::Shown;

/// Says what is waited for.
pub(in crate::gui) fn waiting_ui(ui: &mut Ui, title: &str, text: &str, actions: &mut Vec<Action>) {
    firm_dialog_ui(ui, title, 420.0, actions, |ui, actions| {
        ui.label(text);
        buttons(ui, actions, &[("Stop waiting", Action::CloseDialog)]);
    });
}

/// Says that the plan is being saved before it is left.
pub(in crate::gui) fn saving_ui(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
    firm_dialog_ui(ui, "Saving", 420.0, actions, |ui, actions| {
        ui.label(format!("“{}” is being saved", shown.document_name));
        buttons(
            ui,
            actions,
            &[("Go back to the plan", Action::CloseDialog), ("Don't wait", Action::Decide(Decision::DoNotWait))],
        );
    });
}
