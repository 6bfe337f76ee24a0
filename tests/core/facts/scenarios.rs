//! A plan for every section: its rows flow between two zones, in the right direction, through the export.
//!
//! What is expected comes from the copied table and the OS versions ticked, never from a run of the program.

use std::collections::BTreeSet;
use std::fs;

use portolan::export::{Cancel, ExportOptions, export, exporter};
use portolan::matrix::{Matrix, derive};
use portolan::plan::{Plan, file};
use serde::Deserialize;

use super::catalog;
use super::directions::names_row;
use super::tables::{Facts, SectionPair, ServiceRow, transport};
use crate::catalogs::scenarios_dir;

/// Versions whose dynamic range is 1025-5000; it is 49152-65535 on all others. Source: KB 832017 and KB 929851.
const LEGACY: [&str; 5] =
    ["windows-2000", "windows-2000-server", "windows-xp", "windows-server-2003", "windows-server-2003-r2"];

/// A line of `flows-csv`, as far as a row of the tables speaks of it.
#[derive(Debug, Deserialize)]
struct FlowLine {
    source_zone: String,
    source_role: String,
    destination_zone: String,
    system_service: String,
    application_protocol: String,
    transport: String,
    port_from: String,
    port_to: String,
}

/// Application protocol, transport, first and last port.
type Ports = (String, String, String, String);

/// A plan with what is exported of it.
struct Scenario {
    plan: Plan,
    matrix: Matrix,
    lines: Vec<FlowLine>,
}

impl Scenario {
    fn read(folder: &str) -> Self {
        let path = scenarios_dir().join(folder).join("plan.ron");
        let text = fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
        let read = file::read(&text).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
        assert!(file::write(&read.plan) == text, "{folder}/plan.ron is not written in canonical order");
        let matrix = derive(catalog(), &read.plan);
        let mut bytes = Vec::new();
        export(
            catalog(),
            &matrix,
            exporter("flows-csv").expect("flows-csv"),
            ExportOptions::default(),
            &mut bytes,
            &Cancel::default(),
        )
        .unwrap_or_else(|err| panic!("{folder}: {err}"));
        let lines = csv::Reader::from_reader(&bytes[..]).deserialize().collect::<Result<_, _>>();
        Self { plan: read.plan, matrix, lines: lines.unwrap_or_else(|err| panic!("{folder}: {err}")) }
    }

    fn zone_idx(&self, name: &str) -> Option<usize> {
        self.plan.zones.iter().position(|zone| zone.name == name)
    }

    /// What flows for a service from one zone to another, opened by one role or by any.
    fn ports(&self, service: &str, role: Option<&str>, source: &str, destination: &str) -> BTreeSet<Ports> {
        let is_asked = |line: &&FlowLine| {
            line.system_service == service
                && line.source_zone == source
                && line.destination_zone == destination
                && role.is_none_or(|role| line.source_role == role)
        };
        let ports = |line: &FlowLine| {
            let FlowLine { application_protocol, transport, port_from, port_to, .. } = line;
            (application_protocol.clone(), transport.clone(), port_from.clone(), port_to.clone())
        };
        self.lines.iter().filter(is_asked).map(ports).collect()
    }

    /// The dynamic ranges of a zone's OS versions.
    fn dynamic_ranges(&self, zone: &str) -> Vec<&'static str> {
        let Some(zone_idx) = self.zone_idx(zone) else { return Vec::new() };
        let os = &self.plan.zones[zone_idx].os;
        let is_legacy = |id: &str| LEGACY.contains(&id);
        let mut res = Vec::new();
        res.extend(os.iter().any(|os| is_legacy(os.as_str())).then_some("1025-5000"));
        res.extend(os.iter().any(|os| !is_legacy(os.as_str())).then_some("49152-65535"));
        res
    }

    /// The source ports of what flows for a service.
    fn source_ports(&self, service: &str, source: &str, destination: &str) -> BTreeSet<Option<u16>> {
        let Some((source, destination)) = self.zone_idx(source).zip(self.zone_idx(destination)) else {
            return BTreeSet::new();
        };
        let cell = self.matrix.cell(catalog(), source, destination);
        cell.open_flows()
            .filter(|flow| *flow.key.service.name(catalog()) == *service)
            .map(|flow| flow.key.source_port)
            .collect()
    }
}

/// What a row of a section becomes between two zones.
fn expected(facts: &Facts, scenario: &Scenario, pair: &SectionPair, destination: &str) -> BTreeSet<Ports> {
    let mut res = BTreeSet::new();
    let mut add = |application_protocol: &str, transport: &str, ranges: &[&str]| {
        for range in ranges {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            res.insert((application_protocol.to_owned(), transport.to_owned(), first.to_owned(), last.to_owned()));
        }
    };
    for row in facts.services.iter().filter(|row| row.section == pair.section && names_row(pair, row)) {
        let slip = facts.slip("kb832017-services", &format!("{}: {}", row.section, row.label()));
        let application_protocol = slip.map_or(&row.application_protocol, |slip| &slip.instead);
        let transport = transport(&row.transport).map_or("", |transport| transport.label());
        add(application_protocol, transport, &row_ranges(scenario, pair, row, destination));
    }
    for row in &facts.additional {
        let is_asked = row.system_service == pair.section
            && row.source_role == pair.source_role
            && row.destination_role == pair.destination_role;
        if is_asked {
            let dynamic = scenario.dynamic_ranges(destination);
            let ports = if row.kind == "rpc-dynamic" { dynamic } else { vec![row.ports.as_str()] };
            add(&row.application_protocol, &row.transport, &ports);
        }
    }
    res
}

/// The port ranges of a row towards a zone: a dynamic port is of the zone's OS versions, unless the product widens it.
fn row_ranges<'a>(scenario: &Scenario, pair: &SectionPair, row: &'a ServiceRow, zone: &str) -> Vec<&'a str> {
    if pair.answer == "yes" || row.ports == "49152-65535" {
        scenario.dynamic_ranges(zone)
    } else {
        vec![row.ports.as_str()]
    }
}

fn scenarios() -> Vec<Scenario> {
    let mut folders: Vec<String> = fs::read_dir(scenarios_dir())
        .unwrap_or_else(|err| panic!("{err}"))
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("sections-"))
        .collect();
    folders.sort();
    folders.iter().map(|folder| Scenario::read(folder)).collect()
}

#[test]
fn every_section_shows_its_rows_between_two_zones_and_nothing_the_other_way_round() {
    let facts = Facts::read();
    let scenarios = scenarios();
    let mut problems = Vec::new();
    for pair in &facts.sections {
        let source = format!("{}: {} calls", pair.section, pair.source_role);
        let destination = format!("{}: {} listens", pair.section, pair.destination_role);
        let both = |scenario: &&Scenario| scenario.zone_idx(&source).and(scenario.zone_idx(&destination)).is_some();
        let Some(scenario) = scenarios.iter().find(both) else {
            problems.push(format!("no plan has the zones “{source}” and “{destination}”"));
            continue;
        };
        let found = scenario.ports(&pair.section, Some(&pair.source_role), &source, &destination);
        let expected = expected(&facts, scenario, pair, &destination);
        problems.extend(
            expected.difference(&found).map(|ports| format!("{source} to {destination}: {ports:?} is missing")),
        );
        problems.extend(
            found.difference(&expected).map(|ports| format!("{source} to {destination}: {ports:?} is there too")),
        );
        let is_stated_back = facts.sections.iter().any(|other| {
            (&other.section, &other.source_role, &other.destination_role)
                == (&pair.section, &pair.destination_role, &pair.source_role)
        });
        if !is_stated_back {
            let back = scenario.ports(&pair.section, None, &destination, &source);
            problems.extend(back.iter().map(|ports| format!("{destination} to {source}: {ports:?} flows back")));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn active_data_comes_from_the_port_that_the_table_states() {
    let facts = Facts::read();
    let scenarios = scenarios();
    let answers: Vec<_> = facts.sections.iter().filter(|pair| pair.answer == "yes").collect();
    assert!(answers.iter().any(|pair| pair.section == "FTP Publishing Service"), "active FTP is an answer");
    for pair in answers {
        let source = format!("{}: {} calls", pair.section, pair.source_role);
        let destination = format!("{}: {} listens", pair.section, pair.destination_role);
        let found: BTreeSet<_> =
            scenarios.iter().flat_map(|scenario| scenario.source_ports(&pair.section, &source, &destination)).collect();
        let rows = facts.services.iter().filter(|row| row.section == pair.section && names_row(pair, row));
        let expected: BTreeSet<Option<u16>> = rows.map(|row| row.ports.parse().ok()).collect();
        assert_eq!(found, expected, "{source}");
    }
}
