//! What can be done with a cell or a block: its menu, by the pointer's other button or by a key.

use egui::{Response, Ui};

use super::keys::{set_block, show_placement, tick};
use super::state::TicksState;
use crate::export::BlockContent;
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::panels::menu_bar::item_ui;
use crate::gui::widgets::{Follow, Place, item_menu_ui};
use crate::plan::{Edit, Tick};
use crate::view::{Entry, MachinePlace, Proposal, RoleDraft, TickMark, TickRow, Topic, counted, num_machines};

/// Shows the menu of a cell as long as it is open.
pub(super) fn menu_ui(
    cx: &mut PanelCx<'_>,
    state: &mut TicksState,
    (row, place): (TickRow, Place),
    response: &Response,
) {
    let Some((_, opened_by)) = state.menu.filter(|(of, _)| *of == place) else { return };
    if row.is_heading() {
        state.menu = None;
        return;
    }
    let is_open = item_menu_ui(response, opened_by, |ui, takes_focus| {
        items_ui(ui, cx, state, (row, place), takes_focus);
    });
    if !is_open {
        state.menu = None;
        state.follow = Follow::Focus;
    }
}

fn items_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &TicksState, (row, place): (TickRow, Place), takes_focus: bool) {
    // The cell of a group stands for its zones, as a block does.
    let zone_idx = state.zone_idx(place.1).filter(|_| !state.cursor.is_block());
    let Some(zone_idx) = zone_idx else {
        for (text, tick) in [("Tick the block", Tick::On), ("Untick the block", Tick::Off)] {
            let can_change = cx.views.ticks.block_ticked(cx.catalog, &state.block(), tick).is_some();
            let button = ui.add_enabled(can_change, egui::Button::new(text));
            if takes_focus && tick.is_on() {
                button.request_focus();
            }
            if button.clicked() {
                set_block(cx, state, tick);
                ui.close();
            }
        }
        look_at_block_ui(ui, cx, state);
        ui.separator();
        item_ui(ui, cx, Command::CopyCells(BlockContent::Grid));
        return;
    };
    let [verb, _] = verbs(cx.views.ticks.cell(row, zone_idx).mark);
    let can_change = cx.views.ticks.toggled(cx.catalog, row, zone_idx).is_some();
    let button = ui.add_enabled(can_change, egui::Button::new(verb));
    if takes_focus {
        button.request_focus();
    }
    if button.clicked() {
        tick(cx, state);
        ui.close();
    }
    look_ahead_ui(ui, cx, row, zone_idx);
    ui.separator();
    settings_ui(ui, cx, row, zone_idx);
    machines_ui(ui, cx, row, zone_idx);
    item_ui(ui, cx, Command::CopyCells(BlockContent::Grid));
    own_role_ui(ui, cx, row);
    if let TickRow::Role(role_idx) = row
        && ui.button("Show in the reference").clicked()
    {
        cx.act(Action::OpenReference(Topic::Entry(Entry::Role(role_idx))));
        ui.close();
    }
}

/// Shows what ticking a block, or unticking it, would do to the rules before it is done.
fn look_at_block_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &TicksState) {
    for (text, tick) in [("What if it is ticked…", Tick::On), ("What if it is unticked…", Tick::Off)] {
        let Some(edit) = cx.views.ticks.block_ticked(cx.catalog, &state.block(), tick) else { continue };
        if ui.button(text).on_hover_text("See what it does to the rules before it is done").clicked() {
            let name = edit.label();
            cx.act(Action::LookAhead(Proposal::Change { name, edit: Box::new(edit) }));
            ui.close();
        }
    }
}

/// Changes or deletes a role of the plan's own.
fn own_role_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: TickRow) {
    let TickRow::Role(role_idx) = row else { return };
    let role = &cx.catalog.roles[role_idx];
    let Some(draft) = RoleDraft::of(cx.plan, role.id.as_str()).filter(|_| cx.catalog.is_laid_over(role.id.as_str()))
    else {
        return;
    };
    if ui.button("Change the role…").clicked() {
        cx.act(Action::OfferRole(draft));
        ui.close();
    }
    if ui.button("Delete the role").on_hover_text("In every zone, and from roles that call it").clicked() {
        cx.edit(Edit::RemoveRole(role.id.clone()));
        ui.close();
    }
}

/// Shows what a click on a cell would do to the rules, before it is done.
fn look_ahead_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: TickRow, column_idx: usize) {
    let Some(edit) = cx.views.ticks.toggled(cx.catalog, row, column_idx) else { return };
    let Some(column) = cx.views.ticks.columns.get(column_idx) else { return };
    let [_, words] = verbs(cx.views.ticks.cell(row, column_idx).mark);
    if ui.button("What if…").on_hover_text("See what it does to the rules before it is done").clicked() {
        let name = format!("{words} {} in {}", row.name(cx.catalog), column.zone().name);
        cx.act(Action::LookAhead(Proposal::Change { name, edit: Box::new(edit) }));
        ui.close();
    }
}

/// What a click on a cell does, by itself and before a name.
fn verbs(mark: TickMark) -> [&'static str; 2] {
    match mark {
        TickMark::Off => ["Tick", "Tick"],
        TickMark::Ticked => ["Untick", "Untick"],
        TickMark::Implied => ["Do without it", "Do without"],
        TickMark::SwitchedOff => ["Have it again", "Have again"],
    }
}

/// Takes machines of the role of a cell from a spreadsheet, and gives those of the zone to one.
fn machines_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: TickRow, column_idx: usize) {
    let table = &cx.views.ticks;
    let (TickRow::Role(role_idx), Some(column)) = (row, table.columns.get(column_idx)) else { return };
    if table.cell(row, column_idx).mark == TickMark::Ticked {
        let place = MachinePlace { zone: Some(column.id().clone()), role: Some(cx.catalog.roles[role_idx].id.clone()) };
        if ui.button(Command::PasteMachines.label()).clicked() {
            cx.act(Action::PasteMachines { place, text: String::new() });
            ui.close();
        }
    }
    let num_machines = num_machines(cx.plan, &[column_idx]);
    if num_machines > 0 {
        let label = format!("Copy {} of {}", counted(num_machines, "machine", "machines"), column.name());
        if ui.button(label).clicked() {
            cx.act(Action::CopyMachines(vec![column_idx]));
            ui.close();
        }
    }
}

/// Opens the settings of the placement that a cell stands for: its own, or the one that brings it.
fn settings_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: TickRow, column_idx: usize) {
    let table = &cx.views.ticks;
    let Some(column) = table.columns.get(column_idx) else { return };
    let placement_idx = table.placement_idx(row, column_idx);
    let placement = placement_idx.and_then(|idx| column.zone().placements.get(idx));
    let name = placement.map_or(row.name(cx.catalog), |placement| cx.catalog.role_name(placement.role.as_str()));
    let button = egui::Button::new(format!("Settings of {name}…"));
    let response = ui.add_enabled(placement.is_some(), button);
    let why = match row {
        TickRow::Os(_) => "An OS version has none: those of a role are in the role's settings",
        TickRow::Role(_) | TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => "Tick it first",
    };
    let is_clicked = response.on_disabled_hover_text(why).clicked();
    if let Some(placement_idx) = placement_idx.filter(|_| is_clicked) {
        show_placement(cx, column_idx, placement_idx);
        ui.close();
    }
}
