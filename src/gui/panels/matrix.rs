//! The matrix: rows are sources, columns destinations, both headings always in sight.
//!
//! Cells are painted and not built from widgets, and only those that can be seen, so a thousand zones are as quick
//! as ten. One cell, where the cursor is, is a stop of the Tab key; the arrows move it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use egui::{
    EventFilter, FontId, Id, Key, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::matrix_cells::{CellPaint, Painting};
use super::matrix_filter::{FILTER_BAR, FilterState, filter_ui};
use super::matrix_geometry::Geometry;
use super::{Panel, Shown};
use crate::catalog::Catalog;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::command::Command;
use crate::gui::theme::metrics::{BODY, PANEL_MARGIN};
use crate::gui::theme::tokens;
use crate::gui::ui_state::MatrixCells;
use crate::gui::views::Stamp;
use crate::gui::widgets::{Move, empty_state, moved, take_move};
use crate::plan::ZoneId;
use crate::view::{CellPorts, MatrixFilter, MatrixView};

/// The most cells whose ports are kept.
const MAX_PORTS: usize = 20_000;
/// The most cells whose ports are listed in one frame. The rest come in the next ones.
const MAX_NEW_PORTS: usize = 64;

/// Where the cursor stands, and the ports of cells that have been seen.
#[derive(Debug, Default)]
pub(crate) struct MatrixState {
    /// Source and destination, by position.
    cursor: (usize, usize),
    /// The cursor was moved: bring it into sight and give it the focus.
    follow: bool,
    /// The pair that was chosen last: the cursor jumps to another one, and may leave it again.
    pair: Option<(ZoneId, ZoneId)>,
    /// From which state the ports are.
    stamp: Option<Stamp>,
    ports: BTreeMap<(usize, usize), CellPorts>,
    /// Which rules are asked for.
    filter: FilterState,
    /// How wide the widest name is, in points.
    longest_name: f32,
}

impl MatrixState {
    /// Asks for the same words of another catalog.
    pub(crate) fn follow_catalog(&mut self, catalog: &Catalog) {
        self.filter.follow_catalog(catalog);
    }
}

/// Shows the matrix.
pub(super) fn matrix_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    cells: MatrixCells,
    state: &mut MatrixState,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let headings = &shown.views.matrix.headings;
    if headings.is_empty() {
        empty_ui(ui, actions);
        return;
    }
    state.settle(ui, shown, takes_focus);
    let all = ui.max_rect();
    let bar = Rect::from_min_size(all.min, vec2(all.width(), FILTER_BAR));
    let wish = filter_ui(ui, bar, shown, &mut state.filter);
    if wish.has_changed {
        state.ports.clear();
    }
    state.follow |= wish.goes_on;
    ui.painter().hline(all.x_range(), bar.bottom(), Stroke::new(1.0, tokens(ui).line.get()));
    let below = Rect::from_min_max(pos2(all.left(), bar.bottom() + 1.0), all.max);
    ui.scope_builder(UiBuilder::new().id_salt("matrix-grid").max_rect(below), |ui| {
        ui.set_clip_rect(below.intersect(ui.clip_rect()));
        grid_ui(ui, shown, cells, state, actions);
    });
}

/// Shows headings and cells.
fn grid_ui(ui: &mut Ui, shown: &Shown<'_>, cells: MatrixCells, state: &mut MatrixState, actions: &mut Vec<Action>) {
    let headings = &shown.views.matrix.headings;
    let geometry = Geometry::new(headings.len(), state.longest_name, cells, ui.available_size());
    ScrollArea::both().id_salt("matrix").auto_shrink(false).animated(false).show_viewport(ui, |ui, viewport| {
        ui.set_min_size(geometry.size());
        let screen = ui.clip_rect();
        let origin = screen.min - viewport.min.to_vec2();
        let body = geometry.body(screen);
        let (rows, columns) = geometry.visible(viewport);
        let mut painting = Painting::new(ui, shown, geometry, origin, body);
        let (mut num_new, mut num_found) = (0, 0);
        let lists_ports = geometry.writes_ports || !state.filter.filter.is_empty();
        for source_idx in rows.clone() {
            for destination_idx in columns.clone() {
                let place = (source_idx, destination_idx);
                let rect = geometry.cell_rect(origin, source_idx, destination_idx);
                let response = cell_ui(ui, shown, state, place, rect.intersect(body), actions);
                let ports = if lists_ports { state.ports(shown, place, &mut num_new) } else { None };
                num_found += u32::from(ports.is_some_and(|ports| ports.num_found > Some(0)));
                painting.cell(&CellPaint { place, rect, response: &response, ports });
                if response.hovered() {
                    tooltip_ui(response, shown, place);
                }
            }
        }
        // The cursor is there even when it is out of sight: the focus must not be lost by scrolling.
        if !rows.contains(&state.cursor.0) || !columns.contains(&state.cursor.1) {
            cell_ui(ui, shown, state, state.cursor, Rect::from_min_size(body.min, vec2(0.0, 0.0)), actions);
        }
        painting.crosshair(state.cursor);
        painting.strips();
        for idx in rows {
            heading_ui(ui, shown, painting.row_heading(idx), ("from", idx), actions);
        }
        for idx in columns {
            heading_ui(ui, shown, painting.column_heading(idx), ("to", idx), actions);
        }
        painting.corner();
        let page = geometry.rows_per_page(viewport);
        state.move_cursor(ui, geometry, page, origin);
        let is_news = std::mem::replace(&mut state.filter.num_in_sight, num_found) != num_found;
        if num_new > MAX_NEW_PORTS || is_news {
            ui.ctx().request_repaint();
        }
    });
}

fn empty_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(PANEL_MARGIN);
    ui.horizontal(|ui| {
        ui.add_space(PANEL_MARGIN);
        ui.vertical(|ui| {
            let next = "A zone is a network segment with one trust level. Add two, tick what stands in them, and the \
                        matrix says which must reach which";
            if empty_state(ui, "There is no zone yet", next, Some("Add the first zone")) {
                actions.push(Action::Command(Command::AddZone));
            }
            if ui.button("Start from a template…").clicked() {
                actions.push(Action::Command(Command::New));
            }
        });
    });
}

/// How wide the widest name is.
fn longest_name(ui: &Ui, shown: &Shown<'_>) -> f32 {
    let names = shown.views.matrix.headings.iter().map(|heading| heading.name.clone());
    let width = |name| ui.painter().layout_no_wrap(name, FontId::proportional(BODY), tokens(ui).text.get()).size().x;
    names.map(width).fold(0.0, f32::max)
}

/// The id of a cell.
fn cell_id((source_idx, destination_idx): (usize, usize)) -> Id {
    Id::unique(("matrix-cell", source_idx, destination_idx))
}

fn cell_ui(
    ui: &Ui,
    shown: &Shown<'_>,
    state: &mut MatrixState,
    place: (usize, usize),
    rect: Rect,
    actions: &mut Vec<Action>,
) -> Response {
    let is_cursor = place == state.cursor;
    let sense = if is_cursor { Sense::click() } else { Sense::CLICK };
    let id = cell_id(place);
    let response = ui.interact(rect, id, sense);
    let summary = shown.matrix.summary(place.0, place.1);
    let is_chosen = shown.pair_idx == Some(place);
    response.widget_info(|| {
        let cell = shown.views.matrix.cell(summary, place.0, place.1);
        let found = state.ports.get(&place).and_then(|ports| ports.num_found);
        let label = found.map_or(cell.label.clone(), |found| format!("{}, {found} match", cell.label));
        WidgetInfo::selected(Role::GridCell, ui.is_enabled(), is_chosen, label)
    });
    if response.has_focus() {
        // Arrows move the cursor, and Escape steps back: neither is egui's to take.
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            if shown.chosen.pair.is_some() || !state.filter.clear() {
                actions.push(Action::Select(Selection::None));
            } else {
                state.ports.clear();
            }
        }
    }
    if response.clicked() {
        state.cursor = place;
        state.follow = true;
        actions.push(Action::Select(selection(shown, place)));
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            actions.push(Action::Focus(Panel::Inspector));
        }
    }
    response
}

fn selection(shown: &Shown<'_>, (source_idx, destination_idx): (usize, usize)) -> Selection {
    let headings = &shown.views.matrix.headings;
    headings.get(source_idx).zip(headings.get(destination_idx)).map_or(Selection::None, |(source, destination)| {
        Selection::Pair { source: source.zone_id.clone(), destination: destination.zone_id.clone() }
    })
}

fn tooltip_ui(response: Response, shown: &Shown<'_>, (source_idx, destination_idx): (usize, usize)) {
    response.on_hover_ui_at_pointer(|ui| {
        let summary = shown.matrix.summary(source_idx, destination_idx);
        ui.label(shown.views.matrix.pair(source_idx, destination_idx));
        ui.label(egui::RichText::new(MatrixView::summary_text(summary)).small().weak());
        for line in
            CellPorts::build(shown.catalog, shown.matrix, &MatrixFilter::default(), (source_idx, destination_idx)).lines
        {
            ui.label(egui::RichText::new(line).monospace());
        }
        if summary.has_legacy {
            ui.label(egui::RichText::new("⚠ Opens a cleartext or legacy protocol").small());
        }
    });
}

fn heading_ui(ui: &Ui, shown: &Shown<'_>, rect: Rect, (side, idx): (&str, usize), actions: &mut Vec<Action>) {
    let Some(heading) = shown.views.matrix.headings.get(idx) else { return };
    let response = ui.interact(rect, Id::unique(("matrix-heading", side, idx)), Sense::CLICK);
    let name = if side == "from" { format!("From {}", heading.name) } else { format!("To {}", heading.name) };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if response.clicked() {
        actions.push(Action::Select(Selection::Zone(heading.zone_id.clone())));
    }
    if response.hovered() {
        let text = [heading.name.as_str(), &heading.addresses].join("\n");
        response.on_hover_text(text.trim_end());
    }
}

impl MatrixState {
    /// Puts the focus into the field that filters.
    pub(crate) fn find(&mut self) {
        self.filter.takes_focus = true;
    }

    /// Brings the state in line with the plan and with what is chosen.
    fn settle(&mut self, ui: &Ui, shown: &Shown<'_>, takes_focus: bool) {
        if self.stamp != Some(shown.stamp) {
            self.stamp = Some(shown.stamp);
            self.ports.clear();
            self.longest_name = longest_name(ui, shown);
        }
        let last = shown.views.matrix.headings.len().saturating_sub(1);
        if self.pair != shown.chosen.pair {
            self.pair.clone_from(&shown.chosen.pair);
            self.cursor = shown.pair_idx.unwrap_or(self.cursor);
        }
        self.cursor = (self.cursor.0.min(last), self.cursor.1.min(last));
        self.follow |= takes_focus;
    }

    /// The ports of a cell, unless enough were listed in this frame.
    fn ports(&mut self, shown: &Shown<'_>, place: (usize, usize), num_new: &mut usize) -> Option<&CellPorts> {
        if self.ports.len() > MAX_PORTS {
            self.ports.clear();
        }
        if let Entry::Vacant(e) = self.ports.entry(place) {
            *num_new += 1;
            if *num_new > MAX_NEW_PORTS {
                return None;
            }
            let ports = CellPorts::build(shown.catalog, shown.matrix, &self.filter.filter, place);
            e.insert(ports);
        }
        self.ports.get(&place)
    }

    /// Moves the cursor with the keys, and keeps it in sight.
    fn move_cursor(&mut self, ui: &Ui, geometry: Geometry, page: usize, origin: egui::Pos2) {
        let has_focus = ui.memory(|memory| memory.has_focus(cell_id(self.cursor)));
        if has_focus && let Some(step) = take_move(ui) {
            let (row, column) = self.cursor;
            let len = geometry.num_zones;
            self.cursor = match step {
                Move::Left => (row, column.saturating_sub(1)),
                Move::Right => (row, (column + 1).min(len.saturating_sub(1))),
                Move::Home => (row, 0),
                Move::End => (row, len.saturating_sub(1)),
                step => (moved(row, step, len, page), column),
            };
            self.follow = true;
        }
        if std::mem::take(&mut self.follow) {
            ui.memory_mut(|memory| memory.request_focus(cell_id(self.cursor)));
            // The headings cover the cells: they must stay beside the one that is brought into sight.
            let mut rect = geometry.cell_rect(origin, self.cursor.0, self.cursor.1);
            rect.min -= geometry.corner;
            ui.scroll_to_rect(rect, None);
            ui.ctx().request_repaint();
        }
    }
}
