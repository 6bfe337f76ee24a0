//! The matrix as a grid: one row a source zone, one column a destination zone.
//!
//! A cell holds what is open, as `TCP 53, 88, 49152-65535; UDP 53; optional TCP 636; optional ICMP`. It gives
//! no reasons; those are in the other formats.

use std::io::Write;
use std::iter;
use std::ops::Range;

use super::{SEPARATOR, Sheet};
use crate::export::ExportError;
use crate::export::pairs::Job;
use crate::export::pipeline::in_order;
use crate::matrix::RuleNeed;
use crate::table::OpenPorts;

/// Writes the grid.
pub(in crate::export) fn grid(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| {
        sheet.row(iter::once("source_zone").chain(job.zones.iter().map(|zone| zone.name.as_str())))?;
        let texts = |mut positions: Range<usize>| {
            positions.try_fold(Vec::new(), |mut texts, position| {
                job.check_cancelled()?;
                let pair = job.pair(position);
                texts.push((pair, text(job, pair)));
                Ok(texts)
            })
        };
        in_order(job, texts, |texts| texts.iter().try_for_each(|(pair, text)| write_cell(job, *pair, text, sheet)))
    })
}

fn write_cell(
    job: &Job<'_>,
    (source_idx, destination_idx): (usize, usize),
    text: &str,
    sheet: &mut Sheet<'_>,
) -> Result<(), ExportError> {
    if destination_idx == 0 {
        sheet.cell(&job.zones[source_idx].name)?;
    }
    sheet.cell(text)?;
    if destination_idx + 1 == job.zones.len() { sheet.end_row() } else { Ok(()) }
}

/// What stands in the cell of a pair.
pub(in crate::export) fn text(job: &Job<'_>, pair: (usize, usize)) -> String {
    if job.has_nothing_open(pair) {
        return String::new();
    }
    let entry = |open: &OpenPorts| match open.need {
        RuleNeed::Required => open.to_string(),
        RuleNeed::Optional => format!("optional {open}"),
    };
    job.open_ports(pair).iter().map(entry).collect::<Vec<_>>().join(SEPARATOR)
}
