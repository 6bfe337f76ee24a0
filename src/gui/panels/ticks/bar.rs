//! The bar above the tick table: what is searched for, which rows are shown, and what the last edit did to the rules.

use egui::{Align, Id, Key, Layout, Rect, Ui, UiBuilder, vec2};

use super::state::{Find, TicksState};
use crate::gui::panels::PanelCx;
use crate::gui::state::TickRowSet;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, STEP, TALL_ROW};
use crate::gui::widgets::{
    Follow, Icon, Reach, go_to_end, icon_button, search_field, select_all, toggle_ui, weak_line,
};
use crate::view::TickRows;

/// What the field is called.
const NAME: &str = "Search roles, families, OS versions";
/// From this width on everything stands in one line, and from this one on in two.
const ONE_LINE: f32 = 680.0;
const TWO_LINES: f32 = 280.0;
/// The widest that the field gets.
const FIELD: f32 = 66.0 * STEP;

/// Height of the bar: more than one line where it is narrow.
pub(super) fn bar_height(width: f32) -> f32 {
    let lines = if width >= ONE_LINE {
        1.0
    } else if width >= TWO_LINES {
        2.0
    } else {
        3.0
    };
    lines * (TALL_ROW + STEP) + STEP
}

/// Shows the bar.
pub(super) fn bar_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, state: &mut TicksState) {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    ui.scope_builder(UiBuilder::new().id_salt("ticks-bar").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let is_narrow = rect.width() < ONE_LINE;
        ui.horizontal(|ui| {
            ui.set_min_height(TALL_ROW);
            let room = if is_narrow { 0.62 * ui.available_width() } else { 0.4 * ui.available_width() };
            search_ui(ui, cx, state, room.min(FIELD));
            if !is_narrow {
                common_ui(ui, cx);
                retired_and_groups_ui(ui, cx);
            }
            effect_ui(ui, cx);
        });
        if is_narrow {
            ui.horizontal_wrapped(|ui| {
                ui.set_min_height(TALL_ROW);
                common_ui(ui, cx);
                if rect.width() < TWO_LINES {
                    ui.end_row();
                }
                retired_and_groups_ui(ui, cx);
            });
        }
    });
}

fn search_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut TicksState, width: f32) {
    let id = Id::unique("tick-search");
    let response = search_field(ui, id, NAME, width, &mut state.search);
    match std::mem::take(&mut state.find) {
        Find::No => {}
        Find::Anew => {
            response.request_focus();
            select_all(ui, id, &state.search);
        }
        Find::GoOn => {
            response.request_focus();
            go_to_end(ui, id, &state.search);
        }
    }
    let (enters, goes_down) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::ArrowDown)));
    if (response.lost_focus() && enters) || (response.has_focus() && goes_down) {
        // What was typed in this very frame is not searched for yet.
        state.update(ui, cx, false);
        let first = state.rows().and_then(TickRows::first_tick);
        if let Some(row_idx) = first.filter(|_| !state.search.trim().is_empty()) {
            state.cursor.put((row_idx, state.cursor.place.1), Reach::Move);
        }
        state.follow = Follow::Focus;
    }
    if state.search.is_empty() {
        // The room of the button, so that nothing moves when it comes.
        ui.add_space(ROW);
    } else if icon_button(ui, Icon::Cross, "Clear the search", true, "").clicked() {
        state.clear_search();
        state.find = Find::Anew;
    }
}

fn common_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let mut is_short = cx.look.tick_rows == TickRowSet::TickedAndCommon;
    toggle_ui(ui, Id::unique("tick-rows-common"), "Ticked and common", &mut is_short);
    cx.look.tick_rows = if is_short { TickRowSet::TickedAndCommon } else { TickRowSet::All };
}

fn retired_and_groups_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    toggle_ui(ui, Id::unique("tick-rows-retired"), "Retired", &mut cx.look.retired_rows);
    if cx.env.has_groups {
        toggle_ui(ui, Id::unique("tick-groups"), "Groups", &mut cx.look.groups_zones);
    }
}

/// Says what the last edit did to the rules.
fn effect_ui(ui: &mut Ui, cx: &PanelCx<'_>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let response = weak_line(ui, cx.effect);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
}
