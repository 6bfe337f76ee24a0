//! The change request: one row a rule.

use std::io::Write;

use super::Sheet;
use crate::export::ExportError;
use crate::export::pairs::Job;
use crate::matrix::{RuleColumn, RuleRow};

/// Writes the open flows, merged into rules.
pub(in crate::export) fn rules(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut sheet = Sheet::new(out);
    sheet.row(RuleColumn::ALL.map(RuleColumn::header))?;
    for (source_idx, destination_idx) in job.pairs() {
        job.check_cancelled()?;
        if job.matrix.summary(source_idx, destination_idx).is_empty() {
            continue;
        }
        let cell = job.matrix.cell(job.catalog, source_idx, destination_idx);
        for rule in &cell.rules(job.options.merge) {
            if job.options.need.admits(rule.need) {
                let (source, destination) = (&*job.zones[source_idx], &*job.zones[destination_idx]);
                let row = RuleRow { catalog: job.catalog, source, destination, cell: &cell, rule };
                sheet.row(RuleColumn::ALL.map(|column| column.cell(&row)))?;
            }
        }
    }
    sheet.finish()
}
