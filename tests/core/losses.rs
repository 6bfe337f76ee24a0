//! What an override takes away that is required is told, with what no longer works and what is left.

use portolan::check;
use portolan::finding::{Code, Finding, Severity};
use portolan::matrix::derive;
use portolan::plan::{Override, Plan, file};
use portolan::query::Query;
use portolan::view::{CellPorts, InspectorView, MatrixView, Shade, fixes};

use crate::catalogs;
use crate::findings::{CLIENTS, CORE, clients_and_core, plan, zone};

fn read(text: &str) -> Plan {
    file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan
}

fn found(plan: &Plan) -> Vec<Finding> {
    let catalog = catalogs::embedded();
    let mut res = check::findings(&catalog, &derive(&catalog, plan));
    res.retain(|finding| finding.code == Code::RequiredSuppressed);
    res
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let said: Vec<String> = found(&read(text)).iter().map(ToString::to_string).collect();
    assert_eq!(said, expected);
}

/// A plan of clients and a core whose overrides suppress these.
fn suppressing(rest: &str, selectors: &[&str]) -> String {
    let overrides: Vec<String> =
        selectors.iter().map(|it| format!(r#"suppress(match: ({it}), reason: "not here")"#)).collect();
    clients_and_core(&format!("{rest} overrides: [{}],", overrides.join(", ")))
}

const KERBEROS: &str = r#"source_zone: "clients", ports: 88"#;

const NO_KERBEROS: &str = "error[required-suppressed] override 1: Domain member in clients can't log on and can't apply \
                           or refresh Group Policy: no Kerberos (TCP 88, UDP 88) to core (no other zone serves it \
                           instead: let it through, or accept what is lost as a risk)";

#[test]
fn a_required_flow_that_an_override_takes_away_says_what_no_longer_works() {
    check(&suppressing("", &[]), &[]);
    check(&suppressing("", &[KERBEROS]), &[NO_KERBEROS]);
    check(
        &suppressing("", &[r#"source_zone: "clients", ports: 445"#]),
        &[
            "error[required-suppressed] override 1: Domain member in clients can't open SYSVOL, can't apply or refresh Group \
           Policy, can't have its users authenticated by Net Logon and loses “Find a domain controller, authenticate and \
           query the directory”: no SMB (TCP 445) to core (no other zone serves it instead: let it through, or accept what \
           is lost as a risk)",
        ],
    );
    // Counted by bits, without flows: it names no ports.
    check(
        &suppressing("", &[r#"service: "dns-server""#]),
        &[
            "error[required-suppressed] override 1: DNS client in clients can't resolve names: no DNS (TCP 53, UDP 53) to \
           core (no other zone serves it instead: let it through, or accept what is lost as a risk)",
        ],
    );
}

#[test]
fn what_is_not_lost_is_not_told() {
    // Optional, declined, not there, carried, followed, or let through by another rule.
    check(&suppressing("", &["transport: icmp"]), &[]);
    check(&suppressing(r#"scenarios: {"ldap-keep-alive-ping": declined},"#, &["transport: icmp"]), &[]);
    check(&suppressing("", &["transport: tcp, ports: 139"]), &[]);
    check(&suppressing("rpc: (mapper_only: true),", &["transport: tcp, ports: (49152, 65535)"]), &[]);
    check(&suppressing("", &[r#"source_zone: "clients", service: "group-policy", transport: tcp, ports: 389"#]), &[]);
    let tunnel = r#"tunnels: [(kind: "l2tp-ipsec", zones: ("clients", "core"),
        endpoints: (["192.0.2.1"], ["192.0.2.2"]))],"#;
    check(&suppressing(tunnel, &[r#"source_zone: "core", destination_zone: "clients", ports: 88"#]), &[]);
}

#[test]
fn a_tunnels_own_ports_are_missed_too() {
    let tunnel = r#"tunnels: [(kind: "l2tp-ipsec", zones: ("clients", "core"),
        endpoints: (["192.0.2.1"], ["192.0.2.2"]))],"#;
    let nat = r#"source_zone: "clients", source_role: "l2tp-ipsec", transport: udp, ports: 4500"#;
    let esp = r#"source_zone: "clients", source_role: "l2tp-ipsec", transport: esp"#;
    let without_esp = "error[required-suppressed] override 1: L2TP/IPsec in clients can't keep up its tunnel: no IPsec ESP (IP protocol 50) (ESP) \
         to core (let it through, take the tunnel out, or accept what is lost as a risk)";
    check(&suppressing(tunnel, &[esp]), &[without_esp]);
    let without_nat = "warning[required-suppressed] override 1: L2TP/IPsec in clients can't keep up its tunnel where a NAT lies between its ends: \
         no IPsec NAT-T (UDP 4500) to core (without a NAT there it needs no such port: let it through, or make sure that there is none)";
    check(&suppressing(tunnel, &[nat]), &[without_nat]);
    // Both at once: what is worse is told.
    let all = r#"source_zone: "clients", source_role: "l2tp-ipsec""#;
    let without_all = "error[required-suppressed] override 1: L2TP/IPsec in clients can't keep up its tunnel: no IPsec ESP (IP protocol 50) (ESP), \
         IPsec ISAKMP (UDP 500), IPsec NAT-T (UDP 4500) to core (let it through, take the tunnel out, or accept what is lost as a risk)";
    check(&suppressing(tunnel, &[all]), &[without_all]);
}

#[test]
fn another_zone_that_serves_makes_it_a_warning_that_names_it() {
    let with = |spare: &str| {
        let zones = [zone("clients", CLIENTS), zone("core", CORE), zone("spare", spare)];
        let selector = r#"source_zone: "clients", destination_zone: "core", ports: 88"#;
        plan(&zones, &format!(r#"overrides: [suppress(match: ({selector}), reason: "x")],"#))
    };
    let warning = "warning[required-suppressed] override 1: Domain member in clients can't log on and can't apply or \
                   refresh Group Policy: no Kerberos (TCP 88, UDP 88) to core (the same stays open to spare: let it \
                   through, or make sure that it is used)";
    check(&with(CORE), &[warning]);
    check(&with(CLIENTS), &[NO_KERBEROS]);
    // It serves others only.
    let busy = r#"os: ["windows-server-2022"], placements: [(role: "domain-controller", serves: ["core"])]"#;
    check(&with(busy), &[NO_KERBEROS]);
}

#[test]
fn another_domain_does_not_serve_instead() {
    let placed = |id: &str, role: &str, domain: &str| {
        let placement = format!(r#"(role: "{role}", scopes: {{"ad-domain": "{domain}"}})"#);
        zone(id, &format!(r#"os: ["windows-server-2022"], placements: [{placement}]"#))
    };
    let with = |domain: &str| {
        let zones = [
            placed("clients", "domain-member", "a"),
            placed("core", "domain-controller", "a"),
            placed("spare", "domain-controller", domain),
        ];
        let scopes = r#"scopes: [(id: "a", kind: "ad-domain", name: "A"), (id: "b", kind: "ad-domain", name: "B")],"#;
        let selector = r#"source_zone: "clients", destination_zone: "core", ports: 88"#;
        let text = format!(r#"{scopes} overrides: [suppress(match: ({selector}), reason: "x")],"#);
        found(&read(&plan(&zones, &text))).iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!((with("a"), with("b")), (vec![Severity::Warning], vec![Severity::Error]));
}

#[test]
fn zones_that_lose_the_same_are_told_of_once() {
    let zones = [zone("clients", CLIENTS), zone("branch", CLIENTS), zone("core", CORE)];
    let text = plan(&zones, r#"overrides: [suppress(match: (destination_zone: "core", ports: 88), reason: "x")],"#);
    check(&text, &[&NO_KERBEROS.replace("in clients", "in branch and clients")]);
}

#[test]
fn what_is_lost_is_known_by_ids_that_stay() {
    let keys = |plan: &Plan| -> Vec<Vec<String>> {
        let found = found(plan);
        let keys = found.iter().flat_map(|finding| finding.keys.each());
        keys.map(|ids| ids.into_iter().map(str::to_owned).collect()).collect()
    };
    let mut plan = read(&suppressing("", &[r#"service: "telnet""#, KERBEROS]));
    let before = keys(&plan);
    assert_eq!(before, [["clients", "core", "source_zone: clients, ports: 88"]]);
    plan.overrides.remove(0);
    if let Override::Suppress { reason, .. } = &mut plan.overrides[0] {
        *reason = "Another one".to_owned();
    }
    assert_eq!(keys(&plan), before);
}

#[test]
fn taking_the_override_out_brings_back_what_is_lost() {
    let catalog = catalogs::embedded();
    let plan = read(&suppressing("", &[KERBEROS]));
    let offered = fixes(&catalog, &plan, &found(&plan)[0]);
    assert_eq!(offered.iter().map(|fix| fix.label.as_str()).collect::<Vec<_>>(), ["Remove override 1"]);
    assert_eq!(found(&plan.applied(&offered[0].edit).expect("the fix")), []);
}

#[test]
fn cell_and_inspector_say_what_is_lost() {
    let catalog = catalogs::embedded();
    let lost = "Domain member in clients can't log on and can't apply or refresh Group Policy: \
                no Kerberos (TCP 88, UDP 88)";
    for (selectors, expected) in [(&[][..], &[][..]), (&[KERBEROS][..], &[lost][..])] {
        let matrix = derive(&catalog, &read(&suppressing("", selectors)));
        let summary = matrix.summary(0, 1);
        let view = MatrixView::build(matrix.plan());
        let label = view.label(Shade::Rules, summary, 0, 1);
        assert_eq!(label.ends_with(" rules, required flows suppressed"), !expected.is_empty(), "{label}");
        assert_eq!(view.cell(Shade::Rules, summary, 0, 1).loses_required, !expected.is_empty());
        assert_eq!(CellPorts::build(&catalog, &matrix, &Query::ALL, (0, 1)).losses, expected);
        let inspector = InspectorView::build(&catalog, &matrix, 0, 1).expect("the pair");
        let told: Vec<&String> = inspector.closed.iter().flat_map(|group| &group.losses).collect();
        assert_eq!(told, expected);
    }
}
