//! A cell as it is used: ticked, chosen as a part of a block, and read out by a screen reader.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::keys::tick;
use super::state::TicksState;
use crate::gui::panels::PanelCx;
use crate::gui::widgets::{Follow, OpenedBy, Place, Reach};
use crate::view::{TickMark, TickRow, counted};

/// Lets a cell be used. Painting it is somebody else's business.
pub(super) fn cell_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    state: &mut TicksState,
    (row, place): (TickRow, Place),
    rect: Rect,
) -> Response {
    let is_cursor = place == state.cursor.place;
    let sense = if is_cursor { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, state.cell_id(place), sense);
    let in_group = state.num_in_group(cx, (row, place.1));
    response.widget_info(|| {
        let is_selected = state.cursor.is_block() && state.cursor.has(place);
        let label = match state.zone_idx(place.1) {
            Some(zone_idx) => label(cx, state, row, zone_idx),
            None => group_label(cx, state, (row, place.1), in_group),
        };
        WidgetInfo::selected(Role::GridCell, ui.is_enabled(), is_selected, label)
    });
    if response.clicked() {
        click(ui, cx, state, place);
    }
    if response.secondary_clicked() {
        if !state.cursor.has(place) {
            state.cursor.put(place, Reach::Move);
        }
        state.menu = Some((place, OpenedBy::Pointer));
        state.choose_zone(cx);
    }
    response
}

fn label(cx: &PanelCx<'_>, state: &TicksState, row: TickRow, column_idx: usize) -> String {
    let table = &cx.views.ticks;
    if row.is_heading() {
        let is_open = state.rows().is_some_and(|rows| rows.is_open(row));
        let zone = table.columns.get(column_idx);
        let (name, number) = zone.map_or(("", 0), |zone| (zone.name(), zone.num_under(row)));
        let fold = if is_open { "open" } else { "folded" };
        return format!("{} in {name}: {number}, {fold}", row.name(cx.catalog));
    }
    let mut res = table.label(cx.catalog, row, column_idx);
    for remark in cx.views.remarks(cx.catalog, row, column_idx) {
        res += &format!(", {}", remark.text);
    }
    res
}

/// “Domain controller in Berlin: 2 of 5 zones, folded”.
fn group_label(
    cx: &PanelCx<'_>,
    state: &TicksState,
    (row, column): (TickRow, usize),
    (number, of): (usize, usize),
) -> String {
    let axis = state.axis();
    let group = axis.group_at(column).map_or("", |group| group.name());
    let fold = if axis.is_folded(column) { "folded" } else { "open" };
    format!("{} in {group}: {number} of {}, {fold}", row.name(cx.catalog), counted(of, "zone", "zones"))
}

/// A click ticks; with Shift it draws the block to where it is.
fn click(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut TicksState, place: Place) {
    state.follow = Follow::Focus;
    if ui.input(|input| input.modifiers.shift) {
        state.cursor.put(place, Reach::Extend);
    } else {
        state.cursor.put(place, Reach::Move);
        tick(cx, state);
    }
    state.choose_zone(cx);
}

/// Says what a cell is, why it is so, and what is odd about it.
pub(super) fn tooltip_ui(response: Response, cx: &PanelCx<'_>, row: TickRow, column_idx: usize) {
    if row.is_heading() {
        return;
    }
    response.on_hover_ui_at_pointer(|ui| {
        let table = &cx.views.ticks;
        let Some(column) = table.columns.get(column_idx) else { return };
        ui.label(format!("{} in {}", row.name(cx.catalog), column.name()));
        let small = |ui: &mut Ui, text: String| drop(ui.label(egui::RichText::new(text).small()));
        for line in table.details(cx.catalog, cx.plan, row, column_idx) {
            small(ui, line);
        }
        let is_ticked = table.cell(row, column_idx).mark == TickMark::Ticked;
        if is_ticked && row.is_retired(cx.catalog) {
            small(ui, format!("⚠ {}", row.summary(cx.catalog)));
        }
        for remark in cx.views.remarks(cx.catalog, row, column_idx) {
            small(ui, format!("{} {}", remark.severity.sign(), remark.text));
        }
    });
}
