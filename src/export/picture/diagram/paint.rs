//! Paints the diagram with its heading and its legend.

use super::contents::MARK;
use super::layout;
use super::model::{Arrow, Detail, Diagram, Line, Tone, ZoneBox};
use crate::export::picture::canvas::{Anchor, Canvas, Color, Item, Point, Rect, Stroke, Surface};
use crate::export::picture::frame::{self, Entry, HEADING, MARGIN};
use crate::export::picture::text::{self, Font};
use crate::export::run::ExportRun;
use crate::export::{ExportError, NeedFilter};

/// Paints the diagram.
pub(in crate::export::picture) fn paint(run: &ExportRun<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    let diagram = layout::diagram(run)?;
    run.progress.add(run.num_pairs());
    let width = frame::LEAST_WIDTH.max(diagram.width + 2 * MARGIN);
    let bottom = HEADING + diagram.height;
    let letters = frame::letters(&diagram.legend, bottom, width);
    let entries = legend(run, &diagram);
    canvas.start(width, letters.bottom + frame::legend_height(&entries), &frame::title(run))?;
    let mut take = |item: Item| {
        run.check_cancelled()?;
        canvas.item(&item)
    };
    frame::heading(run, width).into_iter().try_for_each(&mut take)?;
    let to = Point { x: (width - diagram.width) / 2, y: HEADING };
    items(&diagram).into_iter().map(|item| item.moved(to)).try_for_each(&mut take)?;
    letters.items.into_iter().try_for_each(&mut take)?;
    frame::legend(&entries, letters.bottom, width).into_iter().try_for_each(&mut take)?;
    run.check_cancelled()?;
    canvas.end()
}

/// Everything in a diagram, one item over the other.
fn items(diagram: &Diagram) -> Vec<Item> {
    let mut res = Vec::new();
    for band in &diagram.bands {
        let rect = Rect { x: 0, y: band.top, width: 20, height: band.height };
        res.push(Item::Rect(rect, Surface::Band));
        let text = format!("{} trust", band.trust.label());
        let text = text::fitted(&text, Font::BODY, band.height).into_owned();
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

fn legend(run: &ExportRun<'_>, diagram: &Diagram) -> Vec<Entry> {
    let mut res = Vec::new();
    if run.zones.is_empty() {
        res.push(Entry::text("The plan has no zones"));
    }
    match diagram.detail {
        Detail::Ports | Detail::Counts => {
            res.push(Entry::sample(
                Stroke::Solid,
                "From the zones that open to the zones that listen, in the color of one that listens; where lines join, each reaches each",
            ));
            if run.options.need == NeedFilter::All {
                res.push(Entry::sample(Stroke::Dashed, "The same, and all of it serves optional scenarios only"));
            }
        }
        Detail::Nothing => {
            res.push(Entry::text("So many arrows would tell nothing: the matrix tells which zone reaches which"));
        }
    }
    match (diagram.detail, run.options.need) {
        (Detail::Ports, NeedFilter::All) => {
            res.push(Entry::text("Ports are required unless “optional” stands before them"));
        }
        (Detail::Counts, _) => {
            res.push(Entry::text("Numbers count firewall rules: there are too many sets of ports for letters"));
        }
        (Detail::Ports, NeedFilter::Required) | (Detail::Nothing, _) => {}
    }
    if diagram.num_left_out > 0 {
        let zones = if diagram.num_left_out == 1 { "zone has" } else { "zones have" };
        res.push(Entry::text(&format!("Left out: {} {zones} no part in what is shown", diagram.num_left_out)));
    }
    res.extend(frame::foot(run));
    res
}
