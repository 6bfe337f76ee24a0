//! What the tick table and the matrix show while the plan has no zone: the first step, and a way around it.

use egui::Ui;

use super::PanelCx;
use crate::gui::commands::Command;
use crate::gui::theme::metrics::PANEL_MARGIN;
use crate::gui::widgets::empty_state;

/// Shows it.
pub(super) fn no_zones_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    ui.add_space(PANEL_MARGIN);
    ui.horizontal(|ui| {
        ui.add_space(PANEL_MARGIN);
        ui.vertical(|ui| {
            let next = "A zone is a network segment with one trust level. Add two, tick what stands in them, and the \
                        matrix says which must reach which";
            if empty_state(ui, "There is no zone yet", next, Some("Add the first zone")) {
                cx.command(Command::AddZone);
            }
            if ui.button("Start from a template…").clicked() {
                cx.command(Command::New);
            }
        });
    });
}
