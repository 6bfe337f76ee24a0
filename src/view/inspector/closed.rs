//! What is not opened between two zones, why, and what is lost with it: for the inspector, and as lines of their own.

use std::collections::BTreeMap;

use super::reason::Ends;
use crate::catalog::Catalog;
use crate::check::losses;
use crate::ids::ScenarioId;
use crate::matrix::{Cell, Flow, Matrix, PairDecisions, Status};
use crate::table::FlowRow;
use crate::view::matrix::loss_lines;

/// Flows that are not opened, for one and the same reason.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ClosedGroup {
    /// `Suppressed: Declined: Remote Desktop`.
    pub name: String,
    /// `TCP 3389 RDP: Remote Desktop Services`.
    pub flows: Vec<String>,
    /// What is lost with them: “Domain member in Clients can't log on: no Kerberos (TCP 88)”.
    pub losses: Vec<String>,
    /// The scenarios, with their names, that the catalog declines: they are opened once these are accepted.
    pub to_accept: Vec<(ScenarioId, String)>,
}

/// A suppressed flow as a line of a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SuppressedLine {
    /// `Clients → Core`.
    pub pair: String,
    /// `TCP 88 Kerberos: Kerberos Key Distribution Center`.
    pub flow: String,
    /// `Suppressed: the audit asks for it`.
    pub why: String,
    /// What the override that takes it costs: “Domain member in Clients can't log on: no Kerberos (TCP 88)”.
    pub losses: Vec<String>,
}

/// The lines of some flows of a pair that are not open, by their positions in the cell.
#[must_use]
pub fn suppressed_lines(
    catalog: &Catalog,
    matrix: &Matrix,
    (source_idx, destination_idx): (usize, usize),
    flows: &[usize],
) -> Vec<SuppressedLine> {
    let plan = matrix.plan();
    let Some((source, destination)) = plan.zones.get(source_idx).zip(plan.zones.get(destination_idx)) else {
        return Vec::new();
    };
    let cell = matrix.cell(catalog, source_idx, destination_idx);
    let losses = losses(catalog, &cell);
    let line = |flow: &Flow<'_>| {
        let row = FlowRow { catalog, plan, source, destination, flow };
        let of_flow = losses.iter().filter(|loss| takes(loss.override_idx, flow));
        SuppressedLine {
            pair: format!("{} → {}", source.name, destination.name),
            flow: flow_text(catalog, flow),
            why: status_text(&row),
            losses: of_flow.flat_map(|loss| loss_lines(loss, source)).collect(),
        }
    };
    flows.iter().filter_map(|&idx| cell.flows.get(idx)).map(line).collect()
}

/// Whether an override takes a flow away.
fn takes(override_idx: usize, flow: &Flow<'_>) -> bool {
    matches!(flow.status, Status::Suppressed { override_idx: Some(idx), .. } if idx == override_idx)
}

/// `TCP 3389 RDP: Remote Desktop Services`.
fn flow_text(catalog: &Catalog, flow: &Flow<'_>) -> String {
    let key = &flow.key;
    let ports = key.ports.map(|range| format!(" {range}")).unwrap_or_default();
    format!("{}{ports} {}: {}", key.transport, key.application_protocol, key.service.name(catalog))
}

/// `Suppressed: Declined: Remote Desktop`.
fn status_text(row: &FlowRow<'_>) -> String {
    let status = match row.flow.status {
        Status::Open => "Open",
        Status::Suppressed { .. } => "Suppressed",
        Status::Followed => "Followed",
        Status::Tunnelled { .. } => "Tunnelled",
    };
    format!("{status}: {}", row.status_reason())
}

/// What is not opened between the two zones of a pair, by the reason.
pub(super) fn closed(ends: Ends<'_>, decisions: &PairDecisions<'_>, cell: &Cell<'_>) -> Vec<ClosedGroup> {
    let losses = losses(ends.catalog, cell);
    let mut res: BTreeMap<String, ClosedGroup> = BTreeMap::new();
    for flow in cell.flows.iter().filter(|flow| flow.status != Status::Open) {
        let Ends { catalog, plan, source, destination, .. } = ends;
        let row = FlowRow { catalog, plan, source, destination, flow };
        let (text, name) = (flow_text(catalog, flow), status_text(&row));
        let group = res.entry(name.clone());
        let group = group.or_insert_with(|| ClosedGroup { name, ..ClosedGroup::default() });
        group.flows.push(text);
        if flow.status.is_declined() {
            let scenarios = decisions.open_scenarios(flow).into_iter();
            for idx in scenarios.filter(|&idx| decisions.is_declined_by_default(idx)) {
                let scenario = &catalog.scenarios[idx];
                let entry = (scenario.id.clone(), scenario.name.to_string());
                if !group.to_accept.contains(&entry) {
                    group.to_accept.push(entry);
                }
            }
        }
        if let Status::Suppressed { override_idx: Some(override_idx), .. } = flow.status {
            let lost = losses.iter().filter(|loss| loss.override_idx == override_idx);
            for line in lost.flat_map(|loss| loss_lines(loss, source)) {
                if !group.losses.contains(&line) {
                    group.losses.push(line);
                }
            }
        }
    }
    res.into_values().collect()
}
