//! The table of rules itself: one stop of the Tab key, and rows that are chosen, several at once where Shift is held.

use std::ops::Range;

use egui::{Align, Id, Key, Label, Layout, Modifiers, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBody, TableBuilder};

use super::headings::{font, heading_ui, width};
use super::menu::menu_ui;
use super::state::RulesState;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, TALL_ROW};
use crate::gui::widgets::{Arrows, OpenedBy, Reach, hold_arrows, moved, take_move, take_shifted_move};
use crate::table::RuleColumn;
use crate::view::RuleTable;

/// How many rows a page key moves by.
const PAGE: usize = 20;

/// Shows the table.
pub(super) fn table_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    table: &RuleTable,
    state: &mut RulesState,
    takes_focus: bool,
) {
    let id = RulesState::table_id();
    let rect = ui.available_rect_before_wrap();
    // The table as a whole is one stop of the Tab key; the arrows move its cursor.
    let focus = ui.interact(rect, id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, ui.is_enabled(), "Rule table"));
    if std::mem::take(&mut state.takes_focus) || takes_focus {
        focus.request_focus();
    }
    state.follow_rule(cx, table);
    ui.ctx().accesskit_node_builder(id, |node| node.set_row_count(table.num_rows()));
    if focus.has_focus() {
        keys_ui(ui, cx, table, state);
    }
    let mut builder = TableBuilder::new(ui)
        .id_salt("rules")
        .striped(false)
        .sense(Sense::CLICK)
        .cell_layout(Layout::left_to_right(Align::Center))
        .auto_shrink(false)
        .min_scrolled_height(0.0);
    if std::mem::take(&mut state.scroll) {
        builder = builder.scroll_to_row(state.cursor, None);
    }
    let columns = cx.look.columns_of_rules();
    for &column in &columns {
        builder = builder.column(Column::exact(width(cx.look, column)).clip(true));
    }
    let header = builder.header(TALL_ROW, |mut header| {
        for &column in &columns {
            header.col(|ui| heading_ui(ui, cx, (table, state), column));
        }
    });
    let mut cursor_row = None;
    header.body(|body| cursor_row = body_ui(body, cx, (table, state), &columns, focus.has_focus()));
    if let Some(row) = cursor_row.filter(|_| focus.has_focus()) {
        // The table has the focus, and a screen reader reads the row at its cursor.
        ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(row.accesskit_id()));
    }
    state.note_rule(cx, table);
}

/// Moves the cursor, chooses rows, and opens the menu of the row at the cursor.
fn keys_ui(ui: &Ui, cx: &mut PanelCx<'_>, table: &RuleTable, state: &mut RulesState) {
    hold_arrows(ui, RulesState::table_id(), Arrows::All);
    let step = take_shifted_move(ui).map(|step| (step, Reach::Extend));
    if let Some((step, reach)) = step.or_else(|| take_move(ui).map(|step| (step, Reach::Move))) {
        state.put(moved(state.cursor, step, table.num_rows(), PAGE), reach);
        state.scroll = true;
    }
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        if let Some(position) = table.position(cx.matrix, state.cursor) {
            state.choose(cx, position);
        }
        cx.act(Action::Focus(Panel::Inspector));
    }
    let wants_menu = |(modifiers, key)| ui.input_mut(|input| input.consume_key(modifiers, key));
    if [(Modifiers::NONE, Key::Menu), (Modifiers::SHIFT, Key::F10)].into_iter().any(wants_menu) {
        state.scroll = true;
        state.menu = Some((state.cursor, OpenedBy::Key));
    }
}

/// Shows the rows in sight. Returns the id of the one at the cursor, if it is among them.
fn body_ui(
    body: TableBody<'_>,
    cx: &mut PanelCx<'_>,
    (table, state): (&RuleTable, &mut RulesState),
    columns: &[RuleColumn],
    has_focus: bool,
) -> Option<Id> {
    let mut cursor_row = None;
    let mut in_sight: Option<Range<usize>> = None;
    let rows = state.chosen_rows(table.num_rows());
    body.rows(ROW, table.num_rows(), |mut row| {
        let row_idx = row.index();
        let Some(position) = table.position(cx.matrix, row_idx) else { return };
        in_sight = Some(in_sight.as_ref().map_or(row_idx, |rows| rows.start)..row_idx + 1);
        let is_block = state.is_block() && rows.contains(&row_idx);
        let is_cursor = state.cursor == row_idx;
        let Some(line) = state.line(cx, position) else { return };
        let of_pair = cx.pair_idx == Some(position.pair());
        let is_chosen = is_block || of_pair && cx.chosen.rule.as_ref().is_none_or(|rule| *rule == line.id);
        row.set_selected(is_chosen);
        // Else the row under the pointer is lit up by the table itself.
        if has_focus && is_cursor {
            row.set_hovered(true);
        }
        for (&column, text) in columns.iter().zip(&line.texts) {
            row.col(|ui| {
                let text = RichText::new(first_line(text)).font(font(column));
                // The tooltip of the row says what is cut.
                ui.add(Label::new(text).truncate().selectable(false).show_tooltip_when_elided(false));
            });
        }
        let response = row.response();
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, &line.name));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_row_index(row_idx));
        if is_cursor {
            cursor_row = Some(response.id);
        }
        let name = line.name.clone();
        let response = response.on_hover_ui(|ui| {
            ui.label(&name);
            let reason = state.reason(cx, position);
            ui.label(RichText::new(reason).small());
        });
        if response.clicked() {
            let is_extended = response.ctx.input(|input| input.modifiers.shift);
            state.put(row_idx, if is_extended { Reach::Extend } else { Reach::Move });
            state.takes_focus = true;
            if !is_extended {
                state.choose(cx, position);
            }
        }
        if response.secondary_clicked() {
            if !rows.contains(&row_idx) {
                state.put(row_idx, Reach::Move);
            }
            state.menu = Some((row_idx, OpenedBy::Pointer));
        }
        menu_ui(cx, (table, state), (row_idx, position), &response);
    });
    state.in_sight = in_sight.unwrap_or_default();
    cursor_row
}

/// What of a text fits into a row: a justification may have several lines.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
