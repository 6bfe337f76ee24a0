//! Paints the diagram with its heading and its legend.

use super::contents::MARK;
use super::layout;
use super::legend::legend;
use super::model::{Arrow, Diagram, Line, Tone, ZoneBox};
use crate::export::picture::canvas::{Anchor, Canvas, Color, Item, Point, Rect, Stroke, Surface};
use crate::export::picture::sheet::{Page, Sheet};
use crate::export::picture::text::{self, Font};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Paper};

/// Paints the diagram on a sheet of its own size.
pub(in crate::export::picture) fn paint(run: &ExportRun<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    let diagram = layout::diagram(run)?;
    run.progress.add(run.num_pairs());
    let entries = legend(run, &diagram);
    let sheet = Sheet::of_its_own(run, (diagram.width, diagram.height), &diagram.legend, &entries);
    on_sheet(run, &diagram, &sheet, canvas)
}

/// Paints a page.
pub(in crate::export::picture) fn paint_page(
    run: &ExportRun<'_>,
    diagram: &Diagram,
    paper: (Paper, Page),
    canvas: &mut dyn Canvas,
) -> Result<(), ExportError> {
    let entries = legend(run, diagram);
    let sheet = Sheet::on_paper(run, (diagram.width, diagram.height), &diagram.legend, &entries, paper);
    on_sheet(run, diagram, &sheet, canvas)
}

fn on_sheet(
    run: &ExportRun<'_>,
    diagram: &Diagram,
    sheet: &Sheet<'_>,
    canvas: &mut dyn Canvas,
) -> Result<(), ExportError> {
    let to = sheet.begin(canvas)?;
    for item in items(diagram) {
        run.check_cancelled()?;
        canvas.item(&item.moved(to))?;
    }
    sheet.end(canvas)
}

/// Everything in a diagram, one item over the other.
fn items(diagram: &Diagram) -> Vec<Item> {
    let mut res = Vec::new();
    for band in &diagram.bands {
        let rect = Rect { x: 0, y: band.top, width: 20, height: band.height };
        res.push(Item::Rect(rect, Surface::Band));
        let word = band.trust.label();
        let texts = [format!("{word} trust"), word.to_owned()];
        let fitting = texts.into_iter().find(|text| text::width(text, Font::BODY) <= band.height);
        let text = fitting.unwrap_or_else(|| word.to_owned());
        let length = text::width(&text, Font::BODY);
        let at = Point { x: 14, y: band.top + i32::midpoint(band.height, length) };
        res.push(Item::Text { at, anchor: Anchor::Upwards, font: Font::BODY, color: Color::QUIET, text });
    }
    for arrow in &diagram.arrows {
        let stroke = if arrow.has_required { Stroke::Solid } else { Stroke::Dashed };
        res.push(Item::Lines(arrow.lines.clone(), stroke, Color::of_arrow(arrow.color)));
    }
    res.extend(diagram.arrows.iter().flat_map(ends));
    for arrow in &diagram.arrows {
        res.push(Item::Rect(arrow.label.rect, Surface::Label));
        res.extend(arrow.label.lines.iter().map(|line| text_item(line, Color::of_arrow(arrow.color))));
    }
    res.extend(diagram.zones.iter().flat_map(zone_items));
    res
}

/// The joints and the heads of an arrow.
fn ends(arrow: &Arrow) -> impl Iterator<Item = Item> {
    let color = Color::of_arrow(arrow.color);
    let joints = arrow.joints.iter().map(move |&at| Item::Joint(at, color));
    joints.chain(arrow.heads.iter().map(move |head| Item::Head { tip: head.tip, goes_down: head.points_down, color }))
}

fn zone_items(zone: &ZoneBox) -> impl Iterator<Item = Item> {
    let mark = Rect { width: MARK, ..zone.rect };
    let boxes = [Item::Rect(zone.rect, Surface::Zone), Item::Rect(mark, Surface::Mark(zone.color))];
    boxes.into_iter().chain(zone.lines.iter().map(|line| text_item(line, Color::INK)))
}

fn text_item(line: &Line, color: Color) -> Item {
    let (font, color) = match line.tone {
        Tone::Name => (Font::NAME, color),
        Tone::Plain => (Font::BODY, color),
        Tone::Quiet => (Font::BODY, Color::QUIET),
    };
    Item::text(line.at, font, color, &*line.text)
}
