//! Opening a plan that was open lately. The list itself is kept with the state of the window.

use std::path::{Path, PathBuf};

use egui::Context;

use super::stage::Event;
use crate::gui::app::App;

impl App {
    /// Opens a recent plan, once it is known that it is there.
    pub(in crate::gui) fn open_recent(&mut self, ctx: &Context, path: PathBuf) {
        self.step_files(ctx, Event::Recent(path));
    }

    /// Says that a recent plan is gone, and forgets it.
    pub(super) fn forget_recent(&mut self, path: &Path) {
        self.ui_state.forget_plan(path);
        self.notifications.error("The plan is no longer there", path.display().to_string());
    }
}
