//! The bar above the matrix, with the field that filters.

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, vec2};

use crate::gui::panels::PanelCx;
use crate::gui::panels::filter_field::{filter_field_ui, filter_state_ui};
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, STEP, TALL_ROW};
use crate::gui::widgets::{toggle_ui, weak_line};

/// Height of the bar: a line more where something is to be said of what is folded.
pub(super) fn bar_height(left_out: Option<&str>) -> f32 {
    TALL_ROW + 2.0 * STEP + if left_out.is_some() { ROW } else { 0.0 }
}

/// Shows the bar; `left_out` says what is folded. Returns whether the focus is to go on to the cells.
pub(super) fn filter_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, left_out: Option<&str>) -> bool {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    let shown = ui.scope_builder(UiBuilder::new().id_salt("matrix-filter-bar").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let row = ui.horizontal(|ui| {
            ui.set_min_height(TALL_ROW);
            let width = (ui.available_width() - 70.0 * STEP).clamp(28.0 * STEP, 60.0 * STEP);
            let goes_on = filter_field_ui(ui, cx, ("Filter the matrix", width));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                folds_ui(ui, cx);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| filter_state_ui(ui, cx));
            });
            goes_on
        });
        if let Some(left_out) = left_out {
            weak_line(ui, left_out);
        }
        row.inner
    });
    shown.inner
}

/// What is folded: rows and columns without rules, and zones by their groups where there are some.
fn folds_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    toggle_ui(ui, Id::unique("matrix-fold-empty"), "Fold empty", &mut cx.look.folds_empty);
    if cx.env.has_groups {
        toggle_ui(ui, Id::unique("matrix-groups"), "Groups", &mut cx.look.groups_zones);
    }
}
