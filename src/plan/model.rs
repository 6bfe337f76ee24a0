//! What a plan is. Plain data, ids as links to the catalog, nothing derived.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Answer;
use crate::date::Date;
use crate::ids::{AssumptionId, OsId, RoleId, RpcServerId, ScopeId, ServiceId, TunnelKindId, ZoneId};
use crate::net::{PortRange, Transport};

/// A plan: what a user decides. What follows from it is derived.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Plan {
    /// What the plan is called.
    pub title: String,
    /// Free text.
    pub note: String,
    /// The change request's own fields.
    pub request: Request,
    /// Answers that differ from the catalog's defaults.
    pub assumptions: BTreeMap<AssumptionId, Answer>,
    /// Optional scenarios that were decided on, by their text.
    pub scenarios: BTreeMap<String, Decision>,
    /// How RPC servers listen, unless a zone or a placement says otherwise.
    pub rpc: RpcStrategy,
    /// The firewall follows the endpoint mapper: TCP 135 alone is opened, unless a pair says otherwise.
    pub mapper_only: bool,
    /// Named instances of scope kinds.
    pub scopes: Vec<Scope>,
    /// Trusts between AD domains.
    pub trusts: Vec<Trust>,
    /// Zones in the user's order.
    pub zones: Vec<Arc<Zone>>,
    /// Settings of ordered pairs, source first.
    pub pairs: BTreeMap<(ZoneId, ZoneId), PairSettings>,
    /// Tunnels.
    pub tunnels: Vec<Tunnel>,
    /// What the user suppresses or adds.
    pub overrides: Vec<Override>,
    /// Findings accepted as a risk, sorted by what they are about, each once.
    pub accepted: Vec<AcceptedRisk>,
}

impl Plan {
    /// Position of the zone with this id.
    #[must_use]
    pub fn zone_idx(&self, zone_id: &str) -> Option<usize> {
        self.zones.iter().position(|zone| zone.id.as_str() == zone_id)
    }

    /// The zone with this id.
    #[must_use]
    pub fn zone(&self, zone_id: &str) -> Option<&Zone> {
        self.zone_idx(zone_id).map(|idx| &*self.zones[idx])
    }

    /// The scope with this id.
    #[must_use]
    pub fn scope(&self, scope_id: &str) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.id.as_str() == scope_id)
    }
}

/// The fields that a change request asks for beside the rules.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Request {
    /// Ticket number.
    pub ticket: String,
    /// Who asks.
    pub requester: String,
    /// Who answers for the rules.
    pub owner: String,
    /// Why, in a sentence.
    pub justification: String,
    /// Until when, `YYYY-MM-DD`.
    pub valid_until: String,
}

/// What the user decided about an optional scenario.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Decision {
    /// It is wanted: its flows are Required.
    Accepted,
    /// It is not wanted: its flows are suppressed.
    Declined,
}

/// How an RPC server's port is settled. A setting of the listener.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum RpcStrategy {
    /// The dynamic range of the operating system or the product.
    #[default]
    Dynamic,
    /// One range for all RPC servers of the machine.
    Restricted(PortRange),
    /// A port for each server named, the rest dynamic.
    Pinned(BTreeMap<RpcServerId, PortRange>),
}

/// A named instance of a scope kind.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scope {
    /// Unique in the plan.
    pub id: ScopeId,
    /// `ad-domain`, `failover-cluster`, …
    pub kind: String,
    /// What the user calls it.
    pub name: String,
    /// The forest of an AD domain, by name; empty: a forest of its own.
    pub forest: String,
}

/// A trust between two AD domains.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Trust {
    /// The domain that trusts: its resources are used.
    pub trusting: ScopeId,
    /// The domain that is trusted: its accounts are used.
    pub trusted: ScopeId,
    /// One-way or two-way.
    pub direction: TrustDirection,
    /// Between two domains, or between all domains of two forests.
    pub kind: TrustKind,
}

/// Whether a trust holds in one direction or both.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum TrustDirection {
    /// Only as named.
    #[default]
    OneWay,
    /// Either domain trusts the other.
    TwoWay,
}

/// How far a trust reaches.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum TrustKind {
    /// The two domains named and no others.
    #[default]
    External,
    /// Every domain of the forest of each.
    Forest,
}

/// A network segment with one trust level.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Zone {
    /// Unique in the plan.
    pub id: ZoneId,
    /// What the user calls it.
    pub name: String,
    /// CIDR blocks, ranges or host names, as typed.
    pub addresses: Vec<String>,
    /// How far the zone is trusted.
    pub trust: TrustLevel,
    /// The mark it is drawn with.
    pub color: ZoneColor,
    /// Free text.
    pub note: String,
    /// OS versions ticked.
    pub os: BTreeSet<OsId>,
    /// Answers for flows to and from this zone.
    pub assumptions: BTreeMap<AssumptionId, Answer>,
    /// How RPC servers of this zone listen; `None`: as the plan says.
    pub rpc: Option<RpcStrategy>,
    /// Roles, sorted.
    pub placements: Vec<Placement>,
}

/// How far a zone is trusted.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum TrustLevel {
    /// Outside, or close to it: Internet, DMZ, guests.
    Low,
    /// Users and ordinary servers.
    #[default]
    Medium,
    /// Identity, management, crown jewels.
    High,
}

impl TrustLevel {
    /// Every level, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word shown to the user.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}

/// The mark a zone is drawn with. A name, not a color: the theme decides how it looks.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum ZoneColor {
    /// Blue.
    #[default]
    Blue,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Yellow.
    Yellow,
    /// Orange.
    Orange,
    /// Red.
    Red,
    /// Purple.
    Purple,
    /// Gray.
    Gray,
}

impl ZoneColor {
    /// Every color, in the order in which new zones get them.
    pub const ALL: [Self; 8] =
        [Self::Blue, Self::Teal, Self::Green, Self::Yellow, Self::Orange, Self::Red, Self::Purple, Self::Gray];

    /// The word in files and on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Purple => "purple",
            Self::Gray => "gray",
        }
    }
}

/// A role put in a zone. The order of the fields is the order in which placements sort.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Placement {
    /// The role.
    pub role: RoleId,
    /// Its own OS versions; empty: the zone's.
    pub os: BTreeSet<OsId>,
    /// Its scope of each kind, by kind.
    pub scopes: BTreeMap<String, ScopeId>,
    /// Source zones that use it; empty: all.
    pub serves: BTreeSet<ZoneId>,
    /// Implied roles that it does without.
    pub without: BTreeSet<RoleId>,
    /// How its RPC servers listen; `None`: as the zone says.
    pub rpc: Option<RpcStrategy>,
    /// Its own dynamic range; `None`: the product's or the operating system's.
    pub dynamic_range: Option<PortRange>,
    /// Ports chosen for parameter endpoints, by `service/endpoint`.
    pub ports: BTreeMap<String, PortRange>,
    /// Free text.
    pub note: String,
}

impl Placement {
    /// A role with nothing said about it.
    #[must_use]
    pub fn new(role: RoleId) -> Self {
        Self { role, ..Self::default() }
    }
}

/// Settings of an ordered pair of zones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PairSettings {
    /// Answers for this pair.
    pub assumptions: BTreeMap<AssumptionId, Answer>,
    /// Optional scenarios decided for this pair.
    pub scenarios: BTreeMap<String, Decision>,
    /// Whether the firewall between them follows the endpoint mapper; `None`: as the plan says.
    pub mapper_only: Option<bool>,
    /// Free text.
    pub note: String,
}

impl PairSettings {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A tunnel between two zones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tunnel {
    /// What kind it is.
    pub kind: TunnelKindId,
    /// The two zones.
    pub zones: [ZoneId; 2],
    /// Addresses of its end in each zone; empty: to be filled.
    pub endpoints: [Vec<String>; 2],
    /// What goes through it.
    pub carries: Carries,
    /// The zone that opens it, for kinds that ask.
    pub opener: Option<ZoneId>,
    /// Free text.
    pub note: String,
}

/// What goes through a tunnel.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Carries {
    /// Every flow between its two zones.
    #[default]
    Everything,
    /// Flows that match any of these.
    Selection(Vec<Selector>),
}

/// Picks flows: what is named must match, what is not named matches all.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Selector {
    /// The zone that opens.
    pub source_zone: Option<ZoneId>,
    /// The zone that listens.
    pub destination_zone: Option<ZoneId>,
    /// The role that states the connection.
    pub source_role: Option<RoleId>,
    /// The role that it is to.
    pub destination_role: Option<RoleId>,
    /// The system service that listens.
    pub service: Option<ServiceId>,
    /// The transport.
    pub transport: Option<Transport>,
    /// Ports; a flow matches when all its ports lie in this range.
    pub ports: Option<PortRange>,
}

/// Something the user suppresses or adds, with the reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Override {
    /// Flows that match are suppressed.
    Suppress {
        /// Which flows.
        selector: Selector,
        /// Why.
        reason: String,
    },
    /// A flow of the user's own.
    Add {
        /// The flow.
        flow: AddedFlow,
        /// Why.
        reason: String,
    },
}

impl Override {
    /// Why it is there.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Suppress { reason, .. } | Self::Add { reason, .. } => reason,
        }
    }
}

/// A flow of the user's own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddedFlow {
    /// The zone that opens.
    pub source_zone: ZoneId,
    /// The zone that listens.
    pub destination_zone: ZoneId,
    /// What opens, in the user's words or as a role id; may be empty.
    pub source_role: String,
    /// What listens, in the user's words or as a role id; may be empty.
    pub destination_role: String,
    /// The service, in the user's words.
    pub service: String,
    /// The application protocol, in the user's words.
    pub application_protocol: String,
    /// The transport.
    pub transport: Transport,
    /// The ports; `None` for transports without any.
    pub ports: Option<PortRange>,
    /// `None`: Required; otherwise the scenario it serves.
    pub scenario: Option<String>,
}

/// A finding that somebody accepted as a risk. What that means for the finding is none of the plan's business.
///
/// The order of the fields is the order in which they sort.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct AcceptedRisk {
    /// The finding's code, such as `legacy-protocol`.
    pub finding: String,
    /// The ids of what the finding is about, in the order in which the finding names them.
    pub about: Vec<String>,
    /// Why the risk is taken.
    pub reason: String,
    /// Who takes it.
    pub by: String,
    /// The last day on which it is accepted; `None`: without end.
    pub until: Option<Date>,
}

impl AcceptedRisk {
    /// Which finding it is about: code and ids. No two entries of a plan share it.
    #[must_use]
    pub fn key(&self) -> (&str, &[String]) {
        (&self.finding, &self.about)
    }

    /// Whether one of the ids that it is about is this one.
    #[must_use]
    pub fn mentions(&self, id: &str) -> bool {
        self.about.iter().any(|about| about == id)
    }
}
