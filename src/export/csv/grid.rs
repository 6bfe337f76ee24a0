//! The matrix as a grid: one row a source zone, one column a destination zone.
//!
//! A cell holds what is open, as `TCP 53, 88, 49152-65535; UDP 53; optional TCP 636; optional ICMP`. It gives
//! no reasons; those are in the other formats.

use std::io::Write;
use std::iter;
use std::ops::Range;

use itertools::Itertools as _;

use super::sheet::{SEPARATOR, Sheet};
use crate::catalog::Need;
use crate::export::pipeline::in_order;
use crate::export::run::ExportRun;
use crate::export::{ExportError, Exporter};
use crate::table::OpenPorts;

/// The grid.
pub(in crate::export) static GRID: Exporter = Exporter {
    name: "matrix-csv",
    extension: "csv",
    content: "matrix",
    description: "The matrix as a grid of zones",
    leaves_out: "roles, services, reasons and documents",
    can_be_compact: false,
    takes_profile: false,
    most_zones: None,
    write: grid,
};

fn grid(run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| {
        sheet.row(iter::once("source_zone").chain(run.zones.iter().map(|zone| zone.name.as_str())))?;
        let texts = |positions: Range<usize>, _| {
            run.pairs(positions).map(|pair| pair.map(|pair| (pair, cell_text(run, pair)))).try_collect()
        };
        in_order(run, texts, |texts: &mut Vec<_>| {
            texts.iter().try_for_each(|(pair, text)| write_cell(run, *pair, text, sheet))
        })
    })
}

fn write_cell(
    run: &ExportRun<'_>,
    (source_idx, destination_idx): (usize, usize),
    text: &str,
    sheet: &mut Sheet<'_>,
) -> Result<(), ExportError> {
    if destination_idx == 0 {
        sheet.cell(&run.zones[source_idx].name)?;
    }
    sheet.cell(text)?;
    if destination_idx + 1 == run.zones.len() { sheet.end_row() } else { Ok(()) }
}

/// What stands in the cell of a pair.
pub(in crate::export) fn cell_text(run: &ExportRun<'_>, pair: (usize, usize)) -> String {
    open_texts(run, pair).join(SEPARATOR)
}

/// What is open between a pair, a text for each need, transport and source port.
pub(in crate::export) fn open_texts(run: &ExportRun<'_>, pair: (usize, usize)) -> Vec<String> {
    let entry = |open: &OpenPorts| match open.need {
        Need::Required => open.to_string(),
        Need::Optional(()) => format!("optional {open}"),
    };
    run.open_ports(pair).iter().map(entry).collect()
}
