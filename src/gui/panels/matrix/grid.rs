//! Puts the matrix together: the bar that filters, headings and cells, and the legend.

use egui::{Id, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use super::cells::{cell_ui, tooltip_ui};
use super::filter::{FILTER_BAR, filter_ui};
use super::geometry::{Fit, Geometry, MAX_ZOOM, MIN_ZOOM};
use super::headings::{drag_ui, heading_ui};
use super::legend::{LEGEND_BAR, Signs, legend_ui};
use super::painting::{CellPaint, Painting};
use super::state::{MatrixState, Side, cell_id, longest_name, square};
use crate::gui::panels::PanelCx;
use crate::gui::panels::no_zones::no_zones_ui;
use crate::gui::theme::tokens;
use crate::gui::widgets::{Reach, scroll_at_edge, take_move, take_shifted_move};

/// Shows the matrix.
pub(in crate::gui::panels) fn matrix_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState, takes_focus: bool) {
    if cx.views.matrix.headings.is_empty() {
        no_zones_ui(ui, cx);
        return;
    }
    state.update(ui, cx, takes_focus);
    let all = ui.max_rect();
    let line = Stroke::new(1.0, tokens(ui).line.get());
    let bar = Rect::from_min_size(all.min, vec2(all.width(), FILTER_BAR));
    let goes_on = filter_ui(ui, cx, bar);
    state.follow |= goes_on;
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
    let num_zones = cx.views.matrix.headings.len();
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
    let geometry =
        Geometry::new(Fit { num_zones, longest_name, cells: cx.look.cells, zoom: cx.look.matrix_zoom }, room);
    let mut area = ScrollArea::both().id_salt("matrix").auto_shrink(false).animated(false);
    let at = state.zoom_at.take();
    if let Some(before) = state.geometry.filter(|before| before.cell != geometry.cell && before.num_zones == num_zones)
    {
        let middle = geometry.corner + geometry.body(ui.max_rect()).size() / 2.0;
        // A zoom keeps what is looked at; in another room the matrix begins with the cell that it began with.
        let is_zoomed = (before.zoom - geometry.zoom).abs() > f32::EPSILON;
        let offset = if is_zoomed {
            geometry.offset_after(&before, state.offset, at.unwrap_or(middle))
        } else {
            state.offset / before.cell * geometry.cell
        };
        // Beyond the end it would spring back.
        area = area.scroll_offset(offset.min((geometry.size() - room).max(Vec2::ZERO)));
    }
    state.geometry = Some(geometry);
    let output = area.show_viewport(ui, |ui, viewport| {
        ui.set_min_size(geometry.size());
        viewport_ui(ui, cx, viewport, state, geometry);
    });
    state.offset = output.state.clamped_offset();
}

/// Shows what can be seen through the viewport.
fn viewport_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, viewport: Rect, state: &mut MatrixState, geometry: Geometry) {
    let screen = ui.clip_rect();
    let origin = screen.min - viewport.min.to_vec2();
    let body = geometry.body(screen);
    let (rows, columns) = geometry.visible(viewport);
    block_drag_ui(ui, cx, (body, origin, geometry), state);
    take_keys(ui, cx, geometry, viewport, state);
    let mut painting = Painting::new(ui, cx, cx.look.shade, geometry, origin, body);
    let mut has_losses = false;
    let lists_ports = geometry.writes_ports || !cx.filter.query().is_empty();
    for source_idx in rows.clone() {
        for destination_idx in columns.clone() {
            let pair = (source_idx, destination_idx);
            let rect = geometry.cell_rect(origin, source_idx, destination_idx);
            let response = cell_ui(ui, cx, cx.look.shade, state, pair, rect.intersect(body));
            let ports = if lists_ports { state.ports(cx, pair) } else { None };
            has_losses |=
                source_idx != destination_idx && cx.matrix.summary(source_idx, destination_idx).loses_required;
            painting.cell(&CellPaint { pair, rect, response: &response, ports });
            if response.hovered() {
                tooltip_ui(response, cx, pair);
            }
        }
    }
    state.has_losses = has_losses;
    // The cursor is there even when it is out of sight: the focus must not be lost by scrolling.
    let cursor = state.cursor.place;
    if !rows.contains(&cursor.0) || !columns.contains(&cursor.1) {
        let nowhere = Rect::from_min_size(body.min, vec2(0.0, 0.0));
        cell_ui(ui, cx, cx.look.shade, state, cursor, nowhere);
    }
    painting.crosshair(cursor, &state.block());
    painting.strips();
    for idx in rows {
        heading_ui(ui, cx, painting.row_heading(idx), (Side::From, idx), state);
    }
    for idx in columns {
        heading_ui(ui, cx, painting.column_heading(idx), (Side::To, idx), state);
    }
    painting.corner();
    drag_ui(ui, cx, (geometry, origin, screen), state);
    follow(ui, cx, geometry, origin, state);
    if state.is_behind() {
        ui.ctx().request_repaint();
    }
}

/// Draws a block behind the pointer. Cells take clicks; what is dragged over them comes here.
fn block_drag_ui(
    ui: &mut Ui,
    cx: &PanelCx<'_>,
    (body, origin, geometry): (Rect, egui::Pos2, Geometry),
    state: &mut MatrixState,
) {
    let response = ui.interact(body, Id::unique("matrix-block"), Sense::DRAG);
    // A click begins like a drag.
    let is_dragged = response.dragged() && ui.input(|input| input.pointer.is_decidedly_dragging());
    let begins = !std::mem::replace(&mut state.is_drawing, is_dragged);
    let Some(pointer) = response.interact_pointer_pos().filter(|_| is_dragged) else { return };
    if begins && let Some(press) = ui.input(|input| input.pointer.press_origin()) {
        state.cursor.put(geometry.place_at(origin, press), Reach::Move);
    }
    state.cursor.put(geometry.place_at(origin, pointer), Reach::Extend);
    scroll_at_edge(ui, body, pointer, Vec2::splat(1.0));
    ui.memory_mut(|memory| memory.request_focus(cell_id(cx, state.cursor.place)));
}

/// Moves the cursor with the keys, and draws its block larger.
fn take_keys(ui: &Ui, cx: &PanelCx<'_>, geometry: Geometry, viewport: Rect, state: &mut MatrixState) {
    if !ui.memory(|memory| memory.has_focus(cell_id(cx, state.cursor.place))) {
        return;
    }
    let size = square(geometry.num_zones);
    let takes = |held: Modifiers, key| ui.input_mut(|input| input.consume_key(held, key));
    if takes(Modifiers::COMMAND, egui::Key::A) {
        state.cursor.take_all(size);
    } else if takes(Modifiers::SHIFT, egui::Key::Space) {
        state.cursor.take_row(state.cursor.place.0, size);
    } else if takes(Modifiers::CTRL, egui::Key::Space) {
        state.cursor.take_column(state.cursor.place.1, size);
    } else {
        let step = take_move(ui).map(|step| (step, Reach::Move));
        let Some((step, reach)) = step.or_else(|| take_shifted_move(ui).map(|step| (step, Reach::Extend))) else {
            return;
        };
        state.cursor.step(step, reach, size, geometry.rows_per_page(viewport));
    }
    state.follow = true;
}

/// Brings a cursor that was moved into sight, and gives it the focus.
fn follow(ui: &Ui, cx: &PanelCx<'_>, geometry: Geometry, origin: egui::Pos2, state: &mut MatrixState) {
    if !std::mem::take(&mut state.follow) {
        return;
    }
    let pair = state.cursor.place;
    ui.memory_mut(|memory| memory.request_focus(cell_id(cx, pair)));
    // The headings cover the cells: they must stay beside the one that is brought into sight.
    let mut rect = geometry.cell_rect(origin, pair.0, pair.1);
    rect.min -= geometry.corner;
    ui.scroll_to_rect(rect, None);
    ui.ctx().request_repaint();
}
