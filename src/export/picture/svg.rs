//! A canvas that writes SVG 1.1 without scripts, styles or fonts of its own, so that documents and viewers take it.

use std::fmt::Write as _;
use std::io::Write;

use super::canvas::{Anchor, Canvas, Color, Item, JOINT, Point, Size, Step, Stroke, head, steps};
use crate::export::markup::escaped;
use crate::export::{ExportError, Paper};

/// Writes each item as it comes.
pub(super) struct SvgCanvas<'a> {
    out: &'a mut dyn Write,
}

impl<'a> SvgCanvas<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out }
    }
}

impl Canvas for SvgCanvas<'_> {
    fn start(&mut self, size: Size, title: &str) -> Result<(), ExportError> {
        let Size { width, height, paper } = size;
        let (across, down) = match paper.map(Paper::millimeters) {
            Some((across, down)) => (format!("{across}mm"), format!("{down}mm")),
            None => (width.to_string(), height.to_string()),
        };
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{across}\" height=\"{down}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" role=\"img\">\n\
             <title>{}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            escaped(title),
            hex(Color::PAPER),
        );
        Ok(self.out.write_all(text.as_bytes())?)
    }

    fn item(&mut self, item: &Item) -> Result<(), ExportError> {
        Ok(self.out.write_all(element(item).as_bytes())?)
    }

    fn end(&mut self) -> Result<(), ExportError> {
        Ok(self.out.write_all(b"</svg>\n")?)
    }
}

fn element(item: &Item) -> String {
    match item {
        Item::Rect(rect, surface) => {
            let border = surface.border().map_or_else(String::new, |color| format!(" stroke=\"{}\"", hex(color)));
            format!(
                "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{border}/>\n",
                surface.name(),
                rect.x,
                rect.y,
                rect.width,
                rect.height,
                hex(surface.fill()),
            )
        }
        Item::Lines(lines, stroke, color) => {
            let path: String = lines.iter().map(|points| path(points)).collect();
            let dashes = match stroke {
                Stroke::Solid => String::new(),
                Stroke::Dashed => format!(" stroke-dasharray=\"{} {}\"", Stroke::DASHES.0, Stroke::DASHES.1),
            };
            format!("<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"{dashes}/>\n", hex(*color))
        }
        Item::Joint(at, color) => {
            format!("<circle cx=\"{}\" cy=\"{}\" r=\"{JOINT}\" fill=\"{}\"/>\n", at.x, at.y, hex(*color))
        }
        Item::Head { tip, goes_down, color } => {
            let [tip, left, right] = head(*tip, *goes_down);
            let points = format!("{},{} {},{} {},{}", tip.x, tip.y, left.x, left.y, right.x, right.y);
            format!("<polygon points=\"{points}\" fill=\"{}\"/>\n", hex(*color))
        }
        Item::Text { at, anchor, font, color, text } => {
            let rotation = match anchor {
                Anchor::Start => String::new(),
                Anchor::Upwards => format!(" transform=\"rotate(-90 {} {})\"", at.x, at.y),
            };
            let weight = if font.is_bold { " font-weight=\"bold\"" } else { "" };
            format!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{rotation} fill=\"{}\">{}</text>\n",
                at.x,
                at.y,
                font.size,
                hex(*color),
                escaped(text),
            )
        }
    }
}

/// A line as the text of a path.
fn path(points: &[Point]) -> String {
    let mut res = points.first().map_or_else(String::new, |start| format!("M{} {}", start.x, start.y));
    for step in steps(points) {
        // Writing to a text can't fail.
        let _ = match step {
            Step::To(end) => write!(res, "L{} {}", end.x, end.y),
            Step::Around(corner, end) => write!(res, "Q{} {} {} {}", corner.x, corner.y, end.x, end.y),
        };
    }
    res
}

fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
