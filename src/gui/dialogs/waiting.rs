//! Says that the window waits for the system: for its dialog, or for a disk that is slow. Meanwhile the window takes
//! no edits, and waiting can be given up.

use egui::Ui;

use super::shell::firm_dialog_ui;
use super::unsaved::buttons;
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::panels::PanelCx;

/// Says what is waited for.
pub(in crate::gui) fn waiting_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, title: &str, text: &str) {
    firm_dialog_ui(ui, cx, ("waiting", title), 420.0, |ui, cx| {
        ui.label(text);
        buttons(ui, cx, &[("Stop waiting", Action::CloseDialog)]);
    });
}

/// Says that the plan is being saved before it is left.
pub(in crate::gui) fn saving_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    firm_dialog_ui(ui, cx, ("saving", "Saving"), 420.0, |ui, cx| {
        ui.label(format!("“{}” is being saved", cx.document_name));
        buttons(
            ui,
            cx,
            &[("Go back to the plan", Action::CloseDialog), ("Don't wait", Action::Answer(ModalAnswer::DoNotWait))],
        );
    });
}
