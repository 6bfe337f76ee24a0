//! Makes pages, and the rows that many of them share: endpoints, connections, documents.

use itertools::Itertools as _;

use super::page::{Entry, Page, PageRow, Part, RowForm, Topic};
use crate::catalog::{Catalog, EndpointRef, Need, Port};
use crate::ids::{OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
use crate::matrix::Line;
use crate::view::lookup::{SearchIndex, ports_of};

/// What pages are made from.
pub(super) struct Maker<'a> {
    pub catalog: &'a Catalog,
    pub index: &'a SearchIndex,
}

impl Maker<'_> {
    /// Makes the page of a topic. A position that the catalog lacks gives an empty page.
    pub(super) fn page(&self, topic: &Topic) -> Page {
        match topic {
            Topic::Search(words) => self.results(words),
            Topic::Entry(Entry::Service(service_idx)) => self.service(*service_idx),
            Topic::Entry(Entry::Role(role_idx)) => self.role(*role_idx),
            Topic::Entry(Entry::Scenario(scenario_idx)) => self.scenario(*scenario_idx),
            Topic::Entry(Entry::RpcServer(server_idx)) => self.rpc_server(*server_idx),
            Topic::Entry(Entry::Os(os_idx)) => self.os(*os_idx),
            Topic::Entry(Entry::Document(reference_idx)) => self.document(*reference_idx),
        }
    }

    pub(super) fn service_link(&self, service_idx: ServiceIdx) -> Part {
        Part::link(&*self.catalog.services[service_idx].name, Entry::Service(service_idx))
    }

    pub(super) fn role_link(&self, role_idx: RoleIdx) -> Part {
        Part::link(&*self.catalog.roles[role_idx].name, Entry::Role(role_idx))
    }

    pub(super) fn scenario_link(&self, scenario_idx: ScenarioIdx) -> Part {
        Part::link(&*self.catalog.scenarios[scenario_idx].name, Entry::Scenario(scenario_idx))
    }

    pub(super) fn rpc_server_link(&self, server_idx: RpcServerIdx) -> Part {
        Part::link(&*self.catalog.rpc_servers[server_idx].name, Entry::RpcServer(server_idx))
    }

    pub(super) fn os_link(&self, os_idx: OsIdx) -> Part {
        Part::link(&*self.catalog.os[os_idx].name, Entry::Os(os_idx))
    }

    pub(super) fn document_link(&self, reference_idx: ReferenceIdx) -> Part {
        Part::link(&*self.catalog.references[reference_idx].label, Entry::Document(reference_idx))
    }

    /// “TCP 445”, or the transport alone where there is no port to name.
    pub(super) fn ports_text(&self, endpoint: EndpointRef) -> String {
        let transport = self.catalog.endpoint(endpoint).transport;
        self.index.shown_range(endpoint).map_or_else(|| transport.to_string(), |range| format!("{transport} {range}"))
    }

    /// A line with an endpoint's ports and protocol, and `parts` behind them.
    pub(super) fn endpoint_row(&self, indent: u8, endpoint_ref: EndpointRef, parts: Vec<Part>) -> PageRow {
        let endpoint = self.catalog.endpoint(endpoint_ref);
        let detail = match endpoint.port {
            Port::RpcDynamic(_) | Port::OsDynamic => "dynamic",
            Port::Parameter(Some(_)) => "default",
            Port::Parameter(None) => "to be chosen",
            Port::Fixed(_) | Port::Protocol => "",
        };
        let ports = (self.ports_text(endpoint_ref), endpoint.application_protocol.to_string());
        PageRow { indent, ports: Some(ports), parts, detail: detail.to_owned(), ..PageRow::default() }
    }

    /// The condition of an endpoint as a sentence; empty: it is always there.
    pub(super) fn only(condition: &str) -> String {
        if condition.is_empty() { String::new() } else { format!("Only with {condition}") }
    }

    /// Adds what else to see: roles, then documents, each once.
    pub(super) fn see(&self, page: &mut Page, roles: &[RoleIdx], references: impl IntoIterator<Item = ReferenceIdx>) {
        let references: Vec<ReferenceIdx> = references.into_iter().sorted_unstable().dedup().collect();
        let mut parts = vec![Part::text("See")];
        parts.extend(roles.iter().map(|&role_idx| self.role_link(role_idx)));
        parts.extend(references.into_iter().map(|reference_idx| self.document_link(reference_idx)));
        if parts.len() > 1 {
            page.push(PageRow { form: RowForm::Flow, indent: 1, parts, ..PageRow::default() });
        }
    }

    /// Adds a connection, of which `lines` are all or some: `parts` say between whom.
    pub(super) fn connection(&self, page: &mut Page, lines: &[&Line], parts: Vec<Part>) {
        let Some(first) = lines.first() else { return };
        let connection = self.catalog.connection(first.connection);
        let (need, scenario) = match first.need {
            Need::Required => ("required", String::new()),
            Need::Optional(scenario) => ("optional", format!("for {}", self.catalog.scenarios[scenario].name)),
        };
        page.line(0, parts, need);
        let ports = ports_of(self.catalog, lines.iter().copied());
        let purpose = connection.purpose.to_string();
        let words = [ports, purpose, scenario].into_iter().filter(|words| !words.is_empty());
        page.text(1, words.collect::<Vec<_>>().join(" · "));
        page.text(1, Self::only(&self.catalog.connection_condition(connection)));
        self.see(page, &[], lines.iter().flat_map(|line| line.references.iter().copied()));
    }
}
