//! All rules as one table. Only the rows in sight are made; a search runs beside the window.

use std::collections::BTreeMap;

use egui::{
    Align, ComboBox, CursorIcon, EventFilter, Id, Key, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, Stroke,
    Ui, WidgetInfo, pos2,
};
use egui_extras::{Column, TableBody, TableBuilder};

use super::{Panel, Shown};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::app::Stamp;
use crate::gui::state::UiState;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, SMALL, STEP, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{TickBox, empty_state, moved, search_field, take_move, weak};
use crate::matrix::RuleColumn;
use crate::view::{
    COLUMNS, Heading, RuleFilter, RulePlace, RuleTable, RuleTexts, Words, column_label, counted, rule_texts,
};

/// The most pairs whose texts are kept.
const MAX_PAIRS: usize = 512;

/// The narrowest and the widest that a column can be dragged.
const MIN_WIDTH: f32 = 48.0;
const MAX_WIDTH: f32 = 1200.0;
/// Width of the strip at which a column is dragged.
const GRIP: f32 = 6.0;

/// What is searched for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct RulesState {
    /// Which rules are shown.
    pub filter: RuleFilter,
    search: String,
    cursor: usize,
    scroll: bool,
    takes_focus: bool,
    /// From which state the texts are.
    stamp: Stamp,
    texts: BTreeMap<(usize, usize), RuleTexts>,
}

/// Shows the filters and the table.
pub(super) fn rules_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    look: &mut UiState,
    state: &mut RulesState,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    if state.stamp != shown.stamp {
        state.stamp = shown.stamp;
        state.texts.clear();
    }
    let rect = ui.max_rect().shrink2(egui::vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        filters_ui(ui, shown, state, actions);
        ui.add_space(STEP);
        match &shown.views.rules {
            Some(table) if table.num_rows() > 0 => {
                // The columns may be wider than the window; the header then moves with them.
                ScrollArea::horizontal().id_salt("rule-columns").auto_shrink(false).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    table_ui(ui, shown, table, (look, state), takes_focus, actions);
                });
            }
            Some(_) if state.filter == RuleFilter::default() => {
                let next = "Place roles in two zones that need each other: clients and a domain controller, say";
                empty_state(ui, "There are no rules yet", next, None);
            }
            Some(_) => {
                let next = "Take a word away, or show all zones and both needs";
                if empty_state(ui, "No rule is like this", next, Some("Show all rules")) {
                    state.search.clear();
                    actions.push(Action::FilterRules(RuleFilter::default()));
                }
            }
            None => drop(weak(ui, "Searching…")),
        }
    });
}

fn filters_ui(ui: &mut Ui, shown: &Shown<'_>, state: &mut RulesState, actions: &mut Vec<Action>) {
    let mut filter = state.filter.clone();
    ui.horizontal_wrapped(|ui| {
        let id = Id::unique("rule-search");
        if search_field(ui, id, "Search rules", 180.0, &mut state.search).changed() {
            filter.words = Words::new(&state.search);
        }
        let headings = &shown.views.matrix.headings;
        zone_filter_ui(ui, "From", headings, &mut filter.source_idx);
        zone_filter_ui(ui, "To", headings, &mut filter.destination_idx);
        for (text, is_on) in [("Only required", &mut filter.required_only), ("Inside zones", &mut filter.inside)] {
            if TickBox::new((*is_on).into(), text).fitted_ui(ui, Id::unique(("rule-filter", text))).clicked() {
                *is_on = !*is_on;
            }
        }
        let num_rows = shown.views.rules.as_ref().map_or(0, RuleTable::num_rows);
        let text = if shown.is_searching {
            "Searching…".to_owned()
        } else {
            counted(u32::try_from(num_rows).unwrap_or(u32::MAX), "rule", "rules")
        };
        weak(ui, &text);
    });
    if filter != state.filter {
        state.cursor = 0;
        actions.push(Action::FilterRules(filter));
    }
}

fn zone_filter_ui(ui: &mut Ui, label: &str, headings: &[Heading], chosen: &mut Option<usize>) {
    let text = chosen.and_then(|idx| headings.get(idx)).map_or("All zones", |heading| &heading.name);
    let combo = ComboBox::from_id_salt(("rule-zone", label)).selected_text(format!("{label}: {text}")).truncate();
    let response = combo.width(132.0).show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, "All zones");
        for (idx, heading) in headings.iter().enumerate() {
            ui.push_id(idx, |ui| ui.selectable_value(chosen, Some(idx), &heading.name));
        }
    });
    response.response.accessible_name(format!("{label} zone"));
}

fn table_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    table: &RuleTable,
    (look, state): (&mut UiState, &mut RulesState),
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let id = Id::unique("rule-table");
    let rect = ui.available_rect_before_wrap();
    // The table as a whole is one stop of the Tab key; the arrows move its cursor.
    let focus = ui.interact(rect, id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, ui.is_enabled(), "Rule table"));
    if std::mem::take(&mut state.takes_focus) || takes_focus {
        focus.request_focus();
    }
    state.cursor = state.cursor.min(table.num_rows() - 1);
    if focus.has_focus() {
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if let Some(step) = take_move(ui) {
            state.cursor = moved(state.cursor, step, table.num_rows(), 20);
            state.scroll = true;
        }
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            choose(shown, table, state.cursor, actions);
            actions.push(Action::Focus(Panel::Inspector));
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
        builder = builder.column(Column::exact(width(look, column)).clip(true));
    }
    let header = builder.header(TALL_ROW, |mut header| {
        for column in COLUMNS {
            header.col(|ui| {
                let text = RichText::new(column_label(column)).size(SMALL).color(tokens(ui).text_weak.get());
                ui.add(Label::new(text).truncate());
                border_ui(ui, look, column);
            });
        }
    });
    header.body(|body| body_ui(body, shown, table, state, focus.has_focus(), actions));
}

/// The right border of a column, at which it is dragged wider or narrower; a double click gives it its first width.
///
/// Not a stop of the Tab key: it changes nothing but the view.
fn border_ui(ui: &Ui, look: &mut UiState, column: RuleColumn) {
    let cell = ui.max_rect();
    let rect = Rect::from_min_max(pos2(cell.right() - GRIP, cell.top()), cell.max);
    let id = Id::unique(("rule-column", column.header()));
    let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    let is_hot = response.hovered() || response.dragged();
    let (thickness, color) = if is_hot { (2.0, tokens(ui).accent) } else { (1.0, tokens(ui).line) };
    ui.painter().vline(cell.right() - 1.0, cell.y_range(), Stroke::new(thickness, color.get()));
    if response.double_clicked() {
        look.rule_columns.remove(column.header());
    } else if response.dragged() {
        let width = (width(look, column) + response.drag_delta().x).clamp(MIN_WIDTH, MAX_WIDTH);
        look.rule_columns.insert(column.header().to_owned(), width);
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

fn body_ui(
    body: TableBody<'_>,
    shown: &Shown<'_>,
    table: &RuleTable,
    state: &mut RulesState,
    has_focus: bool,
    actions: &mut Vec<Action>,
) {
    let chosen = shown.pair_idx;
    body.rows(ROW, table.num_rows(), |mut row| {
        let row_idx = row.index();
        let Some(place) = table.place(shown.matrix, row_idx) else { return };
        row.set_selected(chosen == Some((place.source_idx, place.destination_idx)));
        row.set_hovered(has_focus && state.cursor == row_idx);
        let texts = state.texts(shown, place);
        for (column, text) in COLUMNS.into_iter().zip(texts) {
            row.col(|ui| {
                let text = RichText::new(text);
                let text = if column == RuleColumn::DestinationPorts { text.monospace() } else { text.size(13.0) };
                ui.add(Label::new(text).truncate().selectable(false));
            });
        }
        let name = texts.iter().take(6).filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let response = row.response();
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &name));
        if response.clicked() {
            state.cursor = row_idx;
            state.takes_focus = true;
            choose(shown, table, row_idx, actions);
        }
    });
}

fn choose(shown: &Shown<'_>, table: &RuleTable, row_idx: usize, actions: &mut Vec<Action>) {
    let headings = &shown.views.matrix.headings;
    let place = table.place(shown.matrix, row_idx);
    let ends = place.and_then(|place| headings.get(place.source_idx).zip(headings.get(place.destination_idx)));
    if let Some((source, destination)) = ends {
        let (source, destination) = (source.zone_id.clone(), destination.zone_id.clone());
        actions.push(Action::Select(Selection::Pair { source, destination }));
    }
}

impl RulesState {
    /// Empties the search field: rules are shown for another reason than its words.
    pub(super) fn clear_search(&mut self) {
        self.search.clear();
    }

    /// The texts of a rule, by column.
    fn texts(&mut self, shown: &Shown<'_>, place: RulePlace) -> &[String] {
        let pair = (place.source_idx, place.destination_idx);
        if self.texts.len() > MAX_PAIRS {
            self.texts.clear();
        }
        let texts = self.texts.entry(pair).or_insert_with(|| rule_texts(shown.catalog, shown.matrix, pair.0, pair.1));
        texts.get(place.rule_idx).map_or(&[], Vec::as_slice)
    }
}
