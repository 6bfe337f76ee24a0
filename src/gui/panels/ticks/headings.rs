//! The headings of the tick table: a click on a family folds it, on a row or a zone it takes all of its cells.

use std::ops::Range;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

use super::geometry::{Geometry, fitted_column};
use super::keys::fold;
use super::painting::Painting;
use super::state::TicksState;
use crate::gui::panels::PanelCx;
use crate::gui::panels::groups::group_heading_ui;
use crate::gui::shown::RuleNumber;
use crate::gui::state::{GridPart, UiState};
use crate::gui::widgets::{Border, Dragged, Follow, Resize, borders_ui};
use crate::view::{TickRow, counted, upper_first};

/// The most zones that a tooltip names.
const MOST_NAMES: usize = 12;

/// Lets the heading of a row be used. Painting it is somebody else's business.
pub(super) fn row_heading_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    state: &mut TicksState,
    (row, row_idx): (TickRow, usize),
    rect: Rect,
) {
    let response = ui.interact(rect, Id::unique(("tick-row", row)), Sense::CLICK);
    let name = row.name(cx.catalog);
    let label = match (row.is_heading(), state.rows().is_some_and(|rows| rows.is_open(row))) {
        (false, _) => format!("Row {name}"),
        (true, true) => format!("Fold {name}"),
        (true, false) => format!("Unfold {name}"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if let Some(counts) = counts_text(cx, row) {
            node.set_description(counts);
        }
    });
    if response.clicked() {
        if row.is_heading() {
            fold(cx, state, row_idx);
        } else {
            state.cursor.take_row(row_idx, state.size());
            state.follow = Follow::FocusSoon;
        }
    }
    if response.hovered() {
        let text = row_text(cx, row);
        response.on_hover_text(text);
    }
}

/// In how many zones something of a row is there, and in how many rules its roles take part: “in 4 zones, 37 rules”;
/// `None`: nothing of it is there.
fn counts_text(cx: &PanelCx<'_>, row: TickRow) -> Option<String> {
    let num_zones = cx.views.ticks.num_zones(row);
    let zones = counted(num_zones, "zone", "zones");
    let rules = match cx.views.num_rules(row) {
        RuleNumber::Now(number) => format!(", {}", counted(number, "rule", "rules")),
        // What was counted before the last edit is no answer.
        RuleNumber::Before(_) | RuleNumber::Unknown => String::new(),
    };
    (num_zones > 0).then(|| format!("in {zones}{rules}"))
}

/// What a row is, and in which zones.
fn row_text(cx: &PanelCx<'_>, row: TickRow) -> String {
    let counts = counts_text(cx, row).map(|text| upper_first(&text)).unwrap_or_default();
    let mut lines = vec![row.name(cx.catalog).to_owned(), row.summary(cx.catalog), counts];
    if !row.is_heading() {
        let table = &cx.views.ticks;
        let is_there = |idx: &usize| table.cell(row, *idx).mark.is_there();
        let there: Vec<usize> = (0..table.columns.len()).filter(is_there).collect();
        let mut names: Vec<&str> = there.iter().take(MOST_NAMES).map(|&idx| table.columns[idx].name()).collect();
        if there.len() > MOST_NAMES {
            names.push("…");
        }
        lines.push(names.join(", "));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// What the user dragged.
pub(super) fn dragged(look: &UiState) -> Dragged {
    let size = |part| look.dragged.get(&part).copied();
    Dragged { columns: size(GridPart::TickColumns), names: size(GridPart::TickNames), rows: None }
}

/// Lets columns and the headings of rows be dragged to another width by their borders.
pub(super) fn sizes_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    (painting, geometry): (&Painting<'_>, Geometry),
    columns: Range<usize>,
    state: &TicksState,
) {
    let Some((border, resize)) = borders_ui(ui, "tick-border", painting.grid(), (0..0, columns)) else { return };
    let part = match border {
        Border::Names => GridPart::TickNames,
        Border::Column | Border::Row => GridPart::TickColumns,
    };
    let size = match (resize, border) {
        (Resize::By(delta), _) => geometry.dragged(border, cx.look.dragged.get(&part).copied(), delta),
        (Resize::Fit, Border::Names) => {
            let rows = state.rows().into_iter().flat_map(|rows| (0..rows.len()).filter_map(|idx| rows.get(idx)));
            painting.names_width(rows).ceil()
        }
        (Resize::Fit, Border::Column | Border::Row) => {
            fitted_column(state.name_widths.last().copied().unwrap_or_default())
        }
    };
    cx.look.drag_to(part, Some(size));
    ui.ctx().request_repaint();
}

/// Lets the heading of a zone be used.
pub(super) fn zone_heading_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut TicksState, place: usize, rect: Rect) {
    let Some(zone_idx) = state.zone_idx(place) else {
        group_heading_ui(ui, cx, rect, ("", state.axis(), place));
        return;
    };
    let Some(column) = cx.views.ticks.columns.get(zone_idx) else { return };
    let response = ui.interact(rect, Id::unique(("tick-zone", column.id())), Sense::CLICK);
    let name = format!("Zone {}", column.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    let zone = column.zone();
    if response.clicked() {
        state.cursor.take_column(place, state.size());
        state.follow = Follow::FocusSoon;
        state.choose_zone(cx);
    }
    if response.hovered() {
        let roles = counted(zone.placements.len(), "role", "roles");
        let os = counted(zone.os.len(), "OS version", "OS versions");
        let text = [zone.name.clone(), zone.addresses.join("\n"), format!("{roles}, {os}")];
        response.on_hover_text(text.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
    }
}
