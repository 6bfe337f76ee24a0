//! Which connections of the catalog have the terms of a query, without any plan: what the reference asks.
//!
//! A name stands for what the catalog states by it. `from:` and `to:` ask for machines: what comes with a role counts
//! for it, as it does where the role is placed.

use std::collections::{BTreeMap, BTreeSet};

use super::admitted::Asked;
use super::term::{Atom, Named, Query, Side, Term};
use crate::catalog::{Catalog, Need, ScenarioDecision};
use crate::ids::RoleIdx;
use crate::matrix::Line;
use crate::net::PortRange;

/// An endpoint of a connection, with what it is judged by.
struct Stated<'a> {
    catalog: &'a Catalog,
    line: &'a Line,
    ports: Option<PortRange>,
}

impl Query {
    /// Which of some endpoints of connections are asked for, by position. Several ports are looked for between two
    /// roles.
    #[must_use]
    pub(crate) fn lines(&self, catalog: &Catalog, lines: &[Line]) -> Vec<bool> {
        let query = self.with_what_roles_bring(catalog);
        let mut by_ends: BTreeMap<(RoleIdx, RoleIdx), Vec<usize>> = BTreeMap::new();
        for (line_idx, line) in lines.iter().enumerate() {
            by_ends.entry((line.connection.role, line.destination)).or_default().push(line_idx);
        }
        let mut res = vec![false; lines.len()];
        for line_idxs in by_ends.values() {
            let stated = |&line_idx: &usize| {
                let line = &lines[line_idx];
                vec![Stated { catalog, line, ports: line.shown_range(catalog) }]
            };
            let asked = query.admitted(&line_idxs.iter().map(stated).collect::<Vec<_>>());
            line_idxs.iter().zip(asked).for_each(|(&line_idx, is_asked)| res[line_idx] = is_asked);
        }
        res
    }

    /// The same with what comes with the roles that open or listen.
    fn with_what_roles_bring(&self, catalog: &Catalog) -> Self {
        let atom = |atom: &Atom| match atom {
            Atom::Named(side @ (Side::Source | Side::Destination), named) => {
                let roles = named.roles.iter().flat_map(|&idx| catalog.effective_roles(idx, &[]));
                let roles: BTreeSet<RoleIdx> = roles.collect();
                Atom::Named(*side, Named { roles, ..named.clone() })
            }
            Atom::Named(Side::Either, _)
            | Atom::Ports { .. }
            | Atom::Transport(_)
            | Atom::Need(_)
            | Atom::Legacy
            | Atom::Suppressed => atom.clone(),
        };
        let term = |term: &Term| Term { any_of: term.any_of.iter().map(atom).collect(), ..term.clone() };
        Self { terms: self.terms.iter().map(term).collect(), ..self.clone() }
    }
}

impl Asked for Stated<'_> {
    fn is_told_of(&self, _: &Query) -> bool {
        true
    }

    fn is(&self, atom: &Atom) -> bool {
        let endpoint = self.catalog.endpoint(self.line.endpoint);
        match atom {
            Atom::Ports { transport, ports } => {
                transport.is_none_or(|transport| transport == endpoint.transport)
                    && self.ports.is_some_and(|range| range.overlaps(*ports))
            }
            Atom::Transport(transport) => *transport == endpoint.transport,
            Atom::Need(need) => *need == self.line.need.kind(),
            Atom::Legacy => self.line.legacy,
            // Without a plan, what is declined unless somebody accepts it.
            Atom::Suppressed => match self.line.need {
                Need::Required => false,
                Need::Optional(idx) => self.catalog.scenarios[idx].default == ScenarioDecision::Declined,
            },
            Atom::Named(side, named) => self.is_named(*side, named),
        }
    }
}

impl Stated<'_> {
    fn is_named(&self, side: Side, named: &Named) -> bool {
        let is_source = named.roles.contains(&self.line.connection.role);
        let is_destination = named.roles.contains(&self.line.destination);
        match side {
            Side::Source => is_source,
            Side::Destination => is_destination,
            Side::Either => is_source || is_destination || self.is_spoken(named),
        }
    }

    /// Whether its service, its protocol or its scenario is meant.
    fn is_spoken(&self, named: &Named) -> bool {
        let endpoint = self.catalog.endpoint(self.line.endpoint);
        let is_scenario = match self.line.need {
            Need::Required => false,
            Need::Optional(idx) => named.scenarios.contains(&self.catalog.scenarios[idx].name),
        };
        named.services.contains(&self.line.endpoint.service)
            || named.protocols.contains(&endpoint.application_protocol)
            || named.endpoints.contains(&self.line.endpoint)
            || is_scenario
    }
}
