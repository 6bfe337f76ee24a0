//! Zones as boxes and what flows between them as arrows, from the zone that opens to the zone that listens.
//!
//! Zones stand on rows by trust, the most trusted first. Between two rows lies a channel:
//!
//! ```text
//! ┌──────┐      ┌──────┐    row
//! └─┬──┬─┘      └─┬──▲─┘
//!   │  └──────────┘  │      lane of a channel, with its label above it
//!   └────────────────┘      the next lane
//! ```
//!
//! An arrow runs down or up to a lane of its own, along it, and on to the other zone; past a row it goes through
//! the gap between two boxes. So nothing but lines ever crosses anything, and every label has its lane to itself.

mod arrows;
mod boxes;
mod geometry;
mod lanes;
mod legend;
mod routes;
mod rows;

use super::canvas::{Anchor, Canvas, Color, Item, Point, Rect, Surface};
use super::frame;
use super::text::{self, Font};
use crate::export::ExportError;
use crate::export::pairs::Job;

/// Paints the diagram.
pub(super) fn paint(job: &Job<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    job.check_cancelled()?;
    let (arrows, detail) = arrows::arrows(job)?;
    job.progress.add(job.num_pairs());
    let boxes = boxes::boxes(job)?;
    let rows = rows::Rows::new(job, &arrows);
    let routes = routes::Routes::new(&rows, &arrows);
    let drawing = geometry::Drawing::new(&rows, &routes, &arrows, &boxes);
    let entries = legend::entries(job, detail);
    canvas.start(drawing.width, drawing.bottom + frame::legend_height(&entries), &frame::title(job))?;
    let mut take = |item: &Item| {
        job.check_cancelled()?;
        canvas.item(item)
    };
    frame::heading(job, drawing.width).iter().try_for_each(&mut take)?;
    for (points, arrow) in drawing.lines.iter().zip(&arrows) {
        take(&Item::Line(points.clone(), arrow.stroke()))?;
    }
    for points in &drawing.lines {
        if let [.., before, tip] = points[..] {
            take(&Item::Head { tip, goes_down: before.y < tip.y })?;
        }
    }
    for (rect, arrow) in drawing.labels.iter().zip(&arrows) {
        take(&Item::Rect(*rect, Surface::Label))?;
        for (idx, words) in arrow.label.lines.iter().enumerate() {
            let at = Point { x: rect.x + geometry::LABEL_PAD, y: rect.y + 12 + text::count(idx) * Font::LINE };
            take(&words_at(at, Font::BODY, Color::INK, words))?;
        }
    }
    for (rect, contents) in drawing.boxes.iter().zip(&boxes) {
        zone_box(*rect, contents, &mut take)?;
    }
    frame::legend(&entries, drawing.bottom, drawing.width).iter().try_for_each(&mut take)?;
    job.check_cancelled()?;
    canvas.end()
}

fn zone_box(
    rect: Rect,
    contents: &boxes::BoxWords,
    take: &mut impl FnMut(&Item) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    take(&Item::Rect(rect, Surface::Zone))?;
    let x = rect.x + boxes::PAD;
    take(&words_at(Point { x, y: rect.y + 20 }, Font::NAME, Color::INK, &contents.name))?;
    for (idx, (words, color)) in contents.lines.iter().enumerate() {
        let y = rect.y + 20 + (text::count(idx) + 1) * Font::LINE;
        take(&words_at(Point { x, y }, Font::BODY, *color, words))?;
    }
    Ok(())
}

fn words_at(at: Point, font: Font, color: Color, words: &str) -> Item {
    Item::Text { at, anchor: Anchor::Start, font, color, words: words.to_owned() }
}
