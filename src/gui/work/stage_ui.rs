//! Shows what stands over the window. What comes after it is decided by the stage, not here.

use egui::Ui;

use super::stage::Stage;
use crate::gui::action::Action;
use crate::gui::dialogs::{changed_on_disk_ui, comments_ui, overwrite_ui, saving_ui, unsaved_ui, waiting_ui};
use crate::gui::panels::Shown;
use crate::gui::widgets::Drafts;

impl Stage {
    /// Shows the dialog or the question over everything else.
    pub(super) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, drafts: &mut Drafts, actions: &mut Vec<Action>) {
        match self {
            Self::Idle => {}
            Self::Dialog(dialog) => dialog.ui(ui, shown, drafts, actions),
            Self::Unsaved(_) => unsaved_ui(ui, shown, actions),
            Self::LosesComments(_) => comments_ui(ui, actions),
            Self::Asked { question, .. } => waiting_ui(ui, "A file dialog is open", &question.title, actions),
            Self::Typing { purpose, typed } => typed.ui(ui, purpose, actions),
            Self::Looking { path, .. } => {
                waiting_ui(ui, "Looking what is there", &path.display().to_string(), actions);
            }
            Self::Reading { path, .. } => {
                waiting_ui(ui, "Reading the plan", &path.display().to_string(), actions);
            }
            Self::Saving(_) => saving_ui(ui, shown, actions),
            Self::Overwrite { path, .. } => overwrite_ui(ui, path, actions),
            Self::ChangedOnDisk { path, change, is_dirty, .. } => {
                changed_on_disk_ui(ui, path, change, *is_dirty, actions);
            }
            Self::Found(found) => found.ui(ui, actions),
        }
    }
}
