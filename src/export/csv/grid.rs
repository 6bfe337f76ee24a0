//! The matrix as a grid: one row a source zone, one column a destination zone.
//!
//! A cell holds what is open, as `TCP 53, 88, 49152-65535; UDP 53; optional ICMP; optional TCP 636`. It gives
//! no reasons; those are in the other formats.

use std::io::Write;
use std::iter;

use super::Sheet;
use crate::export::pairs::Job;
use crate::export::port_words::{PortWords, port_words};
use crate::export::{ExportError, SameZone};
use crate::matrix::RuleNeed;

/// Writes the grid.
pub(in crate::export) fn grid(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut sheet = Sheet::new(out);
    sheet.row(iter::once("source_zone").chain(job.zones.iter().map(|zone| zone.name.as_str())))?;
    for (source_idx, source) in job.zones.iter().enumerate() {
        sheet.cell(&source.name)?;
        for destination_idx in 0..job.zones.len() {
            job.check_cancelled()?;
            let is_left_out = source_idx == destination_idx && job.options.same_zone == SameZone::LeaveOut;
            let is_empty = is_left_out || job.matrix.summary(source_idx, destination_idx).is_empty();
            sheet.cell(&if is_empty { String::new() } else { text(job, source_idx, destination_idx) })?;
        }
        sheet.end_row()?;
    }
    sheet.finish()
}

fn text(job: &Job<'_>, source_idx: usize, destination_idx: usize) -> String {
    let cell = job.matrix.cell(job.catalog, source_idx, destination_idx);
    let words = port_words(&cell, job.options.need);
    let entry = |words: &PortWords| match words.need {
        RuleNeed::Required => words.to_string(),
        RuleNeed::Optional => format!("optional {words}"),
    };
    words.iter().map(entry).collect::<Vec<_>>().join("; ")
}
