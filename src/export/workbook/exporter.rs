//! The exporter of workbooks: its sheets in their order.

use std::io::Write;

use super::book::{Book, Paper};
use super::summary::{self, SUMMARY, Written};
use super::{documents, findings, flows, matrix, rules, save};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Exporter};

/// The request as a workbook.
pub(in crate::export) static WORKBOOK: Exporter = Exporter {
    name: "xlsx",
    extension: "xlsx",
    content: "request",
    description: "A workbook: request, matrix, rules, flows, findings, documents",
    leaves_out: "the settings of zones and placements",
    can_be_compact: true,
    takes_profile: true,
    most_zones: None,
    write,
};

fn write(run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let profile = run.options.profile();
    let file = profile.rule_file().ok_or_else(|| ExportError::SeveralFiles { profile: profile.name.clone() })?;
    // The pairs are walked for the matrix, for the rules and for the flows.
    run.progress.start(3 * run.num_pairs());
    let mut book = Book::new(run)?;
    // It stands first, and is filled when all is counted.
    book.add_sheet(SUMMARY, Paper::Upright)?;
    let open = matrix::write(run, &mut book)?;
    let rows = rules::write(run, &profile, file, &mut book)?;
    let flows = flows::write(run, &mut book)?;
    let findings = findings::write(run, &mut book)?;
    documents::write(run, &flows.references, &mut book)?;
    let written = Written { profile: &profile, open, rows, flows, findings };
    summary::write(run, &written, &mut book)?;
    save::save(book.workbook, run, out)
}
