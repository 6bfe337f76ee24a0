//! The change request: one row a rule.

use std::io::Write;

use super::Sheet;
use super::pair_rows::write_rows;
use crate::export::ExportError;
use crate::export::pairs::Job;
use crate::table::{RuleColumn, RuleRow};

/// Writes the open flows, merged into rules.
pub(in crate::export) fn rules(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write_rows(
        job,
        RuleColumn::ALL.iter().map(|column| column.header()),
        |pair, sheet| add_rules(job, pair, sheet),
        out,
    )
}

/// Adds the rows of a pair.
pub(in crate::export) fn add_rules(
    job: &Job<'_>,
    pair: (usize, usize),
    sheet: &mut Sheet<'_>,
) -> Result<(), ExportError> {
    if job.has_nothing_open(pair) {
        return Ok(());
    }
    let cell = job.cell(pair);
    for rule in &cell.rules(job.options.merge) {
        if job.options.need.admits(rule.need) {
            let row = RuleRow::new((job.catalog, job.matrix.plan()), job.ends(pair), &cell, rule);
            sheet.values(RuleColumn::ALL.iter().map(|column| column.value(&row)))?;
        }
    }
    Ok(())
}
