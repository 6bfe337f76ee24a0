//! A text field with an outline that can be seen at rest, and the accent around it while it has the focus.

use egui::{Response, Stroke, TextEdit, Ui};

use crate::gui::theme::tokens;

/// Shows a field of egui's with our outline.
pub fn text_field(ui: &mut Ui, edit: TextEdit<'_>) -> Response {
    ui.scope(|ui| {
        let tokens = tokens(ui);
        let visuals = ui.visuals_mut();
        visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, tokens.line_strong.get());
        visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, tokens.text_weak.get());
        visuals.selection.stroke = Stroke::new(1.0, tokens.accent.get());
        ui.add(edit)
    })
    .inner
}
