//! Puts the tick table together: the bar that searches and chooses rows, headings and cells, and the legend.

use egui::{Id, Pos2, Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use super::bar::{bar_height, bar_ui};
use super::cells::{cell_ui, tooltip_ui};
use super::geometry::Geometry;
use super::headings::{dragged, row_heading_ui, sizes_ui, zone_heading_ui};
use super::keys::keys_ui;
use super::legend::{LEGEND_BAR, legend_ui};
use super::menu::menu_ui;
use super::painting::Painting;
use super::state::{TicksState, name_widths};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::panels::no_zones::no_zones_ui;
use crate::gui::theme::metrics::PANEL_MARGIN;
use crate::gui::theme::tokens;
use crate::gui::widgets::{Follow, GridLayout, block_drag_ui, empty_state, scrolled_to_same};
use crate::view::{RoleDraft, TickRows};

/// Shows the tick table.
pub(in crate::gui::panels) fn ticks_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut TicksState, takes_focus: bool) {
    if cx.views.ticks.columns.is_empty() {
        no_zones_ui(ui, cx);
        return;
    }
    state.update(ui, cx, takes_focus);
    let all = ui.max_rect();
    let line = Stroke::new(1.0, tokens(ui).line.get());
    let bar = Rect::from_min_size(all.min, vec2(all.width(), bar_height(all.width())));
    bar_ui(ui, cx, bar, state);
    ui.painter().hline(all.x_range(), bar.bottom(), line);
    let legend = Rect::from_min_max(pos2(all.left(), all.bottom() - LEGEND_BAR), all.max);
    let between = Rect::from_min_max(pos2(all.left(), bar.bottom() + 1.0), pos2(all.right(), legend.top()));
    ui.scope_builder(UiBuilder::new().id_salt("ticks-grid").max_rect(between), |ui| {
        ui.set_clip_rect(between.intersect(ui.clip_rect()));
        if state.rows().is_none_or(TickRows::is_empty) {
            nothing_ui(ui, cx, between, &state.search);
        } else {
            grid_ui(ui, cx, state);
        }
    });
    ui.painter().hline(all.x_range(), legend.top(), line);
    legend_ui(ui, legend);
}

fn nothing_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, search: &str) {
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(PANEL_MARGIN)), |ui| {
        let next = "Search for a product, a service, a port or what a role does";
        let words = search.trim();
        let button = format!("Make a role “{words}”…");
        let button = (!words.is_empty()).then_some(button.as_str());
        if empty_state(ui, "No role and no OS version has these words", next, button) {
            cx.act(Action::OfferRole(RoleDraft::new(words)));
        }
    });
}

/// Shows headings and cells.
fn grid_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut TicksState) {
    let widths = *state.name_widths.get(cx.stamp, || name_widths(ui, cx));
    let room = ui.available_size();
    let geometry = Geometry::new(state.size(), widths, dragged(cx.look), room);
    let mut area = ScrollArea::both().id_salt("ticks").auto_shrink(false).animated(false);
    if let Some((offset, cell)) = state.scrolled.filter(|(_, cell)| *cell != geometry.grid.cell) {
        area = area.scroll_offset(scrolled_to_same(offset, cell, &geometry.grid, room));
    }
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_min_size(geometry.grid.whole());
        viewport_ui(ui, cx, viewport, state, geometry);
    });
    state.scrolled = Some((output.state.clamped_offset(), geometry.grid.cell));
}

/// Shows what can be seen through the viewport.
fn viewport_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, viewport: Rect, state: &mut TicksState, geometry: Geometry) {
    let screen = ui.clip_rect();
    let origin = screen.min - viewport.min.to_vec2();
    let grid = geometry.grid;
    let body = grid.body(screen);
    let (rows, columns) = grid.visible(viewport);
    let id = Id::unique("tick-block");
    if block_drag_ui(ui, id, (body, origin, grid), (&mut state.cursor, &mut state.is_drawing)) {
        ui.memory_mut(|memory| memory.request_focus(state.cell_id(state.cursor.place)));
        state.choose_zone(cx);
    }
    keys_ui(ui, cx, grid.rows_per_page(viewport), state);
    let chosen = cx.env.zone_idx.and_then(|zone_idx| state.axis().place_of(zone_idx));
    let mut painting = Painting::new(ui, cx, chosen, geometry, origin);
    for row_idx in rows.clone() {
        let Some(row) = state.row(row_idx) else { continue };
        painting.row_background(row_idx, row);
        for column_idx in columns.clone() {
            let place = (row_idx, column_idx);
            let rect = grid.cell_rect(origin, place);
            let response = cell_ui(ui, cx, state, (row, place), rect.intersect(body));
            match state.zone_idx(place.1) {
                Some(zone_idx) => painting.cell(row, (place, zone_idx), &response),
                None => painting.group_cell((row, place), state.num_in_group(cx, (row, place.1)), &response),
            }
            menu_ui(cx, state, (row, place), &response);
            if let Some(zone_idx) = state.zone_idx(place.1).filter(|_| response.hovered()) {
                tooltip_ui(response, cx, row, zone_idx);
            }
        }
    }
    // The cursor is there even when it is out of sight: the focus must not be lost by scrolling.
    let cursor = state.cursor.place;
    if let Some(row) = state.row(cursor.0).filter(|_| !rows.contains(&cursor.0) || !columns.contains(&cursor.1)) {
        let nowhere = Rect::from_min_size(body.min, Vec2::ZERO);
        cell_ui(ui, cx, state, (row, cursor), nowhere);
    }
    painting.marks(&state.cursor);
    painting.strips();
    for row_idx in rows {
        let Some(row) = state.row(row_idx) else { continue };
        let is_open = state.rows().is_some_and(|rows| rows.is_open(row));
        let rect = painting.row_heading(row_idx, row, is_open);
        row_heading_ui(ui, cx, state, (row, row_idx), rect);
    }
    for column_idx in columns.clone() {
        let rect = painting.column_heading(state.axis(), column_idx);
        zone_heading_ui(ui, cx, state, column_idx, rect);
    }
    painting.corner();
    sizes_ui(ui, cx, (&painting, geometry), columns, state);
    follow(ui, grid, origin, state);
}

/// Brings a cursor that was moved into sight, and gives it the focus.
fn follow(ui: &Ui, grid: GridLayout, origin: Pos2, state: &mut TicksState) {
    let follow = std::mem::take(&mut state.follow);
    match follow {
        Follow::No => return,
        Follow::Sight => {}
        Follow::Focus => ui.memory_mut(|memory| memory.request_focus(state.cell_id(state.cursor.place))),
        Follow::FocusSoon => state.follow = Follow::Focus,
    }
    ui.scroll_to_rect(grid.with_headings(origin, state.cursor.place), None);
    ui.ctx().request_repaint();
}
