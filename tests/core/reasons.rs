//! Every flow can say why: placements, connection, versions, assumptions, scenarios and documents.

use portolan::catalog::{Catalog, OsSet};
use portolan::matrix::{Flow, FlowConfidence, LinkDestination, LinkSource, Origin, Reason, derive};

use crate::{catalogs, scenarios};

/// Asks the one flow of a miniature scenario that `flow` picks: `source>destination service, protocol, transport ports`.
fn ask<T>(catalog: &Catalog, scenario: &str, flow: &str, question: impl FnOnce(&Flow<'_>) -> T) -> T {
    let plan = scenarios::plan(&format!("mini/{scenario}"));
    let matrix = derive(catalog, &plan);
    let (pair, key) = flow.split_once(' ').expect("a pair and a key");
    let (source, destination) = pair.split_once('>').expect("two zones");
    let zone = |id: &str| plan.zone_idx(id).unwrap_or_else(|| panic!("no zone {id}"));
    let flows = matrix.cell(catalog, zone(source), zone(destination)).flows;
    let words = |flow: &Flow<'_>| {
        let ports = flow.key.ports.map(|range| format!(" {range}")).unwrap_or_default();
        format!("{}, {}, {}{ports}", flow.key.service.id(catalog), flow.key.application_protocol, flow.key.transport)
    };
    let found: Vec<&Flow<'_>> = flows.iter().filter(|flow| words(flow) == key).collect();
    let all: Vec<String> = flows.iter().map(words).collect();
    assert_eq!(found.len(), 1, "{scenario}: {flow} among {all:#?}");
    question(found[0])
}

/// A reason, a line for each caller and listener, so that a table of them can be read.
fn told(catalog: &Catalog, reason: &Reason<'_>) -> Vec<String> {
    let os = |side: &str, os: Option<OsSet>| {
        os.map(|os| {
            let names: Vec<&str> = os.iter().map(|os_idx| catalog.os[os_idx].id.as_str()).collect();
            format!("; {side} {}", names.join(" "))
        })
        .unwrap_or_default()
    };
    let facts = match &reason.origin {
        Origin::Tunnel(tunnel_idx) => vec![format!("tunnel {tunnel_idx}")],
        Origin::Override(override_idx) => vec![format!("override {override_idx}")],
        Origin::Connection(link) => {
            let id = &catalog.roles[link.connection().role].connects[link.connection().connection].id;
            let governing: Vec<&str> =
                link.assumptions().iter().map(|&idx| catalog.assumptions[idx].id.as_str()).collect();
            let governed = if governing.is_empty() { String::new() } else { format!("; if {}", governing.join(" ")) };
            let fact = |caller: LinkSource, listener: LinkDestination| {
                let (from, to, origin) = (caller.placement, listener.placement, listener.origin);
                let (opens, listens) = (os("opens", caller.os), os("listens", listener.os));
                format!("{id} {from}>{to}; {origin:?}{opens}{listens}{governed}")
            };
            let of_caller = |caller| link.destinations().map(move |listener| (caller, listener));
            link.sources().flat_map(of_caller).map(|(caller, listener)| fact(caller, listener)).collect()
        }
    };
    let scenarios =
        reason.need.clone().optional().map(|names| format!("; for {}", names.join(", "))).unwrap_or_default();
    let references: Vec<&str> = reason.references.iter().map(|&idx| catalog.references[idx].id.as_str()).collect();
    let line = |fact| format!("{fact}{scenarios}; {:?} {}", reason.confidence, references.join(" "));
    facts.into_iter().map(|fact: String| line(fact).trim_end().to_owned()).collect()
}

fn check(scenario: &str, flow: &str, expected: &[&str]) {
    let catalog = catalogs::miniature();
    let mut reasons: Vec<String> =
        ask(&catalog, scenario, flow, |flow| flow.reasons.iter().flat_map(|reason| told(&catalog, reason)).collect());
    reasons.sort();
    assert_eq!(reasons, expected, "{scenario}: {flow}");
}

#[test]
fn every_pair_of_placements_and_every_connection_is_a_reason() {
    check(
        "rule-14-reasons",
        "clients>core directory, LDAP, TCP 389",
        &[
            "browse 0>0; Documented; for Browsing directories; Inferred guide",
            "browse 1>0; Documented; for Browsing directories; Inferred guide",
            "logon 0>0; Documented; Documented guide",
            "logon 1>0; Documented; Documented guide",
        ],
    );
}

#[test]
fn versions_of_either_side_are_named_where_they_decide() {
    check(
        "rule-14-reasons",
        "clients>core directory, RPC, TCP 1025-5000",
        &[
            "browse 0>0; OsRange; listens server-2003; for Browsing directories; Inferred guide",
            "browse 1>0; OsRange; listens server-2003; for Browsing directories; Inferred guide",
            "logon 0>0; OsRange; listens server-2003; Documented guide",
            "logon 1>0; OsRange; listens server-2003; Documented guide",
        ],
    );
    check(
        "rule-04-os-conditions",
        "old-clients>core-2022 directory, ICMP echo, ICMP",
        &["policy 0>0; Documented; opens client-2001; Documented guide"],
    );
    check(
        "rule-04-os-conditions",
        "core-2022>core-2008 directory, Sync, TCP 5722",
        &["sync 0>0; Documented; opens server-2022; listens server-2008; Documented guide"],
    );
}

#[test]
fn ports_say_where_they_come_from() {
    let members = "; Documented guide";
    for (scenario, flow, expected) in [
        (
            "rule-05-dynamic-ports",
            "admin>own remote, RPC, TCP 6000-6999",
            "consoles 0>0; PlacementRange; for Remote consoles",
        ),
        ("rule-05-dynamic-ports", "admin>product gateway, RPC, TCP 10000-65535", "gateways 0>0; ProductRange"),
        (
            "rule-05-dynamic-ports",
            "admin>current remote, RPC, TCP 49152-65535",
            "consoles 0>0; OsRange; for Remote consoles",
        ),
        ("rule-13-rules", "users>forgotten application, HTTP, TCP 8080", "use 0>0; Documented"),
        (
            "rule-13-rules",
            "users>forgotten application, Console, TCP",
            "administer 0>0; NotChosen; for Application console",
        ),
        (
            "rule-13-rules",
            "users>servers application, Console, TCP 8051",
            "administer 0>2; Chosen; for Application console",
        ),
    ] {
        check(scenario, flow, &[&format!("{expected}{members}")]);
    }
    check(
        "rule-06-rpc-strategy",
        "members>old directory, RPC, TCP 50000",
        &[
            "browse 0>0; Pinned; listens server-2022; for Browsing directories; Inferred guide",
            "logon 0>0; Pinned; listens server-2022; Documented guide",
        ],
    );
    check(
        "rule-06-rpc-strategy",
        "members>restricted directory, RPC, TCP 50100-50199",
        &[
            "browse 0>0; Restricted; for Browsing directories; Inferred guide",
            "logon 0>0; Restricted; Documented guide",
        ],
    );
}

#[test]
fn assumptions_tunnels_and_overrides_are_named() {
    for (scenario, flow, expected) in [
        (
            "rule-09-assumptions",
            "clients>mixed files, NetBIOS session, TCP 139",
            "shares 0>0; Documented; if netbios; for NetBIOS; Documented guide",
        ),
        (
            "rule-09-assumptions",
            "clients>legacy files, NetBIOS session, TCP 139",
            "shares 0>0; Documented; if netbios; Documented guide",
        ),
        ("rule-07-tunnels", "branch>core secure-tunnel, ESP, ESP", "tunnel 0; Documented guide"),
        ("rule-10-overrides", "clients>servers Backup, , TCP 8443", "override 5; User"),
        ("rule-10-overrides", "lab>servers Syslog, , UDP 514", "override 6; for Audit; User"),
    ] {
        check(scenario, flow, &[expected]);
    }
}

#[test]
fn a_flow_is_as_certain_as_its_best_reason() {
    let catalog = catalogs::miniature();
    for (scenario, flow, expected) in [
        ("rule-14-reasons", "clients>core directory, RPC, TCP 1025-5000", FlowConfidence::Documented),
        ("rule-08-scopes", "members>dc-lone directory, LDAP, TCP 389", FlowConfidence::Inferred),
        ("rule-02-os-versions", "appliances>core files, ICMP echo, ICMP", FlowConfidence::Inferred),
        ("rule-10-overrides", "clients>servers Backup, , TCP 8443", FlowConfidence::User),
    ] {
        assert_eq!(ask(&catalog, scenario, flow, |flow| flow.confidence), expected, "{scenario}: {flow}");
    }
}
