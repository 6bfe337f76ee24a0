//! A flow: one derived need, with every reason for it.

use std::sync::Arc;

use crate::catalog::{ConnectionRef, EndpointRef, OsSet};
use crate::net::{PortRange, Transport};

/// What makes a flow itself. Zones are those of the [`Cell`](super::Cell) that it stands in.
///
/// The order is that of exports: roles and services by id, then protocol, transport and ports.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FlowKey {
    /// Id of the role that states the connection; a tunnel kind's id for a tunnel's own flows; the user's words.
    pub source_role: Arc<str>,
    /// Id of the role it is to; as above.
    pub destination_role: Arc<str>,
    /// Id of the system service; the user's words for a flow of their own.
    pub service: Arc<str>,
    /// LDAP, Kerberos, SMB, …
    pub application_protocol: Arc<str>,
    /// What the ports belong to.
    pub transport: Transport,
    /// Destination ports; `None` for transports without any, and for a port nobody has chosen.
    pub ports: Option<PortRange>,
    /// The one source port; `None`: the caller's dynamic range.
    pub source_port: Option<u16>,
}

/// One derived need.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// What makes it itself.
    pub key: FlowKey,
    /// Name of the system service, as shown.
    pub service_name: Arc<str>,
    /// The strongest need of its reasons.
    pub need: FlowNeed,
    /// Whether a firewall rule is asked for.
    pub status: Status,
    /// The strongest confidence of its reasons.
    pub confidence: FlowConfidence,
    /// Why it is there; never empty.
    pub reasons: Vec<Reason>,
}

impl Flow {
    /// The distinct purposes of its reasons, in their order.
    #[must_use]
    pub fn purposes(&self) -> Vec<&str> {
        let mut res: Vec<&str> = Vec::new();
        for reason in &self.reasons {
            if !res.contains(&&*reason.purpose) {
                res.push(&reason.purpose);
            }
        }
        res
    }

    /// Positions of the documents behind it, ascending.
    #[must_use]
    pub fn references(&self) -> Vec<usize> {
        let mut res: Vec<usize> = self.reasons.iter().flat_map(|reason| reason.references.iter().copied()).collect();
        res.sort_unstable();
        res.dedup();
        res
    }
}

/// Whether a flow is needed. Required is the stronger.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FlowNeed {
    /// Something does not work without it.
    Required,
    /// Only these scenarios need it, sorted.
    Optional(Vec<Arc<str>>),
}

impl FlowNeed {
    /// `required` or `optional`, as exports write it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional(_) => "optional",
        }
    }
}

/// Whether a firewall rule is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Status {
    /// It is.
    Open,
    /// The override at this position in the plan takes it out, or a declined scenario (`None`) does.
    Suppressed {
        /// Position in [`Plan::overrides`](crate::plan::Plan::overrides).
        override_idx: Option<usize>,
        /// In words.
        reason: String,
    },
    /// The firewall follows the endpoint mapper and opens it by itself.
    Followed,
    /// The tunnel at this position in the plan carries it.
    Tunnelled {
        /// Position in [`Plan::tunnels`](crate::plan::Plan::tunnels).
        tunnel_idx: usize,
    },
}

impl Status {
    /// The word that exports write.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Suppressed { .. } => "suppressed",
            Self::Followed => "followed",
            Self::Tunnelled { .. } => "tunnelled",
        }
    }
}

/// On whose word a flow stands.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FlowConfidence {
    /// A document says so.
    Documented,
    /// Concluded from documents.
    Inferred,
    /// The user says so.
    User,
}

impl FlowConfidence {
    /// The word that exports write.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Inferred => "inferred",
            Self::User => "user",
        }
    }
}

/// One chain from a placement in the source zone to a placement in the destination zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What stands behind it.
    pub fact: Fact,
    /// Why, in a few words.
    pub purpose: Arc<str>,
    /// The scenarios it serves while it is Optional; empty: Required.
    pub scenarios: Vec<Arc<str>>,
    /// Whether a document says so.
    pub confidence: FlowConfidence,
    /// Documents behind it, ascending.
    pub references: Vec<usize>,
}

/// What a reason rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A connection of the catalog between two placements.
    Connection {
        /// The connection.
        connection: ConnectionRef,
        /// The endpoint used.
        endpoint: EndpointRef,
        /// Position of the placement in the source zone.
        source_placement: usize,
        /// Position of the placement in the destination zone.
        destination_placement: usize,
        /// OS versions of the caller that it holds for; `None`: it does not depend on them.
        source_os: Option<OsSet>,
        /// OS versions of the listener that it holds for, or whose range it is; `None`: it does not depend on them.
        destination_os: Option<OsSet>,
        /// Positions of the assumptions that govern it.
        assumptions: Vec<usize>,
        /// Where its ports come from.
        origin: PortOrigin,
    },
    /// The tunnel at this position in the plan.
    Tunnel(usize),
    /// The override at this position in the plan, which adds the flow.
    Override(usize),
}

/// Where the ports of a flow come from.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum PortOrigin {
    /// The catalog states them.
    Documented,
    /// The dynamic range of the listener's operating system.
    OsRange,
    /// The dynamic range that the product documents.
    ProductRange,
    /// The placement's own dynamic range.
    PlacementRange,
    /// The range that the listener's RPC servers are restricted to.
    Restricted,
    /// The port that the RPC server is pinned to.
    Pinned,
    /// Chosen on the placement.
    Chosen,
    /// Nobody has chosen it.
    NotChosen,
}
