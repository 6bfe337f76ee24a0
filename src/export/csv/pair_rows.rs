//! Sheets that are rows of one pair of zones after another. What a row says is their own business.

use std::io::Write;
use std::ops::Range;

use super::Sheet;
use crate::export::ExportError;
use crate::export::pairs::Job;
use crate::export::pipeline::in_order;

/// Writes the headers, and then the rows that `add` gives for each pair.
pub(super) fn write_rows<'h>(
    job: &Job<'_>,
    headers: impl IntoIterator<Item = &'h str>,
    add: impl Fn((usize, usize), &mut Sheet<'_>) -> Result<(), ExportError> + Sync,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| sheet.row(headers))?;
    let rows = |mut positions: Range<usize>| {
        let mut bytes = Vec::new();
        Sheet::write(&mut bytes, |sheet| {
            positions.try_for_each(|position| {
                job.check_cancelled()?;
                add(job.pair(position), sheet)
            })
        })?;
        Ok(bytes)
    };
    in_order(job, rows, |bytes: Vec<u8>| Ok(out.write_all(&bytes)?))
}
