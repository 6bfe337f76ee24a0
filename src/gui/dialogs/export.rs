//! Asks what to export: the format, and what is left out.

use egui::{Label, RichText, Ui};

use super::shell::{dialog_ui, focus_first};
use crate::export::{ExportOptions, Format, NeedFilter, SameZone};
use crate::gui::action::Action;
use crate::gui::panels::Shown;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::tokens;
use crate::matrix::Merge;

/// What is chosen so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExportForm {
    format: Format,
    options: ExportOptions,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self { format: Format::Csv, options: ExportOptions::default() }
    }
}

impl ExportForm {
    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
        dialog_ui(ui, "Export", 480.0, actions, |ui, actions| {
            for (idx, format) in Format::ALL.into_iter().enumerate() {
                let response = ui.radio(self.format == format, format.name());
                if idx == 0 {
                    focus_first(ui, &response);
                }
                if response.clicked() {
                    self.format = format;
                }
                let color = tokens(ui).text_weak.get();
                ui.horizontal(|ui| {
                    ui.add_space(6.0 * STEP);
                    ui.add(Label::new(RichText::new(format.description()).size(SMALL).color(color)));
                });
            }
            ui.add_space(2.0 * STEP);
            self.options_ui(ui);
            ui.add_space(3.0 * STEP);
            ui.horizontal(|ui| {
                let is_free = !shown.env.is_asking_for_file;
                if ui.add_enabled(is_free, egui::Button::new("Export to file…")).clicked() {
                    actions.push(Action::Export { format: self.format, options: self.options });
                }
                if ui.button("Cancel").clicked() {
                    actions.push(Action::CloseDialog);
                }
            });
        });
    }

    fn options_ui(&mut self, ui: &mut Ui) {
        let options = &mut self.options;
        let mut required = options.need == NeedFilter::Required;
        if ui.checkbox(&mut required, "Only what is required").changed() {
            options.need = if required { NeedFilter::Required } else { NeedFilter::All };
        }
        let mut inside = options.same_zone == SameZone::Include;
        if ui.checkbox(&mut inside, "Also flows inside a zone").changed() {
            options.same_zone = if inside { SameZone::Include } else { SameZone::LeaveOut };
        }
        let mut compact = options.merge == Merge::Compact && self.format.can_be_compact();
        ui.add_enabled_ui(self.format.can_be_compact(), |ui| {
            if ui.checkbox(&mut compact, "One row for each pair, transport and need").changed() {
                options.merge = if compact { Merge::Compact } else { Merge::Ranges };
            }
        });
    }
}
