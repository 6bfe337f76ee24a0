//! Puts the matrix together: the bar that filters, headings and cells, and the legend.

use egui::{Id, Key, Modifiers, Pos2, Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use super::cells::{cell_ui, pair_tooltip_ui};
use super::filter::{bar_height, filter_ui};
use super::geometry::{Fit, Geometry, MAX_ZOOM, MIN_ZOOM};
use super::group_cells::{group_cell_ui, group_tooltip_ui, is_total};
use super::headings::{drag_ui, dragged, heading_ui, sizes_ui};
use super::legend::{LEGEND_BAR, Signs, legend_ui};
use super::painting::{CellPaint, Painting};
use super::state::{MatrixState, Side, longest_name};
use crate::gui::panels::PanelCx;
use crate::gui::panels::no_zones::no_zones_ui;
use crate::gui::theme::tokens;
use crate::gui::widgets::{Follow, GridLayout, OpenedBy, Place, block_drag_ui, scrolled_to_same, take_block_keys};

/// Shows the matrix.
pub(in crate::gui::panels) fn matrix_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState, takes_focus: bool) {
    if cx.views.matrix.headings.is_empty() {
        no_zones_ui(ui, cx);
        return;
    }
    state.update(ui, cx, takes_focus);
    let all = ui.max_rect();
    let line = Stroke::new(1.0, tokens(ui).line.get());
    let left_out = state.axes().left_out_words(cx.filter.found(cx.stamp));
    let bar = Rect::from_min_size(all.min, vec2(all.width(), bar_height(left_out.as_deref())));
    let goes_on = filter_ui(ui, cx, bar, left_out.as_deref());
    if goes_on {
        state.follow = Follow::Focus;
    }
    ui.painter().hline(all.x_range(), bar.bottom(), line);
    let legend = Rect::from_min_max(pos2(all.left(), all.bottom() - LEGEND_BAR), all.max);
    let between = Rect::from_min_max(pos2(all.left(), bar.bottom() + 1.0), pos2(all.right(), legend.top()));
    ui.scope_builder(UiBuilder::new().id_salt("matrix-grid").max_rect(between), |ui| {
        ui.set_clip_rect(between.intersect(ui.clip_rect()));
        grid_ui(ui, cx, state);
    });
    ui.painter().hline(all.x_range(), legend.top(), line);
    let writes_ports = state.geometry.is_some_and(|geometry| geometry.writes_ports);
    let signs = Signs { writes_ports, has_losses: state.has_losses };
    legend_ui(ui, cx, legend, signs);
}

/// Shows headings and cells.
fn grid_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState) {
    let longest_name = *state.longest_name.get(cx.stamp, || longest_name(ui, cx));
    let room = ui.available_size();
    if let Some(pointer) = ui.ctx().pointer_hover_pos().filter(|pointer| ui.max_rect().contains(*pointer)) {
        let zoom = cx.look.matrix_zoom * ui.input(egui::InputState::zoom_delta);
        let zoom = zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        if (zoom - cx.look.matrix_zoom).abs() > f32::EPSILON {
            cx.look.matrix_zoom = zoom;
            state.zoom_at = Some(pointer - ui.max_rect().min);
        }
    }
    let fit = Fit {
        size: state.axes().size(),
        longest_name,
        cells: cx.look.cells,
        zoom: cx.look.matrix_zoom,
        dragged: dragged(cx.look),
    };
    let geometry = Geometry::new(fit, room);
    let grid = geometry.grid;
    let mut area = ScrollArea::both().id_salt("matrix").auto_shrink(false).animated(false);
    let at = state.zoom_at.take();
    if let Some(before) = state.geometry.filter(|before| before.grid.cell != grid.cell && before.grid.size == grid.size)
    {
        let middle = grid.corner + grid.body(ui.max_rect()).size() / 2.0;
        // A zoom keeps what is looked at; in another room the matrix begins with the cell that it began with.
        let is_zoomed = (before.zoom - geometry.zoom).abs() > f32::EPSILON;
        let offset = if is_zoomed {
            // Beyond the end it would spring back.
            let offset = geometry.offset_after(&before, state.offset, at.unwrap_or(middle));
            offset.min((grid.whole() - room).max(Vec2::ZERO))
        } else {
            scrolled_to_same(state.offset, before.grid.cell, &grid, room)
        };
        area = area.scroll_offset(offset);
    }
    state.geometry = Some(geometry);
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_min_size(grid.whole());
        viewport_ui(ui, cx, viewport, state, geometry);
    });
    state.offset = output.state.clamped_offset();
}

/// Shows what can be seen through the viewport.
fn viewport_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, viewport: Rect, state: &mut MatrixState, geometry: Geometry) {
    let screen = ui.clip_rect();
    let origin = screen.min - viewport.min.to_vec2();
    let grid = geometry.grid;
    let body = grid.body(screen);
    let (rows, columns) = grid.visible(viewport);
    let id = Id::unique("matrix-block");
    if block_drag_ui(ui, id, (body, origin, grid), (&mut state.cursor, &mut state.is_drawing)) {
        ui.memory_mut(|memory| memory.request_focus(state.cell_id(state.cursor.place)));
    }
    let has_focus = ui.memory(|memory| memory.has_focus(state.cell_id(state.cursor.place)));
    if has_focus {
        keys_ui(ui, state, grid, grid.rows_per_page(viewport));
    }
    let chosen = cx.pair_idx.and_then(|pair| state.axes().place_of(pair));
    let mut painting = Painting::new(ui, cx, (cx.look.shade, chosen), geometry, origin);
    state.has_losses = false;
    for row in rows.clone() {
        for column in columns.clone() {
            let place = (row, column);
            let rect = grid.cell_rect(origin, place);
            place_ui(ui, cx, state, (place, rect, rect.intersect(body)), &mut painting);
        }
    }
    // The cursor is there even when it is out of sight: the focus must not be lost by scrolling.
    let cursor = state.cursor.place;
    if !rows.contains(&cursor.0) || !columns.contains(&cursor.1) {
        let nowhere = Rect::from_min_size(body.min, vec2(0.0, 0.0));
        match state.axes().pair(cursor) {
            Some(pair) => cell_ui(ui, cx, cx.look.shade, state, (cursor, pair), nowhere),
            None => group_cell_ui(ui, cx, state, (cursor, None), nowhere),
        };
    }
    painting.crosshair(&state.cursor);
    painting.strips();
    for place in rows.clone() {
        heading_ui(ui, cx, &painting, (Side::From, place), state);
    }
    for place in columns.clone() {
        heading_ui(ui, cx, &painting, (Side::To, place), state);
    }
    painting.corner();
    sizes_ui(ui, cx, painting.grid(), (rows, columns), state);
    drag_ui(ui, cx, (grid, origin, screen), state);
    follow(ui, grid, origin, state);
    if state.is_behind() {
        ui.ctx().request_repaint();
    }
}

/// Shows and paints one cell: of two zones, or of a group.
fn place_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    state: &mut MatrixState,
    (place, rect, in_sight): (Place, Rect, Rect),
    painting: &mut Painting<'_>,
) {
    let Some(pair) = state.axes().pair(place) else {
        let union = state.union(cx, place);
        let response = group_cell_ui(ui, cx, state, (place, union), in_sight);
        let union = union.unwrap_or_default();
        state.has_losses |= union.loses_required;
        painting.group_cell((place, rect), union, is_total(state.axes(), place), &response);
        if response.hovered() {
            group_tooltip_ui(response, cx, state.axes(), (place, union));
        }
        return;
    };
    let response = cell_ui(ui, cx, cx.look.shade, state, (place, pair), in_sight);
    state.has_losses |= pair.0 != pair.1 && cx.matrix.summary(pair.0, pair.1).loses_required;
    let ports = if painting.lists_ports() { state.ports(cx, pair) } else { None };
    painting.cell(&CellPaint { place, pair, rect, response: &response, ports });
    if response.hovered() {
        pair_tooltip_ui(response, cx, pair);
    }
}

/// Takes the keys while the cell of the cursor has the focus; `page` is how many rows a page has.
fn keys_ui(ui: &Ui, state: &mut MatrixState, grid: GridLayout, page: usize) {
    let takes = |held: Modifiers, key| ui.input_mut(|input| input.consume_key(held, key));
    if take_block_keys(ui, &mut state.cursor, grid.size, page) {
        state.follow = Follow::Focus;
    } else if takes(Modifiers::SHIFT, Key::F10) || takes(Modifiers::NONE, Key::Menu) {
        state.menu = Some((state.cursor.place, OpenedBy::Key));
    }
}

/// Brings a cursor that was moved into sight, and gives it the focus.
fn follow(ui: &Ui, grid: GridLayout, origin: Pos2, state: &mut MatrixState) {
    let follow = std::mem::take(&mut state.follow);
    let place = state.cursor.place;
    match follow {
        Follow::No => return,
        Follow::Sight => {}
        Follow::Focus => ui.memory_mut(|memory| memory.request_focus(state.cell_id(place))),
        Follow::FocusSoon => state.follow = Follow::Focus,
    }
    ui.scroll_to_rect(grid.with_headings(origin, place), None);
    ui.ctx().request_repaint();
}
