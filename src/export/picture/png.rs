//! A canvas that fills a raster and writes it as PNG, in the program's own typeface.
//!
//! A character that the font lacks is an empty box; the SVG leaves it to the viewer's fonts.

use std::io::{self, Write};

use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, StrokeDash, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::canvas::{Anchor, Canvas, Color, Item, JOINT, Point, Size, Step, Stroke, head, steps};
use super::text::Font;
use crate::export::{Cancel, ExportError, Paper};
use crate::typeface::{REGULAR, SEMIBOLD};

/// The most pixels of a raster; a larger picture is drawn smaller.
const MOST_PIXELS: f32 = 24_000_000.0;

/// The most pixels from side to side.
const LONGEST_SIDE: f32 = 16_000.0;

/// Draws each item as it comes, and writes the raster at the end.
pub(super) struct PngCanvas<'a> {
    cancel: &'a Cancel,
    out: &'a mut dyn Write,
    /// Text, and what is bold.
    faces: [Option<Face<'static>>; 2],
    raster: Option<Pixmap>,
    scale: f32,
    /// The paper that it fills.
    paper: Option<Paper>,
}

impl<'a> PngCanvas<'a> {
    pub(super) fn new(cancel: &'a Cancel, out: &'a mut dyn Write) -> Self {
        Self {
            cancel,
            out,
            faces: [REGULAR, SEMIBOLD].map(|bytes| Face::parse(bytes, 0).ok()),
            raster: None,
            scale: 1.0,
            paper: None,
        }
    }

    fn paint(&mut self, path: &Path, color: Color, how: Transform) {
        let how = how.post_scale(self.scale, self.scale);
        if let Some(raster) = &mut self.raster {
            raster.fill_path(path, &paint(color), FillRule::Winding, how, None);
        }
    }

    fn stroke(&mut self, path: &Path, color: Color, stroke: &tiny_skia::Stroke, how: Transform) {
        let how = how.post_scale(self.scale, self.scale);
        if let Some(raster) = &mut self.raster {
            raster.stroke_path(path, &paint(color), stroke, how, None);
        }
    }

    fn text(&mut self, at: Point, anchor: Anchor, font: Font, color: Color, text: &str) {
        let Some(face) = &self.faces[usize::from(font.is_bold)] else { return };
        let Some(path) = outline(face, text) else { return };
        let scale = px(font.size) / f32::from(face.units_per_em());
        let how = Transform::from_scale(scale, -scale);
        let how = if anchor == Anchor::Upwards { how.post_rotate(-90.0) } else { how };
        let how = how.post_translate(px(at.x), px(at.y));
        self.paint(&path, color, how);
    }
}

impl Canvas for PngCanvas<'_> {
    fn start(&mut self, size: Size, _title: &str) -> Result<(), ExportError> {
        let (width, height) = (px(size.width), px(size.height));
        self.paper = size.paper;
        let fitting = (MOST_PIXELS / (width * height)).sqrt().min(LONGEST_SIDE / width.max(height));
        self.scale = fitting.min(2.0);
        let mut raster = Pixmap::new(whole(width * self.scale), whole(height * self.scale))
            .ok_or_else(|| io::Error::other("the picture is too large"))?;
        raster.fill(skia(Color::PAPER));
        self.raster = Some(raster);
        Ok(())
    }

    fn item(&mut self, item: &Item) -> Result<(), ExportError> {
        match item {
            Item::Rect(rect, surface) => {
                let area = tiny_skia::Rect::from_xywh(px(rect.x), px(rect.y), px(rect.width), px(rect.height));
                if let Some(path) = area.map(PathBuilder::from_rect) {
                    self.paint(&path, surface.fill(), Transform::identity());
                    if let Some(color) = surface.border() {
                        self.stroke(&path, color, &tiny_skia::Stroke::default(), Transform::identity());
                    }
                }
            }
            Item::Lines(lines, stroke, color) => {
                let dash = match stroke {
                    Stroke::Solid => None,
                    Stroke::Dashed => {
                        let (dash, gap) = Stroke::DASHES;
                        StrokeDash::new(vec![f32::from(dash), f32::from(gap)], 0.0)
                    }
                };
                let stroke = tiny_skia::Stroke { width: 1.5, dash, ..Default::default() };
                for path in lines.iter().filter_map(|points| line(points)) {
                    self.stroke(&path, *color, &stroke, Transform::identity());
                }
            }
            Item::Joint(at, color) => {
                if let Some(path) = PathBuilder::from_circle(px(at.x), px(at.y), JOINT) {
                    self.paint(&path, *color, Transform::identity());
                }
            }
            Item::Head { tip, goes_down, color } => {
                let mut path = PathBuilder::new();
                let [tip, left, right] = head(*tip, *goes_down);
                path.move_to(px(tip.x), px(tip.y));
                path.line_to(px(left.x), px(left.y));
                path.line_to(px(right.x), px(right.y));
                path.close();
                if let Some(path) = path.finish() {
                    self.paint(&path, *color, Transform::identity());
                }
            }
            Item::Text { at, anchor, font, color, text } => self.text(*at, *anchor, *font, *color, text),
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExportError> {
        let Some(raster) = self.raster.take() else { return Ok(()) };
        let mut out = Remembering { out: &mut *self.out, refused: None };
        let res = encode(&raster, self.paper, self.cancel, &mut out);
        match out.refused {
            Some(err) => Err(err.into()),
            None => res,
        }
    }
}

/// Writes a raster as PNG.
fn encode(
    raster: &Pixmap,
    paper: Option<Paper>,
    cancel: &Cancel,
    out: &mut Remembering<'_>,
) -> Result<(), ExportError> {
    let mut encoder = png::Encoder::new(out, raster.width(), raster.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    if let Some(paper) = paper {
        let across = u32::try_from(paper.millimeters().0).unwrap_or(1);
        let per_meter = raster.width().saturating_mul(1000) / across.max(1);
        let unit = png::Unit::Meter;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_meter, yppu: per_meter, unit }));
    }
    let mut writer = encoder.write_header().map_err(refused)?;
    let mut stream = writer.stream_writer().map_err(refused)?;
    let row_length = usize::try_from(raster.width()).unwrap_or(1);
    let mut bytes = Vec::with_capacity(3 * row_length);
    for row in raster.pixels().chunks(row_length) {
        if cancel.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        // The paper is opaque, and so is all that lies on it.
        bytes.clear();
        bytes.extend(row.iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]));
        stream.write_all(&bytes)?;
    }
    stream.finish().map_err(refused)?;
    writer.finish().map_err(refused)
}

fn refused(err: png::EncodingError) -> ExportError {
    match err {
        png::EncodingError::IoError(source) => source.into(),
        other => io::Error::other(other).into(),
    }
}

/// A stream that keeps its first error: the encoder passes on the text of an error but not its kind, by which a closed
/// pipe is told from a full disk.
struct Remembering<'a> {
    out: &'a mut dyn Write,
    refused: Option<io::Error>,
}

impl Remembering<'_> {
    fn remember<T>(&mut self, res: io::Result<T>) -> io::Result<T> {
        res.map_err(|err| {
            let kind = err.kind();
            if kind != io::ErrorKind::Interrupted {
                self.refused.get_or_insert(err);
            }
            kind.into()
        })
    }
}

impl Write for Remembering<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let res = self.out.write(bytes);
        self.remember(res)
    }

    fn flush(&mut self) -> io::Result<()> {
        let res = self.out.flush();
        self.remember(res)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a picture has fewer pixels from side to side than a float counts")]
fn px(pixels: i32) -> f32 {
    pixels as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 1 and the longest side")]
fn whole(pixels: f32) -> u32 {
    pixels.floor().clamp(1.0, LONGEST_SIDE) as u32
}

fn skia(Color(red, green, blue): Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(red, green, blue, 255)
}

fn paint(color: Color) -> Paint<'static> {
    let mut res = Paint::default();
    res.set_color(skia(color));
    res
}

fn line(points: &[Point]) -> Option<Path> {
    let mut res = PathBuilder::new();
    let start = points.first()?;
    res.move_to(px(start.x), px(start.y));
    for step in steps(points) {
        match step {
            Step::To(end) => res.line_to(px(end.x), px(end.y)),
            Step::Around(corner, end) => res.quad_to(px(corner.x), px(corner.y), px(end.x), px(end.y)),
        }
    }
    res.finish()
}

/// The outlines of a text in the font's own units.
fn outline(face: &Face<'_>, text: &str) -> Option<Path> {
    let mut res = Outline { path: PathBuilder::new(), x: 0.0 };
    for c in text.chars() {
        let glyph = face.glyph_index(c).unwrap_or(GlyphId(0));
        // What has no outline, such as a blank, still has a width.
        let _ = face.outline_glyph(glyph, &mut res);
        res.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default());
    }
    res.path.finish()
}

/// A path that grows to the right.
struct Outline {
    path: PathBuilder,
    x: f32,
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, y1, self.x + x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + x1, y1, self.x + x2, y2, self.x + x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
