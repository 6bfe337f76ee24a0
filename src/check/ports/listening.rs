//! What one machine listens on, and where two of its services meet on one port.
//!
//! A machine is a placement: the roles that are in effect by it stand together for certain. What other placements of
//! the zone run may stand on other machines, so it is never held against it.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, EndpointRef, Port};
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::at_placement;
use crate::finding::{Code, Detail};
use crate::ids::RpcServerIdx;
use crate::matrix::{PortOrigin, ResolvedZone, resolve};
use crate::net::{PortRange, Transport};
use crate::plan::Zone;

/// Something that a machine listens on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) struct ListeningPort {
    transport: Transport,
    /// The ports.
    range: PortRange,
    endpoint: EndpointRef,
    /// Where they come from.
    origin: PortOrigin,
    /// The RPC server that listens; `None`: it is no RPC server.
    pub(in crate::check) server: Option<RpcServerIdx>,
}

impl ListeningPort {
    /// Whether the two share a port.
    fn overlaps(&self, other: &Self) -> bool {
        self.transport == other.transport && self.range.overlaps(other.range)
    }

    /// Whether it is TCP, as RPC is, and shares a port with a range.
    pub(in crate::check) fn holds(&self, range: PortRange) -> bool {
        self.transport == Transport::Tcp && self.range.overlaps(range)
    }

    /// What listens, in words.
    pub(in crate::check) fn words(&self, catalog: &Catalog) -> String {
        format!("{} of {}", self.protocol(catalog), catalog.services[self.endpoint.service].name)
    }

    fn protocol<'a>(&self, catalog: &'a Catalog) -> &'a str {
        &catalog.endpoint(self.endpoint).application_protocol
    }
}

/// What a machine listens on.
#[derive(Debug, Default)]
pub(in crate::check) struct Listening {
    /// The ports, but for ranges of which it takes some port.
    pub(in crate::check) ports: BTreeSet<ListeningPort>,
    /// The RPC servers that it runs, whatever their ports.
    pub(in crate::check) servers: BTreeSet<RpcServerIdx>,
}

/// Everything that a placement listens on by the derivation.
pub(in crate::check) fn listening(
    input: &Input<'_>,
    zone: &Zone,
    resolved: &ResolvedZone,
    placement_idx: usize,
) -> Listening {
    let context = input.context;
    let mut res = Listening::default();
    for instance in resolved.instances_of_placement(placement_idx) {
        let lines = context.table.listened_on_by(instance.role);
        // An answer comes back to a port of the source's own, where nothing else listens.
        for line in lines.filter(|line| !line.is_answer && resolve::listens(instance, line)) {
            let server = if let Port::RpcDynamic(server) = line.port { Some(server) } else { None };
            res.servers.extend(server);
            for port in resolve::resolve_ports(context.catalog, context.plan, zone, instance, line) {
                let is_stated = match port.origin {
                    PortOrigin::Chosen | PortOrigin::Pinned => true,
                    // Of a documented range nobody can say which port is taken.
                    PortOrigin::Documented => port.range.is_some_and(|range| range.num_ports() == 1),
                    PortOrigin::OsRange
                    | PortOrigin::ProductRange
                    | PortOrigin::PlacementRange
                    | PortOrigin::Restricted
                    | PortOrigin::NotChosen => false,
                };
                if let Some(range) = port.range.filter(|_| is_stated) {
                    let transport = context.catalog.endpoint(line.endpoint).transport;
                    let origin = port.origin;
                    res.ports.insert(ListeningPort { transport, range, endpoint: line.endpoint, origin, server });
                }
            }
        }
    }
    res
}

/// A port that is chosen is not one that something else of the machine listens on.
///
/// What the documents themselves put on one port shares it, and so does one protocol of several services, such as
/// the sites of a web server.
pub(in crate::check) fn same_ports(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for (zone, resolved) in plan.zones.iter().zip(input.zones) {
        for (placement_idx, placement) in zone.placements.iter().enumerate().filter(|(_, it)| !it.ports.is_empty()) {
            let ports: Vec<ListeningPort> = listening(input, zone, resolved, placement_idx).ports.into_iter().collect();
            let mut told = BTreeSet::new();
            for chosen in ports.iter().filter(|port| port.origin == PortOrigin::Chosen) {
                let others = ports
                    .iter()
                    .filter(|other| other.overlaps(chosen) && other.protocol(catalog) != chosen.protocol(catalog));
                for other in others.filter(|other| other.server.is_none()) {
                    // Two chosen ports meet once, not once from each side.
                    if !told.insert((chosen.endpoint.min(other.endpoint), chosen.endpoint.max(other.endpoint))) {
                        continue;
                    }
                    let first = chosen.range.first().max(other.range.first());
                    let last = chosen.range.last().min(other.range.last());
                    let shared = PortRange::new(first, last).unwrap_or(chosen.range);
                    let message = format!(
                        "{} and {} both listen on {} {shared} of {}",
                        chosen.words(catalog),
                        other.words(catalog),
                        chosen.transport,
                        catalog.role_name(placement.role.as_str())
                    );
                    let hint = "choose another port for one of them";
                    let finding = at_placement(Code::SamePort, zone, placement.role.as_str(), message, hint);
                    collector.push(finding.detail(Detail::Endpoint(catalog.endpoint_path(chosen.endpoint))));
                }
            }
        }
    }
}
