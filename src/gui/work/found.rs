//! Unsaved work that windows left which are gone: offered when the window opens, one after the other.

use egui::Context;

use super::stage::Event;
use crate::document::Document;
use crate::gui::app::App;
use crate::gui::dialogs::FoundWork;

impl App {
    /// Offers the newest work that was found.
    pub(in crate::gui) fn offer_found(&mut self, ctx: &Context) {
        if let Some(found) = self.unsaved.first() {
            let offer = FoundWork::new(found);
            self.step_files(ctx, Event::Found(offer));
        }
    }

    /// Goes on with the work that is offered. What else was found is offered at the next start.
    pub(super) fn restore_found(&mut self) {
        if self.unsaved.is_empty() {
            return;
        }
        let found = self.unsaved.remove(0);
        let file = found.unsaved.path.clone().zip(found.unsaved.in_file.clone());
        match Document::restored(file, &found.unsaved.text) {
            Ok(document) => {
                if let Some(path) = document.path() {
                    self.ui_state.note_plan(path);
                }
                self.show_document(document);
                self.keeper.adopt(found.place);
                self.notifications.done("Restored unsaved work");
                self.leave_found();
            }
            Err(err) => self.notifications.error(format!("Can't restore the unsaved work: {err}"), ""),
        }
    }

    /// Lets the work go that is offered, and offers what else there is.
    pub(super) fn give_up_found(&mut self, ctx: &Context) {
        if !self.unsaved.is_empty() {
            self.unsaved.remove(0).place.remove();
        }
        self.step_files(ctx, Event::Cancel);
        self.offer_found(ctx);
    }

    /// Leaves what was found for the next start.
    pub(super) fn leave_found(&mut self) {
        self.unsaved.clear();
    }
}
