//! The table of rules itself: columns that can be dragged, one stop of the Tab key, and rows that are chosen.

use egui::{Align, CursorIcon, Id, Key, Label, Layout, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2};
use egui_extras::{Column, TableBody, TableBuilder};

use super::state::RulesState;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::state::UiState;
use crate::gui::theme::metrics::{ROW, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Arrows, hold_arrows, moved, take_move, weak_line};
use crate::table::RuleColumn;
use crate::view::{COLUMNS, RuleTable};

/// The narrowest and the widest that a column can be dragged.
const MIN_WIDTH: f32 = 48.0;
const MAX_WIDTH: f32 = 1200.0;
/// Width of the strip at which a column is dragged.
const GRIP: f32 = 6.0;

/// Shows the table.
pub(super) fn table_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    table: &RuleTable,
    state: &mut RulesState,
    takes_focus: bool,
) {
    let id = Id::unique("rule-table");
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
        hold_arrows(ui, id, Arrows::All);
        if let Some(step) = take_move(ui) {
            state.cursor = moved(state.cursor, step, table.num_rows(), 20);
            state.scroll = true;
        }
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            choose(cx, table, state.cursor);
            cx.act(Action::Focus(Panel::Inspector));
        }
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
    for column in COLUMNS {
        builder = builder.column(Column::exact(width(cx.look, column)).clip(true));
    }
    let header = builder.header(TALL_ROW, |mut header| {
        for column in COLUMNS {
            header.col(|ui| {
                weak_line(ui, column.label());
                border_ui(ui, cx, column);
            });
        }
    });
    let mut cursor_row = None;
    header.body(|body| cursor_row = body_ui(body, cx, table, state, focus.has_focus()));
    if let Some(row) = cursor_row.filter(|_| focus.has_focus()) {
        // The table has the focus, and a screen reader reads the row at its cursor.
        ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(row.accesskit_id()));
    }
    state.note_rule(cx, table);
}

/// The right border of a column, at which it is dragged wider or narrower; a double click gives it its first width.
///
/// Not a stop of the Tab key: it changes nothing but the view.
fn border_ui(ui: &Ui, cx: &mut PanelCx<'_>, column: RuleColumn) {
    let cell = ui.max_rect();
    let rect = Rect::from_min_max(pos2(cell.right() - GRIP, cell.top()), cell.max);
    let id = Id::unique(("rule-column", column.header()));
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    let is_hot = response.hovered() || response.dragged();
    let (thickness, color) = if is_hot { (2.0, tokens(ui).accent) } else { (1.0, tokens(ui).line) };
    ui.painter().vline(cell.right() - 1.0, cell.y_range(), Stroke::new(thickness, color.get()));
    if response.double_clicked() {
        cx.look.rule_columns.remove(column.header());
    } else if response.dragged() {
        let width = (width(cx.look, column) + response.drag_delta().x).clamp(MIN_WIDTH, MAX_WIDTH);
        cx.look.rule_columns.insert(column.header().to_owned(), width);
    }
    response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
}

/// The width that the user gave a column, or the first one.
fn width(look: &UiState, column: RuleColumn) -> f32 {
    look.rule_columns.get(column.header()).copied().unwrap_or_else(|| first_width(column))
}

fn first_width(column: RuleColumn) -> f32 {
    match column {
        RuleColumn::Transport | RuleColumn::Need => 58.0,
        RuleColumn::SourceZone | RuleColumn::DestinationZone => 108.0,
        RuleColumn::DestinationPorts => 100.0,
        RuleColumn::SourceRoles | RuleColumn::DestinationRoles => 168.0,
        _ => 120.0,
    }
}

/// Shows the rows in sight. Returns the id of the one at the cursor, if it is among them.
fn body_ui(
    body: TableBody<'_>,
    cx: &mut PanelCx<'_>,
    table: &RuleTable,
    state: &mut RulesState,
    has_focus: bool,
) -> Option<Id> {
    let chosen = cx.pair_idx;
    let mut cursor_row = None;
    body.rows(ROW, table.num_rows(), |mut row| {
        let row_idx = row.index();
        let Some(position) = table.position(cx.matrix, row_idx) else { return };
        let is_chosen = chosen == Some((position.source_idx, position.destination_idx));
        let is_cursor = state.cursor == row_idx;
        row.set_selected(is_chosen);
        // Else the row under the pointer is lit up by the table itself.
        if has_focus && is_cursor {
            row.set_hovered(true);
        }
        let texts = state.texts(cx, position);
        for (column, text) in COLUMNS.into_iter().zip(texts) {
            row.col(|ui| {
                let text = RichText::new(text);
                let text = if column == RuleColumn::DestinationPorts { text.monospace() } else { text.size(13.0) };
                ui.add(Label::new(text).truncate().selectable(false));
            });
        }
        let name = texts.iter().take(6).filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let response = row.response();
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, &name));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_row_index(row_idx));
        if is_cursor {
            cursor_row = Some(response.id);
        }
        if response.clicked() {
            state.cursor = row_idx;
            state.takes_focus = true;
            choose(cx, table, row_idx);
        }
    });
    cursor_row
}

fn choose(cx: &mut PanelCx<'_>, table: &RuleTable, row_idx: usize) {
    let headings = &cx.views.matrix.headings;
    let position = table.position(cx.matrix, row_idx);
    let ends =
        position.and_then(|position| headings.get(position.source_idx).zip(headings.get(position.destination_idx)));
    if let Some((source, destination)) = ends {
        let (source, destination) = (source.zone_id.clone(), destination.zone_id.clone());
        cx.act(Action::Select(Selection::Pair { source, destination }));
    }
}
