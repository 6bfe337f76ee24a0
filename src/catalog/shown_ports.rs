//! The ports that tables show for an endpoint, before any plan says what listens where.

use std::collections::BTreeSet;

use super::model::{Catalog, Endpoint, EndpointRef, Port};
use crate::ids::RoleIdx;
use crate::net::PortRange;

impl Port {
    /// What exports write for where an endpoint listens.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Fixed(range) if range.first() == range.last() => "fixed",
            Self::Fixed(_) => "range",
            Self::RpcDynamic(_) => "rpc-dynamic",
            Self::OsDynamic => "os-dynamic",
            Self::Parameter(_) => "parameter",
            Self::Protocol => "protocol",
        }
    }

    /// Whether it lies in a dynamic range.
    #[must_use]
    pub fn is_dynamic(self) -> bool {
        matches!(self, Self::RpcDynamic(_) | Self::OsDynamic)
    }
}

impl Catalog {
    /// The ports that tables show for an endpoint or a connection.
    ///
    /// A dynamic port is shown as the first range that one of `roles` documents for its listeners, else as the
    /// range of current systems. `None`: it has no ports, or the administrator chooses and no document has a default.
    #[must_use]
    pub fn shown_range(&self, port: Port, roles: &[RoleIdx]) -> Option<PortRange> {
        match port {
            Port::Fixed(range) => Some(range),
            Port::Parameter(default) => default,
            Port::Protocol => None,
            Port::RpcDynamic(_) | Port::OsDynamic => {
                let documented = roles.iter().find_map(|&role_idx| self.roles[role_idx].dynamic_range);
                Some(documented.unwrap_or(PortRange::CURRENT_DYNAMIC))
            }
        }
    }

    /// The ports that tables show for an endpoint: as [`Catalog::shown_range`], but a product's range counts too
    /// where every role that listens on the endpoint has that range.
    #[must_use]
    pub fn shown_endpoint_range(&self, endpoint: EndpointRef) -> Option<PortRange> {
        let users = self.connections().filter(|(_, connection)| connection.uses.contains(&endpoint));
        let ranges = users.map(|(_, connection)| self.product_range(connection.to)).collect();
        self.shown_range_among(self.endpoint(endpoint), &ranges)
    }

    /// As [`Catalog::shown_endpoint_range`], where the [product ranges](Catalog::product_range) of those that
    /// listen are known already.
    pub(crate) fn shown_range_among(
        &self,
        endpoint: &Endpoint,
        ranges: &BTreeSet<Option<PortRange>>,
    ) -> Option<PortRange> {
        let of_product = if ranges.len() == 1 { ranges.first().copied().flatten() } else { None };
        of_product
            .filter(|_| endpoint.port.is_dynamic())
            .or_else(|| self.shown_range(endpoint.port, &endpoint.when.roles))
    }

    /// The dynamic range that a product documents for a role or for what comes with it.
    pub(crate) fn product_range(&self, role_idx: RoleIdx) -> Option<PortRange> {
        let effective = self.effective_roles(role_idx, &[]);
        effective.iter().find_map(|&role_idx| self.roles[role_idx].dynamic_range)
    }
}
