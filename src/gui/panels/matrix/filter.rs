//! The bar above the matrix: a field for the words that a rule must have. What a word means is the view's business.

use egui::{Id, Key, Rect, Ui, UiBuilder, vec2};

use super::state::FilterState;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP, TALL_ROW};
use crate::gui::widgets::{Icon, icon_button, search_field, weak_line};
use crate::view::{MatrixFilter, counted};

/// Height of the bar.
pub(super) const FILTER_BAR: f32 = TALL_ROW + 2.0 * STEP;

/// What the field is called.
const NAME: &str = "Filter the matrix";

/// Shows the bar. Returns whether the focus is to go on to the cells.
pub(super) fn filter_ui(ui: &mut Ui, cx: &PanelCx<'_>, rect: Rect, state: &mut FilterState) -> bool {
    let mut res = false;
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    ui.scope_builder(UiBuilder::new().id_salt("matrix-filter-bar").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.horizontal(|ui| {
            ui.set_min_height(TALL_ROW);
            let width = (ui.available_width() - 40.0 * STEP).clamp(30.0 * STEP, 60.0 * STEP);
            let id = Id::unique("matrix-filter");
            let response = search_field(ui, id, NAME, width, &mut state.text);
            let response = response.on_hover_text(
                "Ports, roles, protocols, transports, “required” or “optional”, and what rules are for: every word must \
                 be there",
            );
            if std::mem::take(&mut state.takes_focus) {
                response.request_focus();
            }
            if response.changed() {
                state.filter = MatrixFilter::new(cx.catalog, &state.text);
            }
            res = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if !state.filter.is_empty() {
                if icon_button(ui, Icon::Cross, "Clear the filter", true, "").clicked() {
                    state.clear();
                    state.takes_focus = true;
                }
                weak_line(ui, format!("{} in sight", counted(state.num_in_sight, "match", "matches")));
            }
        });
    });
    res
}
