//! Paints the matrix: cells, headings, the lit row and column, and the marks of cursor and choice.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, pos2, vec2};

use super::geometry::Geometry;
use super::port_lines::port_lines;
use super::state::Pair;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::strong;
use crate::gui::widgets::{GridCursor, GridPainter, HeadingFrame, Icon, Place, paint_mark};
use crate::matrix::{CellSummary, Matrix};
use crate::view::{CellKind, CellPorts, Heading, MatrixView, Shade, UnionCell, thousands};

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
    /// Its row and its column.
    pub place: Place,
    /// Source and destination.
    pub pair: Pair,
    /// Where it stands, headings not taken into account.
    pub rect: Rect,
    /// What the pointer and the keys do to it.
    pub response: &'a Response,
    /// Its ports, when they are known.
    pub ports: Option<&'a CellPorts>,
}

/// What a heading says.
#[derive(Clone, Copy)]
pub(super) enum HeadingName<'a> {
    /// A zone.
    Zone(&'a Heading),
    /// A group of zones.
    Group {
        /// What it is called.
        name: &'a str,
        /// Its zones are folded.
        is_folded: bool,
    },
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
    /// The cell of the chosen pair.
    chosen: Option<Place>,
    shade: Shade,
    geometry: Geometry,
    grid: GridPainter,
    /// Cells hold what a filter asks for.
    is_filtered: bool,
    hovered: Option<Place>,
    focused: bool,
}

impl<'a> Painting<'a> {
    /// Begins to paint.
    pub(super) fn new(
        ui: &Ui,
        cx: &PanelCx<'a>,
        (shade, chosen): (Shade, Option<Place>),
        geometry: Geometry,
        origin: Pos2,
    ) -> Self {
        Self {
            matrix: cx.matrix,
            view: &cx.views.matrix,
            chosen,
            shade,
            geometry,
            grid: GridPainter::new(ui, geometry.grid, origin),
            is_filtered: !cx.filter.query().is_empty(),
            hovered: None,
            focused: false,
        }
    }

    /// Whether cells need to know their ports.
    pub(super) fn lists_ports(&self) -> bool {
        self.geometry.writes_ports || self.is_filtered
    }

    /// Paints the cell of a group. A total of cells that are there as well steps back.
    pub(super) fn group_cell(
        &mut self,
        (place, rect): (Place, Rect),
        union: UnionCell,
        is_total: bool,
        response: &Response,
    ) {
        if response.hovered() {
            self.hovered = Some(place);
        }
        self.focused |= response.has_focus();
        let tokens = self.grid.tokens;
        let step = union.step.and_then(|step| tokens.ramp_of(self.shade).get(step)).filter(|_| !is_total);
        let (fill, text, weak) = match step {
            Some(step) => (*step, tokens.ramp_text, tokens.ramp_text_weak),
            None => (tokens.panel, tokens.text_weak, tokens.text_weak),
        };
        self.grid.cells.rect_filled(rect, 0, fill.get());
        let line = Stroke::new(1.0, tokens.line.get());
        self.grid.cells.hline(rect.x_range(), rect.bottom(), line);
        self.grid.cells.vline(rect.right(), rect.y_range(), line);
        if union.num_rules > 0 {
            self.count(rect, &thousands(union.num_rules), text.get());
        }
        if union.loses_required {
            let at = rect.left_top() + vec2(STEP, STEP / 2.0);
            self.grid.cells.text(at, Align2::LEFT_TOP, LOSS_MARK, FontId::proportional(SMALL), text.get());
        }
        if union.has_legacy && !is_total {
            folded_corner(&self.grid.cells, rect.right_top() + vec2(-1.0, 0.0), weak.get());
        }
    }

    /// The grid that it is painted on.
    pub(super) fn grid(&self) -> &GridPainter {
        &self.grid
    }

    /// Paints a cell.
    pub(super) fn cell(&mut self, cell: &CellPaint<'_>) {
        let (source_idx, destination_idx) = cell.pair;
        if cell.response.hovered() {
            self.hovered = Some(cell.place);
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
        let tokens = self.grid.tokens;
        let (fill, text, weak) = match (view.kind, view.step.and_then(|step| tokens.ramp_of(self.shade).get(step))) {
            // A filter does not ask for it.
            _ if is_blank => (None, tokens.text_weak, tokens.text_weak),
            (CellKind::Inside, _) => (Some(tokens.diagonal), tokens.text_weak, tokens.text_weak),
            (_, Some(step)) => (Some(*step), tokens.ramp_text, tokens.ramp_text_weak),
            (_, None) => (None, tokens.text_weak, tokens.text_weak),
        };
        if let Some(fill) = fill {
            self.grid.cells.rect_filled(cell.rect, 0, fill.get());
        }
        let line = Stroke::new(1.0, tokens.line.get());
        self.grid.cells.hline(cell.rect.x_range(), cell.rect.bottom(), line);
        self.grid.cells.vline(cell.rect.right(), cell.rect.y_range(), line);
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
            self.grid.cells.text(place, Align2::LEFT_TOP, LOSS_MARK, FontId::proportional(SMALL), text.get());
        }
        if view.has_legacy && view.kind == CellKind::Open {
            // A folded corner; the tooltip says what it means.
            folded_corner(&self.grid.cells, cell.rect.right_top() + vec2(-1.0, 0.0), weak.get());
        }
    }

    /// Writes a number into the middle, in smaller figures where it is wider than the cell, and not at all where these
    /// are.
    fn count(&self, rect: Rect, count: &str, color: Color32) {
        let size = self.geometry.cell_text;
        let lay = |size: f32| self.grid.cells.layout_no_wrap(count.to_owned(), FontId::proportional(size), color);
        let mut galleys = [size, (SMALLER * size).floor()].into_iter().map(lay);
        if let Some(galley) = galleys.find(|galley| galley.size().x + BESIDE_COUNT <= rect.width()) {
            self.grid.cells.galley(rect.center() - galley.size() / 2.0, galley, color);
        }
    }

    /// Writes as many ports as there is room for: those that are Required, then the others weak and in brackets.
    fn ports(&self, rect: Rect, ports: &CellPorts, text: Color32, weak: Color32) {
        let font = FontId::monospace(self.geometry.cell_text);
        let room = rect.shrink2(vec2(1.5 * STEP, STEP));
        let letter = self.grid.cells.fonts_mut(|fonts| fonts.glyph_width(&font, '0'));
        let mut job = LayoutJob::default();
        for line in port_lines(ports, count(room.width() + 1.0, letter), count(room.height(), LINE * font.size)) {
            for (idx, word) in line.iter().enumerate() {
                let space = if idx > 0 { " " } else { "" };
                let color = if word.is_weak { weak } else { text };
                job.append(&format!("{space}{}", word.text), 0.0, TextFormat::simple(font.clone(), color));
            }
            job.append("\n", 0.0, TextFormat::simple(font.clone(), text));
        }
        let galley = self.grid.cells.layout_job(job);
        self.grid.cells.galley(room.min, galley, text);
    }

    /// Lights the row and the column of the cell under the pointer, and outlines the cursor and the chosen pair.
    pub(super) fn crosshair(&self, cursor: &GridCursor) {
        let lit = self.hovered.or_else(|| self.focused.then_some(cursor.place));
        if let Some(lit) = lit {
            self.grid.light_row(lit.0);
            self.grid.light_column(lit.1);
        }
        if let Some(place) = self.chosen {
            self.grid.outline(self.grid.cell_rect(place), 2.0);
        }
        if cursor.is_block() {
            self.grid.block(&cursor.rows(), &cursor.columns());
        }
        if self.focused {
            self.grid.outline(self.grid.cell_rect(cursor.place), 1.0);
        }
    }

    /// Whether a row or a column is lit, or belongs to the chosen pair.
    fn heading_fill(&self, of: impl Fn(Place) -> usize, at: usize) -> Color32 {
        let is = |place: Option<Place>| place.is_some_and(|place| of(place) == at);
        if is(self.chosen) {
            self.grid.tokens.selected.get()
        } else if is(self.hovered) {
            self.grid.tokens.hover.get()
        } else {
            self.grid.tokens.panel.get()
        }
    }

    /// Paints what lies behind the headings, to the edges.
    pub(super) fn strips(&self) {
        self.grid.strips();
    }

    /// Paints the heading of a row and returns its place.
    pub(super) fn row_heading(&self, at: usize, name: HeadingName<'_>) -> Rect {
        let HeadingFrame { rect, shown, painter } =
            self.grid.row_heading(at, Some(self.heading_fill(|place| place.0, at)));
        let left = rect.left() + 3.0 * STEP;
        self.sign(&painter, pos2(left + STEP, rect.center().y), name);
        let galley = self.name(name, rect.width() - 9.0 * STEP);
        let place = pos2(left + 4.0 * STEP, rect.center().y - galley.size().y / 2.0);
        painter.galley(place, galley, self.grid.tokens.text.get());
        shown
    }

    /// Paints the heading of a column and returns its place.
    pub(super) fn column_heading(&self, at: usize, name: HeadingName<'_>) -> Rect {
        let frame = self.grid.column_heading(at, Some(self.heading_fill(|place| place.1, at)));
        let (rect, color) = (frame.rect, self.grid.tokens.text.get());
        if self.geometry.is_upright {
            self.sign(&frame.painter, frame.upright_mark(), name);
            frame.upright_name(self.name(name, rect.height() - 8.0 * STEP), color);
        } else {
            self.sign(&frame.painter, pos2(rect.center().x, rect.top() + 3.0 * STEP), name);
            let galley = self.name(name, rect.width() - 2.0 * STEP);
            let place = pos2(rect.center().x - galley.size().x / 2.0, rect.top() + 5.0 * STEP);
            frame.painter.galley(place, galley, color);
        }
        frame.shown
    }

    /// Paints the mark of a zone, or whether a group is open.
    fn sign(&self, painter: &Painter, center: Pos2, name: HeadingName<'_>) {
        match name {
            HeadingName::Zone(heading) => paint_mark(painter, self.grid.tokens, center, heading.color),
            HeadingName::Group { is_folded, .. } => {
                let icon = if is_folded { Icon::Closed } else { Icon::Opened };
                let rect = Rect::from_center_size(center, vec2(16.0, 16.0));
                icon.paint(painter, rect, self.grid.tokens.text_weak.get());
            }
        }
    }

    fn name(&self, name: HeadingName<'_>, width: f32) -> std::sync::Arc<egui::Galley> {
        let size = self.geometry.name_text;
        let (text, font) = match name {
            HeadingName::Zone(heading) => (heading.name.as_str(), FontId::proportional(size)),
            HeadingName::Group { name, .. } => (name, strong(size)),
        };
        let format = TextFormat::simple(font, self.grid.tokens.text.get());
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        self.grid.headings.layout_job(job)
    }

    /// Paints the corner, which says how to read the matrix, and the lines beside the headings.
    pub(super) fn corner(&self) {
        self.grid.corner("from ↓  to →");
    }
}

/// How many lines or letters of a size fit into a length, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cell is some lines high")]
fn count(length: f32, size: f32) -> usize {
    ((length / size.max(1.0)).floor() as usize).max(1)
}
