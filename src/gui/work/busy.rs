//! Work that goes on beside the window, as the status bar tells of it. It starts and ends none.

use std::time::Duration;

use egui::Context;

use crate::gui::action::Action;
use crate::gui::app::App;

/// How long a frame may be old while something is under way.
const BETWEEN_FRAMES: Duration = Duration::from_millis(100);

/// Something that is under way.
#[derive(Clone, Debug)]
pub(in crate::gui) struct Busy {
    /// What it is: “Exporting to rules.csv”.
    pub text: String,
    /// How much of it is done, 0 to 1; `None` while that is not known.
    pub share: Option<f32>,
    /// What its button is called.
    pub stop: &'static str,
    /// What the button asks for.
    pub wish: Action,
}

impl App {
    /// What is under way now; of several, what the user waits for most.
    pub(in crate::gui) fn busy(&self) -> Option<Busy> {
        self.files.save_busy().or_else(|| self.files.export_busy()).or_else(|| self.catalog_work.busy())
    }

    /// Asks for another frame soon, as long as there is progress to be seen.
    pub(in crate::gui) fn follow_progress(&self, ctx: &Context) {
        if self.busy().is_some() {
            ctx.request_repaint_after(BETWEEN_FRAMES);
        }
    }
}
