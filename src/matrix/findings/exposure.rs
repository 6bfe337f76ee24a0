//! What the open flows expose: told once for each zone that listens, however many zones reach it.

use std::collections::BTreeSet;

use super::{Subject, at_zone, listed};
use crate::catalog::Catalog;
use crate::finding::{About, Code, Finding};
use crate::matrix::cell::Cell;
use crate::matrix::flow::Fact;
use crate::matrix::pinning::Pinning;
use crate::matrix::{CellSummary, MANY_PORTS};
use crate::plan::{TrustLevel, Zone};

/// No cleartext or legacy protocol crosses a zone's border unnoticed.
pub(super) fn legacy_protocols(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for_each_destination(
        subject,
        |_, summary| summary.has_legacy,
        |zone, sources, cell| {
            let mut protocols: Vec<&str> = Vec::new();
            for flow in cell.open_flows() {
                let is_legacy = flow.reasons.iter().any(|reason| match &reason.fact {
                    Fact::Connection(link) => link.line.legacy,
                    Fact::Tunnel(_) | Fact::Override(_) => false,
                });
                if is_legacy && !protocols.contains(&flow.key.application_protocol) {
                    protocols.push(flow.key.application_protocol);
                }
            }
            let message = format!("{} is opened to it from {}", listed(&protocols), listed(sources));
            let hint = "cleartext or superseded: look for an encrypted or newer way";
            let about = About::Assumptions(governing(subject, zone, cell, &protocols));
            findings.push(at_zone(Code::LegacyProtocol, zone, message, hint).about(about));
        },
    );
}

/// The assumptions whose answer for the zone alone would close one of the protocols.
fn governing(subject: &Subject<'_>, zone: &Zone, cell: &Cell<'_>, protocols: &[&str]) -> Vec<String> {
    let mut res = BTreeSet::new();
    for protocol in protocols {
        let flows = cell.open_flows().filter(|flow| flow.key.application_protocol == *protocol);
        let reasons = flows.flat_map(|flow| &flow.reasons).filter_map(|reason| match &reason.fact {
            Fact::Connection(link) if link.line.legacy => {
                Some(link.assumptions().iter().copied().collect::<BTreeSet<_>>())
            }
            _ => None,
        });
        res.extend(reasons.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default());
    }
    // What is said of a pair holds whatever the zone says.
    let is_said = |id: &str| {
        let mut pairs = subject.context.plan.pairs.iter();
        pairs.any(|((_, destination), pair)| *destination == zone.id && pair.assumptions.contains_key(id))
    };
    let ids = res.into_iter().map(|idx| &*subject.context.catalog.assumptions[idx].id);
    ids.filter(|&id| !is_said(id)).map(str::to_owned).collect()
}

/// A low-trust zone does not reach what guards identities.
pub(super) fn low_trust(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let is_exposed = |zone: &Zone, summary: CellSummary| zone.trust == TrustLevel::Low && summary.has_guarded;
    for_each_destination(subject, is_exposed, |zone, sources, cell| {
        let mut roles: Vec<&str> = Vec::new();
        for flow in cell.open_flows() {
            let role = subject.context.catalog.role_idx(flow.key.destination_role);
            let role = role.map(|idx| &subject.context.catalog.roles[idx]).filter(|role| role.guarded);
            if let Some(role) = role.filter(|role| !roles.contains(&&*role.name)) {
                roles.push(&role.name);
            }
        }
        let message = format!("low trust reaches {}: {}", listed(&roles), listed(sources));
        let hint = "use a read-only domain controller, a proxy or a workgroup server there";
        findings.push(at_zone(Code::LowTrustReachesDc, zone, message, hint));
    });
}

/// Wide openings are named, with what pinning would save.
pub(super) fn many_ports(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for_each_destination(
        subject,
        |_, summary| summary.num_ports > MANY_PORTS,
        |zone, sources, cell| {
            let pinning = Pinning::of(subject.context.catalog, cell);
            let hint = if pinning.pinned < pinning.now {
                format!("pinning the RPC servers would leave {}", pinning.pinned)
            } else {
                "no pin would help: restrict the RPC range of the servers, or choose a way that needs none".to_owned()
            };
            let message = format!("{} ports are opened to it from {}", pinning.now, listed(sources));
            let about = About::RpcServers(pins_of_zone(subject.context.catalog, zone, &pinning));
            findings.push(at_zone(Code::ManyPorts, zone, message, hint).about(about));
        },
    );
}

/// The RPC servers that a word about the zone would pin; none where that saves nothing, or a placement says otherwise.
fn pins_of_zone(catalog: &Catalog, zone: &Zone, pinning: &Pinning) -> Vec<String> {
    let servers = || pinning.servers.iter().filter(|usage| usage.can_be_pinned(catalog));
    let is_obeyed = servers().all(|usage| usage.placements.iter().all(|&idx| zone.placements[idx].rpc.is_none()));
    if pinning.pinned >= pinning.now || !is_obeyed {
        return Vec::new();
    }
    servers().map(|usage| catalog.rpc_servers[usage.server].id.to_string()).collect()
}

/// Calls `report` for each zone with the names of the other zones whose opening to it `is_odd`,
/// and with the cell of the first of them.
fn for_each_destination(
    subject: &Subject<'_>,
    is_odd: impl Fn(&Zone, CellSummary) -> bool,
    mut report: impl FnMut(&Zone, &[&str], &Cell<'_>),
) {
    let zones = &subject.context.plan.zones;
    for (destination_idx, destination) in zones.iter().enumerate() {
        let sources: Vec<usize> = (0..zones.len())
            .filter(|&source_idx| source_idx != destination_idx)
            .filter(|&source_idx| is_odd(&zones[source_idx], subject.matrix.summary(source_idx, destination_idx)))
            .collect();
        if let Some(&first) = sources.first() {
            let names: Vec<&str> = sources.iter().map(|&idx| zones[idx].name.as_str()).collect();
            let cell = subject.matrix.cell(subject.context.catalog, first, destination_idx);
            report(destination, &names, &cell);
        }
    }
}
