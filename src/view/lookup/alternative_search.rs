//! The search for one alternative of what was typed: what is told by names and texts, and
//! which of all that was found has the words. What listens on ports stands in a file of its own.

use typed_index_collections::TiVec;

use super::entry::{Called, Compared, Entry, Stands, Tier};
use super::hit::{Found, Hit, Rank, rank};
use super::index::{SearchIndex, Standing};
use super::query::Alternative;
use crate::catalog::{Catalog, EndpointRef};
use crate::ids::{OsIdx, RoleIdx};

/// The search for one alternative.
pub(super) struct Search<'a> {
    pub index: &'a SearchIndex,
    pub catalog: &'a Catalog,
    pub of: &'a Alternative,
    pub words: Compared,
}

impl Search<'_> {
    /// What is found, and the words that all of it lacks.
    pub(super) fn run(&self) -> (Found, Vec<String>) {
        let mut found = Found::default();
        let is_text = self.of.is_text();
        let mut has_flow = false;
        let words = if is_text { self.words.clone() } else { self.index.vocabulary.compare(self.of.all_words()) };
        if !self.of.is_flow() {
            self.entities(&words, &mut found);
        }
        if is_text {
            self.services(&words, &mut found);
            self.connections(&mut found);
        } else {
            if !self.of.is_flow() {
                self.services(&words, &mut found);
            }
            let mut of_flow = Found::default();
            self.flows(&mut of_flow);
            has_flow = !of_flow.endpoints.is_empty();
            found.add(of_flow);
            if self.of.ports.len() > 1 {
                self.roles_with_all_ports(&mut found);
            }
            if self.of.is_flow() && found.hits.is_empty() && found.endpoints.is_empty() {
                self.entities(&words, &mut found);
                found.hits.retain(|_, (rank, _)| rank.fit.tier <= Tier::Word);
            }
            found.ports = self.of.all_ports().collect();
        }
        let lacking = self.keep_best(&mut found, &words);
        if has_flow { (found, lacking) } else { self.with_versions(found, lacking) }
    }

    /// Takes the numbers beside words for versions where that says more: in “Exchange 2019” nobody means a port.
    fn with_versions(&self, mut found: Found, lacking: Vec<String>) -> (Found, Vec<String>) {
        let is_version = |number: &str| self.index.vocabulary.is_of_name(number);
        let Some(of) = self.of.with_versions(is_version) else {
            return (found, lacking);
        };
        if found.hits.values().any(|(rank, _)| rank.fit.tier <= Tier::Start) {
            found.ports.clear();
            found.wide.clear();
        } else if found.hits.is_empty() && found.endpoints.is_empty() {
            let words = self.index.vocabulary.compare(of.words.clone());
            let (of_words, lacks) = Search { index: self.index, catalog: self.catalog, of: &of, words }.run();
            if !of_words.hits.is_empty() {
                let versions = self.of.ports.iter().map(|list| list.text.clone());
                return (of_words, lacks.into_iter().chain(versions).collect());
            }
        }
        (found, lacking)
    }

    /// What is called so.
    pub(super) fn run_names(&self) -> Found {
        let mut found = Found::default();
        self.entities(&self.words, &mut found);
        self.services(&self.words, &mut found);
        found.hits.retain(|_, (rank, _)| rank.fit.tier == Tier::Exact);
        found.endpoints.retain(|_, (rank, _)| rank.fit.tier == Tier::Exact);
        found
    }

    /// What is told by names and texts alone.
    fn entities(&self, words: &Compared, found: &mut Found) {
        let index = self.index;
        let mut add = |hit: Hit, entry: &Entry, standing: Standing| {
            let stands = words.stands(entry);
            // A title that begins so is no name: what a scenario is called stands before what a document tells of.
            let is_name = |called: &Called| !matches!(hit, Hit::Document(_)) || called.is_exact();
            let called = entry.called(self.of).filter(is_name);
            let Some(fit) = words.match_of(called, stands) else { return };
            if self.of.lets_through(entry.words(&index.vocabulary)) {
                found.hits.insert(hit, (rank(fit, hit, standing, entry.name_length()), stands));
            }
        };
        let plain = Standing::default();
        index.roles.iter_enumerated().for_each(|(idx, it)| add(Hit::Role(idx), it, index.role_standing[idx]));
        index.scenarios.iter_enumerated().for_each(|(idx, it)| add(Hit::Scenario(idx), it, plain));
        index.rpc_servers.iter_enumerated().for_each(|(idx, it)| add(Hit::RpcServer(idx), it, plain));
        let retired =
            |idx: OsIdx| Standing { is_retired: self.catalog.os[idx].has_ended(&self.catalog.as_of), ..plain };
        index.os.iter_enumerated().for_each(|(idx, it)| add(Hit::Os(idx), it, retired(idx)));
        index.documents.iter_enumerated().for_each(|(idx, it)| add(Hit::Document(idx), it, plain));
    }

    /// Services by name and text, or some of their endpoints.
    fn services(&self, words: &Compared, found: &mut Found) {
        for (service_idx, entry) in self.index.services.iter_enumerated() {
            let hit = Hit::Service(service_idx);
            let standing = self.index.service_standing[service_idx];
            let stands = words.stands(entry);
            let own = words.match_of(entry.called(self.of), stands);
            let lets_through = self.of.lets_through(entry.words(&self.index.vocabulary));
            let own = own.filter(|_| lets_through);
            if let Some(fit) = own {
                found.hits.insert(hit, (rank(fit, hit, standing, entry.name_length()), stands));
            }
            for (endpoint_idx, indexed) in self.index.endpoints[service_idx].iter_enumerated() {
                let endpoint = EndpointRef { service: service_idx, endpoint: endpoint_idx };
                let of_both = words.stands(&indexed.entry).or(stands);
                let fit = words.match_of(indexed.entry.called(self.of), of_both);
                let fit = fit.into_iter().chain(own).min();
                let is_asked_for = self.of.has_transport(self.catalog.endpoint(endpoint).transport)
                    && self.of.without_ports.iter().all(|ports| !self.listens(endpoint, *ports))
                    && self.of.lets_through(indexed.entry.words(&self.index.vocabulary));
                if let Some(fit) = fit.filter(|_| is_asked_for && lets_through) {
                    let rank = rank(fit, hit, standing, entry.name_length());
                    found.endpoints.insert(endpoint, (rank, indexed.lines.iter().copied().collect()));
                    let known = found.hits.entry(hit).or_insert((rank, of_both));
                    if rank < known.0 {
                        *known = (rank, of_both);
                    }
                }
            }
        }
    }

    /// Roles by what they open, where the words stand in one connection and the roles at its ends.
    fn connections(&self, found: &mut Found) {
        let words = &self.words;
        let of_roles: TiVec<RoleIdx, Stands> = self.index.roles.iter().map(|entry| words.stands(entry)).collect();
        for (at, entry) in &self.index.connections {
            let own = words.stands(entry);
            let connection = self.catalog.connection(*at);
            let stands = own.or(of_roles[at.role].as_text()).or(of_roles[connection.to].as_text());
            let Some(fit) = words.match_of(None, stands).filter(|fit| fit.tier <= Tier::Text) else { continue };
            let hit = Hit::Role(at.role);
            let is_known = found.hits.get(&hit).is_some_and(|(known, _)| known.fit.tier <= Tier::Text)
                && !found.connections.contains_key(&at.role);
            let lets_through = self.of.lets_through(entry.words(&self.index.vocabulary));
            let is_scattered = words.adds_nothing_but_generic(own, stands);
            if is_known || !lets_through || is_scattered || !words.adds(own, of_roles[at.role]) {
                continue;
            }
            found.connections.entry(at.role).or_default().push(*at);
            let entry = &self.index.roles[at.role];
            let standing = self.index.role_standing[at.role];
            let rank = rank(fit.by_connection(), hit, standing, entry.name_length());
            let known = found.hits.entry(hit).or_insert((rank, stands));
            if rank < known.0 {
                *known = (rank, stands);
            }
        }
    }

    /// Keeps what has all of the words; where nothing has, what has them inside of others, else what has the most.
    /// Returns the words that are missing then.
    fn keep_best(&self, found: &mut Found, words: &Compared) -> Vec<String> {
        let tier = |rank: &Rank| rank.fit.tier;
        let hits = found.hits.values().map(|(rank, _)| tier(rank));
        let endpoints = found.endpoints.values().chain(found.wide.values()).map(|(rank, _)| tier(rank));
        let Some(best) = hits.chain(endpoints).min() else { return self.flow_of_most(found) };
        let limit = best.max(Tier::Text);
        let fewest = |found: &Found| {
            let of_hits = found.hits.values().map(|(rank, _)| rank.fit);
            let of_endpoints = found.endpoints.values().map(|(rank, _)| rank.fit);
            of_hits.chain(of_endpoints).filter(|fit| fit.tier == Tier::Most).min()
        };
        let most = fewest(found);
        let keeps = |rank: &Rank| {
            rank.fit.tier <= limit && (limit < Tier::Most || most.is_none_or(|most| !rank.fit.lacks_more_than(most)))
        };
        found.hits.retain(|_, (rank, _)| keeps(rank));
        found.endpoints.retain(|_, (rank, _)| keeps(rank));
        found.wide.retain(|_, (rank, _)| keeps(rank));
        let hits = &found.hits;
        found.connections.retain(|role_idx, _| hits.contains_key(&Hit::Role(*role_idx)));
        if limit == Tier::Most {
            if !self.of.is_text() {
                // What has the flow says more than what has the words.
                let mut of_flow = Found::default();
                let lacking = self.flow_of_most(&mut of_flow);
                if !of_flow.endpoints.is_empty() {
                    *found = of_flow;
                    return lacking;
                }
            }
            let best = found.hits.values().min_by_key(|(rank, _)| *rank);
            return best.map(|(_, stands)| words.lacking(*stands)).unwrap_or_default();
        }
        Vec::new()
    }
}
