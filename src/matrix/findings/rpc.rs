//! RPC strategies: ports that break a documented rule, and what must be configured for the choice.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::collector::Collector;
use crate::finding::{About, Code, Finding, Place};
use crate::matrix::pinning::RESTRICTED_PORTS;
use crate::net::PortRange;
use crate::plan::{RpcServerId, RpcStrategy};

/// A restricted range starts above this port. Source: KB 154596.
const RESTRICTED_ABOVE: u16 = 5000;

/// Pins differ from each other and restricted ranges are wide and high enough.
pub(super) fn ports(subject: &Subject<'_>, collector: &mut Collector) {
    let catalog = subject.context.catalog;
    for (place, strategy) in strategies(subject) {
        let mut wrong = |message: String, hint: &str, servers: &[&str]| {
            let servers = servers.iter().map(ToString::to_string).collect();
            let finding = Finding::new(Code::RpcPort, place.clone(), message, hint);
            collector.push(finding.about(About::RpcServers(servers)));
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
                for (port, servers) in by_port(pins) {
                    if servers.len() > 1 {
                        let names = servers.join(" and ");
                        let message = format!("{names} are pinned to the same port {port}");
                        wrong(message, "give each a port of its own", &servers);
                    }
                }
                for server in pins.keys() {
                    let entity = catalog.rpc_server_idx(server.as_str()).map(|idx| &catalog.rpc_servers[idx]);
                    if entity.is_some_and(|entity| entity.pin.is_none()) {
                        let message = format!("{server} can't be pinned");
                        wrong(message, "take the pin out, or restrict the range", &[server.as_str()]);
                    }
                }
            }
        }
    }
}

fn by_port(pins: &BTreeMap<RpcServerId, PortRange>) -> BTreeMap<PortRange, Vec<&str>> {
    let mut res: BTreeMap<PortRange, Vec<&str>> = BTreeMap::new();
    for (server, port) in pins {
        res.entry(*port).or_default().push(server.as_str());
    }
    res
}

/// Any strategy but the dynamic one has to be configured somewhere; this says where.
pub(super) fn setup(subject: &Subject<'_>, collector: &mut Collector) {
    let (catalog, plan) = (subject.context.catalog, subject.context.plan);
    for (place, strategy) in strategies(subject) {
        let mut note = |message: String, hint: String| {
            collector.push(Finding::new(Code::RpcSetup, place.clone(), message, hint));
        };
        match strategy {
            RpcStrategy::Dynamic => {}
            RpcStrategy::Restricted(range) => note(
                format!("every server here must restrict RPC to {range}"),
                "HKLM\\Software\\Microsoft\\Rpc\\Internet: Ports, PortsInternetAvailable, UseInternetPorts; restart. \
                 Microsoft advises to pin single services first (KB 154596)"
                    .to_owned(),
            ),
            RpcStrategy::Pinned(pins) => {
                for (server, port) in pins {
                    let entity = catalog.rpc_server_idx(server.as_str()).map(|idx| &catalog.rpc_servers[idx]);
                    if let Some((entity, pin)) = entity.and_then(|entity| Some((entity, entity.pin.as_ref()?))) {
                        let caution = if pin.caution.is_empty() { "" } else { "; " };
                        let hint = format!("{}; {}{caution}{}", pin.setting, pin.apply, pin.caution);
                        note(format!("{} must be pinned to {port} on every server here", entity.name), hint);
                    }
                }
            }
        }
    }
    let follows = plan.mapper_only || plan.pairs.values().any(|pair| pair.mapper_only == Some(true));
    if follows {
        let message = "the firewall must inspect DCE/RPC and open what the endpoint mapper hands out";
        let hint = "check that the firewall follows the interfaces in use; a plain packet filter would block them";
        collector.push(Finding::new(Code::RpcSetup, Place::Plan, message, hint));
    }
}

/// Every distinct strategy that the plan states, with its place.
fn strategies<'a>(subject: &Subject<'a>) -> Vec<(Place, &'a RpcStrategy)> {
    let plan = subject.context.plan;
    let mut res = vec![(Place::Plan, &plan.rpc)];
    let mut placed = BTreeSet::new();
    for zone in &plan.zones {
        res.extend(zone.rpc.as_ref().map(|strategy| (Place::Zone(zone.id.to_string()), strategy)));
        for placement in &zone.placements {
            let place = Place::Placement { zone: zone.id.to_string(), role: placement.role.to_string() };
            if let Some(strategy) = &placement.rpc
                && placed.insert(place.clone())
            {
                res.push((place, strategy));
            }
        }
    }
    res
}
