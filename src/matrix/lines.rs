//! The catalog's connections as one flat list: a line is one endpoint of one connection.
//!
//! Lines are numbered in catalog order, so a set of them is a row of bits. It knows no plan.

use itertools::Itertools as _;
use typed_index_collections::TiVec;

use crate::catalog::{Catalog, ChosenAmong, Condition, ConnectionRef, EndpointRef, Follows, Need, Port, ScopeMatch};
use crate::ids::{ReferenceIdx, RoleIdx, ScenarioIdx};
use crate::net::PortRange;

/// One endpoint of one connection, with the conditions of both put together.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The connection; its role is the one that opens.
    pub connection: ConnectionRef,
    /// The endpoint.
    pub endpoint: EndpointRef,
    /// The role that listens.
    pub destination: RoleIdx,
    /// When it exists, as the connection and the endpoint say together.
    pub when: Condition,
    /// The need that the connection states.
    pub need: Need<ScenarioIdx>,
    /// Where it listens.
    pub port: Port,
    /// The one source port, unless the side that opens has chosen a port that it follows.
    pub source_port: Option<u16>,
    /// What moves its source port, if it answers, or else its port.
    pub follows: Option<Follows>,
    /// Position in [`LineTable::scope_matches`]; `None`: scopes are ignored.
    pub scope: Option<usize>,
    /// `serves` of the destination does not limit it.
    pub peer: bool,
    /// It answers another connection: `serves` of the side that opens limits it.
    pub is_answer: bool,
    /// A finding when it is open across zones.
    pub legacy: bool,
    /// A finding when it is open from a low-trust zone.
    pub guarded: bool,
    /// Lines of one key give flows of one key, but for ports. In the order of those.
    pub key: usize,
    /// Positions of the documents behind it, ascending.
    pub references: Vec<ReferenceIdx>,
}

/// Every line of a catalog.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineTable {
    /// In catalog order: by role, connection, endpoint.
    pub lines: Vec<Line>,
    /// The lines that each role opens.
    pub by_source: TiVec<RoleIdx, Vec<usize>>,
    /// The lines that each role listens on.
    pub by_destination: TiVec<RoleIdx, Vec<usize>>,
    /// Every distinct scope match, sorted.
    pub scope_matches: Vec<ScopeMatch>,
    /// Every distinct condition on what is chosen, sorted.
    pub chosen_among: Vec<ChosenAmong>,
}

impl Line {
    /// The ports that tables show: see [`Catalog::shown_range`].
    pub(crate) fn shown_range(&self, catalog: &Catalog) -> Option<PortRange> {
        let roles: Vec<RoleIdx> = self.when.roles.iter().copied().chain([self.destination]).collect();
        catalog.shown_range(self.port, &roles)
    }

    /// When it exists, as its connection and its endpoint say together; empty: always.
    pub(crate) fn condition(&self, catalog: &Catalog) -> String {
        catalog.condition_text(&self.when, Some(catalog.connection(self.connection)), self.source_port)
    }
}

impl LineTable {
    /// Where a line stands.
    pub(crate) fn position(&self, line: &Line) -> Option<usize> {
        let of_role = self.by_source.get(line.connection.role)?.iter().copied();
        let key = |line: &Line| (line.connection, line.endpoint);
        of_role.into_iter().find(|&idx| key(&self.lines[idx]) == key(line))
    }

    pub(crate) fn new(catalog: &Catalog) -> Self {
        let scopes = catalog.connections().filter_map(|(_, connection)| connection.scope.clone());
        let num_roles = catalog.roles.len();
        let mut res = Self {
            lines: Vec::new(),
            by_source: vec![Vec::new(); num_roles].into(),
            by_destination: vec![Vec::new(); num_roles].into(),
            scope_matches: scopes.sorted_unstable().dedup().collect(),
            chosen_among: Vec::new(),
        };
        for (at, connection) in catalog.connections() {
            for &endpoint in &connection.uses {
                let used = catalog.endpoint(endpoint);
                let (port, source_port) = if connection.answers.is_some() {
                    answering_port(used.port, used.source_port)
                } else {
                    (used.port, used.source_port)
                };
                let references = merged_references(&connection.references, &used.references);
                let line_idx = res.lines.len();
                res.by_source[at.role].push(line_idx);
                res.by_destination[connection.to].push(line_idx);
                res.lines.push(Line {
                    connection: at,
                    endpoint,
                    destination: connection.to,
                    when: connection.when.and(&used.when),
                    need: connection.need,
                    port,
                    source_port,
                    follows: used.follows,
                    scope: connection.scope.as_ref().and_then(|scope| res.scope_matches.binary_search(scope).ok()),
                    peer: connection.peer,
                    is_answer: connection.answers.is_some(),
                    legacy: used.legacy,
                    guarded: catalog.roles[connection.to].guarded,
                    key: 0,
                    references,
                });
            }
        }
        let chosen = res.lines.iter().flat_map(|line| &line.when.choices);
        res.chosen_among = chosen.sorted_unstable().dedup().cloned().collect();
        res.number_keys(catalog);
        res
    }

    /// Roles and services stand in the order of their ids, so that positions sort as those do.
    fn number_keys(&mut self, catalog: &Catalog) {
        let key = |line: &Line| {
            let endpoint = catalog.endpoint(line.endpoint);
            let ends = (line.connection.role, line.destination, line.endpoint.service);
            (ends, &*endpoint.application_protocol, endpoint.transport)
        };
        let keys: Vec<_> = self.lines.iter().map(key).sorted_unstable().dedup().collect();
        for line in &mut self.lines {
            line.key = keys.binary_search(&key(line)).unwrap_or_default();
        }
    }

    /// The lines that a role listens on.
    pub(crate) fn listened_on_by(&self, role: RoleIdx) -> impl Iterator<Item = &Line> {
        self.by_destination[role].iter().map(|&line_idx| &self.lines[line_idx])
    }

    /// How many blocks of bits a set of lines takes.
    pub(crate) fn num_blocks(&self) -> usize {
        self.lines.len().div_ceil(64)
    }

    /// The set of the lines that `holds` picks.
    pub(crate) fn set(&self, holds: impl Fn(&Line) -> bool) -> LineSet {
        let mut res = LineSet::new(self.num_blocks());
        for (idx, _) in self.lines.iter().enumerate().filter(|(_, line)| holds(line)) {
            res.insert(idx);
        }
        res
    }
}

/// The documents of two lists, ascending, each once.
pub(super) fn merged_references(a: &[ReferenceIdx], b: &[ReferenceIdx]) -> Vec<ReferenceIdx> {
    a.iter().chain(b).copied().sorted_unstable().dedup().collect()
}

/// An answer comes from the service's own port to the dynamic range of the side that asked.
fn answering_port(port: Port, source_port: Option<u16>) -> (Port, Option<u16>) {
    let single = |range: PortRange| (range.num_ports() == 1).then_some(range.first());
    match port {
        Port::Fixed(range) | Port::Parameter(Some(range)) => (Port::OsDynamic, single(range).or(source_port)),
        Port::RpcDynamic(_) | Port::OsDynamic | Port::Parameter(None) => (Port::OsDynamic, source_port),
        Port::Protocol => (Port::Protocol, None),
    }
}

/// A set of lines as a row of bits.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct LineSet(pub Box<[u64]>);

impl LineSet {
    pub(crate) fn new(num_blocks: usize) -> Self {
        Self(vec![0; num_blocks].into_boxed_slice())
    }

    pub(crate) fn insert(&mut self, line_idx: usize) {
        self.0[line_idx / 64] |= 1 << (line_idx % 64);
    }

    pub(crate) fn contains(&self, line_idx: usize) -> bool {
        self.0[line_idx / 64] & (1 << (line_idx % 64)) != 0
    }

    /// The lines that are in both sets, ascending.
    pub(crate) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        let blocks = self.0.iter().zip(&other.0).enumerate();
        blocks.flat_map(|(block, (a, b))| ones(a & b).map(move |bit| block * 64 + bit))
    }

    /// The lines of the set, ascending.
    pub(crate) fn positions(&self) -> Vec<usize> {
        self.0.iter().enumerate().flat_map(|(block, bits)| ones(*bits).map(move |bit| block * 64 + bit)).collect()
    }

    /// What is in both sets. With a set without blocks, none.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|&block| block == 0)
    }

    /// What is in this set and not in the other.
    pub(crate) fn without(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(block, other)| block & !other).collect())
    }

    pub(crate) fn union_with(&mut self, other: &Self) {
        for (block, other) in self.0.iter_mut().zip(&other.0) {
            *block |= other;
        }
    }
}

/// The positions of the bits that are set, ascending.
pub(super) fn ones(mut block: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (block != 0).then(|| {
            let bit = block.trailing_zeros() as usize;
            block &= block - 1;
            bit
        })
    })
}
