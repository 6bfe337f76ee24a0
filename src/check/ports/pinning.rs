//! What pinning or restricting the ports of RPC servers would leave open between two zones. It counts and changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, OsSet, Port};
use crate::ids::RpcServerIdx;
use crate::matrix::{Cell, Flow, Link, PortOrigin, resolve};
use crate::net::{PortRange, PortSet, Transport};

/// A restricted range has at least so many ports. Source: KB 154596.
pub const RESTRICTED_PORTS: u32 = 100;

/// The open ports of a cell: as they are, and as they would be with its RPC servers pinned or restricted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pinning {
    /// How many are open now.
    pub now: u32,
    /// How many would stay if every RPC server that can be pinned had one port, and the rest were dynamic.
    pub pinned: u32,
    /// How many would stay if all RPC servers shared a range of [`RESTRICTED_PORTS`].
    pub restricted: u32,
    /// The RPC servers that are used, by position in the catalog.
    pub servers: Vec<RpcUse>,
}

/// An RPC server that open flows use.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RpcUse {
    /// Position in [`Catalog::rpc_servers`].
    pub server: RpcServerIdx,
    /// Where it listens now.
    pub ports: PortSet,
    /// How it is set now, as far as destinations differ from the dynamic range.
    pub origins: BTreeSet<PortOrigin>,
    /// What stays dynamic however it is pinned: all of it, or what OS versions without the setting use.
    pub stays: PortSet,
    /// Positions of the placements that listen.
    pub placements: BTreeSet<usize>,
}

/// Ports by transport: a number may be open over both.
#[derive(Default)]
struct Ports([PortSet; 2]);

impl Ports {
    fn insert(&mut self, transport: Transport, range: PortRange) {
        self.0[usize::from(transport == Transport::Udp)].insert(range);
    }

    fn count(&self) -> u32 {
        self.0.iter().map(PortSet::num_ports).sum()
    }
}

impl Pinning {
    /// Counts for a cell that was made with `catalog`.
    #[must_use]
    pub fn of(catalog: &Catalog, cell: &Cell<'_>) -> Self {
        let (mut now, mut when_pinned, mut fixed) = (Ports::default(), Ports::default(), Ports::default());
        let mut uses: BTreeMap<RpcServerIdx, RpcUse> = BTreeMap::new();
        let mut transports = BTreeSet::new();
        for flow in cell.open_flows() {
            let Some(range) = flow.key.ports else { continue };
            let transport = flow.key.transport;
            now.insert(transport, range);
            if !is_rpc_alone(catalog, flow) {
                fixed.insert(transport, range);
                when_pinned.insert(transport, range);
            }
            for (server, link) in rpc_links(catalog, flow) {
                transports.insert(transport);
                let usage = uses.entry(server).or_insert_with(|| RpcUse { server, ..RpcUse::default() });
                usage.add(catalog, link, range);
                usage.stays.ranges().iter().for_each(|&range| when_pinned.insert(transport, range));
                if usage.origins.contains(&PortOrigin::Pinned) {
                    when_pinned.insert(transport, range);
                }
            }
        }
        let is_unpinned =
            |usage: &&RpcUse| usage.can_be_pinned(catalog) && !usage.origins.contains(&PortOrigin::Pinned);
        let num_unpinned = u32::try_from(uses.values().filter(is_unpinned).count()).unwrap_or(u32::MAX);
        let num_ranges = u32::try_from(transports.len()).unwrap_or(u32::MAX);
        Self {
            now: now.count(),
            pinned: when_pinned.count().saturating_add(num_unpinned),
            restricted: fixed.count().saturating_add(num_ranges.saturating_mul(RESTRICTED_PORTS)),
            servers: uses.into_values().collect(),
        }
    }
}

impl RpcUse {
    /// Whether some destination has no pin yet, and the server can have one.
    #[must_use]
    pub fn can_be_pinned(&self, catalog: &Catalog) -> bool {
        let is_pinned = self.origins.iter().all(|origin| *origin == PortOrigin::Pinned);
        catalog.rpc_servers[self.server].pin.is_some() && !is_pinned
    }

    fn add(&mut self, catalog: &Catalog, link: &Link<'_>, range: PortRange) {
        self.ports.insert(range);
        for destination in link.destinations() {
            self.placements.insert(destination.placement);
            self.origins.insert(destination.origin);
        }
        let with_setting = catalog.rpc_servers[self.server].pin.as_ref().map_or_else(OsSet::default, |pin| pin.os);
        for instance in link
            .destination_facet
            .instances_of(link.line.destination)
            .iter()
            .filter(|other| resolve::listens(other, link.line))
        {
            let os = link.line.when.destination_os.map_or(instance.os, |os| os.and(instance.os));
            let rest = os.without(with_setting);
            if !rest.is_empty() {
                let dynamic = resolve::dynamic(catalog, instance, rest, None);
                dynamic.into_iter().filter_map(|port| port.range).for_each(|range| self.stays.insert(range));
            }
        }
    }
}

/// Whether nothing but RPC servers needs the ports of a flow.
fn is_rpc_alone(catalog: &Catalog, flow: &Flow<'_>) -> bool {
    rpc_links(catalog, flow).count() == flow.reasons.len()
}

/// The links of a flow to RPC servers, each with the server's position.
fn rpc_links<'f>(catalog: &'f Catalog, flow: &'f Flow<'f>) -> impl Iterator<Item = (RpcServerIdx, &'f Link<'f>)> {
    flow.links().filter_map(|link| match catalog.endpoint(link.endpoint()).port {
        // An answer to an RPC call goes to the source's range: no setting of a server moves it.
        Port::RpcDynamic(server) if matches!(link.line.port, Port::RpcDynamic(_)) => Some((server, link)),
        _ => None,
    })
}
