//! Paints the diagram from what it shows and where that lies, with its legend.

use super::contents::{self, BoxContents, Detail};
use super::geometry::{self, Drawing};
use super::routes::Routes;
use super::rows::Rows;
use crate::export::picture::canvas::{Canvas, Color, Item, Point, Rect, Stroke, Surface};
use crate::export::picture::frame::{self, Entry};
use crate::export::picture::text::{Font, count};
use crate::export::run::ExportRun;
use crate::export::{ExportError, NeedFilter};

/// Paints the diagram.
pub(in crate::export::picture) fn paint(run: &ExportRun<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    run.check_cancelled()?;
    let (arrows, detail) = contents::arrows(run)?;
    run.progress.add(run.num_pairs());
    let boxes = contents::boxes(run)?;
    let rows = Rows::new(run, &arrows);
    let routes = Routes::new(&rows, &arrows);
    let drawing = Drawing::new(&rows, &routes, &arrows, &boxes);
    let entries = legend(run, detail);
    canvas.start(drawing.width, drawing.bottom + frame::legend_height(&entries), &frame::title(run))?;
    let mut take = |item: &Item| {
        run.check_cancelled()?;
        canvas.item(item)
    };
    frame::heading(run, drawing.width).iter().try_for_each(&mut take)?;
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
        for (idx, text) in arrow.label.lines.iter().enumerate() {
            let at = Point { x: rect.x + geometry::LABEL_PAD, y: rect.y + 12 + count(idx) * Font::LINE };
            take(&Item::text(at, Font::BODY, Color::INK, text))?;
        }
    }
    for (rect, contents) in drawing.boxes.iter().zip(&boxes) {
        zone_box(*rect, contents, &mut take)?;
    }
    frame::legend(&entries, drawing.bottom, drawing.width).iter().try_for_each(&mut take)?;
    run.check_cancelled()?;
    canvas.end()
}

fn zone_box(
    rect: Rect,
    contents: &BoxContents,
    take: &mut impl FnMut(&Item) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    take(&Item::Rect(rect, Surface::Zone))?;
    let x = rect.x + contents::BOX_PAD;
    take(&Item::text(Point { x, y: rect.y + 20 }, Font::NAME, Color::INK, &*contents.name))?;
    for (idx, line) in contents.lines.iter().enumerate() {
        let at = Point { x: x + line.indent, y: rect.y + 20 + (count(idx) + 1) * Font::LINE };
        take(&Item::text(at, Font::BODY, line.color, &line.text))?;
    }
    Ok(())
}

fn legend(run: &ExportRun<'_>, detail: Detail) -> Vec<Entry> {
    let mut res = Vec::new();
    if run.zones.is_empty() {
        res.push(Entry::text("The plan has no zones"));
    }
    if detail != Detail::Nothing {
        res.push(Entry::sample(
            Stroke::Solid,
            "From the zone that opens the connection to the zone that listens; something of it is required",
        ));
        if run.options.need == NeedFilter::All {
            res.push(Entry::sample(Stroke::Dashed, "The same, and all of it serves optional scenarios only"));
        }
    }
    if detail == Detail::Ports && run.options.need == NeedFilter::All {
        res.push(Entry::text("Ports are required unless “optional” stands before them"));
    }
    res.push(Entry::text(match detail {
        Detail::Ports => "“… (9)”: nine ports and ranges in all, which the matrix lists",
        Detail::Counts => "Numbers count firewall rules: with so many zones the matrix tells the ports",
        Detail::Nothing => "With so many zones arrows would tell nothing: the matrix tells which zone reaches which",
    }));
    res.extend(frame::foot(run));
    res
}
