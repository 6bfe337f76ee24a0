//! Unsaved work of windows that are gone: offered when the window opens, one after the other.

use crate::document::Document;
use crate::files::unsaved::{Found, Slot};
use crate::gui::dialogs::FoundWork;
use crate::plan::file::PlanFileError;

/// What was found, the newest first.
pub(in crate::gui) struct Recovery {
    found: Vec<Found>,
}

impl Recovery {
    /// Offers what was found.
    pub(in crate::gui) fn new(found: Vec<Found>) -> Self {
        Self { found }
    }

    /// The newest work, to be asked about.
    pub(in crate::gui) fn offer(&self) -> Option<FoundWork> {
        self.found.first().map(FoundWork::new)
    }

    /// The work that is offered as a document, and where it is kept. What else was found is left for the next start.
    ///
    /// # Errors
    /// When it holds no plan. It is left for the next start.
    pub(in crate::gui) fn restore(&mut self) -> Option<Result<(Document, Slot), PlanFileError>> {
        let found = self.found.drain(..).next()?;
        let file = found.unsaved.path.zip(found.unsaved.in_file);
        Some(Document::restored(file, &found.unsaved.text).map(|document| (document, found.slot)))
    }

    /// Removes the work that is offered.
    pub(in crate::gui) fn discard(&mut self) {
        if !self.found.is_empty() {
            self.found.remove(0).slot.remove();
        }
    }

    /// Leaves what was found for the next start.
    pub(in crate::gui) fn leave(&mut self) {
        self.found.clear();
    }
}
