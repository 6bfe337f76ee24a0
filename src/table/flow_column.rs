//! The columns of the flow table.

use std::borrow::Cow;

use strum::VariantArray;

use super::value::Value;
use crate::catalog::Catalog;
use crate::matrix::{Flow, Status};
use crate::net::PortRange;
use crate::plan::{Plan, Zone};

/// A flow with all that its columns need.
#[derive(Clone, Copy, Debug)]
pub struct FlowRow<'a> {
    /// The catalog that the flow was made with.
    pub catalog: &'a Catalog,
    /// The plan that the flow was made with.
    pub plan: &'a Plan,
    /// The source zone.
    pub source: &'a Zone,
    /// The destination zone.
    pub destination: &'a Zone,
    /// The flow.
    pub flow: &'a Flow<'a>,
}

/// The columns of the flow table, in the order of the `flows-all-csv` export.
#[derive(Clone, Copy, Debug, Eq, PartialEq, VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum FlowColumn {
    /// Name of the source zone.
    SourceZone,
    /// Id of the role that states the connection.
    SourceRole,
    /// Name of the destination zone.
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
    /// Every column, in order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The columns of open flows, in order: those before the status.
    pub const OPEN: &'static [Self] = Self::ALL.split_at(Self::Status as usize).0;

    /// The header in exports: the variant's name in snake case.
    #[must_use]
    pub fn header(self) -> &'static str {
        self.into()
    }

    /// What stands in one flow's cell.
    #[must_use]
    pub fn value<'a>(self, row: &FlowRow<'a>) -> Value<'a> {
        let FlowRow { catalog, source, destination, flow, .. } = *row;
        let key = &flow.key;
        match self {
            Self::SourceZone => source.name.as_str().into(),
            Self::SourceRole => key.source_role.id(catalog).into(),
            Self::DestinationZone => destination.name.as_str().into(),
            Self::DestinationRole => key.destination_role.id(catalog).into(),
            Self::SystemService => key.service.name(catalog).into(),
            Self::ApplicationProtocol => key.application_protocol.into(),
            Self::Transport => key.transport.label().into(),
            Self::PortFrom => key.ports.map(PortRange::first).into(),
            Self::PortTo => key.ports.map(PortRange::last).into(),
            Self::Need => flow.need.label().into(),
            Self::Scenario => Value::list(flow.need.scenarios()),
            Self::Purpose => Value::distinct(flow.reasons.iter().map(|reason| reason.purpose)),
            Self::References => Value::distinct(row.references()),
            Self::Status => flow.status.label().into(),
            Self::StatusReason => Value::Text(row.status_reason()),
            Self::Confidence => flow.confidence.label().into(),
        }
    }
}

impl<'a> FlowRow<'a> {
    /// The short names of the documents behind it, in catalog order. Two documents may share one.
    pub fn references(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let catalog = self.catalog;
        self.flow.references().into_iter().map(|idx| &*catalog.references[idx].label)
    }

    /// Why the flow is not open; empty when it is.
    #[must_use]
    pub fn status_reason(&self) -> Cow<'a, str> {
        let FlowRow { catalog, plan, source, destination, flow } = *self;
        match &flow.status {
            Status::Open => "".into(),
            Status::Suppressed { reason, .. } => (&**reason).into(),
            Status::Followed => "The firewall follows the RPC endpoint mapper".into(),
            Status::Tunnelled { tunnel_idx } => {
                let tunnel = &plan.tunnels[*tunnel_idx];
                let kind = catalog.tunnel_idx(tunnel.kind.as_str()).map(|idx| &*catalog.tunnels[idx].name);
                // The tunnel lies between the two zones of the row, which are called here as everywhere in the row.
                let [a, b] = if tunnel.zones[0] == source.id { [source, destination] } else { [destination, source] };
                format!("{} between {} and {}", kind.unwrap_or("Tunnel"), a.name, b.name).into()
            }
        }
    }
}
