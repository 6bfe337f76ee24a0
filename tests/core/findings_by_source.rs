//! A finding about several sources is true of each of them, and the order of zones changes none.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use portolan::catalog::Catalog;
use portolan::check;
use portolan::finding::{Code, Finding};
use portolan::matrix::{self, MANY_PORTS, Matrix, Origin};
use portolan::plan::{Plan, TrustLevel, file};
use portolan::view::fixes;

use crate::findings::{plan, zone};
use crate::plan_maker::PlanMaker;
use crate::splitmix::SplitMix;
use crate::{catalogs, random_plan};

const NUM_MINIATURE: u32 = 1_000;
const NUM_EMBEDDED: u32 = 150;

fn on_many_plans(check: impl Fn(&Catalog, &Plan, u64)) {
    random_plan::on_many_plans([NUM_MINIATURE, NUM_EMBEDDED], check);
}

/// The keys of all findings of a code.
fn keys(findings: &[Finding], code: Code) -> BTreeSet<Vec<String>> {
    let keys = findings.iter().filter(|finding| finding.code == code).flat_map(|finding| finding.keys.each());
    keys.map(|key| key.into_iter().map(str::to_owned).collect()).collect()
}

/// Calls `each` with source, destination, their ids, and the matrix' positions of them, for each pair of two zones.
fn for_each_pair(matrix: &Matrix, mut each: impl FnMut(usize, usize, [String; 2])) {
    let ids: Vec<String> = matrix.plan().zones.iter().map(|zone| zone.id.to_string()).collect();
    for (source, source_id) in ids.iter().enumerate() {
        for (destination, destination_id) in ids.iter().enumerate().filter(|(idx, _)| *idx != source) {
            each(source, destination, [source_id.clone(), destination_id.clone()]);
        }
    }
}

#[test]
fn the_order_of_zones_changes_no_finding() {
    on_many_plans(|catalog, plan, what| {
        let mut shuffled = plan.clone();
        let rng = &mut SplitMix::new(plan.zones.len() as u64);
        for idx in (1..shuffled.zones.len()).rev() {
            shuffled.zones.swap(idx, rng.below(idx + 1));
        }
        let findings = |plan: &Plan| check::findings(catalog, &matrix::derive(catalog, plan));
        assert_eq!(findings(&shuffled), findings(plan), "{what}");
    });
}

#[test]
fn a_legacy_protocol_is_told_of_each_source_that_opens_it_and_of_no_other() {
    on_many_plans(|catalog, plan, what| {
        let matrix = matrix::derive(catalog, plan);
        let mut expected = BTreeSet::new();
        for_each_pair(&matrix, |source, destination, ids| {
            for flow in matrix.cell(catalog, source, destination).open_flows() {
                let is_legacy = flow.reasons.iter().any(|reason| match reason.origin {
                    Origin::Connection(link) => link.is_legacy(),
                    Origin::Tunnel(_) | Origin::Override(_) => false,
                });
                if is_legacy {
                    let protocol = flow.key.application_protocol.to_owned();
                    expected.insert(ids.clone().into_iter().chain([protocol]).collect::<Vec<_>>());
                }
            }
        });
        assert_eq!(keys(&check::findings(catalog, &matrix), Code::LegacyProtocol), expected, "{what}");
    });
}

#[test]
fn guarded_roles_are_told_of_each_source_of_low_trust_that_reaches_them() {
    let num_expected = Cell::new(0);
    on_many_plans(|catalog, plan, what| {
        let mut plan = plan.clone();
        for zone in plan.zones.iter_mut().step_by(2) {
            Arc::make_mut(zone).trust = TrustLevel::Low;
        }
        let matrix = matrix::derive(catalog, &plan);
        let mut expected = BTreeSet::new();
        for_each_pair(&matrix, |source, destination, ids| {
            if plan.zones[source].trust != TrustLevel::Low {
                return;
            }
            for flow in matrix.cell(catalog, source, destination).open_flows() {
                for reason in &flow.reasons {
                    let Origin::Connection(link) = reason.origin else { continue };
                    let connection = link.connection();
                    let to = catalog.roles[connection.role].connects[connection.connection].to;
                    if catalog.roles[to].guarded {
                        expected.extend(link.destinations().map(|listener| {
                            let role = catalog.roles[listener.placed_role].id.to_string();
                            ids.clone().into_iter().chain([role]).collect::<Vec<_>>()
                        }));
                    }
                }
            }
        });
        assert_eq!(keys(&check::findings(catalog, &matrix), Code::LowTrustReachesDc), expected, "{what}");
        num_expected.set(num_expected.get() + expected.len());
    });
    assert!(num_expected.get() > 100, "{num_expected:?}");
}

/// `16,391` as it is and `16,391 to 16,396` as both, at the beginning of a text.
fn numbers(text: &str) -> (u32, u32) {
    let number = |word: &str| word.replace(',', "").parse().ok();
    let mut words = text.split(' ');
    let least = words.next().and_then(number).expect("a number");
    let most = if words.next() == Some("to") { words.next().and_then(number) } else { None };
    (least, most.unwrap_or(least))
}

#[test]
fn wide_openings_are_told_of_each_source_with_a_number_that_is_its_own() {
    on_many_plans(|catalog, plan, what| {
        let matrix = matrix::derive(catalog, plan);
        let findings = check::findings(catalog, &matrix);
        let mut expected = BTreeSet::new();
        for_each_pair(&matrix, |source, destination, ids| {
            let now = matrix.summary(source, destination).num_ports;
            if now <= MANY_PORTS {
                return;
            }
            expected.insert(ids.to_vec());
            let is_it = |finding: &&Finding| {
                matches!(finding.code, Code::ManyPorts | Code::AnyPort)
                    && finding.keys.each().any(|key| key == [ids[0].as_str(), ids[1].as_str()])
            };
            let found: Vec<_> = findings.iter().filter(is_it).collect();
            assert_eq!(found.len(), 1, "{what}, {ids:?}: {found:#?}");
            if found[0].code == Code::ManyPorts {
                let (least, most) = numbers(&found[0].message);
                assert!(least <= now && now <= most, "{what}, {ids:?}: {now} and {}", found[0]);
            } else {
                assert!(now >= 65_535, "{what}, {ids:?}: {now} and {}", found[0]);
            }
        });
        let told: BTreeSet<_> =
            [Code::ManyPorts, Code::AnyPort].into_iter().flat_map(|code| keys(&findings, code)).collect();
        assert_eq!(told, expected, "{what}");
    });
}

#[test]
fn what_a_hint_says_is_left_is_left() {
    let mut num_tried = 0;
    let catalog = catalogs::embedded();
    let maker = PlanMaker::new(&catalog);
    for seed in 0..u64::from(NUM_EMBEDDED) {
        let plan = maker.plan(&mut SplitMix::new(seed)).canonical();
        let matrix = matrix::derive(&catalog, &plan);
        for finding in check::findings(&catalog, &matrix) {
            if !matches!(finding.code, Code::ManyPorts | Code::AnyPort) {
                continue;
            }
            for fix in fixes(&catalog, &plan, &finding) {
                let (least, most) = numbers(finding.hint.rsplit("would leave ").next().expect("a number"));
                let matrix = matrix.of_plan(&catalog, plan.applied(&fix.edit).expect("the fix can be made"));
                let position = |id: &str| plan.zone_idx(id).expect("a zone of the plan");
                for key in finding.keys.each() {
                    let left = matrix.summary(position(key[0]), position(key[1])).num_ports;
                    assert!(least <= left && left <= most, "seed {seed}, {left} after {}: {finding}", fix.label);
                    num_tried += 1;
                }
            }
        }
    }
    assert!(num_tried > 20, "{num_tried}");
}

/// The findings of some codes, as they are printed.
#[track_caller]
fn check(codes: &[Code], zones: &[String], rest: &str, expected: &[&str]) {
    let catalog = catalogs::embedded();
    for zones in [zones.to_vec(), zones.iter().rev().cloned().collect()] {
        let plan = file::read(&plan(&zones, rest)).expect("a plan").plan;
        let findings = check::findings(&catalog, &matrix::derive(&catalog, &plan));
        let found = findings.iter().filter(|finding| codes.contains(&finding.code)).map(ToString::to_string);
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}

fn clients(id: &str, rest: &str, roles: &[&str]) -> String {
    let roles: Vec<String> = roles.iter().map(|role| format!("(role: \"{role}\")")).collect();
    zone(id, &format!("{rest} os: [\"windows-11\"], placements: [{}]", roles.join(", ")))
}

fn servers(roles: &[&str]) -> String {
    let roles: Vec<String> = roles.iter().map(|role| format!("(role: \"{role}\")")).collect();
    zone("servers", &format!("os: [\"windows-server-2022\"], placements: [{}]", roles.join(", ")))
}

#[test]
fn a_protocol_is_not_told_of_a_source_that_does_not_open_it() {
    let hint = "(cleartext or superseded: take the role away that opens it, or accept the risk)";
    check(
        &[Code::LegacyProtocol],
        &[
            clients("a", "", &["ftp-client"]),
            clients("b", "", &["ftp-client", "telnet-client"]),
            servers(&["telnet-server", "ftp-server"]),
        ],
        r#"scenarios: {"active-ftp": undecided},"#,
        &[
            "warning[legacy-protocol] zone a: FTP active-mode data is opened to it from servers (declining “Active FTP” closes it)",
            "warning[legacy-protocol] zone b: FTP active-mode data is opened to it from servers (declining “Active FTP” closes it)",
            &format!(
                "warning[legacy-protocol] zone servers: FTP control and FTP passive-mode data are opened to it from a and b {hint}"
            ),
            &format!("warning[legacy-protocol] zone servers: Telnet is opened to it from b {hint}"),
        ],
    );
}

#[test]
fn a_guarded_role_is_not_told_of_a_source_that_does_not_reach_it() {
    check(
        &[Code::LowTrustReachesDc],
        &[
            clients("a", "trust: low,", &["certificate-client"]),
            clients("b", "trust: low,", &["domain-member"]),
            servers(&["certification-authority", "domain-controller"]),
        ],
        "",
        &[
            "warning[low-trust-reaches-dc] zone servers: low trust reaches Certification authority: a (its roles can't do without: limit the rules to the addresses of the machines that need it)",
            "warning[low-trust-reaches-dc] zone servers: low trust reaches Domain controller: b (give it a read-only domain controller and let the writable ones not serve it: then only that one reaches them; or take its machines out of the domain: then none of them does)",
        ],
    );
}

#[test]
fn a_source_has_its_own_number_of_ports_and_its_own_hint() {
    check(
        &[Code::ManyPorts, Code::AnyPort],
        &[
            clients("a", "", &["domain-member"]),
            clients("b", "", &["management-workstation"]),
            servers(&["domain-controller"]),
        ],
        "",
        &[
            "warning[many-ports] zone a: 16,390 ports are opened to it from b (declining “Consoles and WMI over RPC”, “Remote event logs” and “Remote performance logs” would leave 5)",
            "warning[many-ports] zone servers: 16,390 ports are opened to it from b (declining “Consoles and WMI over RPC”, “Remote event logs” and “Remote performance logs” would leave 5)",
            "warning[many-ports] zone servers: 16,396 ports are opened to it from a (pinning the RPC servers would leave 14)",
        ],
    );
}

#[test]
fn more_openings_than_can_be_tried_are_told_without_a_number_that_would_be_left() {
    let catalog = catalogs::embedded();
    // Each zone has another role beside, so that no two are counted the same.
    let placed = catalog.roles.iter().filter(|role| !role.is_abstract && role.id.as_str() != "domain-controller");
    let zones: Vec<String> = placed
        .take(80)
        .enumerate()
        .map(|(idx, role)| {
            let roles = format!(r#"placements: [(role: "domain-controller"), (role: "{}")]"#, role.id);
            zone(&format!("z{idx}"), &format!(r#"os: ["windows-server-2022"], {roles}"#))
        })
        .collect();
    let hints = |zones: &[String]| -> BTreeSet<bool> {
        let plan = file::read(&plan(zones, "")).expect("a plan").plan;
        let findings = check::findings(&catalog, &matrix::derive(&catalog, &plan));
        let wide: Vec<&Finding> = findings.iter().filter(|finding| finding.code == Code::ManyPorts).collect();
        assert!(wide.len() >= zones.len(), "each zone is told of");
        let untried = "there are too many such openings to try what would lessen each: choose one in the matrix, and the \
                       inspector says what pinning would save";
        wide.iter().map(|finding| finding.hint == untried && finding.message.contains("16")).collect()
    };
    assert_eq!(hints(&zones), BTreeSet::from([true]));
    assert_eq!(hints(&zones[..10]), BTreeSet::from([false]));
}

#[test]
fn a_zone_of_low_trust_is_told_what_it_has_not_got_yet() {
    let branch = |roles: &[&str]| {
        let roles: Vec<String> = roles.iter().map(|role| format!("(role: \"{role}\")")).collect();
        zone("branch", &format!("trust: low, os: [\"windows-server-2022\"], placements: [{}]", roles.join(", ")))
    };
    let told = "warning[low-trust-reaches-dc] zone servers: low trust reaches Domain controller: branch";
    let core = servers(&["domain-controller"]);
    check(
        &[Code::LowTrustReachesDc],
        &[branch(&["domain-member", "read-only-domain-controller"]), core.clone()],
        "",
        &[&format!(
            "{told} (let the writable domain controllers not serve it: then only its read-only one reaches them)"
        )],
    );
    let serving = core.replace("(role: \"domain-controller\")", "(role: \"domain-controller\", serves: [\"servers\"])");
    check(
        &[Code::LowTrustReachesDc],
        &[branch(&["domain-member", "read-only-domain-controller"]), serving],
        "",
        &[&format!(
            "{told} (only its read-only domain controller has to: limit the rules to the addresses of that one)"
        )],
    );
}

#[test]
fn an_unsupported_system_is_told_with_the_day_on_which_its_support_ended() {
    check(
        &[Code::OsUnsupported],
        &[zone("old", r#"os: ["windows-xp", "windows-11"], placements: [(role: "domain-member")]"#)],
        "",
        &[
            "warning[os-unsupported] zone old: Windows XP has been out of support since 2014-04-08; judged on 2026-11-22 (plan the replacement, or isolate the zone)",
        ],
    );
}

#[test]
fn ldap_is_no_legacy_protocol_by_itself() {
    check(&[Code::LegacyProtocol], &[clients("a", "", &["domain-member"]), servers(&["domain-controller"])], "", &[]);
}

#[test]
fn netbios_is_closed_by_the_answer_that_the_finding_names() {
    let zones = [clients("a", "", &["domain-member"]), servers(&["domain-controller"])];
    let in_use = r#"assumptions: {"netbios": in_use},"#;
    let hint = "(answering “Is NetBIOS over TCP/IP in use?” with unused closes it)";
    check(
        &[Code::LegacyProtocol],
        &zones,
        in_use,
        &[&format!(
            "warning[legacy-protocol] zone servers: NetBIOS Datagram Service, NetBIOS Name Resolution and NetBIOS Session Service are opened to it from a {hint}"
        )],
    );
    check(&[Code::LegacyProtocol], &zones, r#"assumptions: {"netbios": unused},"#, &[]);
}

#[test]
fn a_scenario_that_opens_every_port_is_to_be_declined() {
    let exchange =
        |id: &str| zone(id, r#"os: ["windows-server-2022"], placements: [(role: "exchange-mailbox-server")]"#);
    let zones = [exchange("a"), exchange("b")];
    let told = |to: &str, from: &str| {
        format!(
            "warning[any-port] zone {to}: every port is opened to it from {from} (declining “Unrestricted traffic of Exchange servers” would leave 4)"
        )
    };
    let undecided = r#"scenarios: {"exchange-unrestricted-traffic": undecided},"#;
    check(&[Code::AnyPort], &zones, undecided, &[&told("a", "b"), &told("b", "a")]);
    check(&[Code::AnyPort], &zones, r#"scenarios: {"exchange-unrestricted-traffic": declined},"#, &[]);
    // The catalog declines it where nobody says anything.
    check(&[Code::AnyPort], &zones, "", &[]);
}

#[test]
fn a_scenario_that_was_accepted_and_opens_every_port_is_named() {
    let exchange =
        |id: &str| zone(id, r#"os: ["windows-server-2022"], placements: [(role: "exchange-mailbox-server")]"#);
    let zones = [exchange("a"), exchange("b")];
    let told = |to: &str, from: &str, left: &str| {
        format!("warning[any-port] zone {to}: every port is opened to it from {from} ({left})")
    };
    let accepted =
        "“Unrestricted traffic of Exchange servers” is accepted, which opens them: declining it would leave 4";
    let declining = "declining “Unrestricted traffic of Exchange servers” would leave 4";
    let scenario = r#"scenarios: {"exchange-unrestricted-traffic": accepted}"#;
    check(&[Code::AnyPort], &zones, &format!("{scenario},"), &[&told("a", "b", accepted), &told("b", "a", accepted)]);
    check(
        &[Code::AnyPort],
        &zones,
        &format!(
            r#"scenarios: {{"exchange-unrestricted-traffic": undecided}}, pairs: [(source: "a", destination: "b", {scenario})],"#
        ),
        &[&told("a", "b", declining), &told("b", "a", accepted)],
    );
}
