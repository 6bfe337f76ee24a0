//! What tells a flow from the others of its pair: its roles, service, protocol, ports and ends.

use super::lines::Line;
use crate::catalog::Catalog;
use crate::ids::{RoleIdx, ServiceIdx, TunnelKindIdx};
use crate::net::{PortRange, Transport};
use crate::plan::{Plan, Zone};

/// What makes a flow itself. Zones are those of the [`Cell`](super::Cell) that it stands in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FlowKey<'a> {
    /// Who states the connection.
    pub source_role: FlowRole<'a>,
    /// Whom it is to.
    pub destination_role: FlowRole<'a>,
    /// What listens.
    pub service: FlowService<'a>,
    /// LDAP, Kerberos, SMB, …
    pub application_protocol: &'a str,
    /// What the ports belong to.
    pub transport: Transport,
    /// Destination ports; `None` for transports without any, and for a port nobody has chosen.
    pub ports: Option<PortRange>,
    /// The one source port; `None`: the source's dynamic range.
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
            source_role: FlowRole::Role(line.connection.role),
            destination_role: FlowRole::Role(line.destination),
            service: FlowService::Service(line.endpoint.service),
            application_protocol: &endpoint.application_protocol,
            transport: endpoint.transport,
            ports,
            source_port,
            ends: FlowEnds::Zones,
        }
    }

    /// What flows are sorted by in exports: roles and services by id, then protocol, transport and ports.
    pub(super) fn rank(&self, catalog: &'a Catalog) -> impl Ord + use<'a> {
        let ids = (self.source_role.id(catalog), self.destination_role.id(catalog), self.service.id(catalog));
        (ids, self.application_protocol, self.transport, self.ports, self.source_port, self.ends)
    }
}

/// What a flow names as a role at one of its ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FlowRole<'a> {
    /// A role of the catalog.
    Role(RoleIdx),
    /// The kind of the tunnel whose own flow it is.
    Tunnel(TunnelKindIdx),
    /// What the user wrote for a flow of their own, which is the id of neither.
    Text(&'a str),
}

impl<'a> FlowRole<'a> {
    /// What a text names, which is the id of a role, that of a tunnel kind, or the user's own.
    pub(crate) fn of_text(catalog: &Catalog, text: &'a str) -> Self {
        let role = catalog.role_idx(text).map(Self::Role);
        role.or_else(|| catalog.tunnel_idx(text).map(Self::Tunnel)).unwrap_or(Self::Text(text))
    }

    /// The id of the role or of the tunnel kind, or the user's own text.
    #[must_use]
    pub fn id(self, catalog: &'a Catalog) -> &'a str {
        match self {
            Self::Role(idx) => catalog.roles[idx].id.as_str(),
            Self::Tunnel(idx) => catalog.tunnels[idx].id.as_str(),
            Self::Text(text) => text,
        }
    }

    /// The name of the role or of the tunnel kind, or the user's own text.
    #[must_use]
    pub fn name(self, catalog: &'a Catalog) -> &'a str {
        match self {
            Self::Role(idx) => &catalog.roles[idx].name,
            Self::Tunnel(idx) => &catalog.tunnels[idx].name,
            Self::Text(text) => text,
        }
    }
}

/// What a flow names as its service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FlowService<'a> {
    /// A system service of the catalog.
    Service(ServiceIdx),
    /// What the user wrote for a flow of their own, which is the id of none.
    Text(&'a str),
}

impl<'a> FlowService<'a> {
    /// What a text names, which is the id of a service or the user's own.
    pub(super) fn of_text(catalog: &Catalog, text: &'a str) -> Self {
        catalog.service_idx(text).map_or(Self::Text(text), Self::Service)
    }

    /// The id of the service, or the user's own text.
    #[must_use]
    pub fn id(self, catalog: &'a Catalog) -> &'a str {
        match self {
            Self::Service(idx) => catalog.services[idx].id.as_str(),
            Self::Text(text) => text,
        }
    }

    /// The name of the service, or the user's own text.
    #[must_use]
    pub fn name(self, catalog: &'a Catalog) -> &'a str {
        match self {
            Self::Service(idx) => &catalog.services[idx].name,
            Self::Text(text) => text,
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
