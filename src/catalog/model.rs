//! The resolved catalog: ids have become positions, lists are in id order, nothing changes any more.
//!
//! The list of each kind is indexed by the positions of that kind alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use typed_index_collections::TiVec;

pub use super::schema::{Answer, Confidence, OsKind, Relation};
use super::text::Texts;
use crate::ids::{
    AssumptionIdx, ConnectionIdx, EndpointIdx, OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ScopeKindIdx,
    ServiceIdx, TunnelKindIdx,
};
use crate::net::{PortRange, Transport};

/// Everything that is known. Each list is sorted by id, except [`Catalog::os`], which is in order of release.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The day it speaks of, `YYYY-MM-DD`.
    pub as_of: String,
    /// OS versions, oldest first, those without a date last.
    pub os: TiVec<OsIdx, OsVersion>,
    /// Documents.
    pub references: TiVec<ReferenceIdx, Reference>,
    /// Kinds of scopes.
    pub scope_kinds: TiVec<ScopeKindIdx, ScopeKind>,
    /// RPC servers.
    pub rpc_servers: TiVec<RpcServerIdx, RpcServer>,
    /// Assumptions.
    pub assumptions: TiVec<AssumptionIdx, Assumption>,
    /// System services.
    pub services: TiVec<ServiceIdx, SystemService>,
    /// Tunnel kinds.
    pub tunnels: TiVec<TunnelKindIdx, TunnelKind>,
    /// Roles.
    pub roles: TiVec<RoleIdx, Role>,
    /// The optional scenarios that connections and assumptions name, sorted.
    pub scenarios: TiVec<ScenarioIdx, Arc<str>>,
    /// What it was read from, so that checks can say line and column.
    pub(super) texts: Texts,
}

/// An OS version.
#[derive(Clone, Debug)]
pub struct OsVersion {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// The product name.
    pub name: Arc<str>,
    /// Client, server, or not Windows.
    pub kind: OsKind,
    /// Its default dynamic range.
    pub dynamic_range: PortRange,
    /// Day of general availability, `YYYY-MM-DD`; empty for what is not Windows.
    pub released: String,
    /// Last day of support, `YYYY-MM-DD`; empty when none is announced.
    pub support_ends: String,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// A set of OS versions, as positions in [`Catalog::os`]. At most 64 exist.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OsSet(u64);

impl OsSet {
    /// The most OS versions a catalog can hold.
    pub const CAPACITY: usize = u64::BITS as usize;

    fn bit(os_idx: OsIdx) -> u64 {
        1 << usize::from(os_idx)
    }

    /// The set of one version.
    #[must_use]
    pub fn single(os_idx: OsIdx) -> Self {
        Self(Self::bit(os_idx))
    }

    /// Adds a version.
    pub fn insert(&mut self, os_idx: OsIdx) {
        self.0 |= Self::bit(os_idx);
    }

    /// Whether `os_idx` is in it.
    #[must_use]
    pub fn contains(self, os_idx: OsIdx) -> bool {
        self.0 & Self::bit(os_idx) != 0
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions, ascending.
    pub fn iter(self) -> impl Iterator<Item = OsIdx> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let os_idx = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (os_idx < Self::CAPACITY).then(|| os_idx.into())
        })
    }
}

impl FromIterator<OsIdx> for OsSet {
    fn from_iter<I: IntoIterator<Item = OsIdx>>(positions: I) -> Self {
        let mut res = Self::default();
        for os_idx in positions {
            res.insert(os_idx);
        }
        res
    }
}

/// A document that facts come from.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// Title of the document.
    pub title: Arc<str>,
    /// Who published it.
    pub publisher: String,
    /// Knowledge-base number.
    pub kb: Option<u32>,
    /// Where it stands.
    pub document: String,
    /// The version read; empty when it has none.
    pub version: String,
    /// The day it was read.
    pub read: String,
    /// The short name that rules and exports cite: `KB 832017`, or the title.
    pub label: Arc<str>,
}

/// What scopes can be of.
#[derive(Clone, Debug)]
pub struct ScopeKind {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// What one such scope is called.
    pub name: Arc<str>,
    /// One line.
    pub summary: String,
    /// Scopes of this kind form forests and trust each other.
    pub has_forests: bool,
}

/// A program that listens on an RPC port of its own.
#[derive(Clone, Debug)]
pub struct RpcServer {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// What the documents call it.
    pub name: Arc<str>,
    /// How its port is pinned; `None` when it can't be.
    pub pin: Option<Pin>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// How an RPC server is told to use one port.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Registry key and value, policy, or command.
    pub setting: String,
    /// What makes it take effect.
    pub apply: String,
    /// What else to know; may be empty.
    pub caution: String,
    /// OS versions that have the setting.
    pub os: OsSet,
}

/// A planning decision that changes what is derived.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// The question as a user reads it.
    pub question: String,
    /// Position of its scenario in [`Catalog::scenarios`].
    pub scenario: ScenarioIdx,
    /// The answer of a plan that says nothing.
    pub default: Answer,
    /// What each answer changes.
    pub changes: String,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// A system service and what it listens on.
#[derive(Clone, Debug)]
pub struct SystemService {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// The friendly name.
    pub name: Arc<str>,
    /// The service name; may be empty.
    pub service_name: Arc<str>,
    /// One line.
    pub summary: String,
    /// In the order of the file.
    pub endpoints: TiVec<EndpointIdx, Endpoint>,
}

/// One thing a system service listens on.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Unique within the service.
    pub id: Arc<str>,
    /// LDAP, Kerberos, SMB, …
    pub application_protocol: Arc<str>,
    /// What its ports belong to.
    pub transport: Transport,
    /// Where it listens.
    pub port: Port,
    /// The one port callers open it from; `None`: their dynamic range.
    pub source_port: Option<u16>,
    /// What moves its port.
    pub follows: Option<Follows>,
    /// When it exists.
    pub when: Condition,
    /// Opening it across zones is a finding.
    pub legacy: bool,
    /// What to know beside it; may be empty.
    pub note: String,
    /// Whether a document says so.
    pub confidence: Confidence,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// A port that moves with another one of its service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Follows {
    /// Position in [`SystemService::endpoints`] of the endpoint whose port can be chosen.
    pub endpoint: EndpointIdx,
    /// What is added to the chosen port.
    pub offset: i32,
}

impl Follows {
    /// The port beside a chosen one; `None`: there is no such port.
    #[must_use]
    pub fn port(self, chosen: PortRange) -> Option<u16> {
        i32::from(chosen.first())
            .checked_add(self.offset)
            .and_then(|port| u16::try_from(port).ok())
            .filter(|port| *port > 0)
    }
}

/// Where an endpoint listens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Port {
    /// One port or a documented range; a single port is a range of one.
    Fixed(PortRange),
    /// The port of the RPC server at this position.
    RpcDynamic(RpcServerIdx),
    /// The operating system's dynamic range.
    OsDynamic,
    /// Chosen by the administrator; the documented default.
    Parameter(Option<PortRange>),
    /// No ports.
    Protocol,
}

/// When an endpoint or a connection exists. All that is named must hold.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Condition {
    /// OS versions of the listener, one of which must be there.
    pub os: Option<OsSet>,
    /// OS versions of the caller, one of which must be there.
    pub source_os: Option<OsSet>,
    /// A role that the listener's placement must have in effect.
    pub role: Option<RoleIdx>,
    /// The assumption that governs it.
    pub assumption: Option<AssumptionIdx>,
}

/// What a machine does.
#[derive(Clone, Debug)]
pub struct Role {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// What a user ticks.
    pub name: Arc<str>,
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
    /// Services it runs, in the order of the file.
    pub runs: Vec<ServiceIdx>,
    /// Roles that come with it, in the order of the file.
    pub implies: Vec<RoleIdx>,
    /// The dynamic range that the product documents for its listeners.
    pub dynamic_range: Option<PortRange>,
    /// Connections that it opens, in the order of the file.
    pub connects: TiVec<ConnectionIdx, Connection>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// What a role opens to another.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Unique within the role.
    pub id: Arc<str>,
    /// The role that listens.
    pub to: RoleIdx,
    /// Endpoints used, in the order of the file.
    pub uses: Vec<EndpointRef>,
    /// Why, in a few words.
    pub purpose: Arc<str>,
    /// What goes wrong without it; the first that is about an endpoint holds.
    pub consequences: Vec<Consequence>,
    /// Whether it is needed.
    pub need: Need,
    /// When it exists.
    pub when: Condition,
    /// How the scopes must relate; `None`: they are ignored.
    pub scope: Option<ScopeMatch>,
    /// Between equals: `serves` does not limit it.
    pub peer: bool,
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
    /// The words.
    pub says: Arc<str>,
}

/// An endpoint of a service.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct EndpointRef {
    /// Position in [`Catalog::services`].
    pub service: ServiceIdx,
    /// Position in [`SystemService::endpoints`].
    pub endpoint: EndpointIdx,
}

/// A connection of a role.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ConnectionRef {
    /// Position in [`Catalog::roles`].
    pub role: RoleIdx,
    /// Position in [`Role::connects`].
    pub connection: ConnectionIdx,
}

/// Whether a connection is needed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Need {
    /// The role does not work without it.
    Required,
    /// The scenario at this position in [`Catalog::scenarios`] needs it.
    Optional(ScenarioIdx),
}

/// The relation of the scopes of the two sides.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ScopeMatch {
    /// The scope kind.
    pub kind: Arc<str>,
    /// How the two must relate.
    pub relation: Relation,
}

/// What a kind of tunnel opens at the filter it passes.
#[derive(Clone, Debug)]
pub struct TunnelKind {
    /// Kebab-case id.
    pub id: Arc<str>,
    /// What a user picks.
    pub name: Arc<str>,
    /// One line.
    pub summary: String,
    /// The plan must say which zone opens it.
    pub has_opener: bool,
    /// Opened from the opener to the other zone.
    pub from_opener: Vec<EndpointRef>,
    /// Opened in both directions.
    pub both_ways: Vec<EndpointRef>,
    /// Those of them that are needed only where a NAT lies between the ends.
    pub across_nat: Vec<EndpointRef>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

macro_rules! position_by_id {
    ($($(#[$doc:meta])* $name:ident: $idx:ident in $list:ident;)*) => {
        impl Catalog {
            $($(#[$doc])*
            #[must_use]
            pub fn $name(&self, id: &str) -> Option<$idx> {
                self.$list.binary_search_by(|entity| (*entity.id).cmp(id)).ok()
            })*
        }
    };
}

position_by_id! {
    /// Position of the reference with this id.
    reference_idx: ReferenceIdx in references;
    /// Position of the scope kind with this id.
    scope_kind_idx: ScopeKindIdx in scope_kinds;
    /// Position of the RPC server with this id.
    rpc_server_idx: RpcServerIdx in rpc_servers;
    /// Position of the assumption with this id.
    assumption_idx: AssumptionIdx in assumptions;
    /// Position of the service with this id.
    service_idx: ServiceIdx in services;
    /// Position of the tunnel kind with this id.
    tunnel_idx: TunnelKindIdx in tunnels;
    /// Position of the role with this id.
    role_idx: RoleIdx in roles;
}

impl Catalog {
    /// Position of the OS version with this id.
    #[must_use]
    pub fn os_idx(&self, id: &str) -> Option<OsIdx> {
        self.os.position(|os| &*os.id == id)
    }

    /// Position of the scenario with this text.
    #[must_use]
    pub fn scenario_idx(&self, text: &str) -> Option<ScenarioIdx> {
        self.scenarios.binary_search_by(|scenario| (**scenario).cmp(text)).ok()
    }

    /// The endpoint that a reference names.
    #[must_use]
    pub fn endpoint(&self, endpoint: EndpointRef) -> &Endpoint {
        &self.services[endpoint.service].endpoints[endpoint.endpoint]
    }

    /// The endpoint that `service/endpoint` names.
    #[must_use]
    pub fn endpoint_ref(&self, path: &str) -> Option<EndpointRef> {
        let (service, endpoint) = path.split_once('/')?;
        let service = self.service_idx(service)?;
        let endpoint = self.services[service].endpoints.position(|candidate| &*candidate.id == endpoint)?;
        Some(EndpointRef { service, endpoint })
    }

    /// `service/endpoint`, as files write it.
    #[must_use]
    pub fn endpoint_path(&self, endpoint: EndpointRef) -> String {
        format!("{}/{}", self.services[endpoint.service].id, self.endpoint(endpoint).id)
    }

    /// The role itself and all it implies, transitively, by ascending position.
    ///
    /// Roles of `without` are left out, and with them what only they implied.
    #[must_use]
    pub fn effective_roles(&self, role_idx: RoleIdx, without: &[RoleIdx]) -> Vec<RoleIdx> {
        let mut res = BTreeSet::new();
        let mut pending = vec![role_idx];
        while let Some(role_idx) = pending.pop() {
            if !without.contains(&role_idx) && res.insert(role_idx) {
                pending.extend(&self.roles[role_idx].implies);
            }
        }
        res.into_iter().collect()
    }

    /// The kinds of scopes that connections from or to one of these roles are matched on, sorted.
    #[must_use]
    pub fn scope_kinds_of(&self, roles: &[RoleIdx]) -> BTreeSet<&str> {
        let speaks = |place: ConnectionRef, fact: &Connection| roles.contains(&place.role) || roles.contains(&fact.to);
        let facts = self.connections().filter(|&(place, fact)| speaks(place, fact));
        facts.filter_map(|(_, fact)| fact.scope.as_ref()).map(|scope| &*scope.kind).collect()
    }

    /// The kinds of scopes that any connection is matched on, sorted.
    #[must_use]
    pub fn matched_kinds(&self) -> BTreeSet<&str> {
        self.connections().filter_map(|(_, fact)| fact.scope.as_ref()).map(|scope| &*scope.kind).collect()
    }

    /// Every connection with its place, in catalog order.
    pub fn connections(&self) -> impl Iterator<Item = (ConnectionRef, &Connection)> {
        self.roles.iter_enumerated().flat_map(|(role, entity)| {
            entity.connects.iter_enumerated().map(move |(connection, fact)| (ConnectionRef { role, connection }, fact))
        })
    }
}
