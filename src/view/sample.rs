//! A miniature catalog and a plan for the tests of views. Real enough to have every kind of text in it.

use std::sync::Arc;

use crate::catalog::{self, Catalog};
use crate::matrix::{self, Matrix};
use crate::plan::{Placement, Plan, Zone, ZoneColor};

const TEXTS: [(&str, &str); 13] = [
    ("catalog.ron", r#"(format: 1, as_of: "2026-11-22")"#),
    (
        "os/client.ron",
        r#"(id: "client", name: "Windows 11", kind: client, dynamic_ports: current, released: "2021-10-04",
            support_ends: "2028-10-10")"#,
    ),
    (
        "os/server.ron",
        r#"(id: "server", name: "Windows Server 2022", kind: server, dynamic_ports: current, released: "2021-08-18",
            support_ends: "2031-10-14")"#,
    ),
    (
        "os/old.ron",
        r#"(id: "old", name: "Windows Server 2003", kind: server, dynamic_ports: legacy, released: "2003-05-28",
            support_ends: "2015-07-14")"#,
    ),
    (
        "references/kb1.ron",
        r#"(id: "kb1", title: "Ports of everything", publisher: "Microsoft", kb: 1, document: "ports.md", read: "2026-11-22")"#,
    ),
    (
        "rpc-servers/ntds.ron",
        r#"(id: "ntds", name: "NTDS", pin: (setting: "TCP/IP Port", apply: "Restart"), references: ["kb1"])"#,
    ),
    (
        "scenarios/ldap-over-tls.ron",
        r#"(id: "ldap-over-tls", name: "LDAP over TLS", summary: "Encrypted queries", references: ["kb1"])"#,
    ),
    (
        "scenarios/ldap-ping.ron",
        r#"(id: "ldap-ping", name: "LDAP ping", summary: "Ask whether a server is there", references: ["kb1"])"#,
    ),
    (
        "assumptions/tls.ron",
        r#"(id: "tls", question: "Do clients use LDAP over TLS?", scenario: "ldap-over-tls", default: optional,
            changes: "TCP 636", references: ["kb1"])"#,
    ),
    (
        "services/directory.ron",
        r#"(id: "directory", name: "Active Directory", service_name: "LSASS", summary: "Directory", endpoints: [
            (id: "ldap", application_protocol: "LDAP", transport: tcp, port: fixed(389), references: ["kb1"]),
            (id: "cldap", application_protocol: "LDAP", transport: udp, port: fixed(389), references: ["kb1"]),
            (id: "ldaps", application_protocol: "LDAP over TLS", transport: tcp, port: fixed(636),
             when: (assumption: "tls"), references: ["kb1"]),
            (id: "epm", application_protocol: "RPC", transport: tcp, port: fixed(135), references: ["kb1"]),
            (id: "rpc", application_protocol: "RPC", transport: tcp, port: rpc_dynamic("ntds"), references: ["kb1"]),
            (id: "ping", application_protocol: "ICMP", transport: icmp, port: protocol, references: ["kb1"]),
        ])"#,
    ),
    (
        "roles/controller.ron",
        r#"(id: "controller", name: "Domain controller", family: "Directory", summary: "Holds the directory",
            os: (kinds: [server]), runs: ["directory"], implies: ["member"], references: ["kb1"])"#,
    ),
    (
        "roles/member.ron",
        r#"(id: "member", name: "Domain member", family: "Directory", summary: "Logs on to the domain", references: ["kb1"],
            connects: [
                (id: "logon", to: "controller", uses: ["directory/ldap", "directory/cldap", "directory/ldaps",
                 "directory/epm", "directory/rpc"], purpose: "Log on", need: required, references: ["kb1"]),
                (id: "ping", to: "controller", uses: ["directory/ping"], purpose: "Check that it is there",
                 need: optional("ldap-ping"), references: ["kb1"]),
            ])"#,
    ),
    (
        "roles/file-server.ron",
        r#"(id: "file-server", name: "File server", family: "Files", summary: "Shares files", implies: ["member"],
            os: (kinds: [server]), references: ["kb1"])"#,
    ),
];

/// The miniature catalog.
pub(super) fn catalog() -> Catalog {
    let (catalog, findings) = catalog::read(TEXTS);
    assert_eq!(findings, [], "the sample catalog is sound");
    catalog
}

/// Clients with members and a file server, a core with a controller, and an empty lab.
pub(super) fn plan() -> Plan {
    let zone = |id: &str, name: &str, color, addresses: &[&str], os: &[&str], roles: &[&str]| {
        Arc::new(Zone {
            id: id.into(),
            name: name.to_owned(),
            color,
            addresses: addresses.iter().map(ToString::to_string).collect(),
            os: os.iter().map(|&os| os.into()).collect(),
            placements: roles.iter().map(|&role| Placement::new(role.into())).collect(),
            ..Zone::default()
        })
    };
    Plan {
        title: "Sample".to_owned(),
        zones: vec![
            zone("clients", "Clients", ZoneColor::Blue, &["10.1.0.0/16"], &["client"], &["file-server", "member"]),
            zone("core", "Core", ZoneColor::Purple, &["10.2.0.1", "10.2.0.2"], &["server", "old"], &["controller"]),
            zone("lab", "Lab", ZoneColor::Gray, &[], &[], &[]),
        ],
        ..Plan::default()
    }
}

/// The matrix of the plan.
pub(super) fn matrix(catalog: &Catalog) -> Matrix {
    matrix::derive(catalog, &plan())
}
