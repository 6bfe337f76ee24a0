//! Which flows and rules of a pair of zones have the terms of a query.

use super::admitted::Asked;
use super::term::{Atom, Named, Query, Side};
use crate::catalog::Need;
use crate::matrix::{Cell, Flow, FlowRole, FlowService, Link, Rule, Status};
use crate::net::PortRange;

/// Between which zones flows go, by their positions in the plan: source and destination.
type Pair = (usize, usize);

/// A flow with what it is judged by.
#[derive(Clone, Copy)]
struct Judged<'f, 'a> {
    pair: Pair,
    flow: &'f Flow<'a>,
    /// That of the rule which opens it.
    need: Need,
}

impl Query {
    /// Which of the rules of a cell are asked for, by position. A rule is where one of its flows has every term, those
    /// among them that it opens anyway.
    ///
    /// Several ports are looked for in the pair: each is in one rule or another, or there is none.
    #[must_use]
    pub fn rules(&self, pair: Pair, cell: &Cell<'_>, rules: &[Rule]) -> Vec<bool> {
        if self.is_empty() {
            return vec![true; rules.len()];
        }
        let flows = |rule: &Rule| {
            let idxs = rule.flows.iter().chain(&rule.also_serves).copied().collect::<Vec<_>>();
            let need = rule.need;
            idxs.into_iter().map(move |idx| Judged { pair, flow: &cell.flows[idx], need }).collect()
        };
        self.admitted(&rules.iter().map(flows).collect::<Vec<_>>())
    }

    /// Which of the flows of a cell are asked for, by position: open ones, and suppressed ones where these are asked for.
    #[must_use]
    pub fn flows(&self, pair: Pair, cell: &Cell<'_>) -> Vec<bool> {
        if self.is_empty() {
            return vec![true; cell.flows.len()];
        }
        let flows = cell.flows.iter();
        self.admitted(&flows.map(|flow| vec![Judged { pair, flow, need: flow.need.kind() }]).collect::<Vec<_>>())
    }

    /// The suppressed flows of a cell that are asked for.
    pub fn suppressed<'c, 'a>(&self, pair: Pair, cell: &'c Cell<'a>) -> impl Iterator<Item = &'c Flow<'a>> {
        self.suppressed_positions(pair, cell).into_iter().map(|idx| &cell.flows[idx])
    }

    /// Their positions in the cell.
    pub(super) fn suppressed_positions(&self, pair: Pair, cell: &Cell<'_>) -> Vec<usize> {
        if !self.asks_for_suppressed() {
            return Vec::new();
        }
        let asked = self.flows(pair, cell);
        (0..asked.len()).filter(|&idx| asked[idx] && cell.flows[idx].status != Status::Open).collect()
    }

    /// Whether it asks for what is not open.
    #[must_use]
    pub fn asks_for_suppressed(&self) -> bool {
        let terms = self.terms.iter().filter(|term| !term.is_excluded);
        terms.flat_map(|term| &term.any_of).any(|atom| *atom == Atom::Suppressed)
    }

    /// The ports that are asked for.
    pub(crate) fn ports(&self) -> impl Iterator<Item = PortRange> {
        let asked = self.terms.iter().filter(|term| term.is_about_ports()).flat_map(|term| &term.any_of);
        asked.filter_map(|atom| match atom {
            Atom::Ports { ports, .. } => Some(*ports),
            Atom::Transport(_) | Atom::Need(_) | Atom::Legacy | Atom::Suppressed | Atom::Named(..) => None,
        })
    }

    /// Whether it names nothing but ports, transports and zones.
    #[must_use]
    pub fn is_of_ports_and_zones(&self) -> bool {
        self.terms.iter().flat_map(|term| &term.any_of).all(|atom| match atom {
            Atom::Ports { .. } | Atom::Transport(_) => true,
            Atom::Named(_, named) => named.is_of_zones_alone(),
            Atom::Need(_) | Atom::Legacy | Atom::Suppressed => false,
        })
    }

    /// Whether a pair may have what is asked for, as far as its zones say.
    #[must_use]
    pub fn may_be_in(&self, pair: Pair) -> bool {
        self.terms.iter().all(|term| {
            let is_of_zones = |atom: &Atom| match atom {
                Atom::Named(side, named) => named.is_of_zones_alone().then(|| named.has_zone(*side, pair)),
                Atom::Ports { .. } | Atom::Transport(_) | Atom::Need(_) | Atom::Legacy | Atom::Suppressed => None,
            };
            let answers: Option<Vec<bool>> = term.any_of.iter().map(is_of_zones).collect();
            answers.is_none_or(|answers| answers.contains(&true) != term.is_excluded)
        })
    }
}

impl Asked for Judged<'_, '_> {
    fn is_told_of(&self, query: &Query) -> bool {
        query.asks_for_suppressed() || self.flow.status == Status::Open
    }

    fn is(&self, atom: &Atom) -> bool {
        let key = &self.flow.key;
        match atom {
            Atom::Ports { transport, ports } => {
                transport.is_none_or(|transport| transport == key.transport)
                    && key.ports.is_some_and(|range| range.overlaps(*ports))
            }
            Atom::Transport(transport) => *transport == key.transport,
            Atom::Need(need) => *need == self.need,
            Atom::Legacy => self.flow.links().any(Link::is_legacy),
            Atom::Suppressed => matches!(self.flow.status, Status::Suppressed { .. }),
            Atom::Named(side, named) => self.is_named(*side, named),
        }
    }
}

impl Judged<'_, '_> {
    fn is_named(&self, side: Side, named: &Named) -> bool {
        let key = &self.flow.key;
        let is_role = |role: FlowRole<'_>| match role {
            FlowRole::Role(idx) => named.roles.contains(&idx),
            FlowRole::Tunnel(idx) => named.tunnels.contains(&idx),
            FlowRole::Text(text) => named.own.contains(text),
        };
        let has_placed = !named.roles.is_empty();
        let is_source = || {
            is_role(key.source_role)
                || has_placed
                    && self.flow.links().any(|it| it.sources().any(|end| named.roles.contains(&end.placed_role)))
        };
        let is_destination = || {
            is_role(key.destination_role)
                || has_placed
                    && self.flow.links().any(|it| it.destinations().any(|end| named.roles.contains(&end.placed_role)))
        };
        if named.has_zone(side, self.pair) {
            return true;
        }
        match side {
            Side::Source => is_source(),
            Side::Destination => is_destination(),
            Side::Either => self.is_spoken(named) || is_source() || is_destination(),
        }
    }

    /// Whether its service, its protocol or a scenario is meant.
    fn is_spoken(&self, named: &Named) -> bool {
        let key = &self.flow.key;
        let is_service = match key.service {
            FlowService::Service(idx) => named.services.contains(&idx),
            FlowService::Text(text) => named.own.contains(text),
        };
        is_service
            || named.protocols.contains(key.application_protocol)
            || !named.endpoints.is_empty() && self.flow.links().any(|link| named.endpoints.contains(&link.endpoint()))
            || self
                .flow
                .reasons
                .iter()
                .flat_map(|reason| reason.need.scenarios())
                .any(|it| named.scenarios.contains(*it))
    }
}

impl Named {
    fn is_of_zones_alone(&self) -> bool {
        Self { zones: self.zones.clone(), ..Self::default() } == *self
    }

    fn has_zone(&self, side: Side, (source_idx, destination_idx): Pair) -> bool {
        match side {
            Side::Source => self.zones.contains(&source_idx),
            Side::Destination => self.zones.contains(&destination_idx),
            Side::Either => self.zones.contains(&source_idx) || self.zones.contains(&destination_idx),
        }
    }
}
