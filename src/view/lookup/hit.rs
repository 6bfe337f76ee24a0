//! What a search finds while it gathers: hits with their ranks, before anybody puts them in order. It searches for
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Match, Stands};
use super::index::{Nearness, Standing};
use crate::catalog::{ConnectionRef, EndpointRef};
use crate::ids::{OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
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

/// What comes first. The smaller, the better.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Rank {
    pub fit: Match,
    pub kind: u8,
    pub nearness: Nearness,
    pub standing: Standing,
    /// Many callers first.
    pub few_callers: std::cmp::Reverse<usize>,
    pub length: usize,
}

/// What is found, before it is put in order.
#[derive(Default)]
pub(super) struct Found {
    pub hits: BTreeMap<Hit, (Rank, Stands)>,
    pub endpoints: BTreeMap<EndpointRef, (Rank, BTreeSet<usize>)>,
    pub connections: BTreeMap<RoleIdx, Vec<ConnectionRef>>,
    pub wide: BTreeMap<EndpointRef, (Rank, BTreeSet<usize>)>,
    /// The numbers that are meant as ports.
    pub ports: Vec<PortRange>,
}

/// The rank of a hit that fits so, among those that fit equally well by what it is.
pub(super) fn rank(fit: Match, hit: Hit, standing: Standing, length: usize) -> Rank {
    let kind = match hit {
        Hit::Role(_) => 0,
        Hit::Service(_) => 1,
        Hit::Scenario(_) => 2,
        Hit::RpcServer(_) | Hit::Os(_) => 3,
        Hit::Document(_) => 4,
    };
    Rank { fit, kind, nearness: Nearness::Same, standing, few_callers: std::cmp::Reverse(0), length }
}

impl Found {
    /// Lets what has the whole name come first.
    pub(super) fn step_back(&mut self) {
        let hits = self.hits.values_mut().map(|(rank, _)| rank);
        let endpoints = self.endpoints.values_mut().map(|(rank, _)| rank);
        hits.chain(endpoints).for_each(|rank| rank.fit = rank.fit.behind_whole_names());
    }

    pub(super) fn add(&mut self, other: Self) {
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
