//! Paints the matrix: cells, headings, the lit row and column, and the marks of cursor and choice.

use std::f32::consts::FRAC_PI_2;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::geometry::Geometry;
use super::port_lines::port_lines;
use super::state::Pair;
use crate::export::Block;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::{Tokens, tokens};
use crate::gui::widgets::paint_mark;
use crate::matrix::{CellSummary, Matrix};
use crate::view::{CellKind, CellPorts, Heading, MatrixView, Shade, thousands};

/// Height of a line of ports, as a part of the size of its text.
const LINE: f32 = 1.17;
/// The least room beside a count: less, and the cell is a color alone.
const BESIDE_COUNT: f32 = 4.0;
/// Smaller figures, as a part of the usual ones.
const SMALLER: f32 = 0.85;

/// The sign of a cell in which an override takes away something that is required.
pub(super) const LOSS_MARK: &str = "!";
/// How much room at the left of a cell is its own where ports are written.
const LOSS_ROOM: f32 = 1.5 * STEP;

/// What is needed to paint one cell.
pub(super) struct CellPaint<'a> {
    /// Source and destination.
    pub pair: Pair,
    /// Where it stands, headings not taken into account.
    pub rect: Rect,
    /// What the pointer and the keys do to it.
    pub response: &'a Response,
    /// Its ports, when they are known.
    pub ports: Option<&'a CellPorts>,
}

/// Paints the sign of legacy protocols, with its tip at the top right.
pub(super) fn folded_corner(painter: &Painter, tip: Pos2, color: Color32) {
    let points = vec![tip + vec2(-7.0, 0.0), tip, tip + vec2(0.0, 7.0)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A matrix being painted.
pub(super) struct Painting<'a> {
    matrix: &'a Matrix,
    view: &'a MatrixView,
    /// The chosen pair.
    chosen: Option<Pair>,
    tokens: &'static Tokens,
    shade: Shade,
    geometry: Geometry,
    origin: Pos2,
    /// Paints below the headings.
    cells: Painter,
    /// Paints headings.
    headings: Painter,
    body: Rect,
    screen: Rect,
    /// Cells hold what a filter asks for.
    is_filtered: bool,
    hovered: Option<Pair>,
    focused: bool,
}

impl<'a> Painting<'a> {
    /// Begins to paint. `body` is the part of the screen that is free of headings.
    pub(super) fn new(ui: &Ui, cx: &PanelCx<'a>, shade: Shade, geometry: Geometry, origin: Pos2, body: Rect) -> Self {
        let screen = ui.clip_rect();
        Self {
            matrix: cx.matrix,
            view: &cx.views.matrix,
            chosen: cx.pair_idx,
            tokens: tokens(ui),
            shade,
            geometry,
            origin,
            cells: ui.painter_at(body.intersect(screen)),
            headings: ui.painter_at(screen),
            body,
            screen,
            is_filtered: !cx.filter.query().is_empty(),
            hovered: None,
            focused: false,
        }
    }

    /// Paints a cell.
    pub(super) fn cell(&mut self, cell: &CellPaint<'_>) {
        let (source_idx, destination_idx) = cell.pair;
        if cell.response.hovered() {
            self.hovered = Some(cell.pair);
        }
        self.focused |= cell.response.has_focus();
        let summary = self.matrix.summary(source_idx, destination_idx);
        let found = cell.ports.and_then(|ports| ports.num_found);
        // What a filter finds in it is not always known in the first frame.
        let is_blank = self.is_filtered && found.is_none_or(|found| found == 0);
        // Its color goes by what is asked for, as its number does.
        let is_counted = self.is_filtered && self.shade == Shade::Rules;
        let shown = match found.map(u16::try_from).and_then(Result::ok).filter(|_| is_counted) {
            Some(required_rules) => CellSummary { required_rules, optional_rules: 0, ..summary },
            None => summary,
        };
        let view = self.view.cell(self.shade, shown, source_idx, destination_idx);
        let tokens = self.tokens;
        let (fill, text, weak) = match (view.kind, view.step.and_then(|step| tokens.ramp_of(self.shade).get(step))) {
            // A filter does not ask for it.
            _ if is_blank => (None, tokens.text_weak, tokens.text_weak),
            (CellKind::Inside, _) => (Some(tokens.diagonal), tokens.text_weak, tokens.text_weak),
            (_, Some(step)) => (Some(*step), tokens.ramp_text, tokens.ramp_text_weak),
            (_, None) => (None, tokens.text_weak, tokens.text_weak),
        };
        if let Some(fill) = fill {
            self.cells.rect_filled(cell.rect, 0, fill.get());
        }
        let line = Stroke::new(1.0, tokens.line.get());
        self.cells.hline(cell.rect.x_range(), cell.rect.bottom(), line);
        self.cells.vline(cell.rect.right(), cell.rect.y_range(), line);
        if is_blank {
            return;
        }
        let is_marked = view.loses_required && view.kind != CellKind::Inside;
        match cell.ports {
            Some(ports) if self.geometry.writes_ports && (!summary.is_empty() || self.is_filtered) => {
                // The mark has a column of its own beside the ports.
                let left = if is_marked { LOSS_ROOM } else { 0.0 };
                self.ports(cell.rect.with_min_x(cell.rect.left() + left), ports, text.get(), weak.get());
            }
            _ if summary.is_empty() && !self.is_filtered => {
                self.count(cell.rect, "·", tokens.line_strong.get());
            }
            _ => {
                let count = found.filter(|found| *found > 0).map_or(view.count, thousands);
                self.count(cell.rect, &count, text.get());
            }
        }
        if is_marked {
            let place = cell.rect.left_top() + vec2(STEP, STEP / 2.0);
            self.cells.text(place, Align2::LEFT_TOP, LOSS_MARK, FontId::proportional(SMALL), text.get());
        }
        if view.has_legacy && view.kind == CellKind::Open {
            // A folded corner; the tooltip says what it means.
            folded_corner(&self.cells, cell.rect.right_top() + vec2(-1.0, 0.0), weak.get());
        }
    }

    /// Writes a number into the middle, in smaller figures where it is wider than the cell, and not at all where these
    /// are.
    fn count(&self, rect: Rect, count: &str, color: Color32) {
        let size = self.geometry.cell_text;
        let lay = |size: f32| self.cells.layout_no_wrap(count.to_owned(), FontId::proportional(size), color);
        let mut galleys = [size, (SMALLER * size).floor()].into_iter().map(lay);
        if let Some(galley) = galleys.find(|galley| galley.size().x + BESIDE_COUNT <= rect.width()) {
            self.cells.galley(rect.center() - galley.size() / 2.0, galley, color);
        }
    }

    /// Writes as many ports as there is room for: those that are Required, then the others weak and in brackets.
    fn ports(&self, rect: Rect, ports: &CellPorts, text: Color32, weak: Color32) {
        let font = FontId::monospace(self.geometry.cell_text);
        let room = rect.shrink2(vec2(1.5 * STEP, STEP));
        let letter = self.cells.fonts_mut(|fonts| fonts.glyph_width(&font, '0'));
        let mut job = LayoutJob::default();
        for line in port_lines(ports, count(room.width() + 1.0, letter), count(room.height(), LINE * font.size)) {
            for (idx, word) in line.iter().enumerate() {
                let space = if idx > 0 { " " } else { "" };
                let color = if word.is_weak { weak } else { text };
                job.append(&format!("{space}{}", word.text), 0.0, TextFormat::simple(font.clone(), color));
            }
            job.append("\n", 0.0, TextFormat::simple(font.clone(), text));
        }
        let galley = self.cells.layout_job(job);
        self.cells.galley(room.min, galley, text);
    }

    /// Lights the row and the column of the cell under the pointer, and outlines the cursor and the chosen pair.
    pub(super) fn crosshair(&self, cursor: Pair, block: &Block) {
        let tokens = self.tokens;
        let lit = self.hovered.or_else(|| self.focused.then_some(cursor));
        if let Some(lit) = lit {
            let rect = self.cell_rect(lit);
            let end = self.origin + self.geometry.size();
            let row = Rect::from_x_y_ranges(self.body.left()..=end.x, rect.y_range());
            let column = Rect::from_x_y_ranges(rect.x_range(), self.body.top()..=end.y);
            self.cells.rect_filled(row, 0, tokens.crosshair.get());
            self.cells.rect_filled(column, 0, tokens.crosshair.get());
        }
        if let Some(pair) = self.chosen {
            self.outline(self.cell_rect(pair), 2.0);
        }
        if block.num_cells() > 1 {
            let last = (block.sources.end - 1, block.destinations.end - 1);
            let rect = self.cell_rect((block.sources.start, block.destinations.start)).union(self.cell_rect(last));
            self.cells.rect_filled(rect, 0, tokens.crosshair.get());
            self.outline(rect, 2.0);
        }
        if self.focused {
            self.outline(self.cell_rect(cursor), 1.0);
        }
    }

    fn cell_rect(&self, pair: Pair) -> Rect {
        self.geometry.cell_rect(self.origin, pair.0, pair.1)
    }

    fn outline(&self, rect: Rect, width: f32) {
        self.cells.rect_stroke(rect, 0, Stroke::new(width, self.tokens.accent.get()), StrokeKind::Inside);
    }

    /// Whether a row or a column is lit, or belongs to the chosen pair.
    fn heading_fill(&self, of: impl Fn(Pair) -> usize, idx: usize) -> Color32 {
        let is = |pair: Option<Pair>| pair.is_some_and(|pair| of(pair) == idx);
        if is(self.chosen) {
            self.tokens.selected.get()
        } else if is(self.hovered) {
            self.tokens.hover.get()
        } else {
            self.tokens.panel.get()
        }
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
    pub(super) fn row_heading(&self, idx: usize) -> Rect {
        let cell = self.geometry.cell_rect(self.origin, idx, 0);
        let rect =
            Rect::from_x_y_ranges(self.screen.left()..=self.screen.left() + self.geometry.corner.x, cell.y_range());
        let shown = rect.intersect(Rect::from_min_max(pos2(self.screen.left(), self.body.top()), self.screen.max));
        let painter = self.headings.with_clip_rect(shown);
        painter.rect_filled(rect, 0, self.heading_fill(|pair| pair.0, idx));
        painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, self.tokens.line.get()));
        if let Some(heading) = self.view.headings.get(idx) {
            self.heading_text(&painter, heading, rect, rect.width());
        }
        shown
    }

    /// Paints the heading of a column and returns its place.
    pub(super) fn column_heading(&self, idx: usize) -> Rect {
        let cell = self.geometry.cell_rect(self.origin, 0, idx);
        let rect =
            Rect::from_x_y_ranges(cell.x_range(), self.screen.top()..=self.screen.top() + self.geometry.corner.y);
        let shown = rect.intersect(Rect::from_min_max(pos2(self.body.left(), self.screen.top()), self.screen.max));
        let painter = self.headings.with_clip_rect(shown);
        painter.rect_filled(rect, 0, self.heading_fill(|pair| pair.1, idx));
        painter.vline(rect.right(), rect.y_range(), Stroke::new(1.0, self.tokens.line.get()));
        if let Some(heading) = self.view.headings.get(idx) {
            if self.geometry.is_upright {
                self.upright_text(&painter, heading, rect);
            } else {
                self.lying_text(&painter, heading, rect);
            }
        }
        shown
    }

    /// Writes a name under its mark.
    fn lying_text(&self, painter: &Painter, heading: &Heading, rect: Rect) {
        paint_mark(painter, self.tokens, pos2(rect.center().x, rect.top() + 3.0 * STEP), heading.color);
        let galley = self.name(heading, rect.width() - 2.0 * STEP);
        let place = pos2(rect.center().x - galley.size().x / 2.0, rect.top() + 5.0 * STEP);
        painter.galley(place, galley, self.tokens.text.get());
    }

    fn heading_text(&self, painter: &Painter, heading: &Heading, rect: Rect, width: f32) {
        let left = rect.left() + 3.0 * STEP;
        paint_mark(painter, self.tokens, pos2(left + STEP, rect.center().y), heading.color);
        let galley = self.name(heading, width - 9.0 * STEP);
        let place = pos2(left + 4.0 * STEP, rect.center().y - galley.size().y / 2.0);
        painter.galley(place, galley, self.tokens.text.get());
    }

    /// Writes a name from the bottom to the top.
    fn upright_text(&self, painter: &Painter, heading: &Heading, rect: Rect) {
        let bottom = rect.bottom() - 3.0 * STEP;
        paint_mark(painter, self.tokens, pos2(rect.center().x, bottom), heading.color);
        let galley = self.name(heading, rect.height() - 8.0 * STEP);
        let place = pos2(rect.center().x - galley.size().y / 2.0, bottom - 3.0 * STEP);
        painter.add(TextShape::new(place, galley, self.tokens.text.get()).with_angle(-FRAC_PI_2));
    }

    fn name(&self, heading: &Heading, width: f32) -> std::sync::Arc<egui::Galley> {
        let format = TextFormat::simple(FontId::proportional(self.geometry.name_text), self.tokens.text.get());
        let mut job = LayoutJob::single_section(heading.name.clone(), format);
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        self.headings.layout_job(job)
    }

    /// Paints the corner, which says how to read the matrix, and the lines beside the headings.
    pub(super) fn corner(&self) {
        let rect = Rect::from_min_size(self.screen.min, self.geometry.corner);
        let tokens = self.tokens;
        self.headings.rect_filled(rect, 0, tokens.panel.get());
        let line = Stroke::new(1.0, tokens.line_strong.get());
        let end = self.origin + self.geometry.size();
        self.headings.hline(self.screen.left()..=end.x.min(self.screen.right()), self.body.top(), line);
        self.headings.vline(self.body.left(), self.screen.top()..=end.y.min(self.screen.bottom()), line);
        let font = FontId::proportional(SMALL);
        let color = tokens.text_weak.get();
        let place = rect.right_bottom() - vec2(2.0 * STEP, 2.0 * STEP);
        self.headings.text(place, Align2::RIGHT_BOTTOM, "from ↓  to →", font, color);
    }
}

/// How many lines or letters of a size fit into a length, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cell is some lines high")]
fn count(length: f32, size: f32) -> usize {
    ((length / size.max(1.0)).floor() as usize).max(1)
}
