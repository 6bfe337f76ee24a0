//! Paints the tick table: cells, headings, the lit row and column, and the marks of the cursor and its block.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, pos2, vec2};

use super::geometry::{Geometry, Names};
use crate::catalog::Catalog;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{RuleNumber, Views};
use crate::gui::theme::metrics::{BODY, SMALL, STEP};
use crate::gui::theme::strong;
use crate::gui::widgets::{GridCursor, GridPainter, HeadingFrame, Icon, Place, TickShape, paint_mark, paint_tick};
use crate::view::{TickMark, TickRow, TickState, TickTable, ZoneAxis, thousands};

/// How far the names of rows under a heading are moved in.
const INDENT: f32 = 6.5 * STEP;
/// The room for the counts at the end of the heading of a row: of zones, and of rules behind it.
const ZONES: f32 = 6.0 * STEP;
const RULES: f32 = 13.0 * STEP;
/// How much of its color a count keeps that is not of the present plan.
const DIMMED: f32 = 0.5;

/// Paints the sign of a placement with settings around `center`.
pub(super) fn paint_settings(painter: &Painter, center: Pos2, color: Color32) {
    let points = vec![center + vec2(-2.0, -4.0), center + vec2(3.0, 0.0), center + vec2(-2.0, 4.0)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// Paints how many machines are named, to the right of `left`.
pub(super) fn paint_hosts(painter: &Painter, left: Pos2, number: usize, color: Color32) {
    let text = if number < 100 { number.to_string() } else { "99+".to_owned() };
    painter.text(left, Align2::LEFT_CENTER, text, FontId::proportional(SMALL), color);
}

/// How the name of a row is written.
fn row_font(row: TickRow) -> FontId {
    if row.is_heading() { strong(SMALL) } else { FontId::proportional(BODY) }
}

/// A tick table being painted.
pub(super) struct Painting<'a> {
    catalog: &'a Catalog,
    views: &'a Views,
    table: &'a TickTable,
    grid: GridPainter,
    /// How the names of zones are written.
    names: Names,
    /// Whether rules are counted at the rows.
    shows_rules: bool,
    /// The row and the zone under the pointer; over a heading only one of them.
    hovered: (Option<usize>, Option<usize>),
    /// The cursor, while its cell has the focus.
    focused: Option<Place>,
    /// The column of the chosen zone.
    chosen: Option<usize>,
}

impl<'a> Painting<'a> {
    /// Begins to paint.
    pub(super) fn new(ui: &Ui, cx: &PanelCx<'a>, chosen: Option<usize>, geometry: Geometry, origin: Pos2) -> Self {
        let grid = GridPainter::new(ui, geometry.grid, origin);
        let pointer = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(grid.screen));
        // Beyond the last row and the last zone there is nothing to light.
        let pointer = pointer.filter(|pointer| (*pointer - origin - grid.layout.whole()).max_elem() < 0.0);
        let hovered = pointer.map_or((None, None), |pointer| {
            let (row_idx, column_idx) = grid.layout.place_at(origin, pointer);
            ((pointer.y >= grid.body.top()).then_some(row_idx), (pointer.x >= grid.body.left()).then_some(column_idx))
        });
        Self {
            catalog: cx.catalog,
            views: cx.views,
            table: &cx.views.ticks,
            grid,
            names: geometry.names,
            shows_rules: geometry.shows_rules,
            hovered,
            focused: None,
            chosen,
        }
    }

    /// The grid that it is painted on.
    pub(super) fn grid(&self) -> &GridPainter {
        &self.grid
    }

    /// How wide the names of these rows are at the most, with what stands beside them.
    pub(super) fn names_width(&self, rows: impl Iterator<Item = TickRow>) -> f32 {
        let line =
            |row: TickRow| self.line(row.short_name(self.catalog), row_font(row), Color32::PLACEHOLDER, f32::MAX);
        rows.map(|row| line(row).size().x).fold(0.0, f32::max) + INDENT + ZONES + RULES + 2.0 * STEP
    }

    /// Paints what lies behind the cells of a row.
    pub(super) fn row_background(&self, row_idx: usize, row: TickRow) {
        let rect = self.row_rect(row_idx);
        if row.is_heading() {
            self.grid.cells.rect_filled(rect, 0, self.grid.tokens.panel.get());
        }
        self.grid.cells.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, self.grid.tokens.line.get()));
    }

    /// Paints a cell.
    pub(super) fn cell(&mut self, row: TickRow, (place, zone_idx): (Place, usize), response: &Response) {
        if response.has_focus() {
            self.focused = Some(place);
        }
        let (tokens, cells) = (self.grid.tokens, &self.grid.cells);
        let rect = self.grid.cell_rect(place);
        cells.vline(rect.right(), rect.y_range(), Stroke::new(1.0, tokens.line.get()));
        let center = rect.center();
        if row.is_heading() {
            let number = self.table.columns.get(zone_idx).map_or(0, |column| column.num_under(row));
            if number > 0 {
                let font = FontId::proportional(SMALL);
                cells.text(center, Align2::CENTER_CENTER, thousands(number), font, tokens.text_weak.get());
            }
            return;
        }
        let cell = self.table.cell(row, zone_idx);
        let tick = |state, is_implied| paint_tick(cells, tokens, center, (state, is_implied, TickShape::Box));
        match cell.mark {
            // What can be clicked shows itself under the pointer, and is quiet else.
            TickMark::Off if response.hovered() => tick(TickState::Off, false),
            TickMark::Off => drop(cells.circle_filled(center, 1.0, tokens.line_strong.get())),
            TickMark::Ticked => tick(TickState::On, false),
            TickMark::Implied => tick(TickState::On, true),
            TickMark::SwitchedOff => tick(TickState::Off, false),
        }
        let (hosts, settings) = match (cell.num_hosts, cell.has_settings) {
            (0, has_settings) => (None, has_settings.then_some(0.0)),
            (number, false) => (Some((number, 0.0)), None),
            // One above the other.
            (number, true) => (Some((number, -1.25 * STEP)), Some(1.75 * STEP)),
        };
        if let Some((number, lower)) = hosts {
            paint_hosts(cells, center + vec2(2.5 * STEP, lower), number, tokens.accent.get());
        }
        if let Some(lower) = settings {
            paint_settings(cells, center + vec2(3.0 * STEP, lower), tokens.accent.get());
        }
        let sign = self.sign(row, zone_idx, cell.mark);
        if let Some(sign) = sign {
            let at = center - vec2(3.5 * STEP, 0.0);
            cells.text(at, Align2::CENTER_CENTER, sign, FontId::proportional(SMALL), tokens.text.get());
        }
    }

    /// Paints the cell of a group: in how many of its zones the row is there.
    pub(super) fn group_cell(
        &mut self,
        (_, place): (TickRow, Place),
        (number, of): (usize, usize),
        response: &Response,
    ) {
        if response.has_focus() {
            self.focused = Some(place);
        }
        let (tokens, cells) = (self.grid.tokens, &self.grid.cells);
        let rect = self.grid.cell_rect(place);
        cells.rect_filled(rect, 0, tokens.panel.get());
        let line = Stroke::new(1.0, tokens.line.get());
        cells.vline(rect.right(), rect.y_range(), line);
        cells.hline(rect.x_range(), rect.bottom(), line);
        if number > 0 {
            let text = format!("{}/{}", thousands(number), thousands(of));
            let color = if number == of { tokens.text } else { tokens.text_weak };
            cells.text(rect.center(), Align2::CENTER_CENTER, text, FontId::proportional(SMALL), color.get());
        }
    }

    /// The sign of what is odd about a cell.
    fn sign(&self, row: TickRow, column_idx: usize, mark: TickMark) -> Option<&'static str> {
        match mark {
            TickMark::Off | TickMark::SwitchedOff => None,
            TickMark::Ticked | TickMark::Implied => match row {
                TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => None,
                TickRow::Os(_) => row.is_retired(self.catalog).then_some("⚠"),
                TickRow::Role(_) => {
                    let worst = self.views.remarks(self.catalog, row, column_idx).first();
                    worst.map(|remark| remark.severity.sign())
                }
            },
        }
    }

    /// Lights the row and the column of the cell under the pointer, and outlines the cursor and its block.
    pub(super) fn marks(&self, cursor: &GridCursor) {
        let (row_idx, column_idx) = self.lit();
        if let Some(row_idx) = row_idx {
            self.grid.light_row(row_idx);
        }
        if let Some(column_idx) = column_idx {
            self.grid.light_column(column_idx);
        }
        if cursor.is_block() {
            self.grid.block(&cursor.rows(), &cursor.columns());
        }
        if self.focused == Some(cursor.place) {
            self.grid.outline(self.grid.cell_rect(cursor.place), 1.0);
        }
    }

    /// The row and the zone that are lit: those under the pointer, else those of the cursor.
    fn lit(&self) -> (Option<usize>, Option<usize>) {
        match (self.hovered, self.focused) {
            ((None, None), Some((row_idx, column_idx))) => (Some(row_idx), Some(column_idx)),
            (hovered, _) => hovered,
        }
    }

    fn row_rect(&self, row_idx: usize) -> Rect {
        let end = self.grid.origin + self.grid.layout.whole();
        let rect = self.grid.cell_rect((row_idx, 0));
        Rect::from_x_y_ranges(self.grid.body.left()..=end.x.min(self.grid.screen.right()), rect.y_range())
    }

    /// Paints what lies behind the headings, to the edges.
    pub(super) fn strips(&self) {
        self.grid.strips();
    }

    /// Paints the heading of a row and returns its place.
    pub(super) fn row_heading(&self, row_idx: usize, row: TickRow, is_open: bool) -> Rect {
        let tokens = self.grid.tokens;
        let fill = (self.lit().0 == Some(row_idx)).then(|| tokens.hover.get());
        let HeadingFrame { rect, shown, painter } = self.grid.row_heading(row_idx, fill);
        let num_zones = self.table.num_zones(row);
        let right = rect.right() - 2.0 * STEP;
        let weak = tokens.text_weak.get();
        let count = |right: f32, number: usize, color: Color32| {
            let at = pos2(right, rect.center().y);
            painter.text(at, Align2::RIGHT_CENTER, thousands(number), FontId::proportional(SMALL), color);
        };
        if self.shows_rules && num_zones > 0 {
            match self.views.num_rules(row) {
                RuleNumber::Unknown => {}
                RuleNumber::Before(number) => count(right, number, weak.gamma_multiply(DIMMED)),
                RuleNumber::Now(number) => count(right, number, weak),
            }
        }
        let right = right - self.rules_width();
        if num_zones > 0 {
            count(right, num_zones, weak);
        }
        let left = if row.is_heading() {
            let icon = if is_open { Icon::Opened } else { Icon::Closed };
            let at = pos2(rect.left() + 4.0 * STEP, rect.center().y);
            icon.paint(&painter, Rect::from_center_size(at, vec2(16.0, 16.0)), weak);
            rect.left() + 6.5 * STEP
        } else {
            rect.left() + INDENT
        };
        let is_weak = row.is_retired(self.catalog);
        let color = if is_weak { tokens.text_weak } else { tokens.text };
        let galley = self.line(row.short_name(self.catalog), row_font(row), color.get(), right - ZONES - left);
        painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color.get());
        shown
    }

    /// Paints the heading of a zone or a group and returns its place.
    pub(super) fn column_heading(&self, axis: &ZoneAxis, place: usize) -> Rect {
        let tokens = self.grid.tokens;
        let fill = if self.chosen == Some(place) {
            Some(tokens.selected.get())
        } else {
            (self.lit().1 == Some(place)).then(|| tokens.hover.get())
        };
        let frame = self.grid.column_heading(place, fill);
        let HeadingFrame { rect, shown, ref painter } = frame;
        let zone = axis.zone_at(place).and_then(|zone_idx| self.table.columns.get(zone_idx));
        let (name, font) = match (zone, axis.group_at(place)) {
            (Some(zone), _) => (zone.name(), FontId::proportional(BODY)),
            (None, Some(group)) => (group.name(), strong(BODY)),
            (None, None) => return shown,
        };
        let center = rect.center().x;
        let sign = |at: Pos2| {
            if let Some(zone) = zone {
                paint_mark(painter, tokens, at, zone.color());
            } else {
                let icon = if axis.is_folded(place) { Icon::Closed } else { Icon::Opened };
                icon.paint(painter, Rect::from_center_size(at, vec2(16.0, 16.0)), tokens.text_weak.get());
            }
        };
        let color = tokens.text.get();
        match self.names {
            Names::OneLine | Names::TwoLines => {
                sign(pos2(center, rect.top() + 3.0 * STEP));
                let lines = if self.names == Names::OneLine { 1 } else { 2 };
                let galley = self.lines((name, font), rect.width() - 2.0 * STEP, lines);
                painter.galley(pos2(center, rect.top() + 5.5 * STEP), galley, color);
            }
            Names::Upright => {
                sign(frame.upright_mark());
                let name = self.line(name, font, color, rect.height() - 7.0 * STEP);
                frame.upright_name(name, color);
            }
        }
        shown
    }

    /// A text in one line, cut with “…” where there is no room.
    fn line(&self, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        self.grid.headings.layout_job(job)
    }

    /// A name in the middle, broken into lines.
    fn lines(&self, (text, font): (&str, FontId), width: f32, max_rows: usize) -> Arc<Galley> {
        let format = TextFormat::simple(font, self.grid.tokens.text.get());
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping { max_width: width.max(0.0), max_rows, ..TextWrapping::default() };
        job.halign = Align::Center;
        self.grid.headings.layout_job(job)
    }

    /// Paints the corner, which says what the numbers beside the rows are, and the lines beside the headings.
    pub(super) fn corner(&self) {
        if !self.shows_rules {
            self.grid.corner("zones");
            return;
        }
        self.grid.corner("rules");
        let corner = self.grid.screen.min + self.grid.layout.corner;
        let place = corner - vec2(2.0 * STEP + self.rules_width(), 2.0 * STEP);
        let color = self.grid.tokens.text_weak.get();
        self.grid.headings.text(place, Align2::RIGHT_BOTTOM, "zones", FontId::proportional(SMALL), color);
    }

    /// The room for the count of rules, if there is one.
    fn rules_width(&self) -> f32 {
        if self.shows_rules { RULES } else { 0.0 }
    }
}
