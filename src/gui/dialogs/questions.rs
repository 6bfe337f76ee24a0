//! The questions of the program: what becomes of changes, of comments, or of a file that would be lost, and whether to
//! go on waiting. What comes of the answers is decided elsewhere.

use std::path::Path;

use egui::Ui;

use super::shell::{dialog_ui, firm_dialog_ui, focus_first};
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::weak;

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

/// What became of the file of a plan since it was read or written last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::gui) enum FileChange {
    /// It holds another plan: what differs, a line each.
    OtherPlan(Vec<String>),
    /// It holds none, or can't be read: why.
    NoPlan(String),
}

/// Asks.
pub(in crate::gui) fn changed_on_disk_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    path: &Path,
    change: &FileChange,
    is_dirty: bool,
) {
    dialog_ui(ui, cx, ("changed-on-disk", "The file was changed"), 520.0, |ui, cx| {
        ui.label(format!("Another program changed the file since it was opened here: {}", path.display()));
        ui.add_space(STEP);
        match change {
            FileChange::OtherPlan(lines) => {
                for line in lines {
                    ui.label(format!("• {line}"));
                }
            }
            FileChange::NoPlan(why) => drop(ui.label(format!("It can't be read as a plan any more: {why}"))),
        }
        ui.add_space(STEP);
        weak(ui, "Overwriting keeps a copy of what the file holds now in the program's own folder");
        let reload = if is_dirty { "Reload and lose your changes" } else { "Reload" };
        let mut choices = vec![("Save as…", Action::Command(Command::SaveAs))];
        if matches!(change, FileChange::OtherPlan(_)) {
            choices.push((reload, Action::Answer(ModalAnswer::Reload)));
        }
        choices.push(("Overwrite", Action::Answer(ModalAnswer::Overwrite)));
        choices.push(("Cancel", Action::CloseDialog));
        buttons(ui, cx, &choices);
    });
}

/// Asks.
pub(in crate::gui) fn overwrite_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, path: &Path) {
    dialog_ui(ui, cx, ("overwrite", "Write over the file?"), 460.0, |ui, cx| {
        ui.label(format!("There is a file of this name already: {}", path.display()));
        buttons(ui, cx, &[("Overwrite", Action::Answer(ModalAnswer::Overwrite)), ("Cancel", Action::CloseDialog)]);
    });
}

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
