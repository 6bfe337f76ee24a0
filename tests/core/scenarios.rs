//! Scenario folders: a plan, and what must come of it, written by hand.
//!
//! `tests/scenarios/mini` is derived with the miniature catalog, `tests/scenarios/real` and `field-cases` (questions that
//! people asked in public, with the document that answers each) with the embedded one.
//! A folder holds
//!
//! - `plan.ron`: the plan; its `note` says what is shown;
//! - `expected.csv`: the open rules, `source,destination,need,transport,ports,source_port`. Zones by id, ports
//!   separated by blanks, `?` for a port nobody has chosen, none for transports without ports. Pairs of different
//!   zones that stand in no row must be empty. A zone with itself is looked at only if some row names it;
//! - `closed.csv`, if flows are not open for a reason that is shown: `source,destination,status,transport,ports`,
//!   under the same rules;
//! - `findings.txt`, if findings are shown: lines of `code place`, all that there are of each code named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use portolan::catalog::Catalog;
use portolan::check;
use portolan::matrix::{Cell, CellSummary, Matrix, Merge, Status, derive};
use portolan::net::{PortRange, Transport};
use portolan::plan::{Plan, file};

use crate::catalogs;

/// One row of `expected.csv` or `closed.csv`, with a single range: the words of the row, need or status included.
type Row = Vec<String>;

/// Reads the plan of a scenario, for example `real/worked-example`. It must be written as the program writes plans.
pub(crate) fn plan(scenario: &str) -> Plan {
    let path = catalogs::scenarios_dir().join(scenario).join("plan.ron");
    let text = fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    let plan = file::read(&text).unwrap_or_else(|err| panic!("{}: {err}", path.display())).plan;
    assert_eq!(file::write(&plan), text, "{} is not in canonical order", path.display());
    plan
}

#[test]
fn miniature_scenarios_come_out_as_written() {
    check_all("mini", &catalogs::miniature());
}

#[test]
fn scenarios_of_the_embedded_catalog_come_out_as_written() {
    check_all("real", &catalogs::embedded());
}

#[test]
fn questions_that_people_asked_come_out_as_their_documents_say() {
    check_all("field-cases", &catalogs::embedded());
}

#[test]
fn the_worked_example_is_counted() {
    let catalog = catalogs::embedded();
    let matrix = derive(&catalog, &plan("real/worked-example"));
    let expected = CellSummary {
        // TCP 53, 88, 135, 389, 445, 464, 636, 3268, 3269 and 49152-65535; UDP 53, 88, 123, 389, 464.
        num_ports: 9 + 16_384 + 5,
        required_rules: 8 + 5,
        // TCP 636, 3269, ICMP and ICMPv6.
        optional_rules: 4,
        has_legacy: false,
        has_guarded: true,
        loses_required: false,
    };
    assert_eq!(matrix.summary(0, 1), expected);
    assert_eq!(matrix.summary(1, 0), CellSummary::default());
}

fn check_all(folder: &str, catalog: &Catalog) {
    let entries = fs::read_dir(catalogs::scenarios_dir().join(folder)).expect("the folder of the scenarios");
    let mut scenarios: Vec<String> =
        entries.map(|entry| entry.expect("a scenario").file_name().to_string_lossy().into_owned()).collect();
    scenarios.sort();
    let failures: Vec<String> =
        scenarios.iter().flat_map(|scenario| check(&format!("{folder}/{scenario}"), catalog)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(!scenarios.is_empty());
}

/// What is wrong with a scenario, one line for each difference.
fn check(scenario: &str, catalog: &Catalog) -> Vec<String> {
    let dir = catalogs::scenarios_dir().join(scenario);
    let plan = plan(scenario);
    let matrix = derive(catalog, &plan);
    let mut res = Vec::new();
    if plan.note.is_empty() {
        res.push(format!("{scenario}: the plan's note says nothing"));
    }
    compare(&dir.join("expected.csv"), |zones| open_rows(catalog, &matrix, zones), scenario, &mut res);
    if dir.join("closed.csv").exists() {
        compare(&dir.join("closed.csv"), |zones| closed_rows(catalog, &matrix, zones), scenario, &mut res);
    }
    if let Ok(expected) = fs::read_to_string(dir.join("findings.txt")) {
        compare_findings(catalog, &matrix, &expected, scenario, &mut res);
    }
    res
}

/// Holds a file against the rows of every pair that it speaks for.
fn compare(path: &Path, derived: impl Fn(&[String]) -> BTreeSet<Row>, scenario: &str, res: &mut Vec<String>) {
    let text = fs::read_to_string(path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    let expected = read_rows(&text, path);
    let own: Vec<String> = expected.iter().filter(|row| row[0] == row[1]).map(|row| row[0].clone()).collect();
    let derived = derived(&own);
    for row in expected.difference(&derived) {
        res.push(format!("{scenario}: lacking {}", row.join(",")));
    }
    for row in derived.difference(&expected) {
        res.push(format!("{scenario}: beyond {}", row.join(",")));
    }
}

/// Splits each row into one row for each range.
fn read_rows(text: &str, path: &Path) -> BTreeSet<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut res = BTreeSet::new();
    for record in reader.records() {
        let record = record.unwrap_or_else(|err| panic!("{}: {err}", path.display()));
        let cell = |idx: usize| record.get(idx).unwrap_or_default().to_owned();
        let ports = cell(4);
        let ranges = if ports.is_empty() { vec![""] } else { ports.split(' ').collect() };
        for range in ranges {
            let is_new = res.insert(vec![cell(0), cell(1), cell(2), cell(3), range.to_owned(), cell(5)]);
            assert!(is_new, "{}: {record:?} stands there twice", path.display());
        }
    }
    res
}

/// Every pair of different zones, and of the zones named each with itself.
fn cells<'a>(
    catalog: &'a Catalog,
    matrix: &'a Matrix,
    own: &'a [String],
) -> impl Iterator<Item = (String, String, Cell<'a>)> {
    let zones = &matrix.plan().zones;
    let pairs = (0..zones.len()).flat_map(move |source| (0..zones.len()).map(move |destination| (source, destination)));
    pairs.filter_map(move |(source, destination)| {
        let (from, to) = (zones[source].id.to_string(), zones[destination].id.to_string());
        let is_spoken_of = from != to || own.contains(&from);
        is_spoken_of.then(|| (from, to, matrix.cell(catalog, source, destination)))
    })
}

fn open_rows(catalog: &Catalog, matrix: &Matrix, own: &[String]) -> BTreeSet<Row> {
    let mut res = BTreeSet::new();
    for (source, destination, cell) in cells(catalog, matrix, own) {
        for rule in cell.rules(Merge::Ranges) {
            let [range] = rule.ports.ranges() else {
                assert!(rule.ports.is_empty(), "a rule of several ranges: {rule:?}");
                let words = range_words(rule.transport, None);
                res.insert(row(&source, &destination, rule.need.label(), rule.transport, &words, rule.source_port));
                continue;
            };
            let words = range_words(rule.transport, Some(*range));
            res.insert(row(&source, &destination, rule.need.label(), rule.transport, &words, rule.source_port));
        }
    }
    res
}

fn closed_rows(catalog: &Catalog, matrix: &Matrix, own: &[String]) -> BTreeSet<Row> {
    let mut res = BTreeSet::new();
    for (source, destination, cell) in cells(catalog, matrix, own) {
        for flow in cell.flows.iter().filter(|flow| flow.status != Status::Open) {
            let words = range_words(flow.key.transport, flow.key.ports);
            let status = flow.status.label();
            res.insert(row(&source, &destination, status, flow.key.transport, &words, flow.key.source_port));
        }
    }
    res
}

fn range_words(transport: Transport, range: Option<PortRange>) -> String {
    let unchosen = if transport.has_ports() { "?" } else { "" };
    range.map_or_else(|| unchosen.to_owned(), |range| range.to_string())
}

fn row(
    source: &str,
    destination: &str,
    word: &str,
    transport: Transport,
    ports: &str,
    source_port: Option<u16>,
) -> Row {
    let source_port = source_port.map(|port| port.to_string()).unwrap_or_default();
    [source, destination, word, transport.label(), ports, &source_port].map(str::to_owned).to_vec()
}

fn compare_findings(catalog: &Catalog, matrix: &Matrix, text: &str, scenario: &str, res: &mut Vec<String>) {
    let expected: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    let codes: BTreeSet<&str> = expected.iter().filter_map(|line| line.split(' ').next()).collect();
    let raised: BTreeSet<String> = check::findings(catalog, matrix)
        .iter()
        .filter(|finding| codes.contains(finding.code.name()))
        .map(|finding| format!("{} {}", finding.code.name(), finding.subject))
        .collect();
    res.extend(expected.difference(&raised).map(|line| format!("{scenario}: not raised: {line}")));
    res.extend(raised.difference(&expected).map(|line| format!("{scenario}: raised too: {line}")));
}
