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

/// What the plan is called: its title, else the name of its file.
pub(super) fn title(run: &ExportRun<'_>) -> String {
    match text::clean(run.title()) {
        title if title.is_empty() => UNTITLED.to_owned(),
        title => title,
    }
}

/// The heading: the title, and a line on what the picture shows. `page` is which page it is of how many.
pub(super) fn heading(run: &ExportRun<'_>, width: i32, page: Option<(usize, usize)>) -> [Item; 2] {
    let ticket = text::clean(&run.matrix.plan().request.ticket);
    let mut parts = Vec::new();
    if let Some((number, of)) = page.filter(|&(_, of)| of > 1) {
        parts.push(format!("Page {number} of {of}"));
    }
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

/// A part of what stands below a drawing.
pub(super) struct Below {
    /// What is painted.
    pub items: Vec<Item>,
    /// How much height it takes.
    pub height: i32,
}

/// What letters stand for, from a height on: as many columns as fit, filled one after another.
pub(super) fn letters(legend: &[LegendEntry], top: i32, width: i32) -> Below {
    const COLUMN: i32 = 400;
    const LETTER: i32 = 26;
    const LINE: i32 = 14;
    const MOST_LINES: usize = 60;
    let mut res = Below { items: Vec::new(), height: 0 };
    let most = width - 2 * MARGIN;
    let num_columns = (most / COLUMN).clamp(1, text::count(legend.len()).max(1));
    let column = most / num_columns;
    let wrap = |entry: &LegendEntry| text::wrapped(&entry.ports, Font::BODY, column - LETTER - 14, MOST_LINES);
    let entries: Vec<(&str, Vec<String>)> = legend.iter().map(|entry| (&*entry.letter, wrap(entry))).collect();
    let num_lines: i32 = entries.iter().map(|(_, lines)| text::count(lines.len())).sum();
    let in_a_column = (num_lines + num_columns - 1) / num_columns;
    let (mut at, mut idx) = (0, 0);
    for (letter, lines) in entries {
        if at + text::count(lines.len()) / 2 >= in_a_column && idx + 1 < num_columns {
            (at, idx) = (0, idx + 1);
        }
        let x = MARGIN + idx * column;
        let y = |line: i32| top + 8 + (line + 1) * LINE;
        res.items.push(Item::text(Point { x, y: y(at) }, Font::LETTER, Color::INK, letter));
        for line in lines {
            res.items.push(Item::text(Point { x: x + LETTER, y: y(at) }, Font::BODY, Color::INK, line));
            at += 1;
        }
        res.height = res.height.max(y(at - 1) - top + 4);
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

/// The legend, from a height on, with the border below it: in two columns where there is room for them.
pub(super) fn legend(entries: &[Entry], top: i32, width: i32) -> Below {
    const SAMPLE: i32 = 40;
    const WIDE: i32 = 1200;
    const MOST_LINES: usize = 4;
    let num_columns = if width >= WIDE { 2 } else { 1 };
    let column = (width - MARGIN) / num_columns;
    let in_a_column = entries.len().div_ceil(usize::try_from(num_columns).unwrap_or(1)).max(1);
    let mut res = Below { items: Vec::new(), height: 0 };
    for (idx, entries) in entries.chunks(in_a_column).enumerate() {
        let mut y = top + 8;
        for entry in entries {
            let mut x = MARGIN + text::count(idx) * column;
            let right = x + column - MARGIN;
            if let Some(stroke) = entry.sample {
                let ends = [Point { x, y: y + Font::LINE - 4 }, Point { x: x + SAMPLE, y: y + Font::LINE - 4 }];
                res.items.push(Item::Lines(vec![ends.to_vec()], stroke, Color::ARROW));
                x += SAMPLE + 8;
            }
            for line in text::wrapped(&entry.text, Font::BODY, right - x, MOST_LINES) {
                y += Font::LINE;
                res.items.push(Item::text(Point { x, y }, Font::BODY, Color::QUIET, line));
            }
        }
        res.height = res.height.max(y - top + MARGIN);
    }
    res
}
