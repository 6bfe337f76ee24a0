//! What a search finds, as plain texts: endpoints with their callers, roles, OS versions and documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use itertools::Itertools as _;

use super::found::{
    Caller, ConnectionFound, DocumentFound, EndpointFound, Found, Lookup, OsFound, RoleFound, RpcServerFound,
    ScenarioFound, ServiceFound,
};
use super::hit::Hit;
use super::index::{MAX_NARROW, SearchIndex, ports_of};
use super::query::Query;
use super::ranking::Matches;
use crate::catalog::{Answer, Catalog, EndpointRef, Need, OsKind, OsSet, Port};
use crate::ids::{EndpointIdx, OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
use crate::matrix::Line;
use crate::net::PortRange;
use crate::view::glossary::{Word, explained};
use crate::view::wording::counted;

/// Searches the catalog. No words find nothing.
///
/// A port finds whatever listens on it; where nobody has it alone, also what listens on a dynamic range it lies in,
/// or on all ports.
#[must_use]
pub fn lookup(catalog: &Catalog, words: &str) -> Lookup {
    if Query::new(words).is_empty() {
        Lookup::default()
    } else {
        lookup_in(&SearchIndex::build(catalog), catalog, words)
    }
}

/// As [`lookup`], with the index of the catalog: for who searches again and again.
#[must_use]
pub fn lookup_in(index: &SearchIndex, catalog: &Catalog, words: &str) -> Lookup {
    let query = Query::new(words);
    let found = index.find(catalog, &query);
    let writer = Writer { catalog, index, found: &found };
    let ranges = range_sentences(catalog, &found.ports);
    let explained: Vec<String> = explained(words).iter().map(Word::sentence).collect();
    let is_explained = !explained.is_empty();
    Lookup {
        explained,
        hits: found.hits.iter().flat_map(|&hit| writer.hit(hit, query.asks_for_flows())).collect(),
        // Whoever asks for a word has the answer, whatever the catalog says of it.
        lacking: if is_explained { Vec::new() } else { found.lacking.clone() },
        nearest: if is_explained { Vec::new() } else { found.nearest.clone() },
        wide_sentence: wide_sentence(catalog, &found.ports, &found.wide),
        dynamic_sentence: dynamic_sentence(catalog, &found.ports),
        wide: writer.wide(),
        ranges,
    }
}

/// What has to be said before hits that are not what was typed: which words they lack, and which were taken for others.
pub(crate) fn caveats(lacking: &[String], nearest: &[(String, String)]) -> Vec<String> {
    let nearest = (!nearest.is_empty()).then(|| {
        let typed = nearest.iter().map(|(typed, _)| format!("“{typed}”")).join(" or ");
        let near = nearest.iter().map(|(_, near)| format!("“{near}”")).join(", ");
        format!("Nothing has {typed}. Nearest: {near}")
    });
    let without =
        (!lacking.is_empty()).then(|| format!("Nothing has all of these words. Without “{}”:", lacking.join(" ")));
    nearest.into_iter().chain(without).collect()
}

/// The best of what is found.
#[must_use]
pub fn best_hit(index: &SearchIndex, catalog: &Catalog, words: &str) -> Option<Found> {
    let query = Query::new(words);
    let found = index.find(catalog, &query);
    let writer = Writer { catalog, index, found: &found };
    writer.hit(*found.hits.first()?, query.asks_for_flows()).into_iter().next()
}

/// That endpoints may listen on the ports searched for because these lie in wide ranges; empty: there are none.
pub(in crate::view) fn wide_sentence(catalog: &Catalog, ports: &[PortRange], wide: &[EndpointRef]) -> String {
    if wide.is_empty() {
        return String::new();
    }
    let fixed = wide.iter().filter_map(|&endpoint| match catalog.endpoint(endpoint).port {
        Port::Fixed(range) | Port::Parameter(Some(range)) => Some(range),
        Port::Parameter(None) | Port::RpcDynamic(_) | Port::OsDynamic | Port::Protocol => None,
    });
    let dynamic =
        ports.iter().flat_map(|ports| dynamic_ranges(catalog).into_keys().filter(move |it| it.overlaps(*ports)));
    let has_dynamic = wide.iter().any(|&endpoint| catalog.endpoint(endpoint).port.is_dynamic());
    let ranges: BTreeSet<PortRange> = fixed.chain(dynamic.filter(|_| has_dynamic)).collect();
    let num_ranges = ranges.len();
    let mut ranges: Vec<String> = ranges.into_iter().take(3).map(|range| range.to_string()).collect();
    if num_ranges > ranges.len() {
        ranges.push("…".to_owned());
    }
    let ports = ports.iter().join(", ");
    let endpoints = counted(wide.len(), "endpoint may listen", "endpoints may listen");
    format!("{ports} in wide ranges ({}): {endpoints} there", ranges.join(", "))
}

/// The dynamic ranges of OS versions and current products, with whose they are.
fn dynamic_ranges(catalog: &Catalog) -> BTreeMap<PortRange, (OsSet, Vec<&str>)> {
    let mut res: BTreeMap<PortRange, (OsSet, Vec<&str>)> = BTreeMap::new();
    for (os_idx, os) in catalog.os.iter_enumerated().filter(|(_, os)| os.kind != OsKind::Other) {
        res.entry(os.dynamic_range).or_default().0.insert(os_idx);
    }
    for (role_idx, role) in catalog.roles.iter_enumerated() {
        if let Some(range) = role.dynamic_range.filter(|_| !catalog.is_retired(role_idx, &catalog.as_of)) {
            res.entry(range).or_default().1.push(&role.name);
        }
    }
    res
}

/// That what is searched for is a dynamic range, and whose; empty: it is none.
pub(in crate::view) fn dynamic_sentence(catalog: &Catalog, ports: &[PortRange]) -> String {
    let owners = dynamic_ranges(catalog);
    let is_dynamic = |ports: &PortRange| {
        let (os, _) = owners.get(ports)?;
        (!os.is_empty()).then(|| format!("{ports} is the dynamic range of {}", catalog.os_text(*os)))
    };
    ports.iter().filter_map(is_dynamic).join(". ")
}

/// Sentences about the dynamic ranges that the ports searched for lie in.
pub(in crate::view) fn range_sentences(catalog: &Catalog, ports: &[PortRange]) -> Vec<String> {
    let owners = dynamic_ranges(catalog);
    let mut res = Vec::new();
    for &ports in ports {
        // Those of systems first: of products, few have the range.
        let overlapping = owners.iter().filter(|(range, _)| range.overlaps(ports) && **range != ports);
        for (range, (os, roles)) in overlapping.sorted_by_key(|(_, (os, _))| os.is_empty()) {
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
    index: &'a SearchIndex,
    found: &'a Matches,
}

impl Writer<'_> {
    /// What is said of a hit: one answer, or one for each endpoint.
    fn hit(&self, hit: Hit, is_each: bool) -> Vec<Found> {
        if let Hit::Service(service_idx) = hit
            && is_each
            && let Some(endpoints) = self.found.endpoints.get(&service_idx)
        {
            let each = endpoints.chunks(1).map(|endpoint| Found::Service(self.service(service_idx, endpoint)));
            return each.collect();
        }
        vec![match hit {
            Hit::Role(role_idx) => Found::Role(self.role(role_idx)),
            Hit::Service(service_idx) => {
                let endpoints = self.found.endpoints.get(&service_idx).map_or(&[][..], Vec::as_slice);
                Found::Service(self.service(service_idx, endpoints))
            }
            Hit::Scenario(scenario_idx) => Found::Scenario(self.scenario_found(scenario_idx)),
            Hit::RpcServer(server_idx) => Found::RpcServer(self.rpc_server(server_idx)),
            Hit::Os(os_idx) => Found::Os(self.os(os_idx)),
            Hit::Document(reference_idx) => Found::Document(self.document(reference_idx)),
        }]
    }

    fn wide(&self) -> Vec<ServiceFound> {
        let lines = |endpoint| self.index.endpoint(endpoint).map(|of| of.lines.clone()).unwrap_or_default();
        let by_service = self.found.wide.chunk_by(|a, b| a.service == b.service);
        let service = |endpoints: &[EndpointRef]| {
            let service_idx = endpoints.first()?.service;
            let endpoints: Vec<_> = endpoints.iter().map(|&endpoint| (endpoint.endpoint, lines(endpoint))).collect();
            Some(self.service(service_idx, &endpoints))
        };
        by_service.filter_map(service).collect()
    }

    fn service(&self, service_idx: ServiceIdx, endpoints: &[(EndpointIdx, Vec<usize>)]) -> ServiceFound {
        let service = &self.catalog.services[service_idx];
        let runs = self.catalog.roles.iter().filter(|role| role.runs.contains(&service_idx));
        let endpoint_ref = |endpoint: EndpointIdx| EndpointRef { service: service_idx, endpoint };
        ServiceFound {
            id: service.id.clone(),
            name: service.name.clone(),
            service_name: service.service_name.clone(),
            aliases: service.aliases.clone(),
            summary: service.summary.clone(),
            run_by: runs.map(|role| role.name.clone()).collect(),
            endpoints: endpoints.iter().map(|(idx, lines)| self.endpoint(endpoint_ref(*idx), lines)).collect(),
        }
    }

    fn endpoint(&self, endpoint_ref: EndpointRef, lines: &[usize]) -> EndpointFound {
        let endpoint = self.catalog.endpoint(endpoint_ref);
        let range = self.index.shown_range(endpoint_ref);
        EndpointFound {
            path: self.catalog.endpoint_path(endpoint_ref),
            application_protocol: endpoint.application_protocol.clone(),
            aliases: endpoint.aliases.clone(),
            transport: endpoint.transport,
            ports: range.map(|range| range.to_string()).unwrap_or_default(),
            port: endpoint.port,
            condition: self.catalog.endpoint_condition(endpoint),
            note: endpoint.note.clone(),
            references: self.catalog.reference_labels(endpoint.references.iter().copied()),
            callers: lines.iter().map(|&line_idx| self.caller(&self.index.table.lines[line_idx])).collect(),
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
            Need::Optional(scenario) => Some(self.catalog.scenarios[scenario].name.clone()),
        }
    }

    fn role(&self, role_idx: RoleIdx) -> RoleFound {
        let (catalog, table) = (self.catalog, &self.index.table);
        let role = &catalog.roles[role_idx];
        let reached = self.reached(role_idx);
        let is_required = |line_idx: &usize| self.is_always_required(&table.lines[*line_idx]);
        let (required, optional): (Vec<usize>, Vec<usize>) = reached.iter().copied().partition(is_required);
        let is_known = |line_idx: &usize| {
            let line = &table.lines[*line_idx];
            required.iter().any(|&other| {
                let other = &table.lines[other];
                catalog.endpoint(other.endpoint).transport == catalog.endpoint(line.endpoint).transport
                    && other.shown_range(catalog) == line.shown_range(catalog)
            })
        };
        let others: Vec<usize> = optional.into_iter().filter(|line_idx| !is_known(line_idx)).collect();
        let is_found = |line_idx: &usize| {
            let connections = self.found.connections.get(&role_idx);
            connections.is_some_and(|found| found.contains(&table.lines[*line_idx].connection))
        };
        let found_by: Vec<usize> = table.by_source[role_idx].iter().copied().filter(is_found).collect();
        RoleFound {
            id: role.id.clone(),
            name: role.name.clone(),
            aliases: role.aliases.clone(),
            family: role.family.clone(),
            summary: role.summary.clone(),
            os: catalog.os_text(role.os),
            runs: role.runs.iter().map(|&idx| catalog.services[idx].name.clone()).collect(),
            implies: role.implies.iter().map(|it| catalog.roles[it.role].name.clone()).collect(),
            ports: self.ports_of_lines(&required),
            ports_of_scenarios: self.ports_of_lines(&others),
            found_by: self.connections(&found_by),
            opens: self.connections(&self.best_first(&table.by_source[role_idx])),
            reached_by: self.connections(&reached),
            references: catalog.reference_labels(role.references.iter().copied()),
        }
    }

    /// Lines with what is required first.
    fn best_first(&self, line_idxs: &[usize]) -> Vec<usize> {
        let is_optional = |line_idx: &usize| self.index.table.lines[*line_idx].need != Need::Required;
        line_idxs.iter().copied().sorted_by_key(is_optional).collect()
    }

    /// Positions of the lines to a role and to the abstract roles that come with it.
    fn reached(&self, role_idx: RoleIdx) -> Vec<usize> {
        let is_meant = |idx: &RoleIdx| *idx == role_idx || self.catalog.roles[*idx].is_abstract;
        let roles = self.catalog.effective_roles(role_idx, &[]).into_iter().filter(is_meant);
        let lines = roles.flat_map(|idx| self.index.table.by_destination[idx].iter().copied());
        let lines = lines.sorted_unstable().dedup();
        lines.sorted_by_key(|line_idx| (self.index.standing_of_caller(*line_idx), *line_idx)).collect()
    }

    /// Whether a line is required whatever a plan says of its assumptions, on systems that are not retired.
    fn is_always_required(&self, line: &Line) -> bool {
        let catalog = self.catalog;
        let is_current = |os: OsSet| os.iter().any(|os_idx| !catalog.os[os_idx].has_ended(&catalog.as_of));
        line.need == Need::Required
            && line.when.assumptions.iter().all(|&idx| catalog.assumptions[idx].default == Answer::InUse)
            && line.when.destination_os.is_none_or(is_current)
    }

    /// The ports of some lines, but for wide ranges that are not dynamic: these say nothing of what a role is.
    fn ports_of_lines(&self, line_idxs: &[usize]) -> String {
        let lines = line_idxs.iter().map(|&line_idx| &self.index.table.lines[line_idx]);
        let is_meant = |line: &&Line| {
            line.port.is_dynamic() || line.shown_range(self.catalog).is_none_or(|range| range.num_ports() <= MAX_NARROW)
        };
        ports_of(self.catalog, lines.filter(is_meant))
    }

    fn scenario_found(&self, scenario_idx: ScenarioIdx) -> ScenarioFound {
        let lines = self.index.table.lines.iter().enumerate();
        let needs = lines.filter(|(_, line)| line.need == Need::Optional(scenario_idx)).map(|(idx, _)| idx);
        let scenario = &self.catalog.scenarios[scenario_idx];
        ScenarioFound {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            aliases: scenario.aliases.clone(),
            summary: scenario.summary.clone(),
            default: scenario.default,
            connections: self.connections(&needs.collect::<Vec<_>>()),
        }
    }

    fn rpc_server(&self, server_idx: RpcServerIdx) -> RpcServerFound {
        let server = &self.catalog.rpc_servers[server_idx];
        let listens = self.catalog.endpoints().filter(|(_, endpoint)| endpoint.port == Port::RpcDynamic(server_idx));
        RpcServerFound {
            id: server.id.clone(),
            name: server.name.clone(),
            aliases: server.aliases.clone(),
            pin: server.pin.as_ref().map(|pin| pin.setting.clone()).unwrap_or_default(),
            endpoints: listens.map(|(endpoint, _)| self.catalog.endpoint_path(endpoint)).collect(),
            references: self.catalog.reference_labels(server.references.iter().copied()),
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
