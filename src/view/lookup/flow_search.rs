//! Which endpoints have the ports and the transport that one alternative asks for, and which of their callers the words
//! are said of. Names alone are not its business.

use std::collections::BTreeSet;

use super::alternative_search::Search;
use super::entry::{Match, Stands, Tier};
use super::hit::{Found, Hit, Rank, rank};
use super::index::Nearness;
use super::query::{Alternative, PortList};
use crate::catalog::{Endpoint, EndpointRef};
use crate::ids::RoleIdx;
use crate::net::PortRange;

impl Search<'_> {
    /// Endpoints that have the ports and the transport, and of whose callers the words are said.
    pub(super) fn flows(&self, found: &mut Found) {
        for (endpoint, of) in self.catalog.endpoints() {
            let Some(nearness) = self.nearness(endpoint, of) else { continue };
            let Some(indexed) = self.index.endpoint(endpoint) else { continue };
            let Some((fit, lines)) = self.flow(endpoint) else { continue };
            let service = &self.index.services[endpoint.service];
            let few_callers = std::cmp::Reverse(indexed.lines.len());
            let rank = rank(fit, Hit::Service(endpoint.service), indexed.standing, service.name_length());
            let rank = Rank { nearness, few_callers, ..rank };
            let list = if nearness == Nearness::Wide { &mut found.wide } else { &mut found.endpoints };
            list.insert(endpoint, (rank, lines));
        }
    }

    /// How near an endpoint is to the ports asked for; `None`: it lacks them, or the transport.
    fn nearness(&self, endpoint: EndpointRef, of: &Endpoint) -> Option<Nearness> {
        let is_asked_for = self.of.has_transport(of.transport)
            && self.of.without_ports.iter().all(|ports| !self.listens(endpoint, *ports));
        if !is_asked_for {
            return None;
        }
        if self.of.ports.is_empty() {
            return Some(Nearness::Same);
        }
        let of_list = |list: &PortList| {
            list.ranges.iter().filter_map(|range| self.index.nearness(self.catalog, of, *range)).min()
        };
        self.of.ports.iter().filter_map(of_list).min()
    }

    /// How well the words fit an endpoint, and the lines to it that are meant.
    fn flow(&self, endpoint: EndpointRef) -> Option<(Match, BTreeSet<usize>)> {
        let (index, words) = (self.index, &self.words);
        let indexed = index.endpoint(endpoint)?;
        if !self.of.lets_through(indexed.entry.words(&index.vocabulary)) {
            return None;
        }
        if self.of.is_flow() {
            return Some((Match::FLOW, indexed.lines.iter().copied().collect()));
        }
        let service = &index.services[endpoint.service];
        let stands = words.stands(&indexed.entry).or(words.stands(service));
        let called = [indexed.entry.called(self.of), service.called(self.of)].into_iter().flatten().min();
        let own = words.match_of(called, stands);
        let of_listener =
            |&role_idx: &RoleIdx| words.match_of(None, stands.or(words.stands(&index.roles[role_idx]).as_text()));
        let fit = own.into_iter().chain(indexed.listeners.iter().filter_map(of_listener)).min();
        if let Some(fit) = fit.filter(|fit| fit.tier <= Tier::Text) {
            return Some((fit, indexed.lines.iter().copied().collect()));
        }
        let mut best = None;
        let mut lines = BTreeSet::new();
        for &line_idx in &indexed.lines {
            let line = &index.table.lines[line_idx];
            let roles = [line.connection.role, line.destination].map(|idx| words.stands(&index.roles[idx]).as_text());
            let own = index.connections.binary_search_by_key(&line.connection, |(at, _)| *at);
            let own = own.map_or(Stands::NONE, |idx| words.stands(&index.connections[idx].1));
            let of_line = stands.or(roles[0]).or(roles[1]).or(own);
            if let Some(fit) = words.match_of(None, of_line).filter(|fit| fit.tier <= Tier::Text) {
                best = Some(best.map_or(fit, |best: Match| best.min(fit)));
                lines.insert(line_idx);
            }
        }
        best.map(|fit| (fit, lines))
    }

    /// Roles that listen on all of the ports: who hears of several asks what this may be.
    pub(super) fn roles_with_all_ports(&self, found: &mut Found) {
        for role_idx in self.catalog.roles.keys() {
            let lines = &self.index.table.by_destination[role_idx];
            let endpoints: BTreeSet<EndpointRef> =
                lines.iter().map(|&line_idx| self.index.table.lines[line_idx].endpoint).collect();
            let has = |list: &PortList| {
                endpoints.iter().any(|&endpoint| {
                    let of = self.catalog.endpoint(endpoint);
                    let ranges = list.ranges.iter();
                    let nearness = ranges.filter_map(|range| self.index.nearness(self.catalog, of, *range)).min();
                    self.of.has_transport(of.transport) && nearness.is_some_and(|it| it < Nearness::Wide)
                })
            };
            let entry = &self.index.roles[role_idx];
            let fits = self.words.match_of(None, self.words.stands(entry)).is_some_and(|fit| fit.tier <= Tier::Text);
            if self.of.ports.iter().all(has) && (self.of.is_flow() || fits) {
                let hit = Hit::Role(role_idx);
                let rank = rank(Match::FLOW, hit, self.index.role_standing[role_idx], entry.name_length());
                found.hits.insert(hit, (rank, Stands::NONE));
            }
        }
    }

    /// Where no flow has all that is asked for: those that lack the transport, or else the words. “smb 445 udp” is
    /// answered with TCP 445. Returns what they lack.
    pub(super) fn flow_of_most(&self, found: &mut Found) -> Vec<String> {
        let num_asked_for = self.of.words.len() + self.of.ports.len() + usize::from(!self.of.transports.is_empty());
        if self.of.is_text() || self.of.ports.is_empty() || num_asked_for < 3 {
            return Vec::new();
        }
        let transports: Vec<String> = self.of.transports.iter().map(|of| of.label().to_owned()).collect();
        let required = self.of.words.iter().filter(|word| !word.is_optional).map(|word| word.text.clone()).collect();
        let without_transport = Alternative { transports: Vec::new(), ..self.of.clone() };
        let without_words = Alternative { words: Vec::new(), ..self.of.clone() };
        let mut ways: Vec<(Alternative, Vec<String>)> = Vec::new();
        if !transports.is_empty() {
            ways.push((without_transport, transports));
        }
        if self.of.words.len() == 1 {
            ways.push((without_words, required));
        }
        for (of, lacking) in ways {
            let words = self.index.vocabulary.compare(of.words.clone());
            Search { index: self.index, catalog: self.catalog, of: &of, words }.flows(found);
            found.wide.clear();
            if !found.endpoints.is_empty() {
                return lacking;
            }
        }
        Vec::new()
    }

    /// Whether an endpoint has some of these ports to itself or in a narrow range.
    pub(super) fn listens(&self, endpoint: EndpointRef, ports: PortRange) -> bool {
        let nearness = self.index.nearness(self.catalog, self.catalog.endpoint(endpoint), ports);
        nearness.is_some_and(|nearness| nearness < Nearness::Wide)
    }
}
