//! Every finding code is raised by the plan or the catalog that deserves it, and not by its mended twin.

use portolan::catalog::{self, Catalog, Port, checks};
use portolan::check;
use portolan::files::catalog_dir;
use portolan::finding::{Code, Finding};
use portolan::ids::RoleIdx;
use portolan::matrix;
use portolan::net::PortRange;
use portolan::plan::file;

/// The findings of a plan against the embedded catalog, those of its file included.
fn plan_findings(text: &str) -> Vec<Finding> {
    let (catalog, problems) = catalog_dir::with_overlay(&[]);
    assert_eq!(problems, []);
    let read = file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}"));
    let matrix = matrix::derive(&catalog, &read.plan);
    let mut res = read.findings;
    res.extend(check::findings(&catalog, &matrix));
    res
}

/// The findings of a folder laid over the embedded catalog, those of the checks included.
fn overlay_findings(files: &[(&str, &str)]) -> Vec<Finding> {
    let overlay: Vec<_> = files.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
    let (catalog, mut res) = catalog_dir::with_overlay(&overlay);
    res.extend(checks::check(&catalog));
    res
}

fn check(findings: &[Finding], code: Code, words: &str) {
    let found: Vec<_> = findings.iter().filter(|finding| finding.code == code).collect();
    assert!(
        found.iter().any(|finding| finding.to_string().contains(words)),
        "{} that says “{words}” among {found:#?} of {} findings",
        code.name(),
        findings.len()
    );
}

/// Raises `code` with `plan` and not with `mended`.
fn check_plan(code: Code, words: &str, plan: &str, mended: &str) {
    check(&plan_findings(plan), code, words);
    let left: Vec<_> = plan_findings(mended).into_iter().filter(|finding| finding.code == code).collect();
    assert_eq!(left, [], "{} in the mended plan", code.name());
}

pub(crate) fn zone(id: &str, rest: &str) -> String {
    format!("(id: \"{id}\", name: \"{id}\", {rest})")
}

pub(crate) fn plan(zones: &[String], rest: &str) -> String {
    format!("(format: 1, {rest} zones: [{}])", zones.join(", "))
}

pub(crate) const CORE: &str =
    r#"os: ["windows-server-2022"], placements: [(role: "dns-server"), (role: "domain-controller")]"#;
pub(crate) const CLIENTS: &str = r#"os: ["windows-11"], placements: [(role: "domain-member")]"#;

pub(crate) fn clients_and_core(rest: &str) -> String {
    plan(&[zone("clients", CLIENTS), zone("core", CORE)], rest)
}

#[test]
fn names_and_ids_are_checked() {
    let good = clients_and_core("");
    let twice = plan(&[zone("clients", CLIENTS), zone("clients", CORE)], "");
    check_plan(Code::DuplicateId, "two zones have the id", &twice, &good);
    check_plan(Code::DuplicateName, "two zones are called", &twice, &good);
    let unknown = plan(&[zone("a", r#"os: ["windows-12"], placements: [(role: "time-machine")]"#)], "");
    check_plan(Code::UnknownId, "no role “time-machine”", &unknown, &good);
    check_plan(Code::UnknownId, "no OS version “windows-12”", &unknown, &good);
    let nowhere = clients_and_core(r#"pairs: [(source: "clients", destination: "moon", note: "x")],"#);
    check_plan(Code::UnknownName, "no zone “moon”", &nowhere, &good);
}

#[test]
fn zones_without_a_name_go_by_their_ids() {
    let named = |id: &str, name: &str| format!(r#"(id: "{id}", name: "{name}", addresses: ["dc01"])"#);
    let text = plan(&[named("a", ""), named("b", ""), named("c", "  ")], "");
    let findings = plan_findings(&text);
    assert!(findings.iter().all(|finding| finding.code != Code::DuplicateName), "{findings:#?}");
    check(&findings, Code::AddressOverlap, "the host “dc01” stands in a, b and c");
}

#[test]
fn a_catalog_folder_says_of_what_a_tunnel_opens_what_a_nat_asks_for() {
    let tunnel = |across_nat: &str| {
        format!(
            r#"(id: "l2tp-ipsec", name: "L2TP/IPsec", summary: "X", both_ways: ["active-directory/ipsec-esp",
            "active-directory/ipsec-isakmp", "active-directory/ipsec-nat-t"], across_nat: ["active-directory/{across_nat}"],
            references: ["kb832017"])"#
        )
    };
    let file = "tunnels/l2tp-ipsec.ron";
    let (wrong, right) = (tunnel("epm"), tunnel("ipsec-nat-t"));
    let place = "tunnels/l2tp-ipsec.ron:2:92";
    let words = "the tunnel does not open “active-directory/epm”";
    check_overlay(Code::CatalogUnresolved, place, words, (file, &wrong, &right));
}

#[test]
fn files_say_what_they_lose() {
    let good = clients_and_core("");
    check_plan(Code::FileComments, "comment", &good.replacen('(', "( // why\n", 1), &good);
}

#[test]
fn placements_are_checked() {
    let good = clients_and_core("");
    let abstract_role = plan(&[zone("a", r#"os: ["windows-server-2022"], placements: [(role: "logon-server")]"#)], "");
    check_plan(Code::AbstractRole, "Logon server", &abstract_role, &good);
    let on_a_client = plan(&[zone("a", r#"os: ["windows-11"], placements: [(role: "domain-controller")]"#)], "");
    check_plan(Code::RoleNotOnOs, "does not exist on Windows 11", &on_a_client, &good);
    let unticked = plan(&[zone("a", r#"placements: [(role: "domain-controller")]"#)], "");
    check_plan(Code::OsNotTicked, "Windows Server 2025 was taken", &unticked, &good);
    let old = plan(&[zone("a", r#"os: ["windows-xp"], placements: [(role: "domain-member")]"#)], "");
    check_plan(Code::OsUnsupported, "Windows XP", &old, &good);
    let scopes = r#"scopes: [(id: "a", kind: "ad-domain", name: "a"), (id: "b", kind: "ad-domain", name: "b")],"#;
    check_plan(Code::ScopeMissing, "no ad-domain", &clients_and_core(scopes), &good);
    // A forwarder, and what asks it, may be in none.
    let dmz = |role: &str| zone("dmz", &format!("placements: [(role: \"{role}\")]"));
    for role in ["dns-server", "secondary-dns-server", "dns-client", "linux-host", "forward-proxy"] {
        check_plan(
            Code::ScopeMissing,
            "no ad-domain",
            &plan(&[dmz("domain-member")], scopes),
            &plan(&[dmz(role)], scopes),
        );
    }
}

#[test]
fn a_missing_role_is_named_with_those_that_would_do() {
    let alone = plan(&[zone("dmz", CLIENTS)], "");
    check_plan(Code::RoleMissing, "Domain member in dmz, but no Logon server", &alone, &clients_and_core(""));
    check(&plan_findings(&alone), Code::RoleMissing, "Domain controller");
}

#[test]
fn addresses_are_checked() {
    let with = |a: &str, b: &str| {
        plan(&[zone("a", &format!("addresses: [\"{a}\"]")), zone("b", &format!("addresses: [\"{b}\"]"))], "")
    };
    let good = with("10.1.0.0/16", "10.2.0.0/16");
    check_plan(Code::AddressInvalid, "host bits", &with("10.1.0.1/16", "10.2.0.0/16"), &good);
    check_plan(
        Code::AddressOverlap,
        "zone a: its addresses overlap with those of b (a firewall",
        &with("10.1.0.0/16", "10.1.2.3"),
        &good,
    );
    let several = with("any\", \"10.9.0.0/16", "10.2.0.0/16");
    check_plan(Code::AddressInvalid, "“any” stands beside other addresses", &several, &good);
}

#[test]
fn days_of_the_request_can_be_read_and_stand_in_order() {
    let with = |request: &str| plan(&[], &format!("request: ({request}),"));
    let good = with(r#"valid_from: "2026-12-01", valid_until: "2027-12-31""#);
    check_plan(
        Code::RequestDay,
        "until which the request is valid can't be read",
        &with(r#"valid_until: "31.12.2027""#),
        &good,
    );
    let turned = with(r#"valid_from: "2027-12-31", valid_until: "2026-12-01""#);
    check_plan(Code::RequestDay, "until 2026-12-01, which is before 2027-12-31", &turned, &good);
}

#[test]
fn what_a_request_needs_filled_is_said() {
    let client = |addresses: &str| {
        zone("clients", &format!(r#"{addresses} os: ["windows-11"], placements: [(role: "domain-member")]"#))
    };
    let core = |hosts: &str| {
        let placement = format!(r#"(role: "domain-controller", hosts: [{hosts}])"#);
        zone("core", &format!(r#"addresses: ["10.2.0.0/16"], os: ["windows-server-2022"], placements: [{placement}]"#))
    };
    let any = client(r#"addresses: ["any"],"#);
    let good = plan(&[any.clone(), core(r#"(name: "dc1", addresses: ["10.2.0.1", "dc1.corp.example"])"#)], "");
    let blank = plan(&[client(""), core("")], "");
    check_plan(Code::AddressMissing, "zone clients: no address is known of it, and ", &blank, &good);
    let unknown = plan(&[any.clone(), core(r#"(name: "dc1"), (name: "dc2", addresses: ["10.2.0.2"])"#)], "");
    check_plan(Code::AddressMissing, "zone core: no address is known of dc1", &unknown, &good);
    for (address, expected) in [("10.2.0.1/16", "host bits"), ("any", "“any” is the address of dc1")] {
        let wrong = plan(&[any.clone(), core(&format!(r#"(name: "dc1", addresses: ["{address}"])"#))], "");
        check_plan(Code::AddressInvalid, expected, &wrong, &good);
    }
}

#[test]
fn a_scenario_is_to_be_decided_on() {
    let admin = zone("admin", r#"os: ["windows-11"], placements: [(role: "management-workstation")]"#);
    let servers = zone("servers", r#"os: ["windows-server-2022"], placements: [(role: "windows-computer")]"#);
    // The others that open the dynamic range are decided on.
    let with = |decided: &str, rest: &str| {
        let others = r#""remote-event-logs": declined, "remote-performance-logs": declined"#;
        plan(&[admin.clone(), servers.clone()], &format!("scenarios: {{{decided}{others}}}, {rest}"))
    };
    for decision in ["accepted", "declined"] {
        check_plan(
            Code::ScenarioUndecided,
            "nobody decided on “Consoles and WMI over RPC”, which opens more than 1,000 ports from admin to servers",
            &with("", ""),
            &with(&format!(r#""consoles-over-rpc": {decision}, "#), ""),
        );
        check_plan(
            Code::ScenarioDeclined,
            "the catalog declines “RPC over HTTP” until somebody accepts it: nothing is opened for it from admin to servers",
            &with("", ""),
            &with(&format!(r#""rpc-over-http": {decision}, "#), ""),
        );
    }
    // Where nothing is wide, nothing need be decided.
    check_plan(
        Code::ScenarioUndecided,
        "Consoles and WMI over RPC",
        &with("", ""),
        &with("", "rpc: (strategy: restricted(50000, 50099)),"),
    );
}

#[test]
fn exposure_is_told_once_for_each_zone_that_listens() {
    let good = plan(&[zone("clients", CLIENTS), zone("core", "os: [\"windows-server-2022\"]")], "");
    let wide = clients_and_core("");
    check_plan(Code::ManyPorts, "pinning the RPC servers would leave", &wide, &good);
    let netbios = clients_and_core(r#"assumptions: {"netbios": in_use},"#);
    check_plan(Code::LegacyProtocol, "are opened to it from clients", &netbios, &wide);
    check_plan(Code::LowTrustReachesDc, "clients", &wide.replacen("os:", "trust: low, os:", 1), &wide);
}

#[test]
fn rpc_choices_are_checked_and_explained() {
    let good = clients_and_core("");
    let pinned = |netlogon: u16| {
        clients_and_core(&format!(r#"rpc: (strategy: pinned({{"ntds": 50000, "netlogon": {netlogon}}})),"#))
    };
    check_plan(Code::RpcPort, "same port 50000", &pinned(50000), &pinned(50001));
    check_plan(Code::RpcPort, "too low", &clients_and_core("rpc: (strategy: restricted(4000, 4010)),"), &good);
    check_plan(Code::RpcSetup, "DCTcpipPort", &pinned(50001), &good);
    check_plan(Code::RpcSetup, "inspect DCE/RPC", &clients_and_core("rpc: (mapper_only: true),"), &good);
}

#[test]
fn tunnels_and_overrides_are_checked() {
    let good = clients_and_core("");
    let tunnel = clients_and_core(r#"tunnels: [(kind: "pptp", zones: ("clients", "core"))],"#);
    check_plan(Code::TunnelIncomplete, "addresses of its ends", &tunnel, &good);
    check_plan(Code::TunnelIncomplete, "no zone is named that opens it", &tunnel, &good);
    let idle = clients_and_core(r#"overrides: [suppress(match: (service: "telnet"), reason: "x")],"#);
    check_plan(Code::OverrideUnmatched, "matches no flow", &idle, &good);
}

#[test]
fn a_port_that_nobody_chose_is_a_finding_and_an_open_flow_without_ports() {
    let catalog = with_backup("");
    let server = |ports: &str| {
        let placement = format!("os: [\"windows-11\"], placements: [(role: \"backup-server\"{ports})]");
        let agent = r#"os: ["windows-11"], placements: [(role: "backup-agent")]"#;
        file::read(&plan(&[zone("a", agent), zone("b", &placement)], "")).unwrap().plan
    };
    let unchosen = matrix::derive(&catalog, &server(""));
    check(&check::findings(&catalog, &unchosen), Code::PortNotChosen, "backup/agent");
    let cell = unchosen.cell(&catalog, 0, 1);
    assert_eq!(cell.open_flows().map(|flow| flow.key.ports).collect::<Vec<_>>(), [None]);
    let says_nothing = |catalog: &Catalog, plan| {
        let findings = check::findings(catalog, &matrix::derive(catalog, &plan));
        assert!(findings.iter().all(|finding| finding.code != Code::PortNotChosen), "{findings:?}");
    };
    says_nothing(&catalog, server(r#", ports: {"backup/agent": 9000}"#));
    // While nobody uses it, nobody has to choose.
    says_nothing(&with_backup(r#"when: (assumption: "netbios"),"#), server(""));
}

/// The catalog and a backup product whose agents call a port that the administrator chooses.
fn with_backup(when: &str) -> Catalog {
    let service = format!(
        r#"(id: "backup", name: "Backup", summary: "Takes backups", endpoints: [(id: "agent",
            application_protocol: "Backup", transport: tcp, port: parameter(None), {when} references: ["kb832017"])])"#
    );
    let server = r#"(id: "backup-server", name: "Backup server", family: "Base", summary: "Takes backups",
        runs: ["backup"], references: ["kb832017"])"#;
    let agent = r#"(id: "backup-agent", name: "Backup agent", family: "Base", summary: "Sends its data",
        connects: [(id: "send", to: "backup-server", uses: ["backup/agent"], purpose: "Send backups",
        need: required, references: ["kb832017"])], references: ["kb832017"])"#;
    let overlay = [
        ("services/backup.ron".to_owned(), service),
        ("roles/backup-server.ron".to_owned(), server.to_owned()),
        ("roles/backup-agent.ron".to_owned(), agent.to_owned()),
    ];
    let (catalog, problems) = catalog_dir::with_overlay(&overlay);
    assert_eq!(problems, []);
    catalog
}

#[test]
fn catalog_mistakes_are_found_with_their_file() {
    let role = |id: &str, rest: &str| {
        format!(r#"(id: "{id}", name: "A", family: "Base", summary: "B", {rest} references: ["kb832017"])"#)
    };
    let connects = |uses: &str| {
        role(
            "a",
            &format!(
                r#"connects: [(id: "c", to: "dns-server", uses: [{uses}], purpose: "P", need: required, references: ["kb832017"])],"#
            ),
        )
    };
    let service = |endpoint: &str| {
        format!(r#"(id: "s", name: "S", summary: "T", endpoints: [(id: "e", application_protocol: "P", {endpoint})])"#)
    };
    let cases: &[(Code, &str, &str, String)] = &[
        (Code::CatalogSyntax, "roles/a.ron:1:2", "roles/a.ron", "(idd: \"a\")".to_owned()),
        (Code::CatalogId, "the file is called “a.ron”", "roles/a.ron", role("b", "")),
        (Code::CatalogUnresolved, "no role “nobody”", "roles/a.ron", role("a", "implies: [\"nobody\"],")),
        (Code::CatalogCycle, "a → a", "roles/a.ron", role("a", "implies: [\"a\"],")),
        (
            Code::CatalogPort,
            "port 0",
            "services/s.ron",
            service("transport: tcp, port: fixed(0), references: [\"kb832017\"]"),
        ),
        (
            Code::CatalogPort,
            "don't go together",
            "services/s.ron",
            service("transport: tcp, port: protocol, references: []"),
        ),
        (
            Code::CatalogPort,
            "does not follow “nobody” at this distance",
            "services/s.ron",
            service("transport: tcp, port: fixed(20), follows: (\"nobody\", -1), references: [\"kb832017\"]"),
        ),
        (
            Code::CatalogReference,
            "“e” has no reference",
            "services/s.ron",
            service("transport: tcp, port: fixed(1), references: []"),
        ),
        (
            Code::CatalogUnreachable,
            "nobody uses",
            "services/s.ron",
            service("transport: tcp, port: fixed(1), references: []"),
        ),
        (
            Code::CatalogNotRun,
            "does not run",
            "roles/a.ron",
            connects("\"kerberos-key-distribution-center/kerberos-tcp\""),
        ),
        (Code::CatalogNoMapper, "without the endpoint mapper", "roles/a.ron", connects("\"active-directory/rpc\"")),
        (
            Code::CatalogNetbios,
            "no assumption governs",
            "services/s.ron",
            service("transport: tcp, port: fixed(139), references: []"),
        ),
        (
            Code::CatalogOrphan,
            "no role runs",
            "services/s.ron",
            service("transport: tcp, port: fixed(1), references: []"),
        ),
        (Code::CatalogWording, "full stop", "roles/a.ron", role("a", "").replace("\"B\"", "\"B.\"")),
        (
            Code::CatalogDuplicate,
            "say the same",
            "services/s.ron",
            r#"(id: "s", name: "S", summary: "T", endpoints: [
                (id: "e", application_protocol: "P", transport: tcp, port: fixed(1), references: ["kb832017"]),
                (id: "f", application_protocol: "P", transport: tcp, port: fixed(1), references: ["kb832017"]),
            ])"#
            .to_owned(),
        ),
    ];
    for (code, words, file, text) in cases {
        let findings = overlay_findings(&[(file, text)]);
        check(&findings, *code, words);
        check(&findings, *code, file);
    }
}

/// Raises `code` at `place` with a file of an overlay that says `words`, and not with the mended one.
fn check_overlay(code: Code, place: &str, words: &str, (file, text, mended): (&str, &str, &str)) {
    let findings = overlay_findings(&[(file, text)]);
    check(&findings, code, words);
    check(&findings, code, &format!("{}[{}] {place}: ", code.severity().label(), code.name()));
    let left: Vec<_> = overlay_findings(&[(file, mended)]).into_iter().filter(|finding| finding.code == code).collect();
    assert_eq!(left, [], "{} in the mended file", code.name());
}

/// A role that opens Telnet under some conditions.
fn role_with(rest: &str, connection: &str) -> String {
    format!(
        r#"(
    id: "a",
    name: "A",
    family: "Base",
    summary: "B",
    {rest}
    connects: [
        (id: "c", to: "telnet-server", uses: ["telnet/telnet"], purpose: "P", need: required,
            {connection}
            references: ["kb832017"]),
    ],
    references: ["kb832017"],
)
"#
    )
}

/// A code, its place, what it says, and what stands in a role or in its connection.
type Meant = (Code, &'static str, &'static str, &'static str, &'static str);

const NOT_MEANT: &[Meant] = &[
    (
        Code::CatalogCondition,
        "roles/a.ron:6:16",
        "`only` names each OS version, so nothing may stand beside it: this role is left out",
        r#"os: (only: ["windows-11"], since: "windows-xp"),"#,
        "",
    ),
    (
        Code::CatalogCondition,
        "roles/a.ron:6:9",
        "no OS version satisfies this: this role is left out",
        r#"os: (since: "windows-11", until: "windows-xp"),"#,
        "",
    ),
    (
        Code::CatalogCondition,
        "roles/a.ron:6:17",
        "“other” has no day of release to compare with: this role is left out",
        r#"os: (since: "other"),"#,
        "",
    ),
    (
        Code::CatalogPort,
        "roles/a.ron:6:20",
        "port 0, or a range the wrong way round: this role is left out",
        "dynamic_range: (5000, 1025),",
        "",
    ),
    (
        Code::CatalogUnresolved,
        "roles/a.ron:9:39",
        "there is no OS version “windows-xpp”: the connection “c” is left out",
        "",
        r#"when: (source_os: (since: "windows-xpp")),"#,
    ),
    (
        Code::CatalogUnresolved,
        "roles/a.ron:9:27",
        "there is no scope kind “ad-domian”: the connection “c” is left out",
        "",
        r#"scope: (kind: "ad-domian", relation: same),"#,
    ),
    (
        Code::CatalogCondition,
        "roles/a.ron:9:59",
        "scopes of the kind “availability-group” have no forests and no trusts: the connection “c” is left out",
        "",
        r#"scope: (kind: "availability-group", relation: trusted),"#,
    ),
    (
        Code::CatalogUnresolved,
        "roles/a.ron:9:22",
        "there is no connection “b/c”: the connection “c” is left out",
        "",
        r#"answers: "b/c","#,
    ),
    (
        Code::HiddenCharacters,
        "roles/a.ron:6:15",
        "here stands a character that nobody sees: U+202E",
        r#"implies: ["dns-client\u{202e}"],"#,
        "",
    ),
    (
        Code::CatalogDuplicate,
        "roles/a.ron:6:29",
        "“telnet” stands here twice",
        r#"runs: [       "telnet", "telnet"],"#,
        "",
    ),
];

#[test]
fn what_a_catalog_says_but_can_not_mean_is_told_at_its_line_and_column() {
    let good = role_with("", "");
    let file = "roles/a.ron";
    for &(code, place, words, rest, connection) in NOT_MEANT {
        let text = role_with(rest, connection);
        check_overlay(code, place, words, (file, &text, &good));
        let (catalog, _) = catalog_dir::with_overlay(&[(file.to_owned(), text)]);
        let is_kept = |role: RoleIdx| !catalog.roles[role].connects.is_empty();
        let opens = catalog.role_idx("a").is_some_and(is_kept);
        let is_narrowed = matches!(code, Code::HiddenCharacters | Code::CatalogDuplicate);
        assert_eq!(opens, is_narrowed, "{words}");
    }
    let family = good.replace("\"Base\"", "\"Activ Directory\"");
    let words = "the family “Activ Directory” is almost “Active Directory”";
    check_overlay(Code::CatalogWording, "roles/a.ron:4:13", words, (file, &family, &good));
}

#[test]
fn a_catalog_of_a_newer_format_is_refused_as_a_whole() {
    let role = role_with("", "");
    let overlay = |header: &str| {
        let texts = [("catalog.ron", header), ("roles/a.ron", &*role), ("disabled.ron", "[\"roles/telnet-server\"]")];
        let texts = texts.map(|(file, text)| (file.to_owned(), text.to_owned()));
        catalog_dir::with_overlay(&texts)
    };
    for (header, code, words) in [
        (
            "(\n    format: 99,\n    as_of: \"2026-11-22\",\n)",
            Code::CatalogFormat,
            "error[catalog-format] catalog.ron:2:13: the catalog has format 99, this program knows 1 (nothing of this \
             folder is taken: use a newer version of the program)",
        ),
        ("(format: 0, as_of: \"2026-11-22\")", Code::CatalogFormat, "the catalog has format 0"),
        ("(format: 99, shape: (new: [1]))", Code::CatalogFormat, "the catalog has format 99"),
        ("(format: \"one\")", Code::CatalogSyntax, "nothing of this folder is taken until that is mended"),
    ] {
        let (catalog, findings) = overlay(header);
        check(&findings, code, words);
        assert_eq!((catalog.role_idx("a"), findings.len()), (None, 1), "{findings:?}");
        assert!(catalog.role_idx("telnet-server").is_some(), "what it disables stays as well");
        assert_eq!(catalog.as_of, catalog_dir::with_overlay(&[]).0.as_of);
    }
    let (catalog, findings) = overlay("(format: 1, as_of: \"2026-11-22\")");
    assert!(catalog.role_idx("a").is_some() && findings.iter().all(|finding| finding.code != Code::CatalogFormat));
}

#[test]
fn what_rests_on_something_that_is_left_out_is_left_out_and_told() {
    let disabled = |entity: &str| {
        let text = format!("[\"{entity}\"]");
        catalog_dir::with_overlay(&[("disabled.ron".to_owned(), text)])
    };
    let (whole, _) = catalog_dir::with_overlay(&[]);
    let (catalog, findings) = disabled("assumptions/netbios");
    let words =
        "there is no assumption “netbios”, disabled.ron leaves it out: the endpoint “netbios-session” is left out";
    check(&findings, Code::CatalogUnresolved, words);
    check(&findings, Code::CatalogUnresolved, "no endpoint “net-logon/netbios-session”, which is left out as well");
    let netbios = |catalog: &Catalog| {
        let endpoints =
            catalog.services.iter().filter(|service| service.id.as_str() != "wins").flat_map(|it| &it.endpoints);
        endpoints.filter(|endpoint| endpoint.port == whole_port(139)).count()
    };
    assert!(netbios(&whole) > 0 && netbios(&catalog) == 0, "an assumption that is gone is not in use");

    let (catalog, findings) = disabled("roles/ftp-server");
    check(&findings, Code::CatalogUnresolved, "roles/web-and-media/ftp-client.ron:");
    check(
        &findings,
        Code::CatalogUnresolved,
        "there is no role “ftp-server”, disabled.ron leaves it out: the connection",
    );
    assert_eq!(catalog.role_idx("ftp-server"), None);

    let (catalog, findings) = disabled("rpc-servers/ntds");
    check(
        &findings,
        Code::CatalogUnresolved,
        "there is no RPC server “ntds”, disabled.ron leaves it out: the endpoint",
    );
    assert!(catalog.endpoint_ref("active-directory/rpc").is_none());
    for finding in findings {
        assert!(finding.to_string().contains(".ron:"), "a line and a column: {finding}");
    }
}

fn whole_port(number: u16) -> Port {
    PortRange::single(number).map(Port::Fixed).expect("a port")
}

#[test]
fn an_answer_belongs_to_the_connection_that_it_names_wherever_that_stands() {
    let client = |connections: &str| {
        let text = format!(
            r#"(id: "ftp-client", name: "FTP client", family: "Web and media", summary: "Fetches and stores files",
            os: (kinds: [client, server, other]), connects: [{connections}], references: ["kb832017"])"#
        );
        catalog_dir::with_overlay(&[("roles/ftp-client.ron".to_owned(), text)])
    };
    let connection = |id: &str, to: &str| {
        format!(
            r#"(id: "{id}", to: "{to}", uses: ["ftp-publishing/ftp-control"], purpose: "P", need: required,
            references: ["kb832017"]),"#
        )
    };
    let (broken, control) = (connection("directory", "ftp-directroy"), connection("control", "ftp-server"));
    let last = connection("last", "ftp-server");
    for connections in
        [format!("{broken}{control}"), format!("{broken}{control}{last}"), format!("{last}{control}{broken}")]
    {
        let (catalog, findings) = client(&connections);
        check(
            &findings,
            Code::CatalogUnresolved,
            "there is no role “ftp-directroy”: the connection “directory” is left out",
        );
        assert_eq!(checks::check(&catalog).iter().filter(|finding| finding.code == Code::CatalogNotRun).count(), 0);
        let answers = catalog.connections().filter_map(|(_, connection)| connection.answers);
        let answered: Vec<&str> =
            answers.map(|place| catalog.roles[place.role].connects[place.connection].id.as_str()).collect();
        assert!(answered.contains(&"control") && !answered.contains(&"last"), "{answered:?}");
    }
    let (catalog, findings) = client(&last);
    check(&findings, Code::CatalogUnresolved, "there is no connection “ftp-client/control”: the connection");
    let client = catalog.role_idx("ftp-client");
    let answers = catalog.role_idx("ftp-server").map(|role| {
        let to_client = catalog.roles[role].connects.iter().filter(|connection| Some(connection.to) == client);
        to_client.filter(|connection| connection.answers.is_some()).count()
    });
    assert_eq!(answers, Some(0));
}

#[test]
fn a_file_that_can_not_be_read_leaves_its_entity_out() {
    let overlay = |file: &str, text: &str| catalog_dir::with_overlay(&[(file.to_owned(), text.to_owned())]);
    let (catalog, findings) = overlay("assumptions/netbios.ron", "(id: \"netbios\", default: sometimes)");
    check(&findings, Code::CatalogSyntax, "assumptions/netbios.ron:1:");
    check(&findings, Code::CatalogUnresolved, "there is no assumption “netbios”, its file can't be read");
    assert_eq!(catalog.assumption_idx("netbios"), None, "what it was to replace does not stand in for it");
    let (_, findings) = overlay("roles/a.ron", "(id: \"a\", name: \"\u{fffd}\")");
    check(&findings, Code::CatalogSyntax, "roles/a.ron:1:18: the file is not UTF-8: this character can't be read");
    let (catalog, _) = overlay("disabled.ron", "[\"roles/telnet-server\", \"roles/telnet-client\"");
    assert!(catalog.role_idx("telnet-server").is_none() && catalog.role_idx("telnet-client").is_none());
}

#[test]
fn the_embedded_catalog_has_no_findings() {
    assert_eq!(overlay_findings(&[]), []);
}

#[test]
fn an_overlay_adds_replaces_and_leaves_out() {
    let (_, findings) = catalog_dir::with_overlay(&[("disabled.ron".to_owned(), "[\"roles/nobody\"]".to_owned())]);
    check(&findings, Code::CatalogUnresolved, "“roles/nobody”");
    let disabled = ("disabled.ron".to_owned(), "[\"roles/telnet-client\"]".to_owned());
    let (catalog, _) = catalog_dir::with_overlay(&[disabled]);
    assert_eq!(catalog.role_idx("telnet-client"), None);
    let (embedded, _) = catalog::read(catalog_dir::embedded());
    assert!(embedded.role_idx("telnet-client").is_some());
}

#[test]
fn subfolders_play_no_part_in_what_an_entity_is_called() {
    let text = |summary: &str| {
        format!(
            r#"(id: "telnet-client", name: "Telnet client", family: "Legacy services", summary: "{summary}",
            connects: [(id: "terminal", to: "telnet-server", uses: ["telnet/telnet"], purpose: "P", need: required,
            references: ["kb832017"])], references: ["kb832017"])"#
        )
    };
    let (flat, deep, other) =
        ("roles/telnet-client.ron", "roles/mine/old/telnet-client.ron", "roles/z/telnet-client.ron");
    let overlay = |texts: &[(&str, String)]| {
        let texts: Vec<_> = texts.iter().map(|(file, text)| ((*file).to_owned(), text.clone())).collect();
        let (catalog, findings) = catalog_dir::with_overlay(&texts);
        let summary = catalog.role_idx("telnet-client").map(|role| catalog.roles[role].summary.clone());
        (summary.unwrap_or_default(), [findings, checks::check(&catalog)].concat())
    };
    for file in [flat, deep] {
        assert_eq!(
            overlay(&[(file, text("Mine"))]),
            ("Mine".to_owned(), Vec::new()),
            "{file} replaces what lies below"
        );
        check(&overlay(&[(file, text("Mine."))]).1, Code::CatalogWording, file);
    }
    let (summary, findings) = overlay(&[(deep, text("First")), (other, text("Second"))]);
    assert_eq!((&*summary, findings.len()), ("First", 1));
    check(
        &findings,
        Code::CatalogDuplicate,
        "roles/z/telnet-client.ron:1:6: roles/mine/old/telnet-client.ron is this role's",
    );
}

#[test]
fn overlapping_zones_are_told_once_each_and_every_pair_is_named() {
    let with = |zones: &[(&str, &str)]| {
        let zones: Vec<_> =
            zones.iter().map(|(id, addresses)| zone(id, &format!("addresses: [{addresses}]"))).collect();
        let found = plan_findings(&plan(&zones, ""));
        let overlaps = found.into_iter().filter(|finding| finding.code == Code::AddressOverlap);
        overlaps.map(|finding| format!("{}: {}", finding.subject, finding.message)).collect::<Vec<_>>()
    };
    let four = [
        ("a", "\"10.0.0.0/8\""),
        ("b", "\"10.1.0.0/16\""),
        ("c", "\"10.2.0.0/16\""),
        ("d", "\"10.1.2.3\", \"10.2.3.4\""),
    ];
    assert_eq!(
        with(&four),
        [
            "zone a: its addresses overlap with those of b, c and d",
            "zone b: its addresses overlap with those of d",
            "zone c: its addresses overlap with those of d",
        ]
    );
    // One zone may write what it has twice, and neighbors touch nobody.
    assert_eq!(with(&[("a", "\"10.0.0.0/9\", \"10.0.0.1\""), ("b", "\"10.128.0.0/9\", \"::/0\"")]), [""; 0]);
    // All with all: as many findings as zones but one.
    let names: Vec<String> = (0..50).map(|idx| format!("z{idx}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "\"10.0.0.0/24\", \"10.0.1.0/24\"")).collect();
    assert_eq!(with(&many).len(), 49);
}

#[test]
fn a_role_that_comes_with_another_lacks_its_partners_too() {
    let cloud = zone("cloud", r#"placements: [(role: "microsoft-365")]"#);
    let with = |role: &str| {
        plan(&[cloud.clone(), zone("clients", &format!("os: [\"windows-11\"], placements: [(role: \"{role}\")]"))], "")
    };
    let words = "Microsoft Teams service in cloud, which comes with Microsoft 365, meets none";
    check_plan(Code::NoPartner, words, &with("windows-computer"), &with("teams-client"));
}
