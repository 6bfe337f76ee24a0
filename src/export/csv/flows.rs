//! Flows: one row for each that a firewall is asked for, or for each there is.

use super::sheet::{Sheet, write_rows};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Exporter};
use crate::matrix::{Flow, FlowRole, Status};
use crate::net::{PortRange, Transport};
use crate::table::{FlowColumn, FlowRow};

/// The open flows.
pub(in crate::export) static OPEN_FLOWS: Exporter = Exporter {
    name: "flows-csv",
    extension: "csv",
    content: "flows",
    description: "Open flows, one row a range of ports",
    leaves_out: "flows that are not open, addresses, and source ports",
    can_be_compact: false,
    most_zones: None,
    write: |run, out| {
        write_rows(run, headers(FlowColumn::OPEN), |pair, sheet| add_flows(run, Which::Open, pair, sheet), out)
    },
};

/// The flows of every status.
pub(in crate::export) static ALL_FLOWS: Exporter = Exporter {
    name: "flows-all-csv",
    extension: "csv",
    content: "all-flows",
    description: "All flows with status, its reason and confidence",
    leaves_out: "addresses and source ports",
    can_be_compact: false,
    most_zones: None,
    write: |run, out| {
        write_rows(run, headers(FlowColumn::ALL), |pair, sheet| add_flows(run, Which::All, pair, sheet), out)
    },
};

#[derive(Clone, Copy, Eq, PartialEq)]
enum Which {
    Open,
    All,
}

fn headers(columns: &[FlowColumn]) -> impl Iterator<Item = &'static str> {
    columns.iter().map(|column| column.header())
}

fn add_flows(
    run: &ExportRun<'_>,
    which: Which,
    pair: (usize, usize),
    sheet: &mut Sheet<'_>,
) -> Result<(), ExportError> {
    // The summary counts open flows alone: a pair without any may still have others.
    let (columns, is_empty) = match which {
        Which::Open => (FlowColumn::OPEN, run.has_nothing_open(pair)),
        Which::All => (FlowColumn::ALL, run.is_left_out(pair)),
    };
    if is_empty {
        return Ok(());
    }
    let cell = run.cell(pair);
    let flows = run.flows(pair, &cell);
    let flows: Vec<&Flow<'_>> = flows.filter(|flow| which == Which::All || flow.status == Status::Open).collect();
    let (source, destination) = run.zones_of(pair);
    let cells = |flow| {
        let row = FlowRow { catalog: run.catalog, plan: run.matrix.plan(), source, destination, flow };
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
