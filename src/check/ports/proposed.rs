//! Which ports RPC servers would get if they were pinned or restricted: proposed and never set.

use std::collections::{BTreeMap, BTreeSet};

use super::pinning::RESTRICTED_PORTS;
use crate::net::PortRange;
use crate::plan::{Plan, RpcServerId, RpcStrategy, Zone};

/// Where proposed ports begin: high enough for every server, and what Microsoft's own examples use.
pub const FIRST_PIN: u16 = 50_000;

/// The RPC servers that a member's logon uses: pinning these two is what closes the dynamic range.
pub const PINNED_FIRST: [&str; 2] = ["ntds", "netlogon"];

/// A strategy with these pins and those it has.
pub(crate) fn pinned_too(strategy: &RpcStrategy, pins: &BTreeMap<RpcServerId, PortRange>) -> RpcStrategy {
    let mut res = pins.clone();
    if let RpcStrategy::Pinned(before) = strategy {
        // What the user chose stays.
        res.extend(before.iter().map(|(server, port)| (server.clone(), *port)));
    }
    RpcStrategy::Pinned(res)
}

/// A port for each server: the one it has elsewhere in the plan, or the first that no pin of the plan has.
pub(crate) fn proposed_pins(
    plan: &Plan,
    zone: &Zone,
    servers: impl Iterator<Item = RpcServerId>,
) -> BTreeMap<RpcServerId, PortRange> {
    let in_plan: Vec<_> = strategies(plan).filter_map(pins_of).flatten().collect();
    // What holds in the zone itself goes before what other zones do.
    let here: Vec<_> = of_zone(zone).filter_map(pins_of).flatten().collect();
    let mut taken: BTreeSet<u16> =
        in_plan.iter().chain(&here).flat_map(|(_, port)| port.first()..=port.last()).collect();
    let mut servers: Vec<RpcServerId> = servers.collect();
    let is_later = |server: &RpcServerId| PINNED_FIRST.iter().position(|first| *first == server.as_str());
    servers.sort_by_key(|server| is_later(server).unwrap_or(PINNED_FIRST.len()));
    let mut res = BTreeMap::new();
    for server in servers {
        let is_used_here = |port: PortRange| {
            let others = here.iter().map(|(id, at)| (*id, **at)).chain(res.iter().map(|(id, at)| (id, *at)));
            others.into_iter().any(|(id, at)| *id != server && at.overlaps(port))
        };
        let usable = |pins: &[(&RpcServerId, &PortRange)]| {
            let known = pins.iter().filter(|(id, _)| **id == server).map(|(_, port)| **port);
            known.filter(|port| !is_used_here(*port)).min()
        };
        // The lowest, so that the order of zones plays no part.
        let known = usable(&here).or_else(|| usable(&in_plan));
        let free = || (FIRST_PIN..=u16::MAX).find(|port| !taken.contains(port)).and_then(PortRange::single);
        if let Some(port) = known.or_else(free) {
            taken.extend(port.first()..=port.last());
            res.insert(server, port);
        }
    }
    res
}

/// A range for all RPC servers of a zone that holds none of its pins.
pub(crate) fn proposed_range(plan: &Plan, zone: &Zone) -> Option<PortRange> {
    let num_ports = u16::try_from(RESTRICTED_PORTS).ok()?;
    let pins: Vec<_> = std::iter::once(&plan.rpc).chain(of_zone(zone)).filter_map(pins_of).flatten().collect();
    let ranges = (FIRST_PIN..u16::MAX - num_ports).step_by(usize::from(num_ports));
    let ranges = ranges.filter_map(|first| PortRange::new(first, first + num_ports - 1));
    ranges.into_iter().find(|range| !pins.iter().any(|(_, pin)| range.overlaps(**pin)))
}

fn pins_of(strategy: &RpcStrategy) -> Option<&BTreeMap<RpcServerId, PortRange>> {
    match strategy {
        RpcStrategy::Pinned(pins) => Some(pins),
        RpcStrategy::Dynamic | RpcStrategy::Restricted(_) => None,
    }
}

fn of_zone(zone: &Zone) -> impl Iterator<Item = &RpcStrategy> {
    zone.rpc.iter().chain(zone.placements.iter().filter_map(|placement| placement.rpc.as_ref()))
}

/// Every strategy that the plan states.
fn strategies(plan: &Plan) -> impl Iterator<Item = &RpcStrategy> {
    std::iter::once(&plan.rpc).chain(plan.zones.iter().flat_map(|zone| of_zone(zone)))
}
