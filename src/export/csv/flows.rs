//! Flows: one row for each that a firewall is asked for, or for each there is.

use std::io::Write;

use super::Sheet;
use super::pair_rows::write_rows;
use crate::export::ExportError;
use crate::export::pairs::Job;
use crate::matrix::{Flow, FlowRole, Status};
use crate::net::{PortRange, Transport};
use crate::table::{FlowColumn, FlowRow};

/// Writes the open flows.
pub(in crate::export) fn open_flows(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write(job, FlowColumn::OPEN, Which::Open, out)
}

/// Writes the flows of every status.
pub(in crate::export) fn all_flows(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    write(job, FlowColumn::ALL, Which::All, out)
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Which {
    Open,
    All,
}

fn write(job: &Job<'_>, columns: &[FlowColumn], which: Which, out: &mut dyn Write) -> Result<(), ExportError> {
    let headers = columns.iter().map(|column| column.header());
    write_rows(job, headers, |pair, sheet| add_flows(job, columns, which, pair, sheet), out)
}

fn add_flows(
    job: &Job<'_>,
    columns: &[FlowColumn],
    which: Which,
    pair: (usize, usize),
    sheet: &mut Sheet<'_>,
) -> Result<(), ExportError> {
    // The summary counts open flows alone: a pair without any may still have others.
    let is_empty = match which {
        Which::Open => job.has_nothing_open(pair),
        Which::All => job.is_left_out(pair),
    };
    if is_empty {
        return Ok(());
    }
    let cell = job.cell(pair);
    let flows: Vec<&Flow<'_>> = cell
        .flows
        .iter()
        .filter(|flow| which == Which::All || flow.status == Status::Open)
        .filter(|flow| job.options.need.admits_flow(&flow.need))
        .collect();
    let (source, destination) = job.ends(pair);
    let cells = |flow| {
        let row = FlowRow { catalog: job.catalog, plan: job.matrix.plan(), source, destination, flow };
        columns.iter().map(move |column| column.value(&row))
    };
    for same_roles in flows.chunk_by(|a, b| roles(a) == roles(b)) {
        for (idx, flow) in same_roles.iter().enumerate() {
            // A key says more than its row: flows may differ in the source port alone.
            let mut alike = same_roles[..idx].iter().filter(|other| ports(other) == ports(flow));
            if !alike.any(|other| cells(other).eq(cells(flow))) {
                sheet.values(cells(flow))?;
            }
        }
    }
    Ok(())
}

fn roles<'a>(flow: &Flow<'a>) -> [FlowRole<'a>; 2] {
    [flow.key.source_role, flow.key.destination_role]
}

fn ports(flow: &Flow<'_>) -> (Transport, Option<PortRange>) {
    (flow.key.transport, flow.key.ports)
}
