//! Optional flows whose ports Required rules open anyway: no rules of their own, neither in counts nor in what is shown.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use portolan::catalog::{self, Catalog};
use portolan::export::{Cancel, ExportOptions, Exporter, export, exporter};
use portolan::matrix::{Matrix, Merge, derive};
use portolan::plan::file;
use portolan::query::Query;
use portolan::table::open_ports;
use portolan::view::InspectorView;

use crate::catalogs;

/// A server that listens on everything there is to listen on, and clients that need some of it, for some scenario.
fn own_catalog() -> Catalog {
    let endpoint =
        |id: &str, rest: &str| format!(r#"(id: "{id}", application_protocol: "{id}", references: ["r"], {rest}),"#);
    let endpoints = [
        endpoint("one", "transport: tcp, port: fixed(5000)"),
        endpoint("two", "transport: tcp, port: fixed(5001)"),
        endpoint("both", "transport: tcp, port: range(5000, 5001)"),
        endpoint("more", "transport: tcp, port: range(5000, 5002)"),
        endpoint("again", "transport: tcp, port: fixed(5000)"),
        endpoint("udp", "transport: udp, port: fixed(5000)"),
        endpoint("from", "transport: tcp, port: fixed(5000), source_port: 20"),
        endpoint("ping", "transport: icmp, port: protocol"),
        endpoint("knock", "transport: icmp, port: protocol"),
        endpoint("a-choice", "transport: tcp, port: parameter(None)"),
        endpoint("other-choice", "transport: tcp, port: parameter(None)"),
    ]
    .concat();
    let connection = |id: &str, uses: &[&str], need: &str| {
        let uses: Vec<String> = uses.iter().map(|endpoint| format!("\"all/{endpoint}\"")).collect();
        let uses = uses.join(", ");
        format!(r#"(id: "{id}", to: "server", uses: [{uses}], purpose: "Do {id}", need: {need}, references: ["r"]),"#)
    };
    let connections = [
        connection("needed", &["one", "two", "ping", "a-choice"], "required"),
        connection("wanted", &["both", "again", "knock"], "optional(\"whim\")"),
        connection("beyond", &["more", "udp", "from", "other-choice"], "optional(\"fancy\")"),
    ]
    .concat();
    let (catalog, findings) = catalog::read([
        ("catalog.ron", r#"(format: 1, as_of: "2026-11-22")"#),
        (
            "os/windows.ron",
            r#"(id: "windows", name: "Windows", kind: server, dynamic_ports: current, released: "2021-08-18",
                support_ends: "2031-10-14")"#,
        ),
        ("references/r.ron", r#"(id: "r", title: "R", publisher: "P", document: "d", read: "2026-11-22")"#),
        ("scenarios/whim.ron", r#"(id: "whim", name: "Whim", summary: "W", references: ["r"])"#),
        ("scenarios/fancy.ron", r#"(id: "fancy", name: "Fancy", summary: "F", references: ["r"])"#),
        ("services/all.ron", &format!(r#"(id: "all", name: "All", summary: "All", endpoints: [{endpoints}])"#)),
        (
            "roles/server.ron",
            r#"(id: "server", name: "Server", family: "F", summary: "S", runs: ["all"], references: ["r"])"#,
        ),
        (
            "roles/client.ron",
            &format!(
                r#"(id: "client", name: "Client", family: "F", summary: "C", references: ["r"], connects: [{connections}])"#
            ),
        ),
    ]);
    assert_eq!(findings, []);
    catalog
}

fn matrix(catalog: &Catalog, text: &str) -> Matrix {
    derive(catalog, &std::sync::Arc::new(file::read(text).expect("a plan").plan))
}

const PLAN: &str = r#"(format: 1, zones: [
    (id: "a", name: "A", placements: [(role: "client")]), (id: "b", name: "B", placements: [(role: "server")])])"#;

/// The rules of the first pair, and everywhere they are counted or shown.
fn rules(catalog: &Catalog, matrix: &Matrix) -> String {
    let cell = matrix.cell(catalog, 0, 1);
    let mut res = String::new();
    for rule in cell.rules(Merge::Ranges) {
        let names =
            |flows: &[usize]| flows.iter().map(|&idx| cell.flows[idx].key.application_protocol).collect::<Vec<_>>();
        let _ = write!(res, "{} {} {}", rule.need.label(), rule.transport, rule.ports);
        let source = rule.source_port.map(|port| format!(" from {port}")).unwrap_or_default();
        let _ = write!(res, "{source}: {}", names(&rule.flows).join(", "));
        if !rule.also_serves.is_empty() {
            let _ = write!(res, "; also {}", names(&rule.also_serves).join(", "));
        }
        res.push('\n');
    }
    res
}

#[test]
fn an_optional_flow_that_required_rules_open_together_is_no_rule() {
    let catalog = own_catalog();
    let matrix = matrix(&catalog, PLAN);
    expect![[r"
        required TCP : a-choice
        required TCP 5000: one; also again, both
        required TCP 5001: two; also both
        required ICMP : ping; also knock
        optional TCP : other-choice
        optional TCP 5000-5002: more
        optional TCP 5000 from 20: from
        optional UDP 5000: udp
    "]]
    .assert_eq(&rules(&catalog, &matrix));
    let cell = matrix.cell(&catalog, 0, 1);
    assert_eq!(matrix.summary(0, 1), cell.summary(), "bits count as rules do");
    assert_eq!((cell.summary().required_rules, cell.summary().optional_rules), (4, 4));
    let words: Vec<String> = open_ports(&cell.rules(Merge::Ranges)).iter().map(ToString::to_string).collect();
    let expected =
        ["TCP 5000-5001, port not chosen", "ICMP", "TCP 5000-5002, port not chosen", "TCP 5000 from port 20"];
    assert_eq!(words[..4], expected);
    let view = InspectorView::build(&catalog, &matrix, 0, 1).expect("the pair");
    assert_eq!(view.groups.iter().map(|group| group.rules.len()).sum::<usize>(), 8);
}

fn exported(catalog: &Catalog, matrix: &Matrix, format: &Exporter, options: ExportOptions) -> String {
    let mut bytes = Vec::new();
    export(catalog, matrix, format, options, &mut bytes, &Cancel::default()).expect("an export");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn the_rule_says_what_it_also_serves_and_flows_stay() {
    let catalog = own_catalog();
    let matrix = matrix(&catalog, PLAN);
    let csv = exported(&catalog, &matrix, exporter("csv").expect("csv"), ExportOptions::default());
    let row = csv.lines().find(|line| line.contains(",TCP,,5000,")).expect("the rule");
    assert!(row.contains(",one; again; both,Client,Server,required,,"), "{row}");
    assert!(
        row.contains(
            "Client in A to Server in B: Do needed. Also serves Client in A to Server in B: Do wanted (only for: Whim)."
        ),
        "{row}"
    );
    let compact = ExportOptions { merge: Merge::Compact, ..ExportOptions::default() };
    let compact = exported(&catalog, &matrix, exporter("csv").expect("csv"), compact);
    assert!(compact.lines().any(|line| line.contains("5000; 5001") || line.contains("5000-5001")), "{compact}");
    let flows = exported(&catalog, &matrix, exporter("flows-csv").expect("flows-csv"), ExportOptions::default());
    assert!(flows.lines().any(|line| line.contains(",both,TCP,5000,5001,optional,Whim,")), "{flows}");
    let json = exported(&catalog, &matrix, exporter("json").expect("json"), ExportOptions::default());
    let of_json = |needle: &str| json.lines().filter(|line| line.contains(needle)).count();
    assert_eq!(of_json("\"rule_id\""), 8);
    assert_eq!(of_json("\"also_serves\":[\"Whim\"]"), 3);
    assert_eq!(of_json("\"system_service\""), 11, "every flow is there");
}

#[test]
fn what_rules_open_together_gets_no_row_where_only_one_of_them_is_asked_for() {
    let catalog = own_catalog();
    let matrix = matrix(&catalog, PLAN);
    let rows = |query: &str| -> Vec<String> {
        let filter = Query::read(query, &catalog, matrix.plan()).expect("a query");
        let options = ExportOptions { filter, ..ExportOptions::default() };
        let csv = exported(&catalog, &matrix, exporter("csv").expect("csv"), options);
        let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
        let rows = reader.records().map(|row| row.expect("CSV"));
        rows.map(|row| format!("{} {} {}: {}", &row[15], &row[8], &row[10], &row[12])).collect()
    };
    assert_eq!(rows("one"), ["required TCP 5000: one; again"]);
    assert_eq!(rows("two"), ["required TCP 5001: two"]);
    assert_eq!(rows("one,two"), ["required TCP 5000: one; again; both", "required TCP 5001: two; both"]);
}

#[test]
fn file_sharing_of_a_certification_authority_is_one_rule() {
    let catalog = catalogs::embedded();
    let matrix = matrix(
        &catalog,
        r#"(format: 1, zones: [
            (id: "c", name: "Clients", os: ["windows-11"],
                placements: [(role: "certificate-client"), (role: "file-client")]),
            (id: "s", name: "Srv", os: ["windows-server-2022"],
                placements: [(role: "certification-authority"), (role: "file-server")])])"#,
    );
    let cell = matrix.cell(&catalog, 0, 1);
    let smb: Vec<_> = cell.rules(Merge::Ranges).into_iter().filter(|rule| rule.ports.contains(445)).collect();
    assert_eq!(smb.len(), 1, "{smb:#?}");
    assert!(!smb[0].also_serves.is_empty());
    assert_eq!(matrix.summary(0, 1), cell.summary());
}

/// The rules of a pair with their ends, as the change request writes them.
fn ends(csv: &str, transport: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("CSV")).collect();
    let of_transport = rows.iter().filter(|row| &row[8] == transport);
    let place = |addresses: &str| if addresses.is_empty() { "nowhere".to_owned() } else { addresses.to_owned() };
    of_transport
        .map(|row| format!("{} → {} {} {}: {}", place(&row[3]), place(&row[6]), &row[9], &row[10], &row[15]))
        .collect()
}

fn tunnelled(tunnels: &str) -> String {
    format!(
        r#"(format: 1,
            zones: [
                (id: "a", name: "A", addresses: ["10.1.0.0/16"], os: ["windows-11"], placements: [(role: "file-client")]),
                (id: "b", name: "B", addresses: ["10.2.0.0/16"], os: ["windows-server-2022"], placements: [(role: "file-server")])],
            tunnels: [{tunnels}],
            overrides: [add(source_zone: "a", destination_zone: "b", service: "Own", transport: udp, ports: 4500,
                scenario: "Whim", reason: "Ours")])"#
    )
}

fn check_ends(tunnels: &str, transport: &str, expected: &Expect) {
    let catalog = catalogs::embedded();
    let matrix = matrix(&catalog, &tunnelled(tunnels));
    assert_eq!(matrix.summary(0, 1), matrix.cell(&catalog, 0, 1).summary());
    let csv = exported(&catalog, &matrix, exporter("csv").expect("csv"), ExportOptions::default());
    expected.assert_eq(&(ends(&csv, transport).join("\n") + "\n"));
}

const SELECTION: &str = "carries: selection([(transport: tcp)])";

#[test]
fn a_tunnels_own_flows_go_between_its_ends_and_absorb_nothing_of_the_zones() {
    let one =
        format!(r#"(kind: "l2tp-ipsec", zones: ("b", "a"), endpoints: (["192.0.2.2"], ["192.0.2.1"]), {SELECTION})"#);
    check_ends(
        &one,
        "ESP",
        &expect![[r"
        192.0.2.1 → 192.0.2.2  : required
        192.0.2.2 → 192.0.2.1  : required
    "]],
    );
    check_ends(
        &one,
        "UDP",
        &expect![[r"
            192.0.2.1 → 192.0.2.2  4500: required
            192.0.2.1 → 192.0.2.2 500 500: required
            10.1.0.0/16 → 10.2.0.0/16  4500: optional
            192.0.2.2 → 192.0.2.1  4500: required
            192.0.2.2 → 192.0.2.1 500 500: required
        "]],
    );
}

#[test]
fn ends_that_are_to_be_filled_are_not_those_of_the_zones() {
    let blank = format!(r#"(kind: "l2tp-ipsec", zones: ("a", "b"), {SELECTION})"#);
    check_ends(
        &blank,
        "ESP",
        &expect![[r"
            nowhere → nowhere  : required
            nowhere → nowhere  : required
        "]],
    );
}

#[test]
fn two_tunnels_are_rules_of_their_own() {
    let tunnel = |a: u8, b: u8| {
        format!(
            r#"(kind: "l2tp-ipsec", zones: ("a", "b"), endpoints: (["192.0.2.{a}"], ["192.0.2.{b}"]), {SELECTION})"#
        )
    };
    check_ends(
        &format!("{}, {}", tunnel(1, 2), tunnel(3, 4)),
        "ESP",
        &expect![[r"
        192.0.2.1 → 192.0.2.2  : required
        192.0.2.3 → 192.0.2.4  : required
        192.0.2.2 → 192.0.2.1  : required
        192.0.2.4 → 192.0.2.3  : required
    "]],
    );
}
