//! One row for each endpoint of each connection: which role opens what to which.

use super::table::sorted;
use crate::catalog::{Catalog, Need};
use crate::export::csv::SEPARATOR;
use crate::matrix::{Line, LineTable};

pub(super) const HEADERS: [&str; 12] = [
    "source_role",
    "destination_role",
    "system_service",
    "application_protocol",
    "transport",
    "port_from",
    "port_to",
    "kind",
    "need",
    "scenario",
    "condition",
    "references",
];

/// By source role, destination role, service, application protocol, transport and ports.
pub(super) fn rows(catalog: &Catalog) -> Vec<Vec<String>> {
    let table = LineTable::new(catalog);
    sorted(table.lines.iter().map(|line| (key(catalog, line), row(catalog, line))).collect())
}

fn key(catalog: &Catalog, line: &Line) -> impl Ord + use<> {
    let endpoint = catalog.endpoint(line.endpoint);
    let protocol = endpoint.application_protocol.clone();
    (line.connection.role, line.to, line.endpoint.service, protocol, endpoint.transport, line.shown_range(catalog))
}

fn row(catalog: &Catalog, line: &Line) -> Vec<String> {
    let endpoint = catalog.endpoint(line.endpoint);
    let range = line.shown_range(catalog);
    let (need, scenario) = match line.need {
        Need::Required => ("required", String::new()),
        Need::Optional(scenario) => ("optional", catalog.scenarios[scenario].to_string()),
    };
    vec![
        catalog.roles[line.connection.role].id.to_string(),
        catalog.roles[line.to].id.to_string(),
        catalog.services[line.endpoint.service].name.to_string(),
        endpoint.application_protocol.to_string(),
        endpoint.transport.label().to_owned(),
        range.map(|range| range.first().to_string()).unwrap_or_default(),
        range.map(|range| range.last().to_string()).unwrap_or_default(),
        line.port.kind().to_owned(),
        need.to_owned(),
        scenario,
        line.condition(catalog),
        catalog.reference_labels(line.references.iter().copied()).join(SEPARATOR),
    ]
}
