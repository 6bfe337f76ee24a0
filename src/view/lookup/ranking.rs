//! The one ranking of everything that a search finds: for the command line, the reference, the palette and the roles
//! of a zone. It writes no texts.
//!
//! First what is called so, then what is called something that begins so, then what has the words in its name, then
//! what has them in its texts. Of what fits equally well roles come first, then services, then scenarios and others,
//! and documents last; current products come before retired ones.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools as _;
use typed_index_collections::TiVec;

use super::entry::{Compared, Entry, Match, Stands, Tier, Vocabulary};
use super::index::{Nearness, SearchIndex, Standing};
use super::query::{Alternative, PortList, Query};
use crate::catalog::{Catalog, ConnectionRef, Endpoint, EndpointRef};
use crate::ids::{EndpointIdx, OsIdx, ReferenceIdx, RoleId, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
use crate::net::PortRange;

/// Something that a search finds, in the order in which kinds come.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::view) enum Hit {
    /// A role.
    Role(RoleIdx),
    /// A system service.
    Service(ServiceIdx),
    /// A scenario.
    Scenario(ScenarioIdx),
    /// An RPC server.
    RpcServer(RpcServerIdx),
    /// An OS version.
    Os(OsIdx),
    /// A document.
    Document(ReferenceIdx),
}

/// Everything that a search finds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::view) struct Matches {
    /// The best first, each once.
    pub hits: Vec<Hit>,
    /// How well each of them fits.
    pub fits: Vec<Fitness>,
    /// The endpoints of the services found, the best first, with the positions of their lines that were found.
    pub endpoints: BTreeMap<ServiceIdx, Vec<(EndpointIdx, Vec<usize>)>>,
    /// What roles open that has the words, where the roles themselves lack some.
    pub connections: BTreeMap<RoleIdx, Vec<ConnectionRef>>,
    /// Endpoints that may listen on the ports because these lie in a wide range. They are no hits.
    pub wide: Vec<EndpointRef>,
    /// The words that no hit has; empty: the hits have all.
    pub lacking: Vec<String>,
    /// Misspelt words, each with the word of a name that was searched for in its place.
    pub nearest: Vec<(String, String)>,
    /// The numbers that are meant as ports: beside words one may be a version.
    pub ports: Vec<PortRange>,
}

impl Matches {
    fn is_empty(&self) -> bool {
        self.hits.is_empty() && self.wide.is_empty()
    }
}

/// How well something fits what is typed. The smaller, the better.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Fitness(Match);

/// What comes first. The smaller, the better.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Rank {
    fit: Match,
    kind: u8,
    nearness: Nearness,
    standing: Standing,
    /// Many callers first.
    few_callers: std::cmp::Reverse<usize>,
    length: usize,
}

/// What is found, before it is put in order.
#[derive(Default)]
struct Found {
    hits: BTreeMap<Hit, (Rank, Stands)>,
    endpoints: BTreeMap<EndpointRef, (Rank, BTreeSet<usize>)>,
    connections: BTreeMap<RoleIdx, Vec<ConnectionRef>>,
    wide: BTreeMap<EndpointRef, (Rank, BTreeSet<usize>)>,
    /// The numbers that are meant as ports.
    ports: Vec<PortRange>,
}

impl SearchIndex {
    /// Everything that a search finds in the catalog that this was made from. Where that is nothing, misspelt words are
    /// replaced by what is nearest to them.
    pub(in crate::view) fn find(&self, catalog: &Catalog, query: &Query) -> Matches {
        let found = self.find_as_typed(catalog, query);
        if !found.is_empty() {
            return found;
        }
        let near = |word: &str| Some((word.to_owned(), self.vocabulary.nearest(word)?.to_owned()));
        let nearest: Vec<(String, String)> = query.words().unique().filter_map(near).collect();
        if nearest.is_empty() {
            return found;
        }
        let meant = |word: &str| {
            let near = nearest.iter().find(|(typed, _)| *typed == word.to_lowercase());
            near.map_or_else(|| word.to_owned(), |(_, near)| near.clone())
        };
        let corrected = self.find_as_typed(catalog, &Query::new(&query.typed.split(' ').map(meant).join(" ")));
        if corrected.is_empty() { found } else { Matches { nearest, ..corrected } }
    }

    fn find_as_typed(&self, catalog: &Catalog, query: &Query) -> Matches {
        let mut res = Matches::default();
        let mut found = Found::default();
        let mut lacking = None;
        for of in query.alternatives.iter().filter(|of| !of.is_name) {
            let search = Search { index: self, catalog, of, words: self.vocabulary.compare(of.words.clone()) };
            let (of_one, lacks) = search.run();
            found.add(of_one);
            lacking =
                Some(lacking.map_or(lacks.clone(), |known: Vec<String>| if known.is_empty() { known } else { lacks }));
        }
        for of in query.alternatives.iter().filter(|of| of.is_name) {
            let search = Search { index: self, catalog, of, words: self.vocabulary.compare(of.words.clone()) };
            // What is called as all of it is comes before what is called as a part is.
            let whole = search.run_names();
            if !whole.hits.is_empty() {
                found.step_back();
            }
            found.add(whole);
        }
        for (idx, reference) in catalog.references.iter_enumerated() {
            if reference.kb.is_some_and(|kb| query.is_number(kb)) {
                let rank = rank(Match::FLOW, Hit::Document(idx), Standing::default(), 0);
                found.hits.entry(Hit::Document(idx)).or_insert((rank, Stands::NONE));
            }
        }
        res.lacking = lacking.unwrap_or_default();
        res.fill(self, found);
        res
    }

    /// The roles that a search finds, the best first. What roles open counts where nothing is said of the roles
    /// themselves.
    #[must_use]
    pub fn roles(&self, catalog: &Catalog, typed: &str) -> Vec<(RoleId, Fitness)> {
        let matches = self.find_as_typed(catalog, &Query::while_typing(typed));
        let roles = |by_connection: bool| {
            let of = |hit: &Hit| if let Hit::Role(role_idx) = hit { Some(*role_idx) } else { None };
            let found = matches.hits.iter().zip(&matches.fits).filter_map(|(hit, fit)| Some((of(hit)?, *fit)));
            let found = found.filter(|(role_idx, _)| matches.connections.contains_key(role_idx) == by_connection);
            found.map(|(role_idx, fit)| (catalog.roles[role_idx].id.clone(), fit)).collect::<Vec<_>>()
        };
        let own = roles(false);
        if own.is_empty() { roles(true) } else { own }
    }

    /// How well a name and what is said of it fit what is typed, by the same measure; `None`: not at all. For what no
    /// catalog has: commands and zones.
    #[must_use]
    pub fn fitness(name: &str, text: &str, typed: &str) -> Option<Fitness> {
        let query = Query::of_words(typed);
        let of = query.alternatives.first()?;
        let mut vocabulary = Vocabulary::default();
        let mut entry = Entry::default();
        entry.name(&mut vocabulary, name);
        entry.text(&mut vocabulary, text);
        entry.close();
        let words = vocabulary.compare(of.words.clone());
        words.match_of(entry.called(of), words.stands(&entry)).filter(|fit| fit.tier <= Tier::Inside).map(Fitness)
    }
}

fn rank(fit: Match, hit: Hit, standing: Standing, length: usize) -> Rank {
    let kind = match hit {
        Hit::Role(_) => 0,
        Hit::Service(_) => 1,
        Hit::Scenario(_) => 2,
        Hit::RpcServer(_) | Hit::Os(_) => 3,
        Hit::Document(_) => 4,
    };
    Rank { fit, kind, nearness: Nearness::Same, standing, few_callers: std::cmp::Reverse(0), length }
}

impl Matches {
    fn fill(&mut self, index: &SearchIndex, found: Found) {
        let Found { mut hits, endpoints, connections, wide, ports } = found;
        self.ports = ports;
        self.wide = wide.into_keys().collect();
        let ranked = endpoints.into_iter().sorted_by_key(|(endpoint, (rank, _))| (*rank, *endpoint));
        for (endpoint, (rank, lines)) in ranked {
            let EndpointRef { service, endpoint } = endpoint;
            let known = hits.entry(Hit::Service(service)).or_insert((rank, Stands::NONE));
            known.0 = known.0.min(rank);
            let lines = lines.into_iter().sorted_by_key(|line_idx| (index.standing_of_caller(*line_idx), *line_idx));
            self.endpoints.entry(service).or_default().push((endpoint, lines.collect()));
        }
        let ranked = hits.into_iter().sorted_by_key(|(hit, (rank, _))| (*rank, *hit));
        (self.hits, self.fits) = ranked.map(|(hit, (rank, _))| (hit, Fitness(rank.fit))).unzip();
        self.connections = connections;
    }
}

impl Found {
    /// Lets what has the whole name come first.
    fn step_back(&mut self) {
        let hits = self.hits.values_mut().map(|(rank, _)| rank);
        let endpoints = self.endpoints.values_mut().map(|(rank, _)| rank);
        hits.chain(endpoints).for_each(|rank| rank.fit = rank.fit.behind_whole_names());
    }

    fn add(&mut self, other: Self) {
        for (hit, (rank, stands)) in other.hits {
            let known = self.hits.entry(hit).or_insert((rank, stands));
            known.0 = known.0.min(rank);
        }
        for (mine, theirs) in [(&mut self.endpoints, other.endpoints), (&mut self.wide, other.wide)] {
            for (endpoint, (rank, lines)) in theirs {
                let known = mine.entry(endpoint).or_insert((rank, BTreeSet::new()));
                known.0 = known.0.min(rank);
                known.1.extend(lines);
            }
        }
        for (role_idx, connections) in other.connections {
            self.connections.entry(role_idx).or_insert(connections);
        }
        self.ports.extend(other.ports);
    }
}

/// The search for one alternative.
struct Search<'a> {
    index: &'a SearchIndex,
    catalog: &'a Catalog,
    of: &'a Alternative,
    words: Compared,
}

impl Search<'_> {
    /// What is found, and the words that all of it lacks.
    fn run(&self) -> (Found, Vec<String>) {
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
    fn run_names(&self) -> Found {
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
            let called = entry.called(self.of);
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

    /// Endpoints that have the ports and the transport, and of whose callers the words are said.
    fn flows(&self, found: &mut Found) {
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
    fn roles_with_all_ports(&self, found: &mut Found) {
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

    /// Where no flow has all that is asked for: those that lack the transport, or else the words. “smb 445 udp” is
    /// answered with TCP 445. Returns what they lack.
    fn flow_of_most(&self, found: &mut Found) -> Vec<String> {
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
    fn listens(&self, endpoint: EndpointRef, ports: PortRange) -> bool {
        let nearness = self.index.nearness(self.catalog, self.catalog.endpoint(endpoint), ports);
        nearness.is_some_and(|nearness| nearness < Nearness::Wide)
    }
}
