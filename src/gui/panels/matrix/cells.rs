//! A cell as it is used: clicked, inspected, copied, and read out by a screen reader.

use egui::{EventFilter, Key, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::painting::LOSS_MARK;
use super::state::{MatrixState, Pair, cell_id};
use crate::document::Selection;
use crate::export::BlockContent;
use crate::gui::action::Action;
use crate::gui::commands::{Command, Panel};
use crate::gui::panels::PanelCx;
use crate::gui::panels::menu_bar::item_ui;
use crate::gui::widgets::{Follow, OpenedBy, Reach, item_menu_ui};
use crate::query::Query;
use crate::view::{CellPorts, MatrixView, Shade, counted};

/// What the menu of a cell offers, in groups.
const MENU: [&[Command]; 2] = [
    &[
        Command::CopyCells(BlockContent::Grid),
        Command::CopyCells(BlockContent::MarkdownGrid),
        Command::CopyCells(BlockContent::Rules),
    ],
    &[Command::CopyPorts],
];

/// Lets a cell be used. Painting it is somebody else's business.
pub(super) fn cell_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    shade: Shade,
    state: &mut MatrixState,
    pair: Pair,
    rect: Rect,
) -> Response {
    let is_cursor = pair == state.cursor.place;
    let sense = if is_cursor { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, cell_id(cx, pair), sense);
    response.widget_info(|| {
        let summary = cx.matrix.summary(pair.0, pair.1);
        let mut label = cx.views.matrix.label(shade, summary, pair.0, pair.1);
        if let Some(found) = state.num_found(pair) {
            label += &format!(", {found} match");
        }
        let is_selected = cx.pair_idx == Some(pair) || (state.cursor.is_block() && state.cursor.has(pair));
        WidgetInfo::selected(Role::GridCell, ui.is_enabled(), is_selected, label)
    });
    if response.has_focus() {
        escape_ui(ui, cx, state, &response);
    }
    if response.clicked() {
        click(ui, cx, state, pair);
    }
    if response.secondary_clicked() {
        if !state.cursor.has(pair) {
            state.cursor.put(pair, Reach::Move);
            cx.act(Action::Select(selection(cx, pair)));
        }
        state.menu = Some((pair, OpenedBy::Pointer));
    }
    menu_ui(cx, state, pair, &response);
    response
}

/// Steps back by Escape: from the block to the cursor, from the pair to the zone, and from the filter.
fn escape_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState, response: &Response) {
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

fn click(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut MatrixState, pair: Pair) {
    state.follow = Follow::Focus;
    if ui.input(|input| input.modifiers.shift) {
        state.cursor.put(pair, Reach::Extend);
        return;
    }
    state.cursor.put(pair, Reach::Move);
    cx.act(Action::Select(selection(cx, pair)));
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        cx.act(Action::Focus(Panel::Inspector));
    }
}

/// Shows the menu of a cell as long as it is open. It says first what it acts on.
fn menu_ui(cx: &mut PanelCx<'_>, state: &mut MatrixState, pair: Pair, response: &Response) {
    let Some((_, opened_by)) = state.menu.filter(|(of, _)| *of == pair) else { return };
    let is_open = item_menu_ui(response, opened_by, |ui, takes_focus| {
        let num_cells = state.block().num_cells();
        let name = if state.cursor.is_block() {
            counted(num_cells, "cell", "cells")
        } else {
            cx.views.matrix.arrow(pair.0, pair.1)
        };
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
pub(super) fn tooltip_ui(response: Response, cx: &PanelCx<'_>, pair: Pair) {
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
