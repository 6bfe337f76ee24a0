//! The tables that the program exports, held against the same facts as the entities behind them.

use std::collections::BTreeSet;

use portolan::export::{catalog_table, export_catalog};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::tables::{Facts, parts};
use super::view::{EndpointRow, View};
use super::{by_port, catalog, endpoints};

#[derive(Deserialize)]
struct EndpointLine {
    system_service: String,
    service_name: String,
    application_protocol: String,
    transport: String,
    port_from: String,
    port_to: String,
    kind: String,
}

#[derive(Deserialize)]
struct PortLine {
    port: String,
    transport: String,
    application_protocol: String,
    system_services: String,
}

#[derive(Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
struct ConnectionLine {
    source_role: String,
    destination_role: String,
    system_service: String,
    application_protocol: String,
    transport: String,
    kind: String,
}

/// A table as the program exports it.
fn exported<T: DeserializeOwned>(table: &str) -> Vec<T> {
    let table = catalog_table(table).expect("a table of this name");
    let mut bytes = Vec::new();
    export_catalog(catalog(), table, &mut bytes).unwrap_or_else(|err| panic!("{err}"));
    let rows = csv::Reader::from_reader(&bytes[..]).deserialize().collect::<Result<_, _>>();
    rows.unwrap_or_else(|err| panic!("{}: {err}", table.name))
}

fn range(first: String, last: &str) -> String {
    if first == last { first } else { format!("{first}-{last}") }
}

#[test]
fn the_exported_endpoints_hold_the_service_tables() {
    let rows: Vec<EndpointRow> = exported::<EndpointLine>("endpoints")
        .into_iter()
        .map(|line| EndpointRow {
            service: line.system_service,
            service_name: line.service_name,
            application_protocol: line.application_protocol,
            transport: line.transport,
            ports: range(line.port_from, &line.port_to),
            kind: line.kind,
        })
        .collect();
    let problems = endpoints::mismatches(&Facts::read(), &rows);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_exported_ports_hold_the_by_port_table() {
    let mut rows = Vec::new();
    for line in exported::<PortLine>("ports") {
        rows.extend(parts(&line.system_services).map(|service| EndpointRow {
            service: service.to_owned(),
            service_name: String::new(),
            application_protocol: line.application_protocol.clone(),
            transport: line.transport.clone(),
            ports: if line.port == "n/a" { String::new() } else { line.port.clone() },
            kind: String::new(),
        }));
    }
    let problems = by_port::mismatches(&Facts::read(), &rows);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_exported_connections_are_those_of_the_entities() {
    let found: BTreeSet<ConnectionLine> = exported("connections").into_iter().collect();
    let catalog = catalog();
    let view = View::new(catalog);
    let expected: BTreeSet<ConnectionLine> = view
        .uses()
        .map(|used| {
            let connection = view.connection(used.connection);
            let endpoint = catalog.endpoint(used.endpoint);
            // An answer goes to the dynamic range of the side that asked.
            let is_answer = connection.answers.is_some() && endpoint.transport.has_ports();
            ConnectionLine {
                source_role: catalog.roles[used.connection.role].id.to_string(),
                destination_role: catalog.roles[connection.to].id.to_string(),
                system_service: catalog.services[used.endpoint.service].name.to_string(),
                application_protocol: endpoint.application_protocol.to_string(),
                transport: endpoint.transport.to_string(),
                kind: if is_answer { "os-dynamic" } else { endpoint.port.kind() }.to_owned(),
            }
        })
        .collect();
    assert_eq!(found, expected);
}
