//! A flow: one derived need, with every reason for it.

use std::borrow::Cow;

use super::lines::Line;
use super::link::Link;
use crate::catalog::Catalog;
use crate::ids::ReferenceIdx;
use crate::net::{PortRange, Transport};
use crate::plan::{Plan, Zone};

/// What makes a flow itself. Zones are those of the [`Cell`](super::Cell) that it stands in.
///
/// The order is that of exports: roles and services by id, then protocol, transport and ports.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct FlowKey<'a> {
    /// Id of the role that states the connection; a tunnel kind's id for a tunnel's own flows; the user's words.
    pub source_role: &'a str,
    /// Id of the role it is to; as above.
    pub destination_role: &'a str,
    /// Id of the system service; the user's words for a flow of their own.
    pub service: &'a str,
    /// LDAP, Kerberos, SMB, …
    pub application_protocol: &'a str,
    /// What the ports belong to.
    pub transport: Transport,
    /// Destination ports; `None` for transports without any, and for a port nobody has chosen.
    pub ports: Option<PortRange>,
    /// The one source port; `None`: the caller's dynamic range.
    pub source_port: Option<u16>,
    /// Between which addresses it goes.
    pub ends: FlowEnds,
}

impl<'a> FlowKey<'a> {
    /// The key of a line's flow, where it listens on these ports and is opened from this one.
    pub(crate) fn of_line(
        catalog: &'a Catalog,
        line: &Line,
        ports: Option<PortRange>,
        source_port: Option<u16>,
    ) -> Self {
        let endpoint = catalog.endpoint(line.endpoint);
        Self {
            source_role: &catalog.roles[line.connection.role].id,
            destination_role: &catalog.roles[line.to].id,
            service: &catalog.services[line.endpoint.service].id,
            application_protocol: &endpoint.application_protocol,
            transport: endpoint.transport,
            ports,
            source_port,
            ends: FlowEnds::Zones,
        }
    }
}

/// Between which addresses a flow goes. What they are is bound where a row is shown.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum FlowEnds {
    /// Those of the two zones.
    #[default]
    Zones,
    /// Those of the two ends of a tunnel: its own flows come from nowhere else.
    Tunnel {
        /// Position in [`Plan::tunnels`](crate::plan::Plan::tunnels).
        tunnel_idx: usize,
        /// How many tunnels before it in the plan join the same two zones; stays the same whatever becomes of others.
        number: usize,
    },
}

impl FlowEnds {
    /// The addresses of the two ends, source first. An end of a tunnel that is to be filled has none.
    pub(crate) fn addresses<'a>(self, plan: &'a Plan, source: &'a Zone, destination: &'a Zone) -> [&'a [String]; 2] {
        match self {
            Self::Zones => [&source.addresses, &destination.addresses],
            Self::Tunnel { tunnel_idx, .. } => {
                let tunnel = &plan.tunnels[tunnel_idx];
                let [a, b] = &tunnel.endpoints;
                if tunnel.zones[0] == source.id { [a, b] } else { [b, a] }
            }
        }
    }
}

/// One derived need.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow<'a> {
    /// What makes it itself.
    pub key: FlowKey<'a>,
    /// Name of the system service, as shown.
    pub service_name: &'a str,
    /// The strongest need of its reasons.
    pub need: FlowNeed<'a>,
    /// Whether a firewall rule is asked for.
    pub status: Status<'a>,
    /// The strongest confidence of its reasons.
    pub confidence: FlowConfidence,
    /// Why it is there; never empty.
    pub reasons: Vec<Reason<'a>>,
}

impl<'a> Flow<'a> {
    /// A flow as certain and as needed as its strongest reason.
    pub(super) fn new(key: FlowKey<'a>, service_name: &'a str, status: Status<'a>, reasons: Vec<Reason<'a>>) -> Self {
        let need = if reasons.iter().any(|reason| reason.scenarios.is_empty()) {
            FlowNeed::Required
        } else {
            FlowNeed::Optional(scenarios(&reasons))
        };
        let confidence = reasons.iter().map(|reason| reason.confidence).min().unwrap_or(FlowConfidence::Inferred);
        Self { key, service_name, need, status, confidence, reasons }
    }

    /// The distinct purposes of its reasons, in their order.
    #[must_use]
    pub fn purposes(&self) -> Vec<&'a str> {
        let mut res = Vec::new();
        for reason in &self.reasons {
            if !res.contains(&reason.purpose) {
                res.push(reason.purpose);
            }
        }
        res
    }

    /// Positions of the documents behind it, ascending.
    #[must_use]
    pub fn references(&self) -> Vec<ReferenceIdx> {
        let mut res: Vec<ReferenceIdx> =
            self.reasons.iter().flat_map(|reason| reason.references.iter().copied()).collect();
        res.sort_unstable();
        res.dedup();
        res
    }
}

/// Whether a flow is needed. Required is the stronger.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FlowNeed<'a> {
    /// Something does not work without it.
    Required,
    /// Only these scenarios need it, sorted.
    Optional(Vec<&'a str>),
}

impl FlowNeed<'_> {
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
pub enum Status<'a> {
    /// It is.
    Open,
    /// The override at this position in the plan takes it out, or a declined scenario (`None`) does.
    Suppressed {
        /// Position in [`Plan::overrides`](crate::plan::Plan::overrides).
        override_idx: Option<usize>,
        /// In words.
        reason: Cow<'a, str>,
    },
    /// The firewall follows the endpoint mapper and opens it by itself.
    Followed,
    /// The tunnel at this position in the plan carries it.
    Tunnelled {
        /// Position in [`Plan::tunnels`](crate::plan::Plan::tunnels).
        tunnel_idx: usize,
    },
}

impl Status<'_> {
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

/// Why a flow is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason<'a> {
    /// What stands behind it.
    pub fact: Fact<'a>,
    /// Why, in a few words.
    pub purpose: &'a str,
    /// The scenarios it serves while it is Optional; empty: Required.
    pub scenarios: Vec<&'a str>,
    /// Whether a document says so.
    pub confidence: FlowConfidence,
    /// Documents behind it, ascending.
    pub references: Cow<'a, [ReferenceIdx]>,
}

/// What a reason rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fact<'a> {
    /// A connection of the catalog, between placements of the two zones.
    Connection(Link<'a>),
    /// The tunnel at this position in the plan.
    Tunnel(usize),
    /// The override at this position in the plan, which adds the flow.
    Override(usize),
}

/// The distinct scenarios of some reasons, sorted.
pub(super) fn scenarios<'a>(reasons: &[Reason<'a>]) -> Vec<&'a str> {
    let mut res: Vec<&str> = reasons.iter().flat_map(|reason| reason.scenarios.iter().copied()).collect();
    res.sort_unstable();
    res.dedup();
    res
}
