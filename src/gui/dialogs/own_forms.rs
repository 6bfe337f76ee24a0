//! The forms of the user's own: one is exported, changed or removed, and another one loaded.

use egui::{Button, Label, Ui};

use super::shell::{dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{truncated, weak};
use crate::profile::Profile;

/// What was done with the forms since the dialog came up.
#[derive(Debug, Default)]
pub(crate) struct OwnForms {
    /// Those that were removed. They can be put back.
    removed: Vec<Profile>,
}

impl OwnForms {
    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("own-forms", "Forms of your own"), 640.0, |ui, cx| {
            let profiles = cx.own_profiles;
            if profiles.is_empty() && self.removed.is_empty() {
                ui.add(Label::new("No form is kept yet").wrap());
                weak(
                    ui,
                    "Load the form that your firewall team takes, as CSV or XLSX: its header row is read, a field is \
                     proposed for each column, and what you keep fills it with the rows of any plan",
                );
            }
            for profile in profiles {
                self.kept_ui(ui, cx, profile);
            }
            // What was put back is among the others again.
            for profile in self.removed.iter().filter(|removed| profiles.iter().all(|other| other.id != removed.id)) {
                removed_ui(ui, cx, profile);
            }
            ui.add_space(3.0 * STEP);
            ui.horizontal(|ui| {
                let load = ui.button("Load my form…");
                focus_first(ui, &load);
                if load.clicked() {
                    cx.command(Command::LoadForm);
                }
                if ui.button("Close").clicked() {
                    cx.act(Action::CloseDialog);
                }
            });
        });
    }

    fn kept_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>, profile: &Profile) {
        let name = &profile.name;
        name_ui(ui, profile, &format!("On the command line: --profile {}", profile.id));
        ui.horizontal(|ui| {
            let named = |ui: &mut Ui, verb: &str, is_enabled: bool| {
                let button = ui.add_enabled(is_enabled, Button::new(verb));
                button.accessible_name(format!("{} {name}", verb.trim_end_matches('…')))
            };
            let is_single = profile.files.len() == 1;
            if named(ui, "Export…", true).clicked() {
                cx.act(Action::ChooseForm(Box::new(profile.clone())));
            }
            let change = named(ui, "Change…", is_single);
            if change.on_disabled_hover_text("It has several files: change its text").clicked() {
                cx.act(Action::ChangeForm(Box::new(profile.clone())));
            }
            if named(ui, "Remove", true).clicked() {
                self.removed.retain(|removed| removed.id != profile.id);
                self.removed.push(profile.clone());
                cx.act(Action::RemoveProfile(Box::new(profile.clone())));
            }
        });
        ui.add_space(2.0 * STEP);
    }
}

fn removed_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, profile: &Profile) {
    name_ui(ui, profile, "Removed");
    let back = ui.button("Put back").accessible_name(format!("Put back {}", profile.name));
    if back.clicked() {
        cx.act(Action::KeepProfile(Box::new(profile.clone())));
    }
    ui.add_space(2.0 * STEP);
}

fn name_ui(ui: &mut Ui, profile: &Profile, note: &str) {
    truncated(ui, &profile.name);
    weak(ui, note);
}
