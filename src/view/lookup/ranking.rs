//! The one ranking of everything that a search finds: for the command line, the reference, the palette and the roles
//! of a zone. It writes no texts.
//!
//! First what is called so, then what is called something that begins so, then what has the words in its name, then
//! what has them in its texts. Of what fits equally well roles come first, then services, then scenarios and others,
//! and documents last; current products come before retired ones.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use super::alternative_search::Search;
use super::entry::{Entry, Match, Stands, Tier, Vocabulary};
use super::hit::{Found, Hit, rank};
use super::index::{SearchIndex, Standing};
use super::query::Query;
use crate::catalog::{Catalog, ConnectionRef, EndpointRef};
use crate::ids::{EndpointIdx, RoleId, RoleIdx, ServiceIdx};
use crate::net::PortRange;

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
