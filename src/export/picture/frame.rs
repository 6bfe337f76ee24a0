//! What stands around a picture: the heading with title, ticket and date, and the legend below. It draws no plan.

use super::canvas::{Color, Item, Point, Stroke};
use super::diagram::LegendEntry;
use super::text::{self, Font};
use crate::export::run::{ExportRun, UNTITLED, zone_names};
use crate::export::{NOTICE, NeedFilter, SameZone};

/// The empty border of a picture.
pub(super) const MARGIN: i32 = 24;

/// The height of the heading, with the border above it.
pub(super) const HEADING: i32 = 84;

/// The least width of a picture, so that headings and legends have room.
pub(super) const LEAST_WIDTH: i32 = 640;

/// What the plan is called: its title, else the name of its file.
pub(super) fn title(run: &ExportRun<'_>) -> String {
    match text::clean(run.title()) {
        title if title.is_empty() => UNTITLED.to_owned(),
        title => title,
    }
}

/// The heading: the title, and a line on what the picture shows.
pub(super) fn heading(run: &ExportRun<'_>, width: i32) -> [Item; 2] {
    let ticket = text::clean(&run.matrix.plan().request.ticket);
    let mut parts = Vec::new();
    if !ticket.is_empty() {
        parts.push(format!("Ticket {ticket}"));
    }
    parts.push(format!("Catalog of {}", text::clean(&run.catalog.as_of)));
    parts.push(match run.options.need {
        NeedFilter::All => "Required and optional".to_owned(),
        NeedFilter::Required => "Required only".to_owned(),
    });
    if let Some(text) = run.options.pairs.text(&zone_names(run.matrix.plan())) {
        parts.push(format!("Only {}", text::clean(&text)));
    }
    if !run.options.filter.is_empty() {
        parts.push(format!("Only what “{}” asks for", text::clean(run.options.filter.text())));
    }
    let most = width - 2 * MARGIN;
    let line = |font: Font, y: i32, color: Color, text: &str| {
        Item::text(Point { x: MARGIN, y }, font, color, text::fitted(text, font, most))
    };
    [
        line(Font::TITLE, MARGIN + 16, Color::INK, &title(run)),
        line(Font::BODY, MARGIN + 38, Color::QUIET, &parts.join(" · ")),
    ]
}

/// What letters stand for, in columns.
pub(super) struct Letters {
    /// What is painted.
    pub items: Vec<Item>,
    /// Where it ends.
    pub bottom: i32,
}

/// What letters stand for, from a height on: as many columns as fit, filled one after another.
pub(super) fn letters(legend: &[LegendEntry], top: i32, width: i32) -> Letters {
    const COLUMN: i32 = 400;
    const LETTER: i32 = 28;
    const LINE: i32 = 14;
    let most = width - 2 * MARGIN;
    let num_columns = (most / COLUMN).clamp(1, text::count(legend.len()).max(1));
    let column = most / num_columns;
    let wrap = |entry: &LegendEntry| text::wrapped(&entry.ports, Font::BODY, column - LETTER - 16, 40);
    let entries: Vec<(&str, Vec<String>)> = legend.iter().map(|entry| (&*entry.letter, wrap(entry))).collect();
    let num_lines: i32 = entries.iter().map(|(_, lines)| text::count(lines.len())).sum();
    let mut res = Letters { items: Vec::new(), bottom: top };
    let per_column = (num_lines + num_columns - 1) / num_columns;
    let (mut at, mut idx) = (0, 0);
    for (letter, lines) in entries {
        if at >= per_column && idx + 1 < num_columns {
            (at, idx) = (0, idx + 1);
        }
        let x = MARGIN + idx * column;
        let y = |line: i32| top + 16 + (line + 1) * LINE;
        res.items.push(Item::text(Point { x, y: y(at) }, Font::LETTER, Color::INK, letter));
        for line in lines {
            res.items.push(Item::text(Point { x: x + LETTER, y: y(at) }, Font::BODY, Color::INK, line));
            at += 1;
        }
        res.bottom = res.bottom.max(y(at - 1));
    }
    res
}

/// A line of a legend: the sample of an arrow, if it explains one, and a text.
pub(super) struct Entry {
    /// The line that it explains.
    pub sample: Option<Stroke>,
    /// What it means.
    pub text: String,
}

impl Entry {
    /// A text alone.
    pub(super) fn text(text: &str) -> Self {
        Self { sample: None, text: text.to_owned() }
    }

    /// What a line means.
    pub(super) fn sample(stroke: Stroke, text: &str) -> Self {
        Self { sample: Some(stroke), text: text.to_owned() }
    }
}

/// What both pictures say at their foot: of the inside of zones, and what they are not for.
pub(super) fn foot(run: &ExportRun<'_>) -> [Entry; 2] {
    let inside = match run.options.same_zone {
        SameZone::LeaveOut => "Left out: what flows inside a zone",
        SameZone::Include => "Also shown: what flows inside a zone",
    };
    [Entry::text(inside), Entry::text(NOTICE)]
}

/// The height of a legend, with the border below it.
pub(super) fn legend_height(entries: &[Entry]) -> i32 {
    16 + text::count(entries.len()) * Font::LINE + MARGIN
}

/// The legend, from a height on.
pub(super) fn legend(entries: &[Entry], top: i32, width: i32) -> Vec<Item> {
    const SAMPLE: i32 = 40;
    let mut res = Vec::new();
    for (idx, entry) in entries.iter().enumerate() {
        let y = top + 16 + (text::count(idx) + 1) * Font::LINE - 4;
        let mut x = MARGIN;
        if let Some(stroke) = entry.sample {
            let ends = [Point { x, y: y - 4 }, Point { x: x + SAMPLE, y: y - 4 }];
            res.push(Item::Lines(vec![ends.to_vec()], stroke, Color::ARROW));
            x += SAMPLE + 8;
        }
        let text = text::fitted(&entry.text, Font::BODY, width - MARGIN - x);
        res.push(Item::text(Point { x, y }, Font::BODY, Color::QUIET, text));
    }
    res
}
