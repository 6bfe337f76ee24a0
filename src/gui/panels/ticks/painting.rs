//! Paints the tick table: cells, headings, the lit row and column, and the marks of the cursor and its block.

use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::geometry::{Geometry, Names};
use crate::catalog::Catalog;
use crate::gui::panels::PanelCx;
use crate::gui::shown::Views;
use crate::gui::theme::metrics::{BODY, SMALL, STEP};
use crate::gui::theme::{Tokens, strong, tokens};
use crate::gui::widgets::{GridCursor, Icon, Place, TickShape, paint_mark, paint_tick};
use crate::view::{TickMark, TickRow, TickState, TickTable, thousands};

/// How far the names of rows under a heading are moved in.
const INDENT: f32 = 6.5 * STEP;
/// The room for the count at the end of the heading of a row.
const COUNT: f32 = 6.0 * STEP;

/// Paints the sign of a placement with settings around `center`.
pub(super) fn paint_settings(painter: &Painter, center: Pos2, color: Color32) {
    let points = vec![center + vec2(-2.0, -4.0), center + vec2(3.0, 0.0), center + vec2(-2.0, 4.0)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A tick table being painted.
pub(super) struct Painting<'a> {
    catalog: &'a Catalog,
    views: &'a Views,
    table: &'a TickTable,
    tokens: &'static Tokens,
    geometry: Geometry,
    origin: Pos2,
    /// Paints below the headings.
    cells: Painter,
    /// Paints headings.
    headings: Painter,
    body: Rect,
    screen: Rect,
    /// The row and the zone under the pointer; over a heading only one of them.
    hovered: (Option<usize>, Option<usize>),
    /// The cursor, while its cell has the focus.
    focused: Option<Place>,
    /// The position of the chosen zone.
    chosen: Option<usize>,
}

impl<'a> Painting<'a> {
    /// Begins to paint. `body` is the part of the screen that is free of headings.
    pub(super) fn new(ui: &Ui, cx: &PanelCx<'a>, (geometry, origin, body): (Geometry, Pos2, Rect)) -> Self {
        let screen = ui.clip_rect();
        let pointer = ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(screen));
        // Beyond the last row and the last zone there is nothing to light.
        let pointer = pointer.filter(|pointer| (*pointer - origin - geometry.whole()).max_elem() < 0.0);
        let hovered = pointer.map_or((None, None), |pointer| {
            let (row_idx, column_idx) = geometry.place_at(origin, pointer);
            ((pointer.y >= body.top()).then_some(row_idx), (pointer.x >= body.left()).then_some(column_idx))
        });
        Self {
            catalog: cx.catalog,
            views: cx.views,
            table: &cx.views.ticks,
            tokens: tokens(ui),
            geometry,
            origin,
            cells: ui.painter_at(body.intersect(screen)),
            headings: ui.painter_at(screen),
            body,
            screen,
            hovered,
            focused: None,
            chosen: cx.env.zone_idx,
        }
    }

    /// Paints what lies behind the cells of a row.
    pub(super) fn row_background(&self, row_idx: usize, row: TickRow) {
        let rect = self.row_rect(row_idx);
        if row.is_heading() {
            self.cells.rect_filled(rect, 0, self.tokens.panel.get());
        }
        self.cells.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, self.tokens.line.get()));
    }

    /// Paints a cell.
    pub(super) fn cell(&mut self, row: TickRow, place: Place, response: &Response) {
        if response.has_focus() {
            self.focused = Some(place);
        }
        let tokens = self.tokens;
        let rect = self.geometry.cell_rect(self.origin, place);
        self.cells.vline(rect.right(), rect.y_range(), Stroke::new(1.0, tokens.line.get()));
        let center = rect.center();
        if row.is_heading() {
            let number = self.table.columns.get(place.1).map_or(0, |column| column.num_under(row));
            if number > 0 {
                let font = FontId::proportional(SMALL);
                self.cells.text(center, Align2::CENTER_CENTER, thousands(number), font, tokens.text_weak.get());
            }
            return;
        }
        let cell = self.table.cell(row, place.1);
        let tick = |state, is_implied| paint_tick(&self.cells, tokens, center, (state, is_implied, TickShape::Box));
        match cell.mark {
            // What can be clicked shows itself under the pointer, and is quiet else.
            TickMark::Off if response.hovered() => tick(TickState::Off, false),
            TickMark::Off => drop(self.cells.circle_filled(center, 1.0, tokens.line_strong.get())),
            TickMark::Ticked => tick(TickState::On, false),
            TickMark::Implied => tick(TickState::On, true),
            TickMark::SwitchedOff => tick(TickState::Off, false),
        }
        if cell.has_settings {
            paint_settings(&self.cells, center + vec2(3.0 * STEP, 0.0), tokens.accent.get());
        }
        let sign = self.sign(row, place.1, cell.mark);
        if let Some(sign) = sign {
            let at = center - vec2(3.5 * STEP, 0.0);
            self.cells.text(at, Align2::CENTER_CENTER, sign, FontId::proportional(SMALL), tokens.text.get());
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
        let tokens = self.tokens;
        let end = self.origin + self.geometry.whole();
        let (row_idx, column_idx) = self.lit();
        if let Some(row_idx) = row_idx {
            let rect = self.geometry.cell_rect(self.origin, (row_idx, 0));
            let row = Rect::from_x_y_ranges(self.body.left()..=end.x, rect.y_range());
            self.cells.rect_filled(row, 0, tokens.crosshair.get());
        }
        if let Some(column_idx) = column_idx {
            let rect = self.geometry.cell_rect(self.origin, (0, column_idx));
            let column = Rect::from_x_y_ranges(rect.x_range(), self.body.top()..=end.y);
            self.cells.rect_filled(column, 0, tokens.crosshair.get());
        }
        if cursor.is_block() {
            let (rows, columns) = (cursor.rows(), cursor.columns());
            let last = self.geometry.cell_rect(self.origin, (rows.end - 1, columns.end - 1));
            let rect = self.geometry.cell_rect(self.origin, (rows.start, columns.start)).union(last);
            self.cells.rect_filled(rect, 0, tokens.crosshair.get());
            self.outline(rect, 2.0);
        }
        if self.focused == Some(cursor.place) {
            self.outline(self.geometry.cell_rect(self.origin, cursor.place), 1.0);
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
        let end = self.origin + self.geometry.whole();
        let rect = self.geometry.cell_rect(self.origin, (row_idx, 0));
        Rect::from_x_y_ranges(self.body.left()..=end.x.min(self.screen.right()), rect.y_range())
    }

    fn outline(&self, rect: Rect, width: f32) {
        self.cells.rect_stroke(rect, 0, Stroke::new(width, self.tokens.accent.get()), StrokeKind::Inside);
    }

    /// Paints what lies behind the headings, to the edges.
    pub(super) fn strips(&self) {
        let across = Rect::from_min_max(self.screen.min, pos2(self.screen.right(), self.body.top()));
        let down = Rect::from_min_max(self.screen.min, pos2(self.body.left(), self.screen.bottom()));
        for strip in [across, down] {
            self.headings.rect_filled(strip, 0, self.tokens.panel.get());
        }
    }

    /// Paints the heading of a row and returns its place.
    pub(super) fn row_heading(&self, row_idx: usize, row: TickRow, is_open: bool) -> Rect {
        let tokens = self.tokens;
        let cell = self.geometry.cell_rect(self.origin, (row_idx, 0));
        let rect =
            Rect::from_x_y_ranges(self.screen.left()..=self.screen.left() + self.geometry.corner.x, cell.y_range());
        let shown = rect.intersect(Rect::from_min_max(pos2(self.screen.left(), self.body.top()), self.screen.max));
        let painter = self.headings.with_clip_rect(shown);
        if self.lit().0 == Some(row_idx) {
            painter.rect_filled(rect, 0, tokens.hover.get());
        }
        painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line.get()));
        let num_zones = self.table.num_zones(row);
        let right = rect.right() - 2.0 * STEP;
        if num_zones > 0 {
            let at = pos2(right, rect.center().y);
            let font = FontId::proportional(SMALL);
            painter.text(at, Align2::RIGHT_CENTER, thousands(num_zones), font, tokens.text_weak.get());
        }
        let left = if row.is_heading() {
            let icon = if is_open { Icon::Opened } else { Icon::Closed };
            let at = pos2(rect.left() + 4.0 * STEP, rect.center().y);
            icon.paint(&painter, Rect::from_center_size(at, vec2(16.0, 16.0)), tokens.text_weak.get());
            rect.left() + 6.5 * STEP
        } else {
            rect.left() + INDENT
        };
        let is_weak = row.is_retired(self.catalog);
        let color = if is_weak { tokens.text_weak } else { tokens.text };
        let font = if row.is_heading() { strong(SMALL) } else { FontId::proportional(BODY) };
        let galley = self.line(row.short_name(self.catalog), font, color.get(), right - COUNT - left);
        painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color.get());
        shown
    }

    /// Paints the heading of a zone and returns its place.
    pub(super) fn zone_heading(&self, column_idx: usize) -> Rect {
        let tokens = self.tokens;
        let cell = self.geometry.cell_rect(self.origin, (0, column_idx));
        let rect =
            Rect::from_x_y_ranges(cell.x_range(), self.screen.top()..=self.screen.top() + self.geometry.corner.y);
        let shown = rect.intersect(Rect::from_min_max(pos2(self.body.left(), self.screen.top()), self.screen.max));
        let painter = self.headings.with_clip_rect(shown);
        if self.chosen == Some(column_idx) {
            painter.rect_filled(rect, 0, tokens.selected.get());
        } else if self.lit().1 == Some(column_idx) {
            painter.rect_filled(rect, 0, tokens.hover.get());
        }
        painter.vline(rect.right(), rect.y_range(), Stroke::new(1.0, tokens.line.get()));
        let Some(column) = self.table.columns.get(column_idx) else { return shown };
        let center = rect.center().x;
        let color = tokens.text.get();
        match self.geometry.names {
            Names::OneLine | Names::TwoLines => {
                paint_mark(&painter, tokens, pos2(center, rect.top() + 3.0 * STEP), column.color());
                let lines = if self.geometry.names == Names::OneLine { 1 } else { 2 };
                let galley = self.lines(column.name(), rect.width() - 2.0 * STEP, lines);
                painter.galley(pos2(center, rect.top() + 5.5 * STEP), galley, color);
            }
            Names::Upright => {
                let bottom = rect.bottom() - 3.0 * STEP;
                paint_mark(&painter, tokens, pos2(center, bottom), column.color());
                let galley = self.line(column.name(), FontId::proportional(BODY), color, rect.height() - 7.0 * STEP);
                let place = pos2(center - galley.size().y / 2.0, bottom - 3.0 * STEP);
                painter.add(TextShape::new(place, galley, color).with_angle(-FRAC_PI_2));
            }
        }
        shown
    }

    /// A text in one line, cut with “…” where there is no room.
    fn line(&self, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        self.headings.layout_job(job)
    }

    /// A name in the middle, broken into lines.
    fn lines(&self, text: &str, width: f32, max_rows: usize) -> Arc<Galley> {
        let format = TextFormat::simple(FontId::proportional(BODY), self.tokens.text.get());
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping { max_width: width.max(0.0), max_rows, ..TextWrapping::default() };
        job.halign = Align::Center;
        self.headings.layout_job(job)
    }

    /// Paints the corner, which says what the numbers beside the rows are, and the lines beside the headings.
    pub(super) fn corner(&self) {
        let rect = Rect::from_min_size(self.screen.min, self.geometry.corner);
        let tokens = self.tokens;
        self.headings.rect_filled(rect, 0, tokens.panel.get());
        let line = Stroke::new(1.0, tokens.line_strong.get());
        let end = self.origin + self.geometry.whole();
        self.headings.hline(self.screen.left()..=end.x.min(self.screen.right()), self.body.top(), line);
        self.headings.vline(self.body.left(), self.screen.top()..=end.y.min(self.screen.bottom()), line);
        let place = rect.right_bottom() - vec2(2.0 * STEP, 2.0 * STEP);
        let font = FontId::proportional(SMALL);
        self.headings.text(place, Align2::RIGHT_BOTTOM, "zones", font, tokens.text_weak.get());
    }
}
