//! Roles, and the connections that they open.

use super::need::Need;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::Confidence;
use super::condition::{Condition, ScopeMatch};
use super::entity::{Entity, entities};
use super::os::OsSet;
use super::service::EndpointRef;
use crate::ids::{ConnectionId, ConnectionIdx, ReferenceIdx, RoleId, RoleIdx, ScenarioIdx, ServiceIdx};
use crate::net::PortRange;

entities!(with references: Role; without:);

/// What a machine does.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
#[derive(Clone, Debug)]
pub struct Role {
    /// Kebab-case id.
    pub id: RoleId,
    /// What a user ticks.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// The group it is listed under.
    pub family: Arc<str>,
    /// One line.
    pub summary: String,
    /// OS versions it exists on.
    pub os: OsSet,
    /// Only ever implied.
    pub is_abstract: bool,
    /// A low-trust zone that reaches it is a finding.
    pub guarded: bool,
    /// Nearly everybody ticks it.
    pub common: bool,
    /// Its vendor is not Microsoft.
    pub third_party: bool,
    /// The support of the product has ended, whatever it stands on: see [`Catalog::is_retired`](super::Catalog::is_retired).
    pub retired: bool,
    /// Ids that it had in older catalogs.
    pub formerly: Vec<RoleId>,
    /// Services it runs, in the order of the file.
    pub runs: Vec<ServiceIdx>,
    /// Roles that come with it, in the order of the file; those that do on some OS versions stand last.
    pub implies: Vec<Implication>,
    /// Roles without which it does not work fully, wherever in the plan they stand.
    pub usually_with: Vec<RoleIdx>,
    /// The dynamic range that the product documents for its listeners.
    pub dynamic_range: Option<PortRange>,
    /// Connections that it opens, in the order of the file.
    pub connects: TiVec<ConnectionIdx, Connection>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

impl Role {
    /// Whether it brings another role by itself, on whichever OS version.
    #[must_use]
    pub fn brings(&self, role: RoleIdx) -> bool {
        self.implies.iter().any(|implication| implication.role == role)
    }
}

/// That a role comes with another one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Implication {
    /// The role that comes.
    pub role: RoleIdx,
    /// The OS versions on which it does; `None`: whatever there is.
    pub os: Option<OsSet>,
}

impl Implication {
    /// Of these OS versions, those on which the role comes; `None`: it does not come.
    #[must_use]
    pub fn on(&self, os: OsSet) -> Option<OsSet> {
        let Some(condition) = self.os else { return Some(os) };
        Some(os.and(condition)).filter(|both| !both.is_empty())
    }
}

/// What a role opens to another.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Unique within the role.
    pub id: ConnectionId,
    /// The role that listens.
    pub to: RoleIdx,
    /// Endpoints used, in the order of the file.
    pub uses: Vec<EndpointRef>,
    /// Why, as a short phrase.
    pub purpose: Arc<str>,
    /// What goes wrong without it; the first that is about an endpoint holds.
    pub consequences: Vec<Consequence>,
    /// Whether it is needed.
    pub need: Need<ScenarioIdx>,
    /// When it exists.
    pub when: Condition,
    /// How the scopes must relate; `None`: they are ignored.
    pub scope: Option<ScopeMatch>,
    /// Between equals: `serves` does not limit it.
    pub peer: bool,
    /// The documents list the RPC endpoint mapper without any dynamic port behind it.
    pub mapper_alone: bool,
    /// The connection it answers.
    pub answers: Option<ConnectionRef>,
    /// Whether a document says so.
    pub confidence: Confidence,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

impl Connection {
    /// What goes wrong without one of its endpoints, as what follows the name of its role; `None`: nothing is known.
    #[must_use]
    pub fn consequence(&self, endpoint: EndpointRef) -> Option<&str> {
        let of = |consequence: &&Consequence| consequence.uses.is_empty() || consequence.uses.contains(&endpoint);
        self.consequences.iter().find(of).map(|consequence| &*consequence.says)
    }
}

/// What goes wrong without a connection.
#[derive(Clone, Debug)]
pub struct Consequence {
    /// The endpoints whose lack brings it; empty: every one that is used.
    pub uses: Vec<EndpointRef>,
    /// As what follows the name of the role: `can't log on`.
    pub says: Arc<str>,
}

/// A connection of a role.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ConnectionRef {
    /// Position in [`Catalog::roles`](crate::catalog::Catalog::roles).
    pub role: RoleIdx,
    /// Position in [`Role::connects`].
    pub connection: ConnectionIdx,
}
