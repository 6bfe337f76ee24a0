//! What a user says about flows: tunnels that carry them, and overrides that take some out or add some.

use crate::ids::{RoleId, ServiceId, TunnelKindId, ZoneId};
use crate::net::{PortRange, Transport};

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
