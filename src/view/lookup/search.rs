//! What a search finds, as plain texts: endpoints with their callers, roles, OS versions and documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::found::{Caller, ConnectionFound, DocumentFound, EndpointFound, Lookup, OsFound, RoleFound, ServiceFound};
use super::index::{Index, ports_of};
use super::query::Query;
use crate::catalog::{Catalog, EndpointRef, Need, OsKind, OsSet};
use crate::ids::{EndpointIdx, OsIdx, ReferenceIdx, RoleIdx, ServiceIdx};
use crate::matrix::Line;
use crate::net::PortRange;

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
    let index = Index::build(catalog);
    let found = index.find(catalog, &query);
    let writer = Writer { catalog, index: &index };
    Lookup {
        ranges: range_sentences(catalog, &query),
        services: found.services.iter().map(|(service_idx, of)| writer.service(*service_idx, of)).collect(),
        roles: found.roles.into_iter().map(|role_idx| writer.role(role_idx)).collect(),
        os: found.os.into_iter().map(|os_idx| writer.os(os_idx)).collect(),
        documents: found.documents.into_iter().map(|idx| writer.document(idx)).collect(),
    }
}

/// Sentences about the dynamic ranges that the ports searched for lie in.
pub(in crate::view) fn range_sentences(catalog: &Catalog, query: &Query) -> Vec<String> {
    let mut owners: BTreeMap<PortRange, (OsSet, Vec<&str>)> = BTreeMap::new();
    for (os_idx, os) in catalog.os.iter_enumerated().filter(|(_, os)| os.kind != OsKind::Other) {
        owners.entry(os.dynamic_range).or_default().0.insert(os_idx);
    }
    for role in &catalog.roles {
        if let Some(range) = role.dynamic_range {
            owners.entry(range).or_default().1.push(&role.name);
        }
    }
    let mut res = Vec::new();
    for ports in query.ports() {
        for (range, (os, roles)) in owners.iter().filter(|(range, _)| range.overlaps(ports)) {
            let systems = (!os.is_empty()).then(|| catalog.os_text(*os));
            let owners: Vec<&str> = systems.as_deref().into_iter().chain(roles.iter().copied()).collect();
            let verb = if ports.num_ports() == 1 { "lies" } else { "lie" };
            res.push(format!("{ports} {verb} in {range}, the dynamic range of {}", owners.join(", ")));
        }
    }
    res
}

struct Writer<'a> {
    catalog: &'a Catalog,
    index: &'a Index,
}

impl Writer<'_> {
    fn service(&self, service_idx: ServiceIdx, endpoints: &[EndpointIdx]) -> ServiceFound {
        let service = &self.catalog.services[service_idx];
        let runs = self.catalog.roles.iter().filter(|role| role.runs.contains(&service_idx));
        let endpoint_ref = |&endpoint: &EndpointIdx| EndpointRef { service: service_idx, endpoint };
        ServiceFound {
            id: service.id.clone(),
            name: service.name.clone(),
            service_name: service.service_name.clone(),
            summary: service.summary.clone(),
            run_by: runs.map(|role| role.name.clone()).collect(),
            endpoints: endpoints.iter().map(|endpoint| self.endpoint(endpoint_ref(endpoint))).collect(),
        }
    }

    fn endpoint(&self, endpoint_ref: EndpointRef) -> EndpointFound {
        let endpoint = self.catalog.endpoint(endpoint_ref);
        let range = self.index.shown_range(endpoint_ref);
        EndpointFound {
            path: self.catalog.endpoint_path(endpoint_ref),
            application_protocol: endpoint.application_protocol.clone(),
            transport: endpoint.transport,
            ports: range.map(|range| range.to_string()).unwrap_or_default(),
            port: endpoint.port,
            condition: self.catalog.endpoint_condition(endpoint),
            note: endpoint.note.clone(),
            references: self.catalog.reference_labels(endpoint.references.iter().copied()),
            callers: self.index.lines_to(endpoint_ref).map(|line| self.caller(line)).collect(),
        }
    }

    fn caller(&self, line: &Line) -> Caller {
        Caller {
            source_role: self.catalog.roles[line.connection.role].name.clone(),
            destination_role: self.catalog.roles[line.destination].name.clone(),
            purpose: self.catalog.connection(line.connection).purpose.clone(),
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

    fn role(&self, role_idx: RoleIdx) -> RoleFound {
        let (catalog, table) = (self.catalog, &self.index.table);
        let role = &catalog.roles[role_idx];
        RoleFound {
            id: role.id.clone(),
            name: role.name.clone(),
            family: role.family.clone(),
            summary: role.summary.clone(),
            os: catalog.os_text(role.os),
            runs: role.runs.iter().map(|&idx| catalog.services[idx].name.clone()).collect(),
            implies: role.implies.iter().map(|it| catalog.roles[it.role].name.clone()).collect(),
            opens: self.connections(&table.by_source[role_idx]),
            reached_by: self.connections(&table.by_destination[role_idx]),
            references: catalog.reference_labels(role.references.iter().copied()),
        }
    }

    /// The connections that some lines, in catalog order, are of.
    fn connections(&self, line_idxs: &[usize]) -> Vec<ConnectionFound> {
        let lines: Vec<&Line> = line_idxs.iter().map(|&line_idx| &self.index.table.lines[line_idx]).collect();
        lines.chunk_by(|a, b| a.connection == b.connection).filter_map(|lines| self.connection(lines)).collect()
    }

    fn connection(&self, lines: &[&Line]) -> Option<ConnectionFound> {
        let first = lines.first()?;
        let references = lines.iter().flat_map(|line| line.references.iter().copied());
        Some(ConnectionFound {
            source_role: self.catalog.roles[first.connection.role].name.clone(),
            destination_role: self.catalog.roles[first.destination].name.clone(),
            ports: ports_of(self.catalog, lines.iter().copied()),
            purpose: self.catalog.connection(first.connection).purpose.clone(),
            scenario: self.scenario(first),
            condition: self.catalog.connection_condition(self.catalog.connection(first.connection)),
            references: self.catalog.reference_labels(references),
        })
    }

    fn os(&self, os_idx: OsIdx) -> OsFound {
        let os = &self.catalog.os[os_idx];
        OsFound {
            id: os.id.clone(),
            name: os.name.clone(),
            dynamic_range: os.dynamic_range.to_string(),
            released: os.released.clone(),
            support_ends: os.support_ends.clone(),
            references: self.catalog.reference_labels(os.references.iter().copied()),
        }
    }

    fn document(&self, reference_idx: ReferenceIdx) -> DocumentFound {
        let reference = &self.catalog.references[reference_idx];
        DocumentFound {
            id: reference.id.clone(),
            label: reference.label.to_string(),
            title: reference.title.clone(),
            publisher: reference.publisher.clone(),
            document: reference.document.clone(),
            version: reference.version.clone(),
            read: reference.read.clone(),
        }
    }
}
