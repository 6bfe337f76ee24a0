//! Shows what stands over the window. What comes after it is decided by the stage, not here.

use egui::Ui;

use super::stage::Stage;
use crate::gui::dialogs::{changed_on_disk_ui, comments_ui, overwrite_ui, saving_ui, unsaved_ui, waiting_ui};
use crate::gui::panels::PanelCx;

impl Stage {
    /// Shows the dialog or the question over everything else.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        match self {
            Self::Idle => {}
            Self::Dialog(dialog) => dialog.ui(ui, cx),
            Self::Unsaved(_) => unsaved_ui(ui, cx),
            Self::LosesComments(_) => comments_ui(ui, cx),
            Self::Asked { question, .. } => waiting_ui(ui, cx, "A file dialog is open", &question.title),
            Self::Typing { purpose, typed } => typed.ui(ui, cx, purpose),
            Self::Looking { path, .. } => {
                waiting_ui(ui, cx, "Looking what is there", &path.display().to_string());
            }
            Self::Reading { path, .. } => {
                waiting_ui(ui, cx, "Reading the plan", &path.display().to_string());
            }
            Self::Saving(_) => saving_ui(ui, cx),
            Self::Overwrite { path, .. } => overwrite_ui(ui, cx, path),
            Self::ChangedOnDisk { path, change, is_dirty, .. } => {
                changed_on_disk_ui(ui, cx, path, change, *is_dirty);
            }
            Self::Found(found) => found.ui(ui, cx),
        }
    }
}
