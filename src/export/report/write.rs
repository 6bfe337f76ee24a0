//! The exporters of reports, and the order in which a report is written.

use std::io::Write;

use super::block::{Block, Head, Text};
use super::citations::Citations;
use super::facts::Facts;
use super::format::{Format, Paper};
use super::html::Html;
use super::markdown::Markdown;
use super::sections::Section;
use super::{decisions, documents, findings, front, matrix, rules, settings};
use crate::export::run::{ExportRun, UNTITLED};
use crate::export::{ExportError, Exporter, NOTICE};

/// A page to print and to sign.
pub(in crate::export) static HTML: Exporter = Exporter {
    name: "html",
    extension: "html",
    content: "report",
    description: "A report to print and to sign, with reasons and documents",
    leaves_out: "flows that are not open, but for what overrides break",
    can_be_compact: false,
    takes_profile: false,
    most_zones: None,
    write: |run, out| report(run, &Html, out),
};

/// The same for wikis and tickets.
pub(in crate::export) static MARKDOWN: Exporter = Exporter {
    name: "markdown",
    extension: "md",
    content: "report",
    description: "The report as a text for wikis and tickets",
    leaves_out: "flows that are not open, but for what overrides break; the picture of the plan",
    can_be_compact: false,
    takes_profile: false,
    most_zones: None,
    write: |run, out| report(run, &Markdown, out),
};

/// The formats of reports, the one to sign first.
pub static REPORTS: &[&Exporter] = &[&HTML, &MARKDOWN];

fn report(run: &ExportRun<'_>, format: &dyn Format, out: &mut dyn Write) -> Result<(), ExportError> {
    // The pairs are walked for the counts, for the picture, and for the rules.
    run.progress.start(3 * run.num_pairs());
    let facts = Facts::new(run)?;
    let title = if run.title().is_empty() { UNTITLED } else { run.title() };
    let mut paper = Paper::begin(run, format, &Head { title: title.to_owned() }, out)?;
    paper.blocks(&front::request(&facts))?;
    paper.block(&front::contents(&facts))?;
    paper.blocks(&front::summary(&facts))?;
    paper.blocks(&front::picture(&facts, format.has_pictures())?)?;
    paper.blocks(&matrix::matrix(&facts))?;
    let mut citations = Citations::default();
    rules::write(&facts, format, &mut paper, &mut citations)?;
    settings::cite(&facts, &mut citations);
    documents::write(&facts, &citations, &mut paper)?;
    paper.blocks(&decisions::decisions(&facts, &citations.scenarios))?;
    paper.blocks(&settings::overrides(&facts))?;
    paper.blocks(&findings::findings(&facts))?;
    paper.blocks(&settings::rpc(&facts))?;
    paper.blocks(&about(&facts))?;
    paper.end()
}

/// What it was made with, and what it is not for.
fn about<'a>(facts: &Facts<'a>) -> [Block<'a>; 4] {
    let made = format!("Portolan {}, catalog of {}", env!("CARGO_PKG_VERSION"), facts.run.catalog.as_of);
    let words = Block::Paragraph(Text::words(made).and(". Rules carry the ids that other exports of the plan have."));
    [Section::AboutThisReport.begin(), words, Block::Notice(Text::words(NOTICE)), Block::End]
}
