//! RPC strategies: ports that break a documented rule. What must be configured for the choice stands elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::pinning::RESTRICTED_PORTS;
use crate::catalog::Catalog;
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::ports::listening::{Listening, listening};
use crate::check::wording::listed;
use crate::finding::{Code, Detail, Finding, Subject};
use crate::ids::RpcServerIdx;
use crate::net::PortRange;
use crate::plan::{Placement, Plan, RpcServerId, RpcStrategy, Zone};

/// A restricted range starts above this port. Source: KB 154596.
const RESTRICTED_ABOVE: u16 = 5000;

/// Pins differ from each other and restricted ranges are wide and high enough.
pub(in crate::check) fn ports(input: &Input<'_>, collector: &mut Collector) {
    let catalog = input.context.catalog;
    for (subject, strategy) in strategies(input) {
        let mut wrong = |message: String, hint: &str, servers: &[&str]| {
            let servers = servers.iter().map(ToString::to_string).collect();
            let finding = Finding::new(Code::RpcPort, subject.clone(), message, hint);
            collector.push(finding.detail(Detail::RpcServers(servers)));
        };
        match strategy {
            RpcStrategy::Dynamic => {}
            RpcStrategy::Restricted(range) => {
                if range.first() <= RESTRICTED_ABOVE || range.num_ports() < RESTRICTED_PORTS {
                    wrong(
                        format!("the RPC range {range} is too low or too narrow"),
                        "KB 154596: stay above 5000 and allow at least 100 ports",
                        &[],
                    );
                }
            }
            RpcStrategy::Pinned(pins) => {
                for same in overlapping(pins) {
                    let names: Vec<String> = same.iter().map(|(server, _)| quoted(catalog, server)).collect();
                    let servers: Vec<&str> = same.iter().map(|(server, _)| server.as_str()).collect();
                    let mut ports: Vec<String> = same.iter().map(|(_, port)| port.to_string()).collect();
                    ports.dedup();
                    let names = names.join(" and ");
                    let message = match &ports[..] {
                        [port] => format!("{names} are pinned to the same port {port}"),
                        _ => format!("{names} are pinned to ports that overlap: {}", ports.join(" and ")),
                    };
                    wrong(message, "give each a port of its own", &servers);
                }
                for (server, port) in pins {
                    let entity = catalog.rpc_server_idx(server.as_str()).map(|idx| &catalog.rpc_servers[idx]);
                    let name = quoted(catalog, server);
                    if entity.is_some_and(|entity| entity.pin.is_none()) {
                        let message = format!("{name} can't be pinned");
                        wrong(message, "take the pin out, or restrict the range", &[server.as_str()]);
                    } else if port.num_ports() > 1 {
                        let message = format!("{name} is pinned to {port}, but a pin is one port");
                        wrong(message, "write one port", &[server.as_str()]);
                    }
                }
            }
        }
    }
    taken_ports(input, collector);
}

/// A pin takes no port that another service of the same machine listens on.
fn taken_ports(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    // Where the strategy is stated, the server and its pin, and who listens there; with the machines.
    let mut taken: BTreeMap<(Subject, RpcServerIdx, PortRange), BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    // The same of servers that the machine does not run: it counts where no machine under the strategy runs it, for
    // the plan asks for the pin on every server.
    let mut elsewhere = taken.clone();
    let mut run: BTreeSet<(Subject, RpcServerIdx)> = BTreeSet::new();
    for (zone, resolved) in plan.zones.iter().zip(input.zones) {
        for (placement_idx, placement) in zone.placements.iter().enumerate() {
            let (subject, strategy) = in_force(plan, zone, placement);
            let RpcStrategy::Pinned(pins) = strategy else { continue };
            let Listening { ports, servers } = listening(input, zone, resolved, placement_idx);
            run.extend(servers.iter().map(|&server| (subject.clone(), server)));
            for (id, &pin) in pins {
                let Some(server) = catalog.rpc_server_idx(id.as_str()) else { continue };
                let runs = servers.contains(&server);
                if servers.is_empty() || catalog.rpc_servers[server].pin.is_none() {
                    continue;
                }
                for other in ports.iter().filter(|other| other.server.is_none() && other.holds(pin)) {
                    let machine = format!("{} in {}", catalog.role_name(placement.role.as_str()), zone.name);
                    let whose = if runs { &mut taken } else { &mut elsewhere };
                    let entry = whose.entry((subject.clone(), server, pin)).or_default();
                    entry.entry(other.words(catalog)).or_default().insert(machine);
                }
            }
        }
    }
    elsewhere.retain(|(subject, server, _), _| !run.contains(&(subject.clone(), *server)));
    taken.append(&mut elsewhere);
    for ((subject, server, pin), others) in taken {
        let server = &catalog.rpc_servers[server];
        let names: Vec<&str> = others.keys().map(String::as_str).collect();
        let machines: BTreeSet<&str> = others.values().flatten().map(String::as_str).collect();
        let machines: Vec<&str> = machines.into_iter().collect();
        let names = listed(&names);
        let verb = if others.len() == 1 { "listens" } else { "listen" };
        let message = format!("“{}” is pinned to {pin}, where {names} {verb}: {}", server.name, listed(&machines));
        let finding = Finding::new(Code::RpcPort, subject, message, "pin it to a port that is free");
        collector.push(finding.detail(Detail::RpcServers(vec![server.id.to_string()])));
    }
}

/// The pins that overlap, put together as far as they reach each other.
fn overlapping(pins: &BTreeMap<RpcServerId, PortRange>) -> Vec<Vec<(&RpcServerId, PortRange)>> {
    let mut sorted: Vec<_> = pins.iter().map(|(server, port)| (server, *port)).collect();
    sorted.sort_by_key(|(server, port)| (*port, (*server).clone()));
    let mut res: Vec<(u16, Vec<(&RpcServerId, PortRange)>)> = Vec::new();
    for (server, port) in sorted {
        match res.last_mut() {
            Some((last, same)) if port.first() <= *last => {
                *last = port.last().max(*last);
                same.push((server, port));
            }
            _ => res.push((port.last(), vec![(server, port)])),
        }
    }
    res.into_iter().map(|(_, same)| same).filter(|same| same.len() > 1).collect()
}

/// The name of an RPC server, or its id; in quotes, for some names hold commas and colons.
fn quoted(catalog: &Catalog, server: &RpcServerId) -> String {
    format!("“{}”", catalog.rpc_server_name(server.as_str()))
}

/// Every distinct strategy that the plan states, with what it belongs to.
pub(in crate::check) fn strategies<'a>(input: &Input<'a>) -> Vec<(Subject, &'a RpcStrategy)> {
    let plan = input.context.plan;
    let mut res = Vec::new();
    let mut seen = BTreeSet::new();
    // What every zone or every placement says otherwise holds for no server.
    let follows_zone = |zone: &Zone| zone.placements.iter().any(|placement| placement.rpc.is_none());
    if plan.zones.iter().any(|zone| zone.rpc.is_none() && follows_zone(zone)) {
        res.push((Subject::Plan, &plan.rpc));
    }
    for zone in &plan.zones {
        let of_zone = zone.rpc.as_ref().filter(|_| follows_zone(zone));
        res.extend(of_zone.map(|strategy| (Subject::Zone(zone.id.to_string()), strategy)));
        for placement in &zone.placements {
            let subject = placed(zone, placement);
            if let Some(strategy) = &placement.rpc
                && seen.insert(subject.clone())
            {
                res.push((subject, strategy));
            }
        }
    }
    res
}

/// The strategy that holds for a placement, with what states it.
pub(in crate::check) fn in_force<'a>(
    plan: &'a Plan,
    zone: &'a Zone,
    placement: &'a Placement,
) -> (Subject, &'a RpcStrategy) {
    match (&placement.rpc, &zone.rpc) {
        (Some(own), _) => (placed(zone, placement), own),
        (None, Some(of_zone)) => (Subject::Zone(zone.id.to_string()), of_zone),
        (None, None) => (Subject::Plan, &plan.rpc),
    }
}

fn placed(zone: &Zone, placement: &Placement) -> Subject {
    Subject::Placement { zone: zone.id.to_string(), role: placement.role.to_string() }
}
