//! The one question of the program: what becomes of changes, or of comments, that would be lost.

use egui::Ui;

use super::shell::{dialog_ui, focus_first};
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;

/// The plan has changes that are not in its file.
pub(in crate::gui) fn unsaved_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    dialog_ui(ui, cx, ("unsaved", "Save changes?"), 420.0, |ui, cx| {
        ui.label(format!("“{}” has changes that are not saved", cx.document_name));
        buttons(
            ui,
            cx,
            &[
                ("Save", Action::Answer(ModalAnswer::SaveFirst)),
                ("Don't save", Action::Answer(ModalAnswer::Discard)),
                ("Cancel", Action::CloseDialog),
            ],
        );
    });
}

/// The file has comments, and the plan was changed.
pub(in crate::gui) fn comments_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    dialog_ui(ui, cx, ("comments", "Save without comments?"), 460.0, |ui, cx| {
        ui.label(
            "The file has comments, which saving a changed plan drops. What matters in them belongs into a note. \
             Save as another file to keep the one with the comments.",
        );
        buttons(
            ui,
            cx,
            &[
                ("Save without comments", Action::Answer(ModalAnswer::GiveUpComments)),
                ("Save as…", Action::Command(crate::gui::Command::SaveAs)),
                ("Cancel", Action::CloseDialog),
            ],
        );
    });
}

/// A row of buttons. The first one has the focus.
pub(super) fn buttons(ui: &mut Ui, cx: &mut PanelCx<'_>, choices: &[(&str, Action)]) {
    ui.add_space(3.0 * STEP);
    ui.horizontal(|ui| {
        for (idx, (text, action)) in choices.iter().enumerate() {
            let response = ui.button(*text);
            if idx == 0 {
                focus_first(ui, &response);
            }
            if response.clicked() {
                cx.act(action.clone());
            }
        }
    });
}
