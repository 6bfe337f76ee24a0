//! The tick table by keys: moving the cursor, drawing its block larger, and ticking what it holds.

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::state::{Find, TicksState};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::panels::groups::toggle_groups;
use crate::gui::widgets::{Follow, OpenedBy, take_block_keys};
use crate::plan::Tick;
use crate::view::TickMark;

/// Takes the keys while the cell of the cursor has the focus; `page` is how many rows a page has.
pub(super) fn keys_ui(ui: &Ui, cx: &mut PanelCx<'_>, page: usize, state: &mut TicksState) {
    let cell = state.cell_id(state.cursor.place);
    if !ui.memory(|memory| memory.has_focus(cell)) {
        return;
    }
    // Arrows move the cursor, and Escape steps back: neither is egui's to take.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(cell, filter));
    let takes = |held: Modifiers, key| ui.input_mut(|input| input.consume_key(held, key));
    let size = state.size();
    if take_block_keys(ui, &mut state.cursor, size, page) {
        // Nothing but the cursor is another one.
    } else if takes(Modifiers::SHIFT, Key::F10) || takes(Modifiers::NONE, Key::Menu) {
        state.menu = Some((state.cursor.place, OpenedBy::Key));
    } else if takes(Modifiers::NONE, Key::Space) {
        tick(cx, state);
    } else if takes(Modifiers::NONE, Key::Delete) || takes(Modifiers::NONE, Key::Backspace) {
        set_block(cx, state, Tick::Off);
    } else if takes(Modifiers::NONE, Key::Enter) {
        open(cx, state);
    } else if takes(Modifiers::NONE, Key::Escape) {
        step_back(cx, state);
    } else if let Some(typed) = take_typed(ui) {
        // As in a list, what is typed is looked for.
        state.search = typed;
        state.find = Find::GoOn;
        ui.ctx().request_repaint();
        return;
    } else {
        return;
    }
    state.choose_zone(cx);
    // A menu that was just opened has a focus of its own.
    let opens_menu = state.menu.is_some_and(|(_, opened_by)| opened_by == OpenedBy::Key);
    if !opens_menu {
        state.follow = Follow::Focus;
    }
}

/// Takes what was typed, but for blanks, which tick.
fn take_typed(ui: &Ui) -> Option<String> {
    let is_typed = |event: &Event| matches!(event, Event::Text(text) if !text.trim().is_empty());
    ui.input_mut(|input| {
        let idx = input.events.iter().position(is_typed)?;
        if let Event::Text(text) = input.events.remove(idx) { Some(text) } else { None }
    })
}

/// Ticks or unticks the block; a cell alone goes on to its next state, and a heading or a group is folded.
pub(super) fn tick(cx: &mut PanelCx<'_>, state: &TicksState) {
    if state.cursor.is_block() {
        let is_all_there = cx.views.ticks.is_all_there(cx.catalog, &state.block());
        set_block(cx, state, Tick::from(!is_all_there));
        return;
    }
    let (row_idx, column) = state.cursor.place;
    let Some(row) = state.row(row_idx) else { return };
    let Some(column_idx) = state.zone_idx(column) else {
        toggle_groups(cx.look, &[(state.axis(), column)]);
        return;
    };
    if row.is_heading() {
        fold(cx, state, row_idx);
    } else if let Some(edit) = cx.views.ticks.toggled(cx.catalog, row, column_idx) {
        cx.act(Action::Tick(edit));
    } else {
        cx.act(Action::SayEffect(format!("{} comes with other roles alone", row.name(cx.catalog))));
    }
}

/// Ticks or unticks everything in the block.
pub(super) fn set_block(cx: &mut PanelCx<'_>, state: &TicksState, tick: Tick) {
    match cx.views.ticks.block_ticked(cx.catalog, &state.block(), tick) {
        Some(edit) => cx.act(Action::Tick(edit)),
        None if tick.is_on() => cx.act(Action::SayEffect("All of it is there already".to_owned())),
        None => cx.act(Action::SayEffect("Nothing is ticked here: what is implied goes with its role".to_owned())),
    }
}

/// Shows or hides the rows under a heading.
pub(super) fn fold(cx: &mut PanelCx<'_>, state: &TicksState, row_idx: usize) {
    let (Some(rows), Some(row)) = (state.rows(), state.row(row_idx)) else { return };
    let is_open = rows.is_open(row);
    cx.look.set_open(&row.section(cx.catalog), is_open, !is_open);
}

/// Opens the settings of the placement that a cell stands for; a cell without any opens its menu.
fn open(cx: &mut PanelCx<'_>, state: &mut TicksState) {
    let (row_idx, column) = state.cursor.place;
    let Some(row) = state.row(row_idx) else { return };
    let Some(column_idx) = state.zone_idx(column) else {
        toggle_groups(cx.look, &[(state.axis(), column)]);
        return;
    };
    if row.is_heading() {
        fold(cx, state, row_idx);
    } else if cx.views.ticks.cell(row, column_idx).mark == TickMark::Ticked
        && let Some(placement_idx) = cx.views.ticks.placement_idx(row, column_idx)
    {
        show_placement(cx, column_idx, placement_idx);
    } else {
        state.menu = Some((state.cursor.place, OpenedBy::Key));
    }
}

/// Opens the settings of a placement of the zone at a position.
pub(super) fn show_placement(cx: &mut PanelCx<'_>, column_idx: usize, placement_idx: usize) {
    let Some(column) = cx.views.ticks.columns.get(column_idx) else { return };
    cx.act(Action::Select(Selection::Zone(column.id().clone())));
    cx.act(Action::ShowPlacement(placement_idx));
}

/// Steps back: from the block to the cursor, and from what was searched for to all rows.
fn step_back(cx: &mut PanelCx<'_>, state: &mut TicksState) {
    if !state.cursor.let_go() && !state.clear_search() {
        cx.act(Action::Select(Selection::None));
    }
}
