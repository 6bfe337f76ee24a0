//! What the open flows expose: told once for each zone that listens, however many zones reach it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Subject, at_zone, listed};
use crate::catalog::Port;
use crate::finding::{About, Code, Finding};
use crate::matrix::CellSummary;
use crate::matrix::cell::Cell;
use crate::matrix::flow::Fact;
use crate::net::{PortSet, Transport};
use crate::plan::{TrustLevel, Zone};

/// More ports than this between two zones are worth a word.
const MANY_PORTS: u32 = 1000;

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
            let num_ports = cell.summary().num_ports;
            let pinned = ports_when_pinned(subject, cell);
            let hint = if pinned < num_ports {
                format!("pinning the RPC servers would leave {pinned}")
            } else {
                "no pin would help: restrict the RPC range of the servers, or choose a way that needs none".to_owned()
            };
            let message = format!("{num_ports} ports are opened to it from {}", listed(sources));
            let about = About::RpcServers(pins_that_save(subject, zone, cell, num_ports));
            findings.push(at_zone(Code::ManyPorts, zone, message, hint).about(about));
        },
    );
}

/// How many ports would stay open if every RPC server that can be pinned had one port.
fn ports_when_pinned(subject: &Subject<'_>, cell: &Cell<'_>) -> u32 {
    let catalog = subject.context.catalog;
    let mut servers: Vec<usize> = Vec::new();
    let mut ports = [PortSet::default(), PortSet::default()];
    for flow in cell.open_flows() {
        let pinnable = flow.reasons.iter().find_map(|reason| match &reason.fact {
            Fact::Connection(link) => match catalog.endpoint(link.endpoint()).port {
                Port::RpcDynamic(server) => catalog.rpc_servers[server].pin.is_some().then_some(server),
                _ => None,
            },
            Fact::Tunnel(_) | Fact::Override(_) => None,
        });
        match (pinnable, flow.key.ports) {
            (Some(server), _) if servers.contains(&server) => {}
            (Some(server), _) => servers.push(server),
            (None, Some(range)) => ports[usize::from(flow.key.transport == Transport::Udp)].insert(range),
            (None, None) => {}
        }
    }
    let num_servers = u32::try_from(servers.len()).unwrap_or(u32::MAX);
    ports.iter().map(PortSet::num_ports).sum::<u32>().saturating_add(num_servers)
}

/// The RPC servers whose pins, said of the zone, would leave fewer than `num_ports` open; none if not.
fn pins_that_save(subject: &Subject<'_>, zone: &Zone, cell: &Cell<'_>, num_ports: u32) -> Vec<String> {
    let mut servers = BTreeSet::new();
    let mut ports = BTreeMap::<Transport, PortSet>::new();
    for flow in cell.open_flows() {
        let Some(range) = flow.key.ports else { continue };
        let pinned: Option<Vec<usize>> =
            flow.reasons.iter().map(|reason| pinned_by_zone(subject, zone, &reason.fact)).collect();
        match pinned {
            Some(pinned) if range.num_ports() > 1 => servers.extend(pinned),
            _ => ports.entry(flow.key.transport).or_default().insert(range),
        }
    }
    let left = ports.values().map(PortSet::num_ports).sum::<u32>();
    let left = left.saturating_add(u32::try_from(servers.len()).unwrap_or(u32::MAX));
    if left >= num_ports {
        return Vec::new();
    }
    servers.into_iter().map(|idx| subject.context.catalog.rpc_servers[idx].id.to_string()).collect()
}

/// The RPC server that gets the port of its pin when the zone says so: no placement says otherwise, and every OS
/// version there has the setting.
fn pinned_by_zone(subject: &Subject<'_>, zone: &Zone, fact: &Fact<'_>) -> Option<usize> {
    let Fact::Connection(link) = fact else { return None };
    let Port::RpcDynamic(server) = link.line.port else { return None };
    let pin = subject.context.catalog.rpc_servers[server].pin.as_ref()?;
    let mut listeners = link.to.instances_of(link.line.to).iter();
    let obeys = listeners
        .all(|listener| zone.placements[listener.placement].rpc.is_none() && listener.os.without(pin.os).is_empty());
    obeys.then_some(server)
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
