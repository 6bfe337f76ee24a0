//! What is offered to mend a finding mends it: the finding is gone, and nothing that is an error has come.

use std::collections::BTreeSet;

use portolan::catalog::Catalog;
use portolan::check;
use portolan::finding::{Code, Finding, Severity, Subject};
use portolan::matrix;
use portolan::plan::{Plan, ScopeId, file};
use portolan::view::fixes;

use crate::catalogs;
use crate::findings::{CLIENTS, CORE, clients_and_core, plan, zone};
use crate::plan_maker::PlanMaker;
use crate::splitmix::SplitMix;

const NUM_PLANS: u64 = 40;

fn findings(catalog: &Catalog, plan: &Plan) -> Vec<Finding> {
    check::findings(catalog, &matrix::derive(catalog, plan))
}

/// What errors say, wherever they stand: tunnels and overrides move up. What is new may fall under an override, which
/// is no mistake of whoever adds it. What follows a colon speaks of the role, and a fix may put another one in its place.
fn errors(findings: &[Finding]) -> BTreeSet<(Code, &str)> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors = errors.filter(|finding| finding.code != Code::RequiredSuppressed);
    errors.map(|finding| (finding.code, finding.message.split(": ").next().unwrap_or_default())).collect()
}

/// Whether two findings say the same of the same place; tunnels and overrides move up when one before them goes.
fn is_same(a: &Finding, b: &Finding) -> bool {
    let is_numbered = |finding: &Finding| matches!(finding.subject, Subject::Tunnel(_) | Subject::Override(_));
    a.code == b.code && a.message == b.message && (a.subject == b.subject || (is_numbered(a) && is_numbered(b)))
}

/// What is offered for findings of this code, or of every code: each of them mends its finding.
#[track_caller]
fn offered(catalog: &Catalog, plan: &Plan, code: Option<Code>) -> Vec<String> {
    let before = findings(catalog, plan);
    let mut offered = Vec::new();
    for finding in before.iter().filter(|finding| code.is_none_or(|code| finding.code == code)) {
        for fix in fixes(catalog, plan, finding) {
            let label = fix.label;
            assert_eq!(fix.edit.label(), label, "undo calls it what the menu called it");
            let mut mended = plan.applied(&fix.edit).unwrap_or_else(|err| panic!("{label}: {err}"));
            let mut after = findings(catalog, &mended);
            let num_same = |among: &[Finding]| among.iter().filter(|other| is_same(finding, other)).count();
            let new: Vec<_> = errors(&after).difference(&errors(&before)).copied().collect();
            assert!(new.is_empty(), "“{label}” brings {new:?}");
            // Where several overrides take the same, the next one takes it, and has the number, once one is gone: the
            // same fix is offered again then.
            while mended.overrides.len() < plan.overrides.len() && num_same(&after) == num_same(&before) {
                let same = after.iter().filter(|other| is_same(finding, other));
                let again = same.flat_map(|other| fixes(catalog, &mended, other)).find(|fix| fix.label == label);
                let Some(again) = again else { break };
                mended = mended.applied(&again.edit).unwrap_or_else(|err| panic!("{label} again: {err}"));
                after = findings(catalog, &mended);
            }
            assert!(num_same(&after) < num_same(&before), "“{label}” leaves {finding}");
            offered.push(label);
        }
    }
    assert!(code.is_none_or(|code| before.iter().any(|finding| finding.code == code)), "{code:?} is raised");
    offered
}

/// This is offered for findings of this code in a plan.
#[track_caller]
fn check(code: Code, text: &str, expected: &[&str]) {
    let plan = file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan.canonical();
    assert_eq!(offered(&catalogs::embedded(), &plan, Some(code)), expected);
}

#[test]
fn whatever_is_offered_mends_its_finding_in_any_plan() {
    let catalog = catalogs::embedded();
    let maker = PlanMaker::new(&catalog);
    let mut num_offered = 0;
    for seed in 0..NUM_PLANS {
        num_offered += offered(&catalog, &maker.plan(&mut SplitMix::new(seed)).canonical(), None).len();
    }
    assert!(num_offered > 400, "{num_offered}");
}

#[test]
fn a_missing_role_is_added_where_it_fits_best() {
    let servers = zone("servers", r#"os: ["windows-server-2022"], placements: [(role: "file-server")]"#);
    let dmz = zone("dmz", r#"os: ["windows-server-2022"], trust: low, placements: [(role: "web-server")]"#);
    check(
        Code::RoleMissing,
        &plan(&[zone("clients", CLIENTS), dmz, servers], ""),
        &[
            "Add DNS server to servers",
            "Add DNS server to clients on Windows Server 2025",
            "Add DNS server to dmz",
            "Add DNS server in a new zone",
            "Add Domain controller to servers",
            "Add Domain controller to clients on Windows Server 2025",
            "Add Domain controller to dmz",
            "Add Domain controller in a new zone",
        ],
    );
}

/// The roles that are offered for the logon server that the clients lack, in a plan with these zones beside them.
fn logon_servers(zones: &[&str]) -> Vec<String> {
    let zones: Vec<String> =
        [zone("clients", CLIENTS)].into_iter().chain(zones.iter().map(ToString::to_string)).collect();
    let plan = file::read(&plan(&zones, "")).expect("a plan").plan;
    let catalog = catalogs::embedded();
    let all = findings(&catalog, &plan);
    let finding = all.iter().find(|finding| finding.message.contains("no Logon server")).expect("the finding");
    let labels = fixes(&catalog, &plan, finding).into_iter().map(|fix| fix.label);
    labels
        .filter_map(|label| label.strip_suffix(" in a new zone").map(|role| role["Add ".len()..].to_owned()))
        .collect()
}

#[test]
fn what_nobody_would_add_is_offered_only_where_the_plan_has_its_like() {
    assert_eq!(logon_servers(&[]), ["Domain controller"]);
    let azure = "placements: [(role: \"azure\"), (role: \"azure-blob-storage\"), (role: \"entra-id\")]";
    assert_eq!(
        logon_servers(&[&zone("azure", azure)]),
        ["Domain controller", "Entra Domain Services domain controller"]
    );
    let for_others = "os: [\"windows-server-2022\"], placements: [(role: \"domain-controller\", serves: [\"azure\"])]";
    assert_eq!(
        logon_servers(&[&zone("azure", azure), &zone("core", for_others)]),
        ["Domain controller", "Entra Domain Services domain controller", "Read-only domain controller"]
    );
}

#[test]
fn a_missing_role_is_added_in_the_scope_of_its_callers() {
    let member = |id: &str, scope: &str| {
        let placement = format!("(role: \"domain-member\", scopes: {{\"ad-domain\": \"{scope}\"}})");
        zone(id, &format!("os: [\"windows-11\"], placements: [{placement}]"))
    };
    let scopes = r#"scopes: [(id: "x", kind: "ad-domain", name: "X"), (id: "y", kind: "ad-domain", name: "Y")],"#;
    let catalog = catalogs::embedded();
    for (zones, expected) in [(vec![member("a", "x")], Some("x")), (vec![member("a", "x"), member("b", "y")], None)] {
        let plan = file::read(&plan(&zones, scopes)).expect("a plan").plan;
        let all = findings(&catalog, &plan);
        let finding = all.iter().find(|finding| finding.message.contains("no Logon server")).expect("the finding");
        let mended = plan.applied(&fixes(&catalog, &plan, finding)[0].edit).expect("the fix");
        let mut placements = mended.zones.iter().flat_map(|zone| &zone.placements);
        let added = placements.find(|it| it.role.as_str() == "domain-controller").expect("the controller");
        assert_eq!(added.scopes.get("ad-domain").map(ScopeId::as_str), expected);
    }
}

#[test]
fn a_role_that_is_added_leaves_the_other_roles_on_their_os_version() {
    let servers = r#"placements: [(role: "file-server", ports: {"winrm/winrm-2-0-http": 50004})]"#;
    let clients = r#"os: ["windows-xp"], placements: [(role: "exchange-internet-mail-client")]"#;
    let text = plan(&[zone("servers", servers), zone("clients", clients)], "");
    let plan = file::read(&text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan;
    let offered = offered(&catalogs::embedded(), &plan, Some(Code::RoleMissing));
    let label = "Add Exchange 2003 front-end server to servers on Windows Server 2003 R2";
    assert!(offered.iter().any(|offered| offered == label), "{offered:#?}");
}

#[test]
fn roles_get_os_versions_that_they_exist_on() {
    let on = |os: &str, placements: &str| plan(&[zone("a", &format!("os: [{os}], placements: [{placements}]"))], "");
    check(
        Code::RoleNotOnOs,
        &on(r#""windows-11""#, r#"(role: "domain-controller")"#),
        &[
            "Place Domain controller in a on Windows Server 2025 alone",
            "Tick Windows Server 2025 in a",
            "Remove Domain controller from a",
        ],
    );
    let own = r#"(role: "domain-controller", os: ["windows-11"])"#;
    check(
        Code::RoleNotOnOs,
        &on(r#""windows-server-2022""#, own),
        &[
            "Give Domain controller the OS versions of a",
            "Place Domain controller in a on Windows Server 2025 alone",
            "Remove Domain controller from a",
        ],
    );
    check(
        Code::OsNotTicked,
        &on("", r#"(role: "domain-controller"), (role: "domain-member")"#),
        &["Tick Windows Server 2025 in a", "Tick Windows Server 2025 in a"],
    );
    check(
        Code::OsNotTicked,
        &on("", r#"(role: "domain-member")"#),
        &["Tick Windows Server 2025 in a", "Tick Windows 11 in a"],
    );
    let old = r#""windows-xp", "windows-7", "windows-11""#;
    check(
        Code::OsUnsupported,
        &on(old, r#"(role: "domain-member")"#),
        &["Narrow Windows XP and Windows 7 out of a", "Narrow Windows XP out of a", "Narrow Windows 7 out of a"],
    );
    check(Code::OsUnsupported, &on(r#""windows-xp""#, r#"(role: "domain-member")"#), &[]);
    let needed = r#"(role: "domain-controller", os: ["windows-server-2003"]), (role: "domain-member")"#;
    check(Code::OsUnsupported, &on(r#""windows-xp", "windows-11""#, needed), &["Narrow Windows XP out of a"]);
}

#[test]
fn an_abstract_role_gives_way_to_one_that_brings_it() {
    let text = plan(&[zone("a", r#"os: ["windows-server-2022"], placements: [(role: "logon-server")]"#)], "");
    check(Code::AbstractRole, &text, &["Replace Logon server by Domain controller in a", "Remove Logon server from a"]);
}

#[test]
fn a_missing_scope_is_chosen() {
    let scopes = r#"scopes: [(id: "a", kind: "ad-domain", name: "a.example"), (id: "b", kind: "ad-domain")],"#;
    check(
        Code::ScopeMissing,
        &clients_and_core(scopes),
        &[
            "Put Domain member in clients into a.example",
            "Put Domain member in clients into b",
            "Put Domain controller in core into a.example",
            "Put Domain controller in core into b",
        ],
    );
}

#[test]
fn what_does_not_exist_is_mentioned_no_more() {
    let placement = r#"(role: "domain-member", os: ["windows-12"], serves: ["moon"], without: ["time-machine"],
        scopes: {"ad-domain": "gone"}, ports: {"a/b": 7}, rpc: pinned({"nobody": 50000}))"#;
    let odd = zone(
        "a",
        &format!(
            r#"os: ["windows-11", "windows-12"], assumptions: {{"x": in_use}}, rpc: pinned({{"nobody": 50000}}),
            placements: [{placement}, (role: "time-machine")]"#
        ),
    );
    let settings = r#"assumptions: {"x": in_use}, scenarios: {"y": declined}, rpc: (strategy: pinned({"nobody": 50000})),
        scopes: [(id: "b", kind: "ad-domain", name: "b.example")], trusts: [(trusting: "b", trusted: "gone")],
        pairs: [(source: "a", destination: "b", assumptions: {"x": in_use}, scenarios: {"y": declined}),
            (source: "a", destination: "moon", note: "n", mapper_only: true, scenarios: {"y": declined})],
        tunnels: [(kind: "teleport", zones: ("a", "b")), (kind: "pptp", zones: ("a", "b"), opener: "moon"),
            (kind: "pptp", zones: ("a", "moon")),
            (kind: "pptp", zones: ("a", "b"), carries: selection([(source_role: "time-machine"), (service: "dns")]))],
        overrides: [suppress(match: (service: "z"), reason: "r"),
            add(source_zone: "a", destination_zone: "moon", transport: esp)],"#;
    let text = plan(&[odd, zone("b", CORE)], settings);
    check(
        Code::UnknownId,
        &text,
        &[
            "Take RPC server “nobody” out of the plan",
            "Take assumption “x” out of the plan",
            "Take scenario “y” out of the plan",
            "Take OS version “windows-12” out of a",
            "Take RPC server “nobody” out of a",
            "Take assumption “x” out of a",
            "Take OS version “windows-12” out of Domain member in a",
            "Take RPC server “nobody” out of Domain member in a",
            "Take endpoint “a/b” out of Domain member in a",
            "Take role “time-machine” out of Domain member in a",
            "Remove time-machine from a",
            "Take assumption “x” out of a → b",
            "Take scenario “y” out of a → b",
            "Take scenario “y” out of a → moon",
            "Remove tunnel 1",
            "Take role “time-machine” out of tunnel 4",
            "Take service “dns” out of tunnel 4",
            "Remove override 1",
        ],
    );
    check(
        Code::UnknownName,
        &text,
        &[
            "Remove the trusts of “gone”",
            "Put Domain member in a into b.example",
            "Let Domain member in a match every ad-domain",
            "Let Domain member in a serve all zones",
            "Remove Domain member from a",
            "Remove the settings of a → moon",
            "Take zone “moon” out of tunnel 2",
            "Remove tunnel 3",
            "Remove override 2",
        ],
    );
}

#[test]
fn names_and_addresses_are_mended_in_place() {
    let twins =
        plan(&[r#"(id: "a", name: "A")"#.to_owned(), r#"(id: "b", name: "A")"#.to_owned(), zone("A 2", "")], "");
    check(Code::DuplicateName, &twins, &["Rename the second one to “A 3”"]);
    let addresses = r#"addresses: ["10.1.0.7/16", "10.2.0.0/16", "10.3.0.9-10.3.0.1", "10.4", "10.5.0.1 dc1"]"#;
    check(
        Code::AddressInvalid,
        &plan(&[zone("a", addresses)], ""),
        &[
            "Write 10.1.0.0/16 instead of “10.1.0.7/16”",
            "Write 10.1.0.7 instead of “10.1.0.7/16”",
            "Remove “10.1.0.7/16” from a",
            "Write 10.3.0.1-10.3.0.9 instead of “10.3.0.9-10.3.0.1”",
            "Remove “10.3.0.9-10.3.0.1” from a",
            "Remove “10.4” from a",
            "Write 10.5.0.1, dc1 instead of “10.5.0.1 dc1”",
            "Remove “10.5.0.1 dc1” from a",
        ],
    );
}

#[test]
fn exposure_is_lessened_where_a_word_is_enough() {
    let wide = clients_and_core("");
    check(Code::ManyPorts, &wide, &["Pin 2 RPC servers of core"]);
    // Where a placement says otherwise, or the servers have no such setting, the zone's word is in vain.
    check(Code::ManyPorts, &wide.replace("\"domain-controller\"", "\"domain-controller\", rpc: dynamic"), &[]);
    let netbios = clients_and_core(r#"assumptions: {"netbios": in_use},"#);
    check(Code::LegacyProtocol, &netbios, &["Answer “Is NetBIOS over TCP/IP in use?” with unused for core"]);
    let said = r#"assumptions: {"netbios": in_use},
        pairs: [(source: "clients", destination: "core", assumptions: {"netbios": in_use})],"#;
    check(Code::LegacyProtocol, &clients_and_core(said), &[]);
}

#[test]
fn rpc_ports_are_put_right_wherever_they_are_said() {
    let offered = |strategy: &str, label: &str| {
        let role = "role: \"domain-controller\"";
        for text in [
            clients_and_core(&format!("rpc: (strategy: {strategy}),")),
            clients_and_core("").replacen("os:", &format!("rpc: {strategy}, os:"), 1),
            clients_and_core("").replace(role, &format!("{role}, rpc: {strategy}")),
        ] {
            check(Code::RpcPort, &text, &[label]);
        }
    };
    offered(r#"pinned({"ntds": 50000, "netlogon": 50000, "dfsr": 50000})"#, "Give each of them a port of its own");
    offered(r#"pinned({"other": 50000})"#, "Take the pin of Other RPC servers out");
    offered("restricted(4000, 4010)", "Restrict RPC to 50000-50255");
}

#[test]
fn what_matches_nothing_goes() {
    let idle = clients_and_core(
        r#"overrides: [suppress(match: (transport: tcp), reason: "y"), suppress(match: (service: "telnet"), reason: "x")],
        tunnels: [(kind: "pptp", zones: ("clients", "core"), carries: selection([
            (service: "telnet"), (transport: udp), (service: "dhcp-server")]))],"#,
    );
    check(Code::OverrideUnmatched, &idle, &["Take what matches nothing out of tunnel 1", "Remove override 2"]);
}

#[test]
fn a_scenario_is_decided_on_either_way() {
    let zones = [
        zone("admin", r#"os: ["windows-11"], placements: [(role: "management-workstation")]"#),
        zone("servers", r#"os: ["windows-server-2022"], placements: [(role: "windows-computer")]"#),
    ];
    let both = |name: &str| [format!("Decline “{name}” in the plan"), format!("Accept “{name}” in the plan")];
    let [decline, accept] = both("Consoles and WMI over RPC");
    // The others that open the dynamic range are decided on.
    let decided = r#"scenarios: {"remote-event-logs": declined, "remote-performance-logs": declined},"#;
    check(Code::ScenarioUndecided, &plan(&zones, decided), &[&decline, &accept]);
    let [decline, accept] = both("RPC over HTTP");
    check(Code::ScenarioDeclined, &plan(&zones, ""), &[&decline, &accept]);
}
