//! Every finding code is raised by the plan or the catalog that deserves it, and not by its mended twin.

use portolan::catalog::{self, Catalog, checks};
use portolan::files::catalog_dir;
use portolan::finding::{Code, Finding};
use portolan::matrix;
use portolan::plan::file;

/// The findings of a plan against the embedded catalog, those of its file included.
fn plan_findings(text: &str) -> Vec<Finding> {
    let (catalog, problems) = catalog_dir::with_overlay(&[]);
    assert_eq!(problems, []);
    let read = file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}"));
    let matrix = matrix::derive(&catalog, &read.plan);
    let mut res = read.findings;
    res.extend(matrix::findings(&catalog, &matrix));
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
    check_plan(Code::AddressOverlap, "a and b", &with("10.1.0.0/16", "10.1.2.3"), &good);
}

#[test]
fn exposure_is_told_once_for_each_zone_that_listens() {
    let good = plan(&[zone("clients", CLIENTS), zone("core", "os: [\"windows-server-2022\"]")], "");
    let wide = clients_and_core("");
    check_plan(Code::ManyPorts, "pinning the RPC servers would leave", &wide, &good);
    check_plan(Code::LegacyProtocol, "LDAP is opened to it from clients", &wide, &good);
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
    check_plan(Code::TunnelIncomplete, "nobody is said to open it", &tunnel, &good);
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
    check(&matrix::findings(&catalog, &unchosen), Code::PortNotChosen, "backup/agent");
    let cell = unchosen.cell(&catalog, 0, 1);
    assert_eq!(cell.open_flows().map(|flow| flow.key.ports).collect::<Vec<_>>(), [None]);
    let says_nothing = |catalog: &Catalog, plan| {
        let findings = matrix::findings(catalog, &matrix::derive(catalog, &plan));
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
