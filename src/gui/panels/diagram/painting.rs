//! Paints the diagram: bands, arrows with their labels, and boxes, as far as they are in sight. Where it is small, boxes say
//! their names alone, and labels nothing.

use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::item::Spot;
use super::items::Lit;
use super::marks::{Emphasis, Marks};
use super::scene::Scene;
use crate::export::diagram::{Arrow, Line, Tone, ZoneBox};
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::{Tokens, strong, tokens};

/// Sizes of text as it was laid out.
const NAME: f32 = 13.0;
const TEXT: f32 = 11.0;
/// From which size on letters are written.
const LEAST_TEXT: f32 = 6.5;
/// The size of names where all else is too small.
const SMALL_NAME: f32 = 10.0;
/// Height of a line, as a part of the size of its letters.
const LINE: f32 = 1.22;
/// Width of a zone's mark, and of a band, as they were laid out.
const MARK: f32 = 5.0;
const BAND: i32 = 20;
/// Length and half the width of an arrow's head.
const HEAD: (f32, f32) = (9.0, 4.0);
/// How much of its color is left to an arrow that steps back.
const DIMMED: f32 = 0.3;

/// A diagram being painted.
pub(super) struct Painting<'a> {
    tokens: &'static Tokens,
    painter: Painter,
    scene: Scene<'a>,
    marks: &'a Marks,
    lit: Lit,
}

impl<'a> Painting<'a> {
    /// Begins to paint.
    pub(super) fn new(ui: &Ui, scene: Scene<'a>, marks: &'a Marks, lit: Lit) -> Self {
        Self { tokens: tokens(ui), painter: ui.painter_at(scene.room), scene, marks, lit }
    }

    /// Paints all of it, what stands out over the rest.
    pub(super) fn paint(&self) {
        let diagram = &self.scene.drawn.diagram;
        self.bands();
        let stands_out =
            |idx: usize| self.marks.of(Spot::Arrow(idx)) == Emphasis::Chosen || self.is_hovered(Spot::Arrow(idx));
        for is_upper in [false, true] {
            let layer = diagram.arrows.iter().enumerate().filter(|&(idx, _)| stands_out(idx) == is_upper);
            layer.clone().for_each(|(idx, arrow)| self.lines(idx, arrow));
            if is_upper {
                // Labels lie over every line.
                let all = diagram.arrows.iter().enumerate();
                all.for_each(|(idx, arrow)| self.label(idx, arrow));
            }
        }
        for (idx, zone) in diagram.zones.iter().enumerate() {
            self.zone(idx, zone);
        }
    }

    fn rect(&self, rect: crate::export::diagram::Rect) -> Rect {
        self.scene.camera.rect(self.scene.room, rect)
    }

    fn is_in_sight(&self, rect: Rect) -> bool {
        self.scene.room.intersects(rect)
    }

    fn zoom(&self) -> f32 {
        self.scene.camera.zoom
    }

    fn writes_text(&self) -> bool {
        TEXT * self.zoom() >= LEAST_TEXT
    }

    fn is_hovered(&self, spot: Spot) -> bool {
        self.lit.hovered == Some(spot)
    }

    fn bands(&self) {
        for band in &self.scene.drawn.diagram.bands {
            let rect = self.rect(crate::export::diagram::Rect { x: 0, y: band.top, width: BAND, height: band.height });
            if !self.is_in_sight(rect) {
                continue;
            }
            self.painter.rect_filled(rect, 2, self.tokens.panel.get());
            let font = FontId::proportional((TEXT * self.zoom()).max(SMALL_NAME.min(rect.width() - 2.0)));
            let color = self.tokens.text_weak.get();
            let galley = self.painter.layout_no_wrap(format!("{} trust", band.trust.label()), font, color);
            if galley.size().x + STEP <= rect.height() && galley.size().y <= rect.width() + 2.0 {
                let at = rect.center() + vec2(-galley.size().y / 2.0, galley.size().x / 2.0);
                self.painter.add(TextShape::new(at, galley, color).with_angle(-FRAC_PI_2));
            }
        }
    }

    /// The color and the width of an arrow's lines.
    fn stroke(&self, idx: usize, arrow: &Arrow) -> Stroke {
        let thin = (1.3 * self.zoom()).clamp(1.0, 2.5);
        let color = self.tokens.zone(arrow.color).get();
        match self.marks.of(Spot::Arrow(idx)) {
            Emphasis::Chosen => Stroke::new(thin + 1.5, self.tokens.accent.get()),
            Emphasis::Plain if self.is_hovered(Spot::Arrow(idx)) => Stroke::new(thin + 1.0, color),
            Emphasis::Plain => Stroke::new(thin, color),
            Emphasis::Dimmed if self.is_hovered(Spot::Arrow(idx)) => Stroke::new(thin, color),
            Emphasis::Dimmed => Stroke::new(thin, self.tokens.surface.get().lerp_to_gamma(color, DIMMED)),
        }
    }

    fn lines(&self, idx: usize, arrow: &Arrow) {
        let stroke = self.stroke(idx, arrow);
        for line in &arrow.lines {
            let points: Vec<Pos2> = line.iter().map(|&at| self.scene.camera.point(self.scene.room, at)).collect();
            if !self.is_in_sight(Rect::from_points(&points).expand(stroke.width)) {
                continue;
            }
            if arrow.has_required {
                self.painter.add(Shape::line(points, stroke));
            } else {
                let dash = (6.0 * self.zoom()).max(3.0);
                self.painter.extend(Shape::dashed_line(&points, stroke, dash, 0.67 * dash));
            }
        }
        for &joint in &arrow.joints {
            let at = self.scene.camera.point(self.scene.room, joint);
            if self.scene.room.contains(at) {
                self.painter.circle_filled(at, (2.5 * self.zoom()).max(stroke.width), stroke.color);
            }
        }
        let (length, half) = (HEAD.0 * self.zoom().max(0.6), HEAD.1 * self.zoom().max(0.6));
        for head in &arrow.heads {
            let tip = self.scene.camera.point(self.scene.room, head.tip);
            if !self.scene.room.expand(length).contains(tip) {
                continue;
            }
            let back = if head.points_down { -length } else { length };
            let corners = vec![tip, tip + vec2(-half, back), tip + vec2(half, back)];
            self.painter.add(Shape::convex_polygon(corners, stroke.color, Stroke::NONE));
        }
    }

    fn label(&self, idx: usize, arrow: &Arrow) {
        let rect = self.rect(arrow.label.rect);
        if !self.is_in_sight(rect.expand(STEP)) {
            return;
        }
        let mark = self.marks.of(Spot::Arrow(idx));
        if self.writes_text() {
            let behind = if mark == Emphasis::Chosen { self.tokens.selected } else { self.tokens.surface };
            self.painter.rect_filled(rect, 2, behind.get());
            let color = if mark == Emphasis::Dimmed { self.tokens.text_disabled } else { self.tokens.text };
            for line in &arrow.label.lines {
                self.line(line, color.get(), color.get());
            }
        }
        self.outline(rect, mark, Spot::Arrow(idx));
    }

    fn zone(&self, idx: usize, zone: &ZoneBox) {
        let rect = self.rect(zone.rect);
        if !self.is_in_sight(rect.expand(STEP)) {
            return;
        }
        let mark = self.marks.of(Spot::Zone(idx));
        let is_dimmed = mark == Emphasis::Dimmed;
        let fill = match mark {
            Emphasis::Chosen => self.tokens.selected,
            Emphasis::Plain if self.is_hovered(Spot::Zone(idx)) => self.tokens.hover,
            Emphasis::Plain => self.tokens.panel,
            Emphasis::Dimmed => self.tokens.surface,
        };
        let border = if is_dimmed { self.tokens.line } else { self.tokens.line_strong };
        let border = Stroke::new(1.0, border.get());
        self.painter.rect(rect, 2, fill.get(), border, StrokeKind::Inside);
        let color = self.tokens.zone(zone.color).get();
        let color = if is_dimmed { self.tokens.surface.get().lerp_to_gamma(color, 0.5) } else { color };
        let width = (MARK * self.zoom()).max(3.0);
        self.painter.rect_filled(rect.with_max_x(rect.left() + width), 2, color);
        let (text, weak) = if is_dimmed {
            (self.tokens.text_disabled.get(), self.tokens.text_disabled.get())
        } else {
            (self.tokens.text.get(), self.tokens.text_weak.get())
        };
        if self.writes_text() {
            for line in &zone.lines {
                self.line(line, text, weak);
            }
        } else {
            self.name_alone(zone, rect.with_min_x(rect.left() + width), text);
        }
        self.outline(rect, mark, Spot::Zone(idx));
    }

    /// Outlines what is chosen, and what has the focus.
    fn outline(&self, rect: Rect, mark: Emphasis, spot: Spot) {
        let accent = self.tokens.accent.get();
        if mark == Emphasis::Chosen {
            self.painter.rect_stroke(rect, 2, Stroke::new(2.0, accent), StrokeKind::Outside);
        }
        if self.lit.focused == Some(spot) {
            self.painter.rect_stroke(rect.expand(3.0), 3, Stroke::new(1.0, accent), StrokeKind::Outside);
        }
    }

    fn line(&self, line: &Line, color: Color32, weak: Color32) {
        let zoom = self.zoom();
        let (font, color) = match line.tone {
            Tone::Name => (strong(NAME * zoom), color),
            Tone::Plain => (FontId::proportional(TEXT * zoom), color),
            Tone::Quiet => (FontId::proportional(TEXT * zoom), weak),
        };
        let galley = self.painter.layout_no_wrap(line.text.clone(), font, color);
        let baseline = self.scene.camera.point(self.scene.room, line.at);
        let at = pos2(baseline.x, baseline.y - ascent(&galley));
        self.painter.galley(at, galley, color);
    }

    /// Writes the name of a zone as large as it can be read, as much of it as there is room for.
    fn name_alone(&self, zone: &ZoneBox, rect: Rect, color: Color32) {
        let names = zone.lines.iter().filter(|line| line.tone == Tone::Name).map(|line| line.text.as_str());
        let name = names.collect::<Vec<_>>().join(" ");
        let room = rect.shrink2(vec2(3.0, 1.0));
        let size = SMALL_NAME.max(NAME * self.zoom()).min(SMALL);
        // A word that is wider than the box is written smaller rather than broken.
        let width = |word: &str| self.painter.layout_no_wrap(word.to_owned(), strong(size), color).size().x;
        let widest = name.split_whitespace().map(width).fold(1.0, f32::max);
        let size = (size * (room.width() / widest).min(1.0)).max(LEAST_TEXT);
        let max_rows = rows(room.height(), LINE * size);
        if max_rows == 0 || room.width() < 2.0 * size {
            return;
        }
        let mut job = LayoutJob::single_section(name, TextFormat::simple(strong(size), color));
        job.wrap = TextWrapping { max_width: room.width(), max_rows, ..TextWrapping::default() };
        let galley = self.painter.layout_job(job);
        let at = pos2(room.left(), room.center().y - galley.size().y / 2.0);
        self.painter.galley(at, galley, color);
    }
}

/// How far the baseline of a line of text lies below its top.
fn ascent(galley: &Arc<Galley>) -> f32 {
    let glyph = galley.rows.first().and_then(|row| row.glyphs.first());
    glyph.map_or(0.0, |glyph| glyph.pos.y)
}

/// How many lines of a height fit.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a box is some lines high")]
fn rows(room: f32, line: f32) -> usize {
    (room / line).floor().max(0.0) as usize
}
