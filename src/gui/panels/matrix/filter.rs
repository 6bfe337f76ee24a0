//! The bar above the matrix: a field for the words that a rule must have. What a word means is the view's business.

use egui::{Id, Key, Rect, RichText, Ui, UiBuilder, vec2};

use crate::catalog::Catalog;
use crate::gui::panels::Shown;
use crate::gui::theme::metrics::{PANEL_MARGIN, SMALL, STEP, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, icon_button, search_field, truncated};
use crate::view::{MatrixFilter, counted};

/// Height of the bar.
pub(super) const FILTER_BAR: f32 = TALL_ROW + 2.0 * STEP;

/// What the field is called.
const NAME: &str = "Filter the matrix";

/// What was typed, and what came of it.
#[derive(Debug, Default)]
pub(super) struct FilterState {
    text: String,
    /// What the text asks for.
    pub filter: MatrixFilter,
    /// The field is to get the focus.
    pub takes_focus: bool,
    /// How many cells in sight had a rule like this in the last frame.
    pub num_in_sight: u32,
}

/// What the bar asks of the matrix below.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct FilterWish {
    /// The words are others.
    pub has_changed: bool,
    /// The focus is to go on to the cells.
    pub goes_on: bool,
}

impl FilterState {
    /// Asks for the same words of another catalog.
    pub(super) fn follow_catalog(&mut self, catalog: &Catalog) {
        self.filter = MatrixFilter::new(catalog, &self.text);
    }

    /// Asks for nothing any more. Returns whether anything was asked for.
    pub(super) fn clear(&mut self) -> bool {
        let was_empty = self.filter.is_empty();
        self.text.clear();
        self.filter = MatrixFilter::default();
        !was_empty
    }
}

/// Shows the bar.
pub(super) fn filter_ui(ui: &mut Ui, rect: Rect, shown: &Shown<'_>, state: &mut FilterState) -> FilterWish {
    let mut res = FilterWish::default();
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
                state.filter = MatrixFilter::new(shown.catalog, &state.text);
                res.has_changed = true;
            }
            res.goes_on = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if !state.filter.is_empty() {
                if icon_button(ui, Icon::Cross, "Clear the filter", true, "").clicked() {
                    res.has_changed = state.clear();
                    state.takes_focus = true;
                }
                let text = format!("{} in sight", counted(state.num_in_sight, "match", "matches"));
                truncated(ui, RichText::new(text).size(SMALL).color(tokens(ui).text_weak.get()));
            }
        });
    });
    res
}
