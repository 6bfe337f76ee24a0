//! The headings of the table of rules: a click sorts, the right border is dragged, and a double click on it fits the
//! column to what is in sight. All of it can be had by keys from the menus over the table.

use egui::{Align2, CursorIcon, FontId, Galley, Id, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::state::RulesState;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::state::UiState;
use crate::gui::theme::metrics::{BODY, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::table::RuleColumn;
use crate::view::{Direction, RuleTable};

/// The narrowest and the widest that a column can be dragged.
const MIN_WIDTH: f32 = 48.0;
const MAX_WIDTH: f32 = 1200.0;
/// The widest that a column becomes by itself: sentences are longer than a window.
const MAX_FITTED: f32 = 560.0;
/// Width of the strip at which a column is dragged.
const GRIP: f32 = 6.0;
/// Room for the sign of the direction behind a heading.
const SIGN: f32 = 16.0;

/// Shows the heading of a column.
pub(super) fn heading_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    (table, state): (&RuleTable, &mut RulesState),
    column: RuleColumn,
) {
    let cell = ui.max_rect();
    let border = Rect::from_min_max(pos2(cell.right() - GRIP, cell.top()), cell.max);
    sort_ui(ui, cx, state, column, Rect::from_min_max(cell.min, border.left_bottom()));
    border_ui(ui, cx, (table, state), column, border);
}

/// The text of the heading, which sorts. Not a stop of the Tab key: the menu “Sort” is one for all columns.
fn sort_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &RulesState, column: RuleColumn, rect: Rect) {
    let response = ui.interact(rect, Id::unique(("rule-heading", column.header())), Sense::CLICK);
    let direction = state.order.direction(column);
    let label = column.label();
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &label));
    ui.ctx().accesskit_node_builder(response.id, |node| match direction {
        Some(Direction::Ascending) => node.set_sort_direction(egui::accesskit::SortDirection::Ascending),
        Some(Direction::Descending) => node.set_sort_direction(egui::accesskit::SortDirection::Descending),
        None => {}
    });
    let tokens = tokens(ui);
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, tokens.hover.get());
    }
    let color = if direction.is_some() || response.hovered() { tokens.text } else { tokens.text_weak };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let place = pos2(rect.left(), rect.center().y);
    let text = painter.text(place, Align2::LEFT_CENTER, &label, FontId::proportional(SMALL), color.get());
    let sign = direction.map(|direction| match direction {
        Direction::Ascending => "▲",
        Direction::Descending => "▼",
    });
    if let Some(sign) = sign {
        let room = vec2(SIGN, rect.height());
        let left = (text.right() + STEP).min(rect.right() - SIGN);
        let behind = Rect::from_min_size(pos2(left, rect.top()), room);
        painter.rect_filled(behind, 0, if response.hovered() { tokens.hover } else { tokens.surface }.get());
        painter.text(behind.center(), Align2::CENTER_CENTER, sign, FontId::proportional(SMALL), tokens.accent.get());
    }
    let next = match direction {
        None => "Sort by it, from the least on",
        Some(Direction::Ascending) => "Sort by it, from the greatest on",
        Some(Direction::Descending) => "Put the rules into the order of the plan again",
    };
    if response.on_hover_text(next).clicked() {
        cx.act(Action::SortRules(state.order.clicked(column)));
    }
}

/// The right border of a column, at which it is dragged wider or narrower.
///
/// Not a stop of the Tab key: it changes nothing but the view.
fn border_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    (table, state): (&RuleTable, &mut RulesState),
    column: RuleColumn,
    rect: Rect,
) {
    let id = Id::unique(("rule-column", column.header()));
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    let is_hot = response.hovered() || response.dragged();
    let (thickness, color) = if is_hot { (2.0, tokens(ui).accent) } else { (1.0, tokens(ui).line) };
    ui.painter().vline(rect.right() - 1.0, rect.y_range(), Stroke::new(thickness, color.get()));
    if response.double_clicked() {
        let width = fitted_width(ui, cx, (table, state), column);
        cx.look.rule_columns.insert(column.header().to_owned(), width);
    } else if response.dragged() {
        let width = (width(cx.look, column) + response.drag_delta().x).clamp(MIN_WIDTH, MAX_WIDTH);
        cx.look.rule_columns.insert(column.header().to_owned(), width);
    }
    let _: Response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
}

/// The width that the heading and the rows in sight need: all rows of a large plan would take seconds.
fn fitted_width(ui: &Ui, cx: &PanelCx<'_>, (table, state): (&RuleTable, &mut RulesState), column: RuleColumn) -> f32 {
    let columns = cx.look.columns_of_rules();
    let width_of = |text: &str, font: FontId| -> f32 {
        let galley: std::sync::Arc<Galley> =
            ui.painter().layout_no_wrap(text.to_owned(), font, ui.visuals().text_color());
        galley.size().x
    };
    let mut res = width_of(&column.label(), FontId::proportional(SMALL)) + SIGN;
    let Some(column_idx) = columns.iter().position(|other| *other == column) else { return res };
    for row_idx in state.in_sight.clone() {
        let position = table.position(cx.matrix, row_idx);
        let line = position.and_then(|position| state.line(cx, position));
        if let Some(text) = line.and_then(|line| line.texts.get(column_idx)) {
            res = res.max(width_of(text, font(column)));
        }
    }
    (res + 2.0 * STEP + GRIP).clamp(MIN_WIDTH, MAX_FITTED)
}

/// How a column is written.
pub(super) fn font(column: RuleColumn) -> FontId {
    match column {
        RuleColumn::DestinationPorts
        | RuleColumn::SourcePort
        | RuleColumn::SourceAddresses
        | RuleColumn::DestinationAddresses
        | RuleColumn::RuleId => FontId::monospace(SMALL),
        RuleColumn::Action
        | RuleColumn::SourceZone
        | RuleColumn::SourceHosts
        | RuleColumn::DestinationZone
        | RuleColumn::DestinationHosts
        | RuleColumn::Transport
        | RuleColumn::IcmpType
        | RuleColumn::ApplicationProtocols
        | RuleColumn::SourceRoles
        | RuleColumn::DestinationRoles
        | RuleColumn::Need
        | RuleColumn::Scenarios
        | RuleColumn::Justification
        | RuleColumn::References
        | RuleColumn::Confidence => FontId::proportional(BODY - 1.0),
    }
}

/// The width that the user gave a column, or the first one.
pub(super) fn width(look: &UiState, column: RuleColumn) -> f32 {
    look.rule_columns.get(column.header()).copied().unwrap_or_else(|| first_width(column))
}

fn first_width(column: RuleColumn) -> f32 {
    match column {
        RuleColumn::Transport | RuleColumn::Need | RuleColumn::Action | RuleColumn::IcmpType => 64.0,
        RuleColumn::SourcePort | RuleColumn::Confidence => 88.0,
        RuleColumn::SourceZone | RuleColumn::DestinationZone => 108.0,
        RuleColumn::DestinationPorts => 100.0,
        RuleColumn::ApplicationProtocols | RuleColumn::References => 120.0,
        RuleColumn::SourceAddresses
        | RuleColumn::DestinationAddresses
        | RuleColumn::SourceHosts
        | RuleColumn::DestinationHosts
        | RuleColumn::RuleId => 140.0,
        RuleColumn::SourceRoles | RuleColumn::DestinationRoles | RuleColumn::Scenarios => 168.0,
        RuleColumn::Justification => 320.0,
    }
}
