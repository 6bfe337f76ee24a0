//! What the inspector asks for beyond the plan: rules on the clipboard, and a page of the reference.

use egui::Context;

use super::app::App;
use crate::export::{PasteForm, rows_to_paste};
use crate::gui::shown::Panel;
use crate::gui::state::Tab;
use crate::view::Place;

impl App {
    /// Puts a rule of the chosen pair, or all of them, on the clipboard.
    pub(super) fn copy_rules(&mut self, ctx: &Context, rule_id: Option<&str>, form: PasteForm) {
        let (Some(view), Some(pair)) = (&self.views.pair, self.chosen.pair_idx(self.document.plan())) else {
            return;
        };
        let what = match rule_id {
            Some(_) => format!("a rule of {}", view.title),
            None => format!("the rules of {}", view.title),
        };
        match rows_to_paste(&self.catalog.model, self.deriver.matrix(), pair, rule_id, form) {
            Ok(text) => {
                ctx.copy_text(text);
                self.notifications.done(format!("Copied {what} as {}", form.label()));
            }
            Err(err) => self.notifications.error(format!("Can't copy {what}"), err.to_string()),
        }
    }

    /// Shows a page of the reference.
    pub(super) fn open_reference(&mut self, place: Place) {
        self.panels.reference.open(&self.catalog.model, place);
        self.ui_state.tab = Tab::Reference;
        self.panels.focus = Some(Panel::Main);
    }
}
