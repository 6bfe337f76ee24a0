//! A catalog as the comparisons look at it: rows of endpoints, and who uses what. It compares nothing.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::TiVec;

use portolan::catalog::{Catalog, Condition, Connection, ConnectionRef, EndpointRef, Port};
use portolan::ids::RoleIdx;
use portolan::net::PortRange;

/// A catalog with what the comparisons ask of it again and again.
pub(super) struct View<'a> {
    pub catalog: &'a Catalog,
    /// By role, the roles in effect with it.
    effective: TiVec<RoleIdx, Vec<RoleIdx>>,
    /// By the role that states a connection and the role that it is to.
    stated: BTreeMap<(RoleIdx, RoleIdx), Vec<ConnectionRef>>,
    /// Product ranges of those who listen on an endpoint.
    product_ranges: BTreeMap<EndpointRef, BTreeSet<Option<PortRange>>>,
}

/// One endpoint of one connection.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Use {
    pub connection: ConnectionRef,
    pub endpoint: EndpointRef,
}

/// An endpoint as a table shows it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct EndpointRow {
    pub service: String,
    pub service_name: String,
    pub application_protocol: String,
    pub transport: String,
    /// Empty for transports without ports, and for a port that the administrator chooses.
    pub ports: String,
    /// As exports write it: `fixed`, `range`, `rpc-dynamic`, …
    pub kind: String,
}

impl<'a> View<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut res = Self {
            catalog,
            effective: catalog.roles.keys().map(|role| catalog.effective_roles(role, &[])).collect(),
            stated: BTreeMap::new(),
            product_ranges: BTreeMap::new(),
        };
        for (place, connection) in catalog.connections() {
            res.stated.entry((place.role, connection.to)).or_default().push(place);
            let range = res.effective(connection.to).iter().find_map(|&role| catalog.roles[role].dynamic_range);
            for &endpoint in &connection.uses {
                res.product_ranges.entry(endpoint).or_default().insert(range);
            }
        }
        res
    }

    /// The role itself and all it implies.
    pub(super) fn effective(&self, role: RoleIdx) -> &[RoleIdx] {
        &self.effective[role]
    }

    pub(super) fn connection(&self, place: ConnectionRef) -> &Connection {
        &self.catalog.roles[place.role].connects[place.connection]
    }

    /// Every endpoint of every connection.
    pub(super) fn uses(&self) -> impl Iterator<Item = Use> {
        self.catalog
            .connections()
            .flat_map(|(connection, fact)| fact.uses.iter().map(move |&endpoint| Use { connection, endpoint }))
    }

    /// What `source` itself opens where `destination` is placed: conditions on roles hold, others may.
    pub(super) fn uses_between(&self, source: RoleIdx, destination: RoleIdx) -> Vec<Use> {
        let beside = self.effective(destination);
        let holds = |when: &Condition| when.roles.iter().all(|role| beside.contains(role));
        let mut res = Vec::new();
        for &to in beside {
            for &connection in self.stated.get(&(source, to)).into_iter().flatten() {
                let fact = self.connection(connection);
                if holds(&fact.when) {
                    let uses = fact.uses.iter().filter(|&&used| holds(&self.catalog.endpoint(used).when));
                    res.extend(uses.map(|&endpoint| Use { connection, endpoint }));
                }
            }
        }
        res
    }

    /// What `source` or a role that comes with it opens where `destination` is placed.
    pub(super) fn uses_in_effect(&self, source: RoleIdx, destination: RoleIdx) -> Vec<Use> {
        self.effective(source).iter().flat_map(|&source| self.uses_between(source, destination)).collect()
    }

    /// Ports as the tables write them: a dynamic port is the range that its listeners have today.
    pub(super) fn ports(&self, endpoint: EndpointRef) -> String {
        match self.catalog.endpoint(endpoint).port {
            Port::Fixed(range) | Port::Parameter(Some(range)) => range.to_string(),
            Port::Protocol | Port::Parameter(None) => String::new(),
            Port::RpcDynamic(_) | Port::OsDynamic => {
                let ranges = self.product_ranges.get(&endpoint).into_iter().flatten();
                match ranges.collect::<Vec<_>>()[..] {
                    [Some(range)] => range.to_string(),
                    _ => PortRange::CURRENT_DYNAMIC.to_string(),
                }
            }
        }
    }

    /// Every endpoint as a row.
    pub(super) fn endpoint_rows(&self) -> Vec<EndpointRow> {
        let mut res = Vec::new();
        for (service, entity) in self.catalog.services.iter_enumerated() {
            for (endpoint, fact) in entity.endpoints.iter_enumerated() {
                res.push(EndpointRow {
                    service: entity.name.to_string(),
                    service_name: entity.service_name.to_string(),
                    application_protocol: fact.application_protocol.to_string(),
                    transport: fact.transport.to_string(),
                    ports: self.ports(EndpointRef { service, endpoint }),
                    kind: fact.port.kind().to_owned(),
                });
            }
        }
        res
    }

    /// How a message names a use: `domain-member/logon to logon-server, active-directory/ldap-tcp`.
    pub(super) fn name(&self, used: Use) -> String {
        let connection = self.connection(used.connection);
        format!(
            "{}/{} to {}, {}",
            self.catalog.roles[used.connection.role].id,
            connection.id,
            self.catalog.roles[connection.to].id,
            self.catalog.endpoint_path(used.endpoint)
        )
    }
}
