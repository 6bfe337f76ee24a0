//! What stands around a picture: the heading with title, ticket and date, and the legend below. It draws no plan.

use super::canvas::{Color, Item, Point, Stroke};
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
            res.push(Item::Line(ends.to_vec(), stroke));
            x += SAMPLE + 8;
        }
        let text = text::fitted(&entry.text, Font::BODY, width - MARGIN - x);
        res.push(Item::text(Point { x, y }, Font::BODY, Color::QUIET, text));
    }
    res
}
