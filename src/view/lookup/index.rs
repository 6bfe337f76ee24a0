//! What a search looks at, prepared once, and which positions of the catalog it finds. It writes no texts.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::TiVec;

use super::query::Query;
use crate::catalog::{Catalog, Endpoint, EndpointRef, Port};
use crate::ids::{EndpointIdx, OsIdx, ReferenceIdx, RoleIdx, ServiceIdx};
use crate::matrix::{Line, LineTable};
use crate::net::{PortRange, PortSet, Transport};

/// Everything of a catalog that searches need again and again.
#[derive(Clone, Debug, Default)]
pub(in crate::view) struct Index {
    pub(in crate::view) table: LineTable,
    /// By service and endpoint.
    endpoints: TiVec<ServiceIdx, TiVec<EndpointIdx, IndexedEndpoint>>,
    /// By role, in lower case.
    roles: TiVec<RoleIdx, String>,
    /// By OS version, in lower case.
    os: TiVec<OsIdx, String>,
    /// By document, in lower case.
    documents: TiVec<ReferenceIdx, String>,
}

#[derive(Clone, Debug, Default)]
struct IndexedEndpoint {
    /// What a search looks at, in lower case.
    text: String,
    /// Positions of its lines.
    lines: Vec<usize>,
    /// The ports that tables show.
    shown: Option<PortRange>,
}

/// The positions that a search finds, each list in catalog order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::view) struct Matches {
    /// Services with those of their endpoints that were found.
    pub services: Vec<(ServiceIdx, Vec<EndpointIdx>)>,
    /// Roles.
    pub roles: Vec<RoleIdx>,
    /// OS versions.
    pub os: Vec<OsIdx>,
    /// Documents.
    pub documents: Vec<ReferenceIdx>,
}

impl Index {
    /// Prepares a catalog for searches.
    #[must_use]
    pub(in crate::view) fn build(catalog: &Catalog) -> Self {
        let table = LineTable::new(catalog);
        let product_ranges: TiVec<RoleIdx, _> = catalog.roles.keys().map(|idx| catalog.product_range(idx)).collect();
        let mut lines: BTreeMap<EndpointRef, Vec<usize>> = BTreeMap::new();
        for (line_idx, line) in table.lines.iter().enumerate() {
            lines.entry(line.endpoint).or_default().push(line_idx);
        }
        let endpoint = |service: ServiceIdx, endpoint: EndpointIdx| {
            let lines = lines.get(&EndpointRef { service, endpoint }).cloned().unwrap_or_default();
            let ranges: BTreeSet<_> =
                lines.iter().map(|&line_idx| product_ranges[table.lines[line_idx].destination]).collect();
            let service = &catalog.services[service];
            let endpoint = &service.endpoints[endpoint];
            let server = match endpoint.port {
                Port::RpcDynamic(server_idx) => &*catalog.rpc_servers[server_idx].name,
                _ => "",
            };
            let words =
                [service.id.as_str(), &*service.name, &*service.service_name, &*endpoint.application_protocol, server];
            let shown = catalog.shown_range_among(endpoint, &ranges);
            IndexedEndpoint { text: words.join("\n").to_lowercase(), lines, shown }
        };
        let services = catalog.services.iter_enumerated();
        let endpoints =
            services.map(|(idx, service)| service.endpoints.keys().map(|of| endpoint(idx, of)).collect()).collect();
        let lower = |words: &[&str]| words.join("\n").to_lowercase();
        Self {
            endpoints,
            roles: catalog.roles.iter().map(|role| lower(&[role.id.as_str(), &role.name, &role.family])).collect(),
            os: catalog.os.iter().map(|os| lower(&[os.id.as_str(), &os.name])).collect(),
            documents: catalog.references.iter().map(|of| lower(&[of.id.as_str(), &of.label, &of.title])).collect(),
            table,
        }
    }

    /// Where in the catalog everything stands that has every word.
    pub(in crate::view) fn find(&self, catalog: &Catalog, query: &Query) -> Matches {
        if query.is_empty() {
            return Matches::default();
        }
        let cites = |&(idx, text): &(ReferenceIdx, &String)| {
            query.holds_in(text) || catalog.references[idx].kb.is_some_and(|kb| query.is_number(kb))
        };
        Matches {
            services: self.services(catalog, query),
            roles: self.roles.iter_enumerated().filter(|it| query.holds_in(it.1)).map(|(idx, _)| idx).collect(),
            os: self.os.iter_enumerated().filter(|it| query.holds_in(it.1)).map(|(idx, _)| idx).collect(),
            documents: self.documents.iter_enumerated().filter(cites).map(|(idx, _)| idx).collect(),
        }
    }

    fn services(&self, catalog: &Catalog, query: &Query) -> Vec<(ServiceIdx, Vec<EndpointIdx>)> {
        let is_wide_too = !has_port_of_its_own(catalog, query);
        let listens_on = |endpoint: &Endpoint, ports: PortRange| match endpoint.port {
            Port::Fixed(PortRange::ALL) => is_wide_too,
            Port::Fixed(range) | Port::Parameter(Some(range)) => range.overlaps(ports),
            Port::RpcDynamic(_) | Port::OsDynamic => is_wide_too && may_listen(catalog, endpoint, ports),
            Port::Parameter(None) | Port::Protocol => false,
        };
        let mut res = Vec::new();
        for (service_idx, indexed) in self.endpoints.iter_enumerated() {
            let endpoints = &catalog.services[service_idx].endpoints;
            let is_found = |&(idx, indexed): &(EndpointIdx, &IndexedEndpoint)| {
                let endpoint = &endpoints[idx];
                query.holds_for(endpoint.transport, &indexed.text, |ports| listens_on(endpoint, ports))
            };
            let found: Vec<EndpointIdx> = indexed.iter_enumerated().filter(is_found).map(|(idx, _)| idx).collect();
            if !found.is_empty() {
                res.push((service_idx, found));
            }
        }
        res
    }

    /// The connections to an endpoint, one line each, in catalog order.
    pub(in crate::view) fn lines_to(&self, endpoint: EndpointRef) -> impl Iterator<Item = &Line> {
        let indexed = self.endpoints.get(endpoint.service).and_then(|service| service.get(endpoint.endpoint));
        indexed.into_iter().flat_map(|indexed| &indexed.lines).map(|&line_idx| &self.table.lines[line_idx])
    }

    /// The ports that tables show for an endpoint: see [`Catalog::shown_endpoint_range`].
    pub(in crate::view) fn shown_range(&self, endpoint: EndpointRef) -> Option<PortRange> {
        self.endpoints.get(endpoint.service)?.get(endpoint.endpoint)?.shown
    }
}

/// The ports of some lines: `TCP 53; UDP 53`.
pub(in crate::view) fn ports_of<'a>(catalog: &Catalog, lines: impl IntoIterator<Item = &'a Line>) -> String {
    let mut by_transport: BTreeMap<Transport, PortSet> = BTreeMap::new();
    for line in lines {
        let ports = by_transport.entry(catalog.endpoint(line.endpoint).transport).or_default();
        line.shown_range(catalog).into_iter().for_each(|range| ports.insert(range));
    }
    let words = |(transport, ports): (Transport, PortSet)| {
        if ports.is_empty() { transport.to_string() } else { format!("{transport} {ports}") }
    };
    by_transport.into_iter().map(words).collect::<Vec<_>>().join("; ")
}

/// Whether some endpoint has one of the ports searched for to itself, not as one of a range.
fn has_port_of_its_own(catalog: &Catalog, query: &Query) -> bool {
    let mut single = catalog.endpoints().filter_map(|(_, endpoint)| match endpoint.port {
        Port::Fixed(range) | Port::Parameter(Some(range)) if range.num_ports() == 1 => Some(range),
        _ => None,
    });
    single.any(|range| query.ports().any(|ports| range.overlaps(ports)))
}

/// Whether a dynamic range of the endpoint's listeners has one of these ports.
fn may_listen(catalog: &Catalog, endpoint: &Endpoint, ports: PortRange) -> bool {
    let of_systems = catalog.os.iter().map(|os| os.dynamic_range);
    let of_role = endpoint.when.roles.iter().find_map(|&role_idx| catalog.roles[role_idx].dynamic_range);
    endpoint.port.is_dynamic() && of_systems.chain(of_role).any(|range| range.overlaps(ports))
}
