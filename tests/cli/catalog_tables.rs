//! The catalog as tables: headers as promised, rows in order, and a few famous facts.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::{ExpectFile, expect_file};
use portolan::catalog::Catalog;
use portolan::export::{CATALOG_TABLES, catalog_table, export_catalog};
use portolan::files::catalog_dir;
use portolan::net::Transport;

use crate::harness::{miniature, rows};

fn text(catalog: &Catalog, name: &str) -> String {
    let mut bytes = Vec::new();
    let table = catalog_table(name).expect("a table of this name");
    export_catalog(catalog, table, &mut bytes).expect("a vector takes everything");
    String::from_utf8(bytes).expect("UTF-8")
}

fn table(catalog: &Catalog, name: &str) -> Vec<Vec<String>> {
    rows(&text(catalog, name))
}

fn embedded() -> Catalog {
    catalog_dir::with_overlay(&[]).0
}

#[track_caller]
fn check(name: &str, expected: &ExpectFile) {
    expected.assert_eq(&text(&miniature(), name).replace("\r\n", "\n"));
}

#[test]
fn endpoints_are_written_with_kind_and_condition() {
    check("endpoints", &expect_file!["../snapshots/catalog-endpoints.csv"]);
}

#[test]
fn ports_are_written_by_number() {
    check("ports", &expect_file!["../snapshots/catalog-ports.csv"]);
}

#[test]
fn connections_are_written_with_both_roles() {
    check("connections", &expect_file!["../snapshots/catalog-connections.csv"]);
}

#[test]
fn entities_are_written_a_row_each() {
    check("os", &expect_file!["../snapshots/catalog-os.csv"]);
    check("services", &expect_file!["../snapshots/catalog-services.csv"]);
    check("roles", &expect_file!["../snapshots/catalog-roles.csv"]);
}

#[test]
fn headers_are_those_promised() {
    for (name, expected) in [
        (
            "endpoints",
            "system_service,service_name,application_protocol,transport,port_from,port_to,kind,condition,references",
        ),
        ("ports", "port,transport,application_protocol,system_services"),
        (
            "connections",
            "source_role,destination_role,system_service,application_protocol,transport,port_from,port_to,kind,need,\
             scenario,condition,references",
        ),
    ] {
        assert_eq!(table(&miniature(), name)[0].join(","), expected, "{name}");
    }
}

#[test]
fn every_cell_has_one_of_the_promised_words() {
    let catalog = embedded();
    let kinds = ["fixed", "range", "rpc-dynamic", "os-dynamic", "parameter", "protocol"];
    let transports = Transport::ALL.iter().map(|transport| transport.label()).collect::<Vec<_>>();
    for name in ["endpoints", "connections", "ports"] {
        let rows = table(&catalog, name);
        let column = |header: &str| rows[0].iter().position(|other| other == header);
        for row in &rows[1..] {
            assert!(column("transport").is_some_and(|idx| transports.contains(&row[idx].as_str())), "{row:?}");
            assert!(column("kind").is_none_or(|idx| kinds.contains(&row[idx].as_str())), "{row:?}");
            assert!(column("need").is_none_or(|idx| ["required", "optional"].contains(&row[idx].as_str())), "{row:?}");
        }
    }
}

#[test]
fn no_row_stands_there_twice() {
    let catalog = embedded();
    for name in CATALOG_TABLES.iter().map(|table| table.name) {
        let rows = table(&catalog, name);
        assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len(), "{name}");
        assert!(rows.len() > 1, "{name}");
    }
}

#[test]
fn the_table_by_port_goes_from_no_port_to_the_highest() {
    let rows = table(&embedded(), "ports");
    let first_port = |row: &Vec<String>| row[0].split('-').next().and_then(|port| port.parse::<u16>().ok());
    let keys: Vec<_> =
        rows[1..].iter().map(|row| (first_port(row), Transport::from_label(&row[1]).expect("a transport"))).collect();
    let ports: Vec<_> = keys.iter().map(|(port, _)| port).collect();
    assert!(ports.is_sorted(), "{ports:?}");
    assert_eq!(rows[1][0], "n/a");
}

#[test]
fn famous_facts_are_in_the_tables() {
    let catalog = embedded();
    for (name, expected, why) in [
        ("endpoints", &["Windows Time", "W32Time", "NTP", "UDP", "123", "123", "fixed"][..], "the time service"),
        ("ports", &["3268", "TCP", "Global Catalog"], "the global catalog"),
        ("os", &["windows-server-2003", "Windows Server 2003", "server", "1025-5000"], "the old range"),
    ] {
        let rows = table(&catalog, name);
        assert!(rows.iter().any(|row| row[..expected.len()] == *expected), "{why}");
    }
}

#[test]
fn a_listener_with_a_range_of_its_own_shows_it() {
    let endpoints = table(&embedded(), "endpoints");
    let first_ports: BTreeMap<&str, &str> = endpoints[1..]
        .iter()
        .filter(|row| row[0] == "ISA/TMG Server" && row[6] == "rpc-dynamic")
        .map(|row| (&*row[7], &*row[4]))
        .collect();
    assert_eq!(first_ports, BTreeMap::from([("", "1024"), ("listener role: Forefront TMG 2010", "10000")]));
    let others = endpoints[1..].iter().filter(|row| row[0] != "ISA/TMG Server" && row[6].ends_with("dynamic"));
    assert!(others.clone().count() > 10 && others.into_iter().all(|row| row[4] == "49152"));
}
