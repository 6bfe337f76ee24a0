//! A cell as it is used: clicked, inspected, copied, and read out by a screen reader.

use egui::{EventFilter, Key, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::painting::LOSS_MARK;
use super::state::{MatrixState, Pair};
use crate::document::Selection;
use crate::export::BlockContent;
use crate::gui::action::Action;
use crate::gui::commands::{Command, Panel};
use crate::gui::panels::PanelCx;
use crate::gui::panels::menu_bar::item_ui;
use crate::gui::widgets::{Follow, OpenedBy, Place, Reach, item_menu_ui};
use crate::query::Query;
use crate::view::{CellPorts, MatrixView, Shade, counted};

/// What the menu of a cell offers, in groups.
const MENU: [&[Command]; 2] = [
    &[
        Command::CopyCells(BlockContent::Grid),
        Command::CopyCells(BlockContent::MarkdownGrid),
        Command::CopyCells(BlockContent::Rules),
    ],
    &[Command::CopyPorts, Command::AddFlow],
];

/// Lets a cell be used. Painting it is somebody else's business.
pub(super) fn cell_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    shade: Shade,
    state: &mut MatrixState,
    (place, pair): (Place, Pair),
    rect: Rect,
) -> Response {
    let response = sensing_ui(ui, state, place, rect);
    response.widget_info(|| {
        let summary = cx.matrix.summary(pair.0, pair.1);
        let mut label = cx.views.matrix.label(shade, summary, pair.0, pair.1);
        if let Some(found) = state.num_found(pair) {
            label += &format!(", {found} match");
        }
        let is_selected = cx.pair_idx == Some(pair) || (state.cursor.is_block() && state.cursor.has(place));
        WidgetInfo::selected(Role::GridCell, ui.is_enabled(), is_selected, label)
    });
    if response.has_focus() {
        escape_ui(ui, cx, state, &response);
    }
    if response.clicked() {
        click(ui, cx, state, (place, pair));
    }
    if response.secondary_clicked() {
        if !state.cursor.has(place) {
            state.cursor.put(place, Reach::Move);
            cx.act(Action::Select(selection(cx, pair)));
        }
        state.menu = Some((place, OpenedBy::Pointer));
    }
    menu_ui(cx, state, place, &response, |cx| cx.views.matrix.arrow(pair.0, pair.1));
    response
}

/// Lets a cell of the grid be clicked and have the focus. The one of the cursor is a stop of the Tab key.
pub(super) fn sensing_ui(ui: &Ui, state: &MatrixState, place: Place, rect: Rect) -> Response {
    let sense = if place == state.cursor.place { Sense::click() } else { Sense::CLICK };
    ui.interact(rect, state.cell_id(place), sense)
}

/// Steps back by Escape: from the block to the cursor, from the pair to the zone, and from the filter.
pub(super) fn escape_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState, response: &Response) {
    // Arrows move the cursor, and Escape steps back: neither is egui's to take.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    if state.drag.is_some() || !ui.input(|input| input.key_pressed(Key::Escape)) || state.cursor.let_go() {
        return;
    }
    if cx.chosen.pair.is_some() || !cx.filter.clear() {
        cx.act(Action::Select(Selection::None));
    }
}

fn click(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState, (place, pair): (Place, Pair)) {
    state.follow = Follow::Focus;
    if ui.input(|input| input.modifiers.shift) {
        state.cursor.put(place, Reach::Extend);
        return;
    }
    state.cursor.put(place, Reach::Move);
    cx.act(Action::Select(selection(cx, pair)));
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        cx.act(Action::Focus(Panel::Inspector));
    }
}

/// Shows the menu of a cell as long as it is open. It says first what it acts on: the block, or the cell by its `name`.
pub(super) fn menu_ui(
    cx: &mut PanelCx<'_>,
    state: &mut MatrixState,
    place: Place,
    response: &Response,
    name: impl FnOnce(&PanelCx<'_>) -> String,
) {
    let Some((_, opened_by)) = state.menu.filter(|(of, _)| *of == place) else { return };
    let is_open = item_menu_ui(response, opened_by, |ui, takes_focus| {
        let is_block = state.cursor.is_block();
        let name = if is_block { counted(state.block().num_cells(), "cell", "cells") } else { name(cx) };
        ui.add_enabled(false, egui::Button::new(name));
        for (idx, group) in MENU.into_iter().enumerate() {
            ui.separator();
            for (nr, &command) in group.iter().enumerate() {
                let item = item_ui(ui, cx, command);
                if takes_focus && idx == 0 && nr == 0 {
                    item.request_focus();
                }
            }
        }
    });
    if !is_open {
        state.menu = None;
        state.follow = Follow::Focus;
    }
}

fn selection(cx: &PanelCx<'_>, (source_idx, destination_idx): Pair) -> Selection {
    let headings = &cx.views.matrix.headings;
    headings.get(source_idx).zip(headings.get(destination_idx)).map_or(Selection::None, |(source, destination)| {
        Selection::Pair { source: source.zone_id.clone(), destination: destination.zone_id.clone() }
    })
}

/// Says what a cell opens, and why to look twice at it.
pub(in crate::gui::panels) fn pair_tooltip_ui(response: Response, cx: &PanelCx<'_>, pair: Pair) {
    response.on_hover_ui_at_pointer(|ui| {
        let view = &cx.views.matrix;
        let summary = cx.matrix.summary(pair.0, pair.1);
        ui.label(view.pair(pair.0, pair.1));
        ui.label(egui::RichText::new(MatrixView::summary_text(summary)).small().weak());
        let ports = CellPorts::build(cx.catalog, cx.matrix, &Query::ALL, pair);
        for line in ports.lines {
            ui.label(egui::RichText::new(line).monospace());
        }
        for loss in ports.losses {
            ui.label(egui::RichText::new(format!("{LOSS_MARK} {loss}")).small());
        }
        for risk in view.shaded(summary, pair.0, pair.1).risks() {
            ui.label(egui::RichText::new(format!("⚠ {risk}")).small());
        }
    });
}
