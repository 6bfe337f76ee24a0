//! Asks before a plan is saved over what another program did to its file.

use std::path::Path;

use egui::Ui;

use super::shell::dialog_ui;
use super::unsaved::buttons;
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::weak;

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
