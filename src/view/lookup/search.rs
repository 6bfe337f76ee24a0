//! The search itself: through endpoints, roles, OS versions and documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::found::{Caller, ConnectionFound, DocumentFound, EndpointFound, Lookup, OsFound, RoleFound, ServiceFound};
use super::query::Query;
use crate::catalog::{Catalog, Endpoint, EndpointRef, Need, OsKind, OsSet, Port};
use crate::matrix::{Line, LineTable};
use crate::net::{PortRange, PortSet, Transport};

/// Searches the catalog. No words find nothing.
///
/// A port finds whatever listens on it; where nobody has it alone, also what listens on a dynamic range it lies in,
/// or on all ports.
#[must_use]
pub fn lookup(catalog: &Catalog, words: &str) -> Lookup {
    let query = Query::new(words);
    if query.is_empty() {
        return Lookup::default();
    }
    let searcher = Searcher { catalog, query, table: LineTable::new(catalog) };
    Lookup {
        ranges: searcher.ranges(),
        services: searcher.services(),
        roles: searcher.roles(),
        os: searcher.os(),
        documents: searcher.documents(),
    }
}

struct Searcher<'a> {
    catalog: &'a Catalog,
    query: Query,
    table: LineTable,
}

impl Searcher<'_> {
    fn ranges(&self) -> Vec<String> {
        let mut owners: BTreeMap<PortRange, (OsSet, Vec<&str>)> = BTreeMap::new();
        for (os_idx, os) in self.catalog.os.iter().enumerate().filter(|(_, os)| os.kind != OsKind::Other) {
            owners.entry(os.dynamic_range).or_default().0.insert(os_idx);
        }
        for role in &self.catalog.roles {
            if let Some(range) = role.dynamic_range {
                owners.entry(range).or_default().1.push(&role.name);
            }
        }
        let mut res = Vec::new();
        for ports in self.query.ports() {
            for (range, (os, roles)) in owners.iter().filter(|(range, _)| overlap(**range, ports)) {
                let systems = (!os.is_empty()).then(|| self.catalog.os_words(*os));
                let owners: Vec<&str> = systems.as_deref().into_iter().chain(roles.iter().copied()).collect();
                let verb = if ports.num_ports() == 1 { "lies" } else { "lie" };
                res.push(format!("{ports} {verb} in {range}, the dynamic range of {}", owners.join(", ")));
            }
        }
        res
    }

    fn services(&self) -> Vec<ServiceFound> {
        let is_wide_too = !self.has_port_of_its_own();
        self.services_where(|endpoint, ports| match endpoint.port {
            Port::Fixed(PortRange::ALL) => is_wide_too,
            Port::Fixed(range) | Port::Parameter(Some(range)) => overlap(range, ports),
            Port::RpcDynamic(_) | Port::OsDynamic => is_wide_too && self.may_listen(endpoint, ports),
            Port::Parameter(None) | Port::Protocol => false,
        })
    }

    /// Whether some endpoint has one of the ports searched for to itself, not as one of a range.
    fn has_port_of_its_own(&self) -> bool {
        let of_catalog = self.catalog.services.iter().flat_map(|service| &service.endpoints);
        let mut single = of_catalog.filter_map(|endpoint| match endpoint.port {
            Port::Fixed(range) | Port::Parameter(Some(range)) if range.num_ports() == 1 => Some(range),
            _ => None,
        });
        single.any(|range| self.query.ports().any(|ports| overlap(range, ports)))
    }

    /// Whether a dynamic range of the endpoint's listeners has one of these ports.
    fn may_listen(&self, endpoint: &Endpoint, ports: PortRange) -> bool {
        let of_systems = self.catalog.os.iter().map(|os| os.dynamic_range);
        let of_role = endpoint.when.role.and_then(|role_idx| self.catalog.roles[role_idx].dynamic_range);
        endpoint.port.is_dynamic() && of_systems.chain(of_role).any(|range| overlap(range, ports))
    }

    fn services_where(&self, listens_on: impl Fn(&Endpoint, PortRange) -> bool) -> Vec<ServiceFound> {
        let mut res = Vec::new();
        for (service_idx, service) in self.catalog.services.iter().enumerate() {
            let of_service = format!("{}\n{}\n{}", service.id, service.name, service.service_name);
            let found = |(endpoint_idx, endpoint): (usize, &Endpoint)| {
                let server = match endpoint.port {
                    Port::RpcDynamic(server_idx) => &*self.catalog.rpc_servers[server_idx].name,
                    _ => "",
                };
                let text = format!("{of_service}\n{}\n{server}", endpoint.application_protocol).to_lowercase();
                let is_found = self.query.holds_for(endpoint.transport, &text, |ports| listens_on(endpoint, ports));
                is_found.then(|| self.endpoint(EndpointRef { service: service_idx, endpoint: endpoint_idx }))
            };
            let endpoints: Vec<_> = service.endpoints.iter().enumerate().filter_map(found).collect();
            if !endpoints.is_empty() {
                let runs = self.catalog.roles.iter().filter(|role| role.runs.contains(&service_idx));
                res.push(ServiceFound {
                    id: service.id.clone(),
                    name: service.name.clone(),
                    service_name: service.service_name.clone(),
                    summary: service.summary.clone(),
                    run_by: runs.map(|role| role.name.clone()).collect(),
                    endpoints,
                });
            }
        }
        res
    }

    fn endpoint(&self, endpoint_ref: EndpointRef) -> EndpointFound {
        let endpoint = self.catalog.endpoint(endpoint_ref);
        let range = self.catalog.shown_endpoint_range(endpoint_ref);
        let lines = self.table.lines.iter().filter(|line| line.endpoint == endpoint_ref);
        EndpointFound {
            path: self.catalog.endpoint_path(endpoint_ref),
            application_protocol: endpoint.application_protocol.clone(),
            transport: endpoint.transport,
            ports: range.map(|range| range.to_string()).unwrap_or_default(),
            kind: endpoint.port.kind(),
            condition: self.catalog.endpoint_condition(endpoint),
            note: endpoint.note.clone(),
            references: self.catalog.reference_labels(endpoint.references.iter().copied()),
            callers: lines.map(|line| self.caller(line)).collect(),
        }
    }

    fn caller(&self, line: &Line) -> Caller {
        Caller {
            source_role: self.catalog.roles[line.connection.role].name.clone(),
            destination_role: self.catalog.roles[line.to].name.clone(),
            purpose: line.fact(self.catalog).purpose.clone(),
            scenario: self.scenario(line),
            condition: line.condition(self.catalog),
            references: self.catalog.reference_labels(line.references.iter().copied()),
        }
    }

    fn scenario(&self, line: &Line) -> Option<Arc<str>> {
        match line.need {
            Need::Required => None,
            Need::Optional(scenario) => Some(self.catalog.scenarios[scenario].clone()),
        }
    }

    fn roles(&self) -> Vec<RoleFound> {
        let catalog = self.catalog;
        let names = |positions: &[usize]| positions.iter().map(|&idx| catalog.roles[idx].name.clone()).collect();
        let mut res = Vec::new();
        for (role_idx, role) in catalog.roles.iter().enumerate() {
            let text = format!("{}\n{}\n{}", role.id, role.name, role.family).to_lowercase();
            if self.query.holds_in(&text) {
                res.push(RoleFound {
                    id: role.id.clone(),
                    name: role.name.clone(),
                    family: role.family.clone(),
                    summary: role.summary.clone(),
                    os: catalog.os_words(role.os),
                    runs: role.runs.iter().map(|&idx| catalog.services[idx].name.clone()).collect(),
                    implies: names(&role.implies),
                    opens: self.connections(&self.table.from_role[role_idx]),
                    reached_by: self.connections(&self.table.to_role[role_idx]),
                    references: catalog.reference_labels(role.references.iter().copied()),
                });
            }
        }
        res
    }

    /// The connections that some lines, in catalog order, are of.
    fn connections(&self, line_idxs: &[usize]) -> Vec<ConnectionFound> {
        let lines: Vec<&Line> = line_idxs.iter().map(|&line_idx| &self.table.lines[line_idx]).collect();
        lines.chunk_by(|a, b| a.connection == b.connection).filter_map(|lines| self.connection(lines)).collect()
    }

    fn connection(&self, lines: &[&Line]) -> Option<ConnectionFound> {
        let first = lines.first()?;
        let mut by_transport: BTreeMap<Transport, PortSet> = BTreeMap::new();
        for line in lines {
            let ports = by_transport.entry(self.catalog.endpoint(line.endpoint).transport).or_default();
            line.shown_range(self.catalog).into_iter().for_each(|range| ports.insert(range));
        }
        let words = |(transport, ports): (Transport, PortSet)| {
            if ports.is_empty() { transport.to_string() } else { format!("{transport} {ports}") }
        };
        let references = lines.iter().flat_map(|line| line.references.iter().copied());
        Some(ConnectionFound {
            source_role: self.catalog.roles[first.connection.role].name.clone(),
            destination_role: self.catalog.roles[first.to].name.clone(),
            ports: by_transport.into_iter().map(words).collect::<Vec<_>>().join("; "),
            purpose: first.fact(self.catalog).purpose.clone(),
            scenario: self.scenario(first),
            condition: self.catalog.connection_condition(first.fact(self.catalog)),
            references: self.catalog.reference_labels(references),
        })
    }

    fn os(&self) -> Vec<OsFound> {
        let is_found = |id: &str, name: &str| self.query.holds_in(&format!("{id}\n{name}").to_lowercase());
        let found = self.catalog.os.iter().filter(|os| is_found(&os.id, &os.name));
        found
            .map(|os| OsFound {
                id: os.id.clone(),
                name: os.name.clone(),
                dynamic_range: os.dynamic_range.to_string(),
                released: os.released.clone(),
                support_ends: os.support_ends.clone(),
                references: self.catalog.reference_labels(os.references.iter().copied()),
            })
            .collect()
    }

    fn documents(&self) -> Vec<DocumentFound> {
        let mut res = Vec::new();
        for reference in &self.catalog.references {
            let label = reference.label.to_string();
            let text = format!("{}\n{label}\n{}", reference.id, reference.title).to_lowercase();
            if self.query.holds_in(&text) || reference.kb.is_some_and(|kb| self.query.is_number(kb)) {
                res.push(DocumentFound {
                    id: reference.id.clone(),
                    label,
                    title: reference.title.clone(),
                    publisher: reference.publisher.clone(),
                    document: reference.document.clone(),
                    version: reference.version.clone(),
                    read: reference.read.clone(),
                });
            }
        }
        res
    }
}

fn overlap(a: PortRange, b: PortRange) -> bool {
    a.first() <= b.last() && b.first() <= a.last()
}
