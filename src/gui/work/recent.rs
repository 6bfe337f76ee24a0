//! Opening a plan that was open lately. The list itself is kept with the state of the window.

use std::path::PathBuf;

use egui::Context;

use super::stage::Next;
use crate::gui::app::App;
use crate::gui::deps::PathKind;

impl App {
    /// Opens a recent plan, or says that it is gone and forgets it.
    pub(in crate::gui) fn open_recent(&mut self, ctx: &Context, path: PathBuf) {
        if self.deps.files.kind(&path) == PathKind::File {
            self.leave(ctx, Next::OpenFile(path));
        } else {
            self.deps.ui_state.forget_plan(&path);
            self.notifications.error("The plan is no longer there", path.display().to_string());
        }
    }
}
