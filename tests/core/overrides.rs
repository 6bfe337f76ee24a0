//! Overrides, tunnels and their selectors are told to do nothing exactly where they do nothing.

use std::collections::BTreeSet;

use portolan::catalog::Catalog;
use portolan::check;
use portolan::finding::{Code, Detail, Finding, Subject};
use portolan::matrix::{Origin, Status, derive};
use portolan::plan::{Carries, Override, Plan, file};
use portolan::view::fixes;

use crate::findings::{CLIENTS, CORE, clients_and_core, plan, zone};
use crate::{catalogs, random_plan};

const NUM_MINIATURE: u32 = 3_000;
const NUM_EMBEDDED: u32 = 300;

/// Every flow of a plan with what became of it, but for the own flows of tunnels where `own` is `false`. The override
/// at `gone` is counted though it is not there.
fn outcomes(catalog: &Catalog, plan: &Plan, gone: Option<usize>, own: bool) -> BTreeSet<String> {
    let matrix = derive(catalog, plan);
    let mut res = BTreeSet::new();
    for source in 0..matrix.num_zones() {
        for destination in 0..matrix.num_zones() {
            for flow in matrix.cell(catalog, source, destination).flows {
                if !own && flow.reasons.iter().all(|reason| matches!(reason.origin, Origin::Tunnel(_))) {
                    continue;
                }
                let outcome = match flow.status {
                    Status::Suppressed { override_idx: Some(idx), .. } => {
                        format!("override {}", idx + usize::from(gone.is_some_and(|gone| gone <= idx)))
                    }
                    Status::Suppressed { override_idx: None, .. } => "declined".to_owned(),
                    Status::Tunnelled { tunnel_idx } => format!("tunnel {tunnel_idx}"),
                    Status::Open | Status::Followed => flow.status.label().to_owned(),
                };
                res.insert(format!("{source} {destination} {:?} {outcome}", flow.key));
            }
        }
    }
    res
}

fn findings(catalog: &Catalog, plan: &Plan) -> Vec<Finding> {
    let mut res = check::findings(catalog, &derive(catalog, plan));
    res.retain(|finding| finding.code == Code::OverrideUnmatched);
    res
}

fn on_many_plans(check: impl Fn(&Catalog, &Plan, u64)) {
    random_plan::on_many_plans([NUM_MINIATURE, NUM_EMBEDDED], check);
}

#[test]
fn an_override_of_a_part_of_a_range_is_told_that_flows_are_taken_whole() {
    let text = clients_and_core(r#"overrides: [suppress(match: (ports: "50000-50010"), reason: "x")],"#);
    check(&text, &[(&format!("override 1: {UNMATCHED}"), &["Remove override 1"])]);
}

#[test]
fn an_override_is_reported_exactly_where_taking_it_out_changes_nothing() {
    let num_seen = std::cell::Cell::new([0, 0]);
    on_many_plans(|catalog, plan, seed| {
        let before = outcomes(catalog, plan, None, true);
        let findings = findings(catalog, plan);
        for (idx, entry) in plan.overrides.iter().enumerate() {
            if matches!(entry, Override::Add { .. }) {
                continue;
            }
            let is_reported = findings.iter().any(|finding| finding.subject == Subject::Override(idx));
            let mut without = plan.clone();
            without.overrides.remove(idx);
            let changes = outcomes(catalog, &without, Some(idx), true) != before;
            assert_eq!(is_reported, !changes, "seed {seed}, override {idx}: {entry:?}");
            let mut seen = num_seen.get();
            seen[usize::from(is_reported)] += 1;
            num_seen.set(seen);
        }
    });
    assert!(num_seen.get().iter().all(|&num| num > 100), "{:?}", num_seen.get());
}

#[test]
fn what_a_tunnel_is_told_not_to_need_changes_nothing() {
    let num_seen = std::cell::Cell::new(0);
    on_many_plans(|catalog, plan, seed| {
        for finding in findings(catalog, plan) {
            let Subject::Tunnel(tunnel_idx) = finding.subject else { continue };
            let mut without = plan.clone();
            let tunnel = &mut without.tunnels[tunnel_idx];
            match (&finding.detail, &mut tunnel.carries) {
                (Detail::Selectors(positions), Carries::Selection(selectors)) => {
                    let mut position = 0..;
                    selectors.retain(|_| !position.next().is_some_and(|position| positions.contains(&position)));
                }
                _ => tunnel.carries = Carries::Selection(Vec::new()),
            }
            let (before, after) = (outcomes(catalog, plan, None, true), outcomes(catalog, &without, None, true));
            assert_eq!(before, after, "seed {seed}, tunnel {tunnel_idx}");
            num_seen.set(num_seen.get() + 1);
        }
    });
    assert!(num_seen.get() > 100, "{}", num_seen.get());
}

/// What findings say of overrides and tunnels that do nothing, with the labels of what is offered. What is offered
/// changes no flow but the own ones of a tunnel that goes.
#[track_caller]
fn check(text: &str, expected: &[(&str, &[&str])]) {
    let catalog = catalogs::embedded();
    let plan = file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan;
    let mut said = Vec::new();
    for finding in findings(&catalog, &plan) {
        let gone = if let Subject::Override(idx) = finding.subject { Some(idx) } else { None };
        let mut labels = Vec::new();
        for fix in fixes(&catalog, &plan, &finding) {
            let mended = plan.applied(&fix.edit).expect("the fix applies");
            let (before, after) = (outcomes(&catalog, &plan, None, false), outcomes(&catalog, &mended, gone, false));
            assert_eq!(before, after, "“{}” changes what is open", fix.label);
            labels.push(fix.label);
        }
        said.push((format!("{}: {} ({})", finding.subject, finding.message, finding.hint), labels));
    }
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(said, labels)| ((*said).to_owned(), labels.iter().map(|label| (*label).to_owned()).collect()))
        .collect();
    assert_eq!(said, expected);
}

const UNMATCHED: &str = "it matches no flow (take it out, or check zones, roles and ports: a flow is taken only whole, \
                         with all its ports)";

#[test]
fn an_override_of_a_tunnels_own_ports_does_something() {
    let tunnel = r#"tunnels: [(kind: "l2tp-ipsec", zones: ("clients", "core"),
        endpoints: (["192.0.2.1"], ["192.0.2.2"]))],"#;
    let natless = |port: u16| {
        let selector = format!(r#"(source_role: "l2tp-ipsec", transport: udp, ports: {port})"#);
        clients_and_core(&format!(r#"{tunnel} overrides: [suppress(match: {selector}, reason: "no NAT on the way")],"#))
    };
    check(&natless(4500), &[]);
    check(&natless(1701), &[(&format!("override 1: {UNMATCHED}"), &["Remove override 1"])]);
}

#[test]
fn an_override_of_what_an_assumption_leaves_out_does_nothing() {
    let netbios = |answer: &str| {
        let selector = "(transport: tcp, ports: 139)";
        clients_and_core(&format!(
            r#"assumptions: {{"netbios": {answer}}}, overrides: [suppress(match: {selector}, reason: "x")],"#
        ))
    };
    check(&netbios("unused"), &[(&format!("override 1: {UNMATCHED}"), &["Remove override 1"])]);
    check(&netbios("in_use"), &[]);
}

#[test]
fn an_override_says_that_another_one_takes_its_flows() {
    let both = |second: &str| {
        let first = r#"suppress(match: (destination_zone: "core", ports: 445), reason: "x")"#;
        clients_and_core(&format!(r#"overrides: [{first}, suppress(match: ({second}), reason: "y")],"#))
    };
    let taken = "override 2: another override takes already what it matches (take it out: nothing opens without it)";
    check(&both(r#"source_zone: "clients", ports: 445"#), &[(taken, &["Remove override 2"])]);
    check(&both(r#"source_zone: "clients", ports: 88"#), &[]);
    // Counted by bits, without flows: neither names ports.
    let services = |second: &str| {
        let first = r#"suppress(match: (service: "windows-time"), reason: "x")"#;
        clients_and_core(&format!(r#"overrides: [{first}, suppress(match: ({second}), reason: "y")],"#))
    };
    check(&services(r#"source_zone: "clients", service: "windows-time""#), &[(taken, &["Remove override 2"])]);
    check(&services(r#"source_zone: "clients", transport: udp"#), &[]);
}

#[test]
fn an_override_says_that_a_declined_scenario_closes_its_flows() {
    let ping = |decision: &str, rest: &str| {
        clients_and_core(&format!(
            r#"scenarios: {{"ldap-keep-alive-ping": {decision}, "redirector-ping": {decision}}},
            overrides: [suppress(match: ({rest}transport: icmp), reason: "x")],"#
        ))
    };
    let declined = "override 1: it matches only what is closed by a scenario that was declined \
                    (take it out: nothing opens without it)";
    for rest in [r#"source_zone: "clients", destination_zone: "core", "#, r#"source_zone: "clients", "#] {
        check(&ping("declined", rest), &[(declined, &["Remove override 1"])]);
        check(&ping("accepted", rest), &[]);
    }
}

#[test]
fn a_tunnel_that_carries_nothing_says_so() {
    let web = zone("web", r#"os: ["windows-server-2022"], placements: [(role: "openssh-server")]"#);
    let zones = [zone("clients", CLIENTS), web, zone("core", CORE)];
    let tunnel = |to: &str, carries: &str| {
        let ends = r#"endpoints: (["192.0.2.1"], ["192.0.2.2"])"#;
        let tunnel = format!(r#"(kind: "l2tp-ipsec", zones: ("clients", "{to}"), {ends}, carries: {carries})"#);
        plan(&zones, &format!("tunnels: [{tunnel}],"))
    };
    let kerberos = r#"(service: "kerberos-key-distribution-center")"#;
    let nothing = "tunnel 1: it carries nothing: no flow between its zones is meant for it (take it out with the ports \
                   that it opens for itself, or check its zones and what it carries)";
    check(&tunnel("web", &format!("selection([{kerberos}])")), &[(nothing, &["Remove tunnel 1"])]);
    check(&tunnel("web", "everything"), &[(nothing, &["Remove tunnel 1"])]);
    check(&tunnel("core", &format!("selection([{kerberos}])")), &[]);
    check(&tunnel("core", "everything"), &[]);
    let idle = "tunnel 1: selector 1 of what it carries does nothing: it matches no flow \
                (take it out, or check zones, roles and ports)";
    let both = format!(r#"selection([(service: "telnet"), {kerberos}])"#);
    check(&tunnel("core", &both), &[(idle, &["Take what matches nothing out of tunnel 1"])]);
    // Each is told with its own reason.
    let three = format!(r#"selection([(service: "telnet"), {kerberos}, (service: "spooler"), {kerberos}])"#);
    let idle = "tunnel 1: selector 4 of what it carries does nothing: what it matches is taken by an override, another \
                tunnel or a selector before; selectors 1 and 3 of what it carries do nothing: they match no flow (take \
                them out, or check zones, roles and ports)";
    check(&tunnel("core", &three), &[(idle, &["Take what matches nothing out of tunnel 1"])]);
}

#[test]
fn a_tunnels_selector_is_idle_where_an_override_comes_first() {
    let kerberos = r#"(service: "kerberos-key-distribution-center")"#;
    let text = |rest: &str| {
        clients_and_core(&format!(
            r#"tunnels: [(kind: "l2tp-ipsec", zones: ("clients", "core"), endpoints: (["192.0.2.1"], ["192.0.2.2"]),
                carries: selection([{kerberos}, (service: "windows-time")]))],
            overrides: [suppress(match: (source_role: "domain-member", {rest}), reason: "x")],"#
        ))
    };
    let taken = "tunnel 1: selector 1 of what it carries does nothing: what it matches is taken by an override, another \
                 tunnel or a selector before (take it out, or check zones, roles and ports)";
    check(
        &text(r#"service: "kerberos-key-distribution-center""#),
        &[(taken, &["Take what matches nothing out of tunnel 1"])],
    );
    check(&text("transport: udp, ports: 88"), &[]);
}

#[test]
fn an_override_that_does_nothing_is_known_by_what_it_matches() {
    let catalog = catalogs::embedded();
    let text = clients_and_core(
        r#"overrides: [suppress(match: (service: "telnet"), reason: "x"),
            suppress(match: (source_zone: "core", transport: tcp, ports: 139), reason: "y")],"#,
    );
    let found = findings(&catalog, &file::read(&text).expect("a plan").plan);
    let keys: Vec<Vec<&str>> = found.iter().flat_map(|finding| finding.keys.each()).collect();
    assert_eq!(keys, [["service: telnet"], ["source_zone: core, transport: tcp, ports: 139"]]);
}
