//! From what is asked for to overrides that take just that: as few and as general ones as take nothing else.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::matrix::{Flow, Matrix, Origin, Status};
use crate::net::{PortRange, Transport};
use crate::plan::{Plan, Selector};
use crate::query::Query;

/// What a selector can say of ports.
type PortKey = (Transport, Option<PortRange>);

/// A flow that goes between zones, as far as a selector can tell it from others.
struct Seen<'a> {
    pair: (usize, usize),
    port: PortKey,
    /// Source role, destination role and service, by id.
    ids: [&'a str; 3],
    is_asked: bool,
}

/// A selector with positions for zones.
#[derive(Clone, Copy, Eq, PartialEq)]
struct Cut<'a> {
    source: Option<usize>,
    destination: Option<usize>,
    /// `None`: TCP and UDP.
    transport: Option<Transport>,
    ports: Option<PortRange>,
    ids: Option<[&'a str; 3]>,
}

/// The selectors that take the open flows that a query asks for, and no other one. What no selector can tell from
/// others, and what the user added, is left. `None` when it was cancelled.
pub(super) fn selectors(
    catalog: &Catalog,
    matrix: &Matrix,
    query: &Query,
    is_cancelled: &impl Fn() -> bool,
) -> Option<Vec<Selector>> {
    let seen = seen(catalog, matrix, query, is_cancelled)?;
    let breadth = Breadth::of(matrix, query);
    let mut left: Vec<bool> = seen.iter().map(|flow| flow.is_asked).collect();
    let mut cuts: Vec<Cut<'_>> = Vec::new();
    let ports: BTreeSet<PortKey> = seen.iter().filter(|flow| flow.is_asked).map(|flow| flow.port).collect();
    for port in ports {
        if is_cancelled() {
            return None;
        }
        let within: Vec<usize> = (0..seen.len()).filter(|&idx| holds(port, seen[idx].port)).collect();
        for &idx in within.iter().filter(|&&idx| seen[idx].port == port) {
            if !left[idx] {
                continue;
            }
            let taken = |cut: &Cut<'_>| within.iter().copied().filter(|&idx| cut.takes(&seen[idx])).collect::<Vec<_>>();
            let cut = breadth.cuts(&seen[idx]).into_iter().find(|cut| taken(cut).iter().all(|&idx| seen[idx].is_asked));
            if let Some(cut) = cut {
                for idx in taken(&cut) {
                    left[idx] = false;
                }
                cuts.push(cut);
            }
        }
    }
    Some(with_both_transports(cuts).iter().map(|cut| cut.selector(matrix.plan())).collect())
}

/// Whether the ports of a flow all lie in those of a selector.
fn holds((transport, ports): PortKey, (other, range): PortKey) -> bool {
    transport == other
        && ports.is_none_or(|ports| {
            range.is_some_and(|range| ports.first() <= range.first() && range.last() <= ports.last())
        })
}

fn seen<'a>(
    catalog: &'a Catalog,
    matrix: &'a Matrix,
    query: &Query,
    is_cancelled: &impl Fn() -> bool,
) -> Option<Vec<Seen<'a>>> {
    let mut res = Vec::new();
    for pair in matrix.pairs() {
        if is_cancelled() {
            return None;
        }
        // Where all goes through a tunnel nothing is open, and there is something that could be taken.
        if matrix.summary(pair.0, pair.1).is_empty() && !matrix.may_decline(pair.0, pair.1) {
            continue;
        }
        let cell = matrix.cell(catalog, pair.0, pair.1);
        let asked = query.flows(pair, &cell);
        for (flow, is_asked) in cell.flows.iter().zip(asked) {
            let is_open = match flow.status {
                Status::Open => true,
                Status::Tunnelled { .. } => false,
                Status::Followed | Status::Suppressed { .. } => continue,
            };
            if !is_users_own(flow) {
                let key = &flow.key;
                let ids = [key.source_role.id(catalog), key.destination_role.id(catalog), key.service.id(catalog)];
                let port = (key.transport, key.ports);
                res.push(Seen { pair, port, ids, is_asked: is_open && is_asked });
            }
        }
    }
    Some(res)
}

/// Whether only the user asks for a flow: overrides take none of these.
fn is_users_own(flow: &Flow<'_>) -> bool {
    flow.reasons.iter().all(|reason| match reason.origin {
        Origin::Override(_) => true,
        Origin::Connection(_) | Origin::Tunnel(_) => false,
    })
}

/// How far a query lets overrides reach: what names a zone stays with it, whatever other zones have.
struct Breadth {
    by_source: Vec<bool>,
    by_destination: Vec<bool>,
    is_of_ports: bool,
}

impl Breadth {
    fn of(matrix: &Matrix, query: &Query) -> Self {
        let zones = || 0..matrix.num_zones();
        Self {
            by_source: zones().map(|source| zones().all(|other| query.may_be_in((source, other)))).collect(),
            by_destination: zones().map(|to| zones().all(|other| query.may_be_in((other, to)))).collect(),
            is_of_ports: query.is_of_ports_and_zones(),
        }
    }

    /// The cuts that take a flow, the most general one first.
    fn cuts<'a>(&self, flow: &Seen<'a>) -> Vec<Cut<'a>> {
        let (source, destination) = flow.pair;
        let everywhere = self.by_source.iter().all(|is_whole| *is_whole);
        let places = [
            (everywhere, None, None),
            (self.by_source[source], Some(source), None),
            (self.by_destination[destination], None, Some(destination)),
            (true, Some(source), Some(destination)),
        ];
        let details = self.is_of_ports.then_some(None).into_iter().chain([Some(flow.ids)]);
        let (transport, ports) = (Some(flow.port.0), flow.port.1);
        details
            .flat_map(|ids| {
                let of_place = places.iter().filter(|(is_allowed, ..)| *is_allowed);
                of_place.map(move |&(_, source, destination)| Cut { source, destination, transport, ports, ids })
            })
            .collect()
    }
}

impl Cut<'_> {
    /// Whether it takes a flow whose ports it holds.
    fn takes(&self, flow: &Seen<'_>) -> bool {
        self.source.is_none_or(|source| source == flow.pair.0)
            && self.destination.is_none_or(|destination| destination == flow.pair.1)
            && self.ids.is_none_or(|ids| ids == flow.ids)
    }

    fn selector(&self, plan: &Plan) -> Selector {
        let zone = |idx: Option<usize>| idx.map(|idx| plan.zones[idx].id.clone());
        Selector {
            source_zone: zone(self.source),
            destination_zone: zone(self.destination),
            source_role: self.ids.map(|ids| ids[0].into()),
            destination_role: self.ids.map(|ids| ids[1].into()),
            service: self.ids.map(|ids| ids[2].into()),
            transport: self.transport,
            ports: self.ports,
        }
    }
}

/// Puts two cuts into one that differ in TCP and UDP alone: nothing else has ports.
fn with_both_transports(cuts: Vec<Cut<'_>>) -> Vec<Cut<'_>> {
    let mut res: Vec<Cut<'_>> = Vec::new();
    for cut in cuts {
        let is_twin = |other: &&mut Cut<'_>| {
            let both = [other.transport, cut.transport];
            cut.ports.is_some()
                && both == [Some(Transport::Tcp), Some(Transport::Udp)]
                && **other == Cut { transport: other.transport, ..cut }
        };
        match res.iter_mut().find(is_twin) {
            Some(twin) => twin.transport = None,
            None => res.push(cut),
        }
    }
    res
}
