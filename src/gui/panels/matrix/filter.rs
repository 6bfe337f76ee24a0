//! The bar above the matrix, with the field that filters.

use egui::{Rect, Ui, UiBuilder, vec2};

use crate::gui::panels::PanelCx;
use crate::gui::panels::filter_field::{filter_field_ui, filter_state_ui};
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP, TALL_ROW};

/// Height of the bar.
pub(super) const FILTER_BAR: f32 = TALL_ROW + 2.0 * STEP;

/// Shows the bar. Returns whether the focus is to go on to the cells.
pub(super) fn filter_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect) -> bool {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    let shown = ui.scope_builder(UiBuilder::new().id_salt("matrix-filter-bar").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let row = ui.horizontal(|ui| {
            ui.set_min_height(TALL_ROW);
            let width = (ui.available_width() - 60.0 * STEP).clamp(30.0 * STEP, 60.0 * STEP);
            let goes_on = filter_field_ui(ui, cx, ("Filter the matrix", width));
            filter_state_ui(ui, cx);
            goes_on
        });
        row.inner
    });
    shown.inner
}
