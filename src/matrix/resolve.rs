//! What one zone opens and listens on, whoever the other side is.
//!
//! Placements that share scopes and `serves` form a facet; everything that a pair of zones has is the
//! union over pairs of facets. Nothing here looks at a second zone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smallvec::{SmallVec, smallvec};

use super::lines::{Line, LineSet, LineTable};
use crate::catalog::{Catalog, EndpointRef, OsKind, OsSet, Port};
use crate::ids::RoleIdx;
use crate::net::PortRange;
use crate::plan::{Placement, Plan, RpcStrategy, Zone, ZoneId};

/// A role in effect in a zone, by one placement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Instance {
    /// Position of the placement in the zone.
    pub placement: usize,
    /// Position in the catalog of the role that is placed.
    pub placed_role: RoleIdx,
    /// Position in the catalog of the role in effect: the placed one, or one that it implies.
    pub role: RoleIdx,
    /// The OS versions it runs on here.
    pub os: OsSet,
    /// Every role in effect by the same placement, ascending.
    pub placement_roles: Arc<[RoleIdx]>,
    /// The dynamic range of the placement, else of the product; `None`: that of each OS version.
    pub dynamic_range: Option<(PortRange, PortOrigin)>,
}

/// The placements of a zone that share scopes and `serves`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facet {
    /// Scope kind and scope id, sorted.
    pub scopes: Vec<(String, String)>,
    /// Source zones served; `None`: all.
    pub serves: Option<BTreeSet<ZoneId>>,
    /// By role, then placement.
    pub instances: Vec<Instance>,
    /// Lines that some instance opens.
    pub opens: LineSet,
    /// Lines that some instance listens on.
    pub listens: LineSet,
    /// For each line listened on, its ports here, ascending and distinct.
    pub ports: Vec<(usize, ResolvedPorts)>,
    /// For each line that is opened from a port that follows a chosen one, its source ports here, ascending and
    /// distinct.
    pub source_ports: Vec<(usize, Vec<Option<u16>>)>,
}

/// Ports of one line at one destination.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct ResolvedPort {
    /// `None` for transports without ports, and for a port nobody has chosen.
    pub range: Option<PortRange>,
    /// Where it comes from.
    pub origin: PortOrigin,
    /// OS versions of the destination that it belongs to; `None`: any.
    pub os: Option<OsSet>,
}

/// Ports of one line: nearly always one range, so that most take no memory of their own.
pub(crate) type ResolvedPorts = SmallVec<[ResolvedPort; 1]>;

/// Where the ports of a flow come from.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum PortOrigin {
    /// The catalog states them.
    Documented,
    /// The dynamic range of the destination's operating system.
    OsRange,
    /// The dynamic range that the product documents.
    ProductRange,
    /// The placement's own dynamic range.
    PlacementRange,
    /// The range that the destination's RPC servers are restricted to.
    Restricted,
    /// The port that the RPC server is pinned to.
    Pinned,
    /// Chosen on the placement.
    Chosen,
    /// Nobody has chosen it.
    NotChosen,
}

impl Facet {
    /// The instances of one role, by placement.
    pub(crate) fn instances_of(&self, role: RoleIdx) -> &[Instance] {
        let first = self.instances.partition_point(|instance| instance.role < role);
        let num = self.instances[first..].partition_point(|instance| instance.role == role);
        &self.instances[first..first + num]
    }

    /// The ports that a line is opened from here, each by some instance.
    pub(crate) fn source_ports_of<'a>(&'a self, line_idx: usize, line: &'a Line) -> &'a [Option<u16>] {
        let place = self.source_ports.binary_search_by_key(&line_idx, |(line_idx, _)| *line_idx);
        place.map_or(std::slice::from_ref(&line.source_port), |place| &self.source_ports[place].1)
    }

    /// The ports of a line here; none if nobody listens on it.
    pub(crate) fn ports_of(&self, line_idx: usize) -> &[ResolvedPort] {
        let place = self.ports.binary_search_by_key(&line_idx, |(line_idx, _)| *line_idx);
        place.map_or(&[], |place| &self.ports[place].1)
    }
}

/// A zone, resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ResolvedZone {
    /// In order of first placement.
    pub facets: Vec<Facet>,
}

impl ResolvedZone {
    /// The roles in effect by a placement.
    pub(crate) fn instances_of_placement(&self, placement_idx: usize) -> impl Iterator<Item = &Instance> {
        let instances = self.facets.iter().flat_map(|facet| &facet.instances);
        instances.filter(move |instance| instance.placement == placement_idx)
    }
}

/// Resolves a zone of `plan`.
pub(crate) fn resolve_zone(catalog: &Catalog, table: &LineTable, plan: &Plan, zone: &Zone) -> ResolvedZone {
    let mut res = ResolvedZone::default();
    for (placement_idx, placement) in zone.placements.iter().enumerate() {
        let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
        let scopes: Vec<_> = placement.scopes.iter().map(|(kind, scope)| (kind.clone(), scope.to_string())).collect();
        let serves = (!placement.serves.is_empty()).then(|| placement.serves.clone());
        let facet_idx = res
            .facets
            .iter()
            .position(|facet| facet.scopes == scopes && facet.serves == serves)
            .unwrap_or(res.facets.len());
        if facet_idx == res.facets.len() {
            res.facets.push(Facet {
                scopes,
                serves,
                instances: Vec::new(),
                opens: LineSet::new(table.num_blocks()),
                listens: LineSet::new(table.num_blocks()),
                ports: Vec::new(),
                source_ports: Vec::new(),
            });
        }
        let effective = effective_roles(catalog, zone, placement, role_idx);
        let placement_roles: Arc<[RoleIdx]> = effective.keys().copied().collect();
        let dynamic_range = dynamic_range(catalog, placement, role_idx, &placement_roles);
        for (role, os) in effective {
            let os = limited(os, catalog.roles[role].os);
            let placement_roles = Arc::clone(&placement_roles);
            let instance =
                Instance { placement: placement_idx, placed_role: role_idx, role, os, placement_roles, dynamic_range };
            res.facets[facet_idx].instances.push(instance);
        }
    }
    for facet in &mut res.facets {
        facet.instances.sort_unstable_by_key(|instance| (instance.role, instance.placement));
        index(facet, catalog, table, plan, zone);
    }
    res
}

/// The placed role and what it implies on its OS versions, without what the placement does without; each with the OS
/// versions on which it comes.
pub(crate) fn effective_roles(
    catalog: &Catalog,
    zone: &Zone,
    placement: &Placement,
    role_idx: RoleIdx,
) -> BTreeMap<RoleIdx, OsSet> {
    let without: Vec<_> = placement
        .without
        .iter()
        .filter_map(|role| catalog.role_idx(role.as_str()))
        .filter(|&r| r != role_idx)
        .collect();
    catalog.effective_roles_on(role_idx, &without, placed_os(catalog, zone, placement, role_idx))
}

/// The OS versions of the placed role: its own ticks, else the zone's, limited to those it exists on.
///
/// What is not Windows stays what it is, whatever is ticked beside it. Ticks that the catalog lacks stand for no
/// version at all, never for the newest one: what nothing is known of opens nothing.
pub(crate) fn placed_os(catalog: &Catalog, zone: &Zone, placement: &Placement, role_idx: RoleIdx) -> OsSet {
    let exists_on = catalog.roles[role_idx].os;
    if !exists_on.is_empty() && exists_on.iter().all(|os_idx| catalog.os[os_idx].kind == OsKind::Other) {
        return exists_on;
    }
    let ticks = if placement.os.is_empty() { &zone.os } else { &placement.os };
    let ticked: OsSet = ticks.iter().filter_map(|os| catalog.os_idx(os.as_str())).collect();
    if ticks.is_empty() { default_os(catalog, exists_on) } else { limited(ticked, exists_on) }
}

/// What `os` holds of `exists_on`, or all of it when that is nothing.
fn limited(os: OsSet, exists_on: OsSet) -> OsSet {
    let both = os.and(exists_on);
    if both.is_empty() { os } else { both }
}

/// The newest Windows that a role exists on, or `other` for what is not Windows.
pub(crate) fn default_os(catalog: &Catalog, exists_on: OsSet) -> OsSet {
    let windows = exists_on.iter().filter(|&os_idx| catalog.os[os_idx].kind != OsKind::Other).last();
    windows.or_else(|| exists_on.iter().last()).map(OsSet::single).unwrap_or_default()
}

/// The dynamic range of a machine: the placement's, else the one that a product on it documents.
fn dynamic_range(
    catalog: &Catalog,
    placement: &Placement,
    role_idx: RoleIdx,
    placement_roles: &[RoleIdx],
) -> Option<(PortRange, PortOrigin)> {
    let of_product =
        || std::iter::once(&role_idx).chain(placement_roles).find_map(|&role| catalog.roles[role].dynamic_range);
    let own = placement.dynamic_range.map(|range| (range, PortOrigin::PlacementRange));
    own.or_else(|| of_product().map(|range| (range, PortOrigin::ProductRange)))
}

fn index(facet: &mut Facet, catalog: &Catalog, table: &LineTable, plan: &Plan, zone: &Zone) {
    let mut ports: Vec<(usize, ResolvedPort)> = Vec::new();
    // One placement after another brings the same roles: what they open and listen on is asked once.
    let mut known = BTreeSet::new();
    for instance in &facet.instances {
        let placement = &zone.placements[instance.placement];
        let has_own_ports = placement.rpc.is_some() || !placement.ports.is_empty();
        let is_known = !has_own_ports && !known.insert((instance.role, instance.os, instance.dynamic_range));
        if !is_known {
            for &line_idx in table.by_source[instance.role].iter().filter(|&&idx| opens(instance, &table.lines[idx])) {
                facet.opens.insert(line_idx);
            }
        }
        for &line_idx in &table.by_destination[instance.role] {
            let line = &table.lines[line_idx];
            // Only a condition on the other roles of its placement may come out differently.
            if is_known && line.when.roles.is_empty() || !listens(instance, line) {
                continue;
            }
            let resolved = resolve_ports(catalog, plan, zone, instance, line);
            // Without an OS version there is no dynamic range, and nothing to listen on.
            if !resolved.is_empty() {
                facet.listens.insert(line_idx);
            }
            ports.extend(resolved.into_iter().map(|port| (line_idx, port)));
        }
    }
    facet.source_ports = source_ports(facet, catalog, table, zone);
    ports.sort_unstable();
    ports.dedup();
    for (line_idx, port) in ports {
        match facet.ports.last_mut() {
            Some((last, ports)) if *last == line_idx => ports.push(port),
            _ => facet.ports.push((line_idx, smallvec![port])),
        }
    }
}

/// The source ports of the lines that some instance opens from a port that follows one that it chose.
fn source_ports(facet: &Facet, catalog: &Catalog, table: &LineTable, zone: &Zone) -> Vec<(usize, Vec<Option<u16>>)> {
    let choosing = facet.instances.iter().filter(|instance| !zone.placements[instance.placement].ports.is_empty());
    let lines = choosing.flat_map(|instance| &table.by_source[instance.role]).copied();
    let lines: BTreeSet<usize> = lines.filter(|&idx| table.lines[idx].is_answer).collect();
    let mut res = Vec::new();
    for line_idx in lines {
        let line = &table.lines[line_idx];
        let openers = facet.instances_of(line.connection.role).iter().filter(|instance| opens(instance, line));
        let ports: BTreeSet<_> = openers.map(|instance| source_port(catalog, zone, instance, line)).collect();
        if !ports.is_empty() && !ports.iter().eq([&line.source_port]) {
            res.push((line_idx, ports.into_iter().collect()));
        }
    }
    res
}

/// The one port that an instance opens a line from; `None`: its dynamic range.
pub(crate) fn source_port(catalog: &Catalog, zone: &Zone, instance: &Instance, line: &Line) -> Option<u16> {
    if !line.is_answer || zone.placements[instance.placement].ports.is_empty() {
        return line.source_port;
    }
    // What answers does so from the service's own port, wherever that was put.
    let own = match catalog.endpoint(line.endpoint).port {
        Port::Parameter(_) => chosen(catalog, zone, instance, line.endpoint).filter(|range| range.num_ports() == 1),
        Port::Fixed(_) | Port::RpcDynamic(_) | Port::OsDynamic | Port::Protocol => None,
    };
    own.map(PortRange::first).or_else(|| followed(catalog, zone, instance, line)).or(line.source_port)
}

/// The port that an instance's placement has chosen for an endpoint.
fn chosen(catalog: &Catalog, zone: &Zone, instance: &Instance, endpoint: EndpointRef) -> Option<PortRange> {
    let ports = &zone.placements[instance.placement].ports;
    if ports.is_empty() { None } else { ports.get(&catalog.endpoint_path(endpoint)).copied() }
}

/// The port of a line that follows one which the instance's placement has chosen.
fn followed(catalog: &Catalog, zone: &Zone, instance: &Instance, line: &Line) -> Option<u16> {
    let follows = line.follows?;
    let endpoint = EndpointRef { endpoint: follows.endpoint, ..line.endpoint };
    follows.port(chosen(catalog, zone, instance, endpoint)?)
}

/// Whether the source's side of a line's conditions holds.
pub(crate) fn opens(instance: &Instance, line: &Line) -> bool {
    line.when.source_os.is_none_or(|os| !os.and(instance.os).is_empty())
}

/// Whether the destination's side of a line's conditions holds.
pub(crate) fn listens(instance: &Instance, line: &Line) -> bool {
    line.when.destination_os.is_none_or(|os| !os.and(instance.os).is_empty())
        && line.when.roles.iter().all(|role| instance.placement_roles.binary_search(role).is_ok())
}

/// The ports of a line at a destination, with what they come from.
pub(crate) fn resolve_ports(
    catalog: &Catalog,
    plan: &Plan,
    zone: &Zone,
    instance: &Instance,
    line: &Line,
) -> ResolvedPorts {
    let placement = &zone.placements[instance.placement];
    // A condition on the OS narrows the destination to the versions that satisfy it.
    let os = line.when.destination_os.map_or(instance.os, |os| os.and(instance.os));
    let named = line.when.destination_os.map(|_| os);
    let one = |range, origin| smallvec![ResolvedPort { range, origin, os: named }];
    match line.port {
        Port::Fixed(range) => match followed(catalog, zone, instance, line).and_then(PortRange::single) {
            Some(moved) => one(Some(moved), PortOrigin::Chosen),
            None => one(Some(range), PortOrigin::Documented),
        },
        Port::Protocol => one(None, PortOrigin::Documented),
        Port::Parameter(default) => match (chosen(catalog, zone, instance, line.endpoint), default) {
            (Some(range), _) => one(Some(range), PortOrigin::Chosen),
            (None, Some(range)) => one(Some(range), PortOrigin::Documented),
            (None, None) => one(None, PortOrigin::NotChosen),
        },
        Port::OsDynamic => dynamic(catalog, instance, os, named),
        Port::RpcDynamic(server_idx) => match placement.rpc.as_ref().or(zone.rpc.as_ref()).unwrap_or(&plan.rpc) {
            RpcStrategy::Dynamic => dynamic(catalog, instance, os, named),
            RpcStrategy::Restricted(range) => one(Some(*range), PortOrigin::Restricted),
            RpcStrategy::Pinned(pins) => {
                let server = &catalog.rpc_servers[server_idx];
                let pin = pins.get(server.id.as_str()).zip(server.pin.as_ref());
                let Some((&range, pin)) = pin else { return dynamic(catalog, instance, os, named) };
                let mut res = ResolvedPorts::new();
                let (pinned, rest) = (os.and(pin.os), os.without(pin.os));
                if !pinned.is_empty() {
                    let os = if rest.is_empty() { named } else { Some(pinned) };
                    res.push(ResolvedPort { range: Some(range), origin: PortOrigin::Pinned, os });
                }
                if !rest.is_empty() {
                    res.extend(dynamic(catalog, instance, rest, Some(rest)));
                }
                res
            }
        },
    }
}

/// The dynamic ports of a destination: its machine's range, else that of each OS version.
pub(crate) fn dynamic(catalog: &Catalog, instance: &Instance, os: OsSet, named: Option<OsSet>) -> ResolvedPorts {
    if let Some((range, origin)) = instance.dynamic_range {
        return smallvec![ResolvedPort { range: Some(range), origin, os: named }];
    }
    let mut ranges: SmallVec<[PortRange; 2]> = os.iter().map(|os_idx| catalog.os[os_idx].dynamic_range).collect();
    ranges.sort_unstable();
    ranges.dedup();
    let is_mixed = ranges.len() > 1;
    let versions = |range| os.iter().filter(|&os_idx| catalog.os[os_idx].dynamic_range == range).collect();
    ranges
        .into_iter()
        .map(|range| {
            // The old range is always named: it is the one that people want to get rid of.
            let is_notable = is_mixed || range == PortRange::LEGACY_DYNAMIC;
            let os = if is_notable { Some(versions(range)) } else { named };
            ResolvedPort { range: Some(range), origin: PortOrigin::OsRange, os }
        })
        .collect()
}
