//! Asks what to export: the format, and what is left out.

use egui::{Id, Ui};

use super::shell::{cancel_ui, dialog_ui, focus_first};
use crate::export::{EXPORTERS, ExportOptions, Exporter, NeedFilter, SameZone};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{TickBox, TickShape};
use crate::matrix::Merge;
use crate::query::Query;

/// What is chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExportForm {
    format: &'static Exporter,
    options: ExportOptions,
    /// The filter of the window is left out of account.
    ignores_filter: bool,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self { format: EXPORTERS[0], options: ExportOptions::default(), ignores_filter: false }
    }
}

impl ExportForm {
    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("export", "Export"), 480.0, |ui, cx| {
            for (idx, format) in EXPORTERS.iter().copied().enumerate() {
                let tick =
                    TickBox { shape: TickShape::Radio, ..TickBox::new((self.format == format).into(), format.name) };
                let tick = TickBox { note: format.description, ..tick };
                let response = tick.ui(ui, Id::unique(("export-format", idx)), ui.available_width());
                if idx == 0 {
                    focus_first(ui, &response);
                }
                if response.clicked() {
                    self.format = format;
                }
            }
            ui.add_space(2.0 * STEP);
            self.options_ui(ui, cx);
            ui.add_space(3.0 * STEP);
            ui.horizontal(|ui| {
                if ui.button("Export to file…").clicked() {
                    let filter = if self.ignores_filter { Query::ALL } else { cx.filter.query().clone() };
                    cx.act(Action::Export {
                        format: self.format,
                        options: ExportOptions { filter, ..self.options.clone() },
                    });
                }
                cancel_ui(ui, cx);
            });
        });
    }

    fn options_ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>) {
        let options = &mut self.options;
        let ticked = |ui: &mut Ui, is_on: bool, id: &str, text: &str| {
            TickBox::new(is_on.into(), text).ui(ui, Id::unique(("export-option", id)), ui.available_width()).clicked()
        };
        let filter = cx.filter.query();
        let only = format!("Only what the filter “{}” asks for", filter.text());
        if !filter.is_empty() && ticked(ui, !self.ignores_filter, "filter", &only) {
            self.ignores_filter = !self.ignores_filter;
        }
        if ticked(ui, options.need == NeedFilter::Required, "required", "Only what is required") {
            options.need = match options.need {
                NeedFilter::All => NeedFilter::Required,
                NeedFilter::Required => NeedFilter::All,
            };
        }
        if ticked(ui, options.same_zone == SameZone::Include, "inside", "Also flows inside a zone") {
            options.same_zone = match options.same_zone {
                SameZone::LeaveOut => SameZone::Include,
                SameZone::Include => SameZone::LeaveOut,
            };
        }
        ui.add_enabled_ui(self.format.can_be_compact, |ui| {
            if ticked(ui, options.merge == Merge::Compact, "compact", "One row for each pair, transport and need") {
                options.merge = match options.merge {
                    Merge::Ranges => Merge::Compact,
                    Merge::Compact => Merge::Ranges,
                };
            }
        });
    }
}
