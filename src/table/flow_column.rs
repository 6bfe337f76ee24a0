//! The columns of the flow table.

use std::borrow::Cow;

use super::value::{all_joined, references};
use crate::catalog::Catalog;
use crate::matrix::{Flow, FlowNeed, Status};
use crate::net::PortRange;
use crate::plan::{Plan, Zone};

/// A flow with all that its columns need.
#[derive(Clone, Copy, Debug)]
pub struct FlowRow<'a> {
    /// The catalog that the flow was made with.
    pub catalog: &'a Catalog,
    /// The plan that the flow was made with.
    pub plan: &'a Plan,
    /// The zone that opens.
    pub source: &'a Zone,
    /// The zone that listens.
    pub destination: &'a Zone,
    /// The flow.
    pub flow: &'a Flow<'a>,
}

/// The columns of the flow table, in the order of the `flows-csv` and `flows-all-csv` exports.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FlowColumn {
    /// Name of the zone that opens.
    SourceZone,
    /// Id of the role that states the connection.
    SourceRole,
    /// Name of the zone that listens.
    DestinationZone,
    /// Id of the role it is to.
    DestinationRole,
    /// Name of the system service.
    SystemService,
    /// What is spoken.
    ApplicationProtocol,
    /// TCP, UDP, …
    Transport,
    /// The lowest port; empty for transports without ports.
    PortFrom,
    /// The highest port; empty for transports without ports.
    PortTo,
    /// `required` or `optional`.
    Need,
    /// The scenarios that need it; empty when it is required.
    Scenario,
    /// Why.
    Purpose,
    /// Documents.
    References,
    /// `open`, `suppressed`, `followed` or `tunnelled`.
    Status,
    /// Why it is not open; empty when it is.
    StatusReason,
    /// `documented`, `inferred` or `user`.
    Confidence,
}

impl FlowColumn {
    /// The columns of `flows-csv`, in order.
    pub const OPEN: [Self; 13] = [
        Self::SourceZone,
        Self::SourceRole,
        Self::DestinationZone,
        Self::DestinationRole,
        Self::SystemService,
        Self::ApplicationProtocol,
        Self::Transport,
        Self::PortFrom,
        Self::PortTo,
        Self::Need,
        Self::Scenario,
        Self::Purpose,
        Self::References,
    ];

    /// The columns that `flows-all-csv` and `json` have beside those.
    pub const STATUS: [Self; 3] = [Self::Status, Self::StatusReason, Self::Confidence];

    /// The header in exports.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::SourceZone => "source_zone",
            Self::SourceRole => "source_role",
            Self::DestinationZone => "destination_zone",
            Self::DestinationRole => "destination_role",
            Self::SystemService => "system_service",
            Self::ApplicationProtocol => "application_protocol",
            Self::Transport => "transport",
            Self::PortFrom => "port_from",
            Self::PortTo => "port_to",
            Self::Need => "need",
            Self::Scenario => "scenario",
            Self::Purpose => "purpose",
            Self::References => "references",
            Self::Status => "status",
            Self::StatusReason => "status_reason",
            Self::Confidence => "confidence",
        }
    }

    /// The text of one flow's cell.
    #[must_use]
    pub fn cell<'a>(self, row: &FlowRow<'a>) -> Cow<'a, str> {
        let FlowRow { catalog, source, destination, flow, .. } = *row;
        let key = &flow.key;
        let port = |port: fn(PortRange) -> u16| key.ports.map(|range| port(range).to_string()).unwrap_or_default();
        match self {
            Self::SourceZone => source.name.as_str().into(),
            Self::SourceRole => key.source_role.into(),
            Self::DestinationZone => destination.name.as_str().into(),
            Self::DestinationRole => key.destination_role.into(),
            Self::SystemService => flow.service_name.into(),
            Self::ApplicationProtocol => key.application_protocol.into(),
            Self::Transport => key.transport.label().into(),
            Self::PortFrom => port(PortRange::first).into(),
            Self::PortTo => port(PortRange::last).into(),
            Self::Need => flow.need.label().into(),
            Self::Scenario => match &flow.need {
                FlowNeed::Required => "".into(),
                FlowNeed::Optional(scenarios) => all_joined(scenarios),
            },
            Self::Purpose => all_joined(&flow.purposes()),
            Self::References => references(catalog, std::iter::once(flow)),
            Self::Status => flow.status.label().into(),
            Self::StatusReason => status_reason(row, &flow.status),
            Self::Confidence => flow.confidence.label().into(),
        }
    }
}

/// Why a flow is not open, in words; empty when it is.
fn status_reason<'a>(row: &FlowRow<'a>, status: &'a Status<'_>) -> Cow<'a, str> {
    match status {
        Status::Open => "".into(),
        Status::Suppressed { reason, .. } => (&**reason).into(),
        Status::Followed => "The firewall follows the RPC endpoint mapper".into(),
        Status::Tunnelled { tunnel_idx } => {
            let FlowRow { catalog, plan, source, destination, .. } = *row;
            let tunnel = &plan.tunnels[*tunnel_idx];
            let kind = catalog.tunnel_idx(tunnel.kind.as_str()).map(|idx| &*catalog.tunnels[idx].name);
            // The tunnel lies between the two zones of the row, which are called here as everywhere in the row.
            let [a, b] = if tunnel.zones[0] == source.id { [source, destination] } else { [destination, source] };
            format!("{} between {} and {}", kind.unwrap_or("Tunnel"), a.name, b.name).into()
        }
    }
}
