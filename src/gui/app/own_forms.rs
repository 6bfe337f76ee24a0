//! Forms of the user's own: loaded, shown, kept, removed and exported.

use std::path::Path;

use egui::Context;

use super::app::App;
use crate::form::Form;
use crate::gui::dialogs::{Dialog, OwnFormDialog, OwnForms};
use crate::gui::error_text::ErrorText;
use crate::gui::work::{Previewing, ProfileEvent, ProfileOrder, name_of};
use crate::profile::Profile;

impl App {
    /// Takes what became of the profiles, and the first rows of the form that is shown.
    pub(super) fn poll_forms(&mut self, ctx: &Context) {
        while let Some(event) = self.own_forms.poll(&self.deps, ctx) {
            self.take_profile_event(event);
        }
        if let Some(rows) = self.form_preview.poll() {
            self.files.take_form_preview(rows);
        }
    }

    fn take_profile_event(&mut self, event: ProfileEvent) {
        match event {
            ProfileEvent::Read(findings) => {
                for finding in findings {
                    self.notifications.error("A form of your own can't be used", finding.to_string());
                }
            }
            ProfileEvent::Kept(profile) => {
                self.notifications.done(format!("Kept the form {}", profile.name));
                self.show_forms();
            }
            ProfileEvent::Removed(profile) => {
                self.notifications.done(format!("Removed the form {}", profile.name));
                self.show_forms();
            }
            ProfileEvent::Failed(ErrorText { line, details }) => {
                if !self.files.take_form_failure(&format!("{line}: {details}")) {
                    self.notifications.error(line, details);
                }
            }
        }
    }

    /// Keeps or removes a profile.
    pub(super) fn order_profile(&mut self, ctx: &Context, order: ProfileOrder) {
        self.own_forms.order(order, &self.deps, ctx);
    }

    /// Shows the forms of the user's own. What was removed can be put back as long as they are shown.
    pub(super) fn show_forms(&mut self) {
        self.files.show_forms(OwnForms::default());
    }

    /// Shows what would go into the columns of a form that was read.
    pub(super) fn show_form(&mut self, path: &Path, form: &Form) {
        let dialog = OwnFormDialog::load(form, &name_of(path));
        self.files.show(Dialog::OwnForm(Box::new(dialog)));
    }

    /// Shows how a form of the user's is filled.
    pub(super) fn change_form(&mut self, profile: Profile) {
        self.files.show(Dialog::OwnForm(Box::new(OwnFormDialog::change(profile))));
    }

    /// Begins to make the first rows of a form. What was asked before is asked no longer.
    pub(super) fn preview_form(&mut self, ctx: &Context, profile: Box<Profile>) {
        let plan = self.document.plan();
        self.form_preview = Previewing::preview(&self.catalog.model, plan, profile, &self.deps.spawn, ctx);
    }
}
