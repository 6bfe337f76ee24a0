//! The one question of the program: what becomes of changes, or of comments, that would be lost.

use egui::Ui;

use super::shell::{dialog_ui, focus_first};
use crate::gui::action::{Action, Decision};
use crate::gui::panels::Shown;
use crate::gui::theme::metrics::STEP;

/// The plan has changes that are not in its file.
pub(in crate::gui) fn unsaved_ui(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
    dialog_ui(ui, "Save changes?", 420.0, actions, |ui, actions| {
        ui.label(format!("“{}” has changes that are not saved", shown.document_name));
        buttons(
            ui,
            actions,
            &[
                ("Save", Action::Decide(Decision::SaveFirst)),
                ("Don't save", Action::Decide(Decision::Discard)),
                ("Cancel", Action::CloseDialog),
            ],
        );
    });
}

/// The file has comments, and the plan was changed.
pub(in crate::gui) fn comments_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    dialog_ui(ui, "Save without comments?", 460.0, actions, |ui, actions| {
        ui.label(
            "The file has comments, which saving a changed plan drops. What matters in them belongs into a note. \
             Save as another file to keep the one with the comments.",
        );
        buttons(
            ui,
            actions,
            &[
                ("Save without comments", Action::Decide(Decision::GiveUpComments)),
                ("Save as…", Action::Command(crate::gui::Command::SaveAs)),
                ("Cancel", Action::CloseDialog),
            ],
        );
    });
}

/// A row of buttons. The first one has the focus.
pub(super) fn buttons(ui: &mut Ui, actions: &mut Vec<Action>, choices: &[(&str, Action)]) {
    ui.add_space(3.0 * STEP);
    ui.horizontal(|ui| {
        for (idx, (text, action)) in choices.iter().enumerate() {
            let response = ui.button(*text);
            if idx == 0 {
                focus_first(ui, &response);
            }
            if response.clicked() {
                actions.push(action.clone());
            }
        }
    });
}
