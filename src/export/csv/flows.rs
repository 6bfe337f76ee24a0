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
    takes_profile: false,
    most_zones: None,
    write: |run, out| {
        write_rows(run, FlowSet::Open.headers(), |pair, sheet| add_flows(run, FlowSet::Open, pair, sheet), out)
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
    takes_profile: false,
    most_zones: None,
    write: |run, out| {
        write_rows(run, FlowSet::All.headers(), |pair, sheet| add_flows(run, FlowSet::All, pair, sheet), out)
    },
};

/// Which flows are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::export) enum FlowSet {
    /// The open ones.
    Open,
    /// Those of every status.
    All,
}

impl FlowSet {
    /// The columns of their table.
    pub(in crate::export) fn columns(self) -> &'static [FlowColumn] {
        match self {
            Self::Open => FlowColumn::OPEN,
            Self::All => FlowColumn::ALL,
        }
    }

    /// The headers of those.
    pub(in crate::export) fn headers(self) -> impl Iterator<Item = &'static str> {
        self.columns().iter().map(|column| column.header())
    }
}

fn add_flows(
    run: &ExportRun<'_>,
    set: FlowSet,
    pair: (usize, usize),
    sheet: &mut Sheet<'_>,
) -> Result<(), ExportError> {
    each_flow(run, set, pair, |row| sheet.values(set.columns().iter().map(|column| column.value(row))))
}

/// Calls `take` with each flow of a pair that has a row in the table.
pub(in crate::export) fn each_flow(
    run: &ExportRun<'_>,
    set: FlowSet,
    pair: (usize, usize),
    mut take: impl FnMut(&FlowRow<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    // The summary counts open flows alone: a pair without any may still have others.
    let is_empty = match set {
        FlowSet::Open => run.has_nothing_open(pair),
        FlowSet::All => run.is_left_out(pair),
    };
    if is_empty {
        return Ok(());
    }
    let cell = run.cell(pair);
    let flows = run.flows(pair, &cell);
    let flows: Vec<&Flow<'_>> = flows.filter(|flow| set == FlowSet::All || flow.status == Status::Open).collect();
    let (source, destination) = run.zones_of(pair);
    let row = |flow| FlowRow { catalog: run.catalog, plan: run.matrix.plan(), source, destination, flow };
    let is_alike =
        |a: &FlowRow<'_>, b: &FlowRow<'_>| set.columns().iter().all(|column| column.value(a) == column.value(b));
    for same_roles in flows.chunk_by(|a, b| roles(a) == roles(b)) {
        for (idx, flow) in same_roles.iter().enumerate() {
            // A key says more than its row: flows may differ in the source port alone.
            let mut alike = same_roles[..idx].iter().filter(|other| ports(other) == ports(flow));
            if !alike.any(|other| is_alike(&row(other), &row(flow))) {
                take(&row(flow))?;
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
