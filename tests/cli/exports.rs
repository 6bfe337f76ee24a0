//! What each format writes, held against golden files, and what holds for all of them.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

use expect_test::{ExpectFile, expect_file};
use portolan::export::{
    Cancel, EXPORTERS, ExportError, ExportOptions, Exporter, Progress, export, export_with_progress,
};
use portolan::matrix::{Merge, derive};
use portolan::net::Transport;
use portolan::plan::{Placement, Plan, Zone};
use serde_json::Value;

use crate::harness::{exported, exported_bytes, miniature, miniature_with, named, plan_with_everything, rows};

#[track_caller]
fn check(format: &Exporter, expected: &ExpectFile) {
    let text = exported(&plan_with_everything(), format, ExportOptions::default());
    expected.assert_eq(&text.replace("\r\n", "\n"));
}

#[test]
fn csv_has_a_row_for_each_rule() {
    check(named("csv"), &expect_file!["../snapshots/export.csv"]);
}

#[test]
fn matrix_csv_is_a_grid_of_zones() {
    check(named("matrix-csv"), &expect_file!["../snapshots/export-matrix.csv"]);
}

#[test]
fn flows_csv_has_a_row_for_each_open_flow() {
    check(named("flows-csv"), &expect_file!["../snapshots/export-flows.csv"]);
}

#[test]
fn flows_all_csv_has_the_others_too() {
    check(named("flows-all-csv"), &expect_file!["../snapshots/export-flows-all.csv"]);
}

#[test]
fn json_has_everything() {
    check(named("json"), &expect_file!["../snapshots/export.json"]);
}

#[test]
fn headers_are_those_promised() {
    let flows = "source_zone,source_role,destination_zone,destination_role,system_service,application_protocol,\
                 transport,port_from,port_to,need,scenario,purpose,references";
    let all_flows = format!("{flows},status,status_reason,confidence");
    let rules = "rule_id,action,source_zone,source_addresses,source_hosts,destination_zone,destination_addresses,\
                 destination_hosts,transport,source_port,destination_ports,icmp_type,application_protocols,\
                 source_roles,destination_roles,need,scenarios,justification,references,confidence";
    for (format, expected) in
        [(named("csv"), rules), (named("flows-csv"), flows), (named("flows-all-csv"), &*all_flows)]
    {
        let text = exported(&plan_with_everything(), format, ExportOptions::default());
        assert_eq!(text.lines().next(), Some(expected), "{}", format.name);
    }
}

#[test]
fn a_spreadsheet_takes_no_rule_id_for_a_number() {
    let rows = rows(&exported(&large_plan(), named("csv"), ExportOptions::default()));
    assert!(rows.len() > 1000);
    for row in &rows[1..] {
        let digits = row[0].strip_prefix('P').expect("a letter before the digits");
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(digits.len() == 16 && digits.chars().all(is_digit), "{}", row[0]);
    }
}

#[test]
fn the_change_request_says_the_source_port_the_icmp_type_the_scenarios_and_on_whose_word() {
    let rows = rows(&exported(&plan_with_everything(), named("csv"), ExportOptions::default()));
    let column = |header: &str| rows[0].iter().position(|other| other == header).expect("the column");
    let cells = |headers: &[&str]| -> BTreeSet<Vec<&str>> {
        rows[1..].iter().map(|row| headers.iter().map(|header| &*row[column(header)]).collect()).collect()
    };
    let sources = cells(&["transport", "source_port", "destination_ports"]);
    assert!(sources.contains(&vec!["UDP", "137", "137"]), "{sources:?}");
    let types = cells(&["transport", "icmp_type"]);
    assert!(types.contains(&vec!["TCP", ""]) && types.contains(&vec!["ESP", ""]), "{types:?}");
    let words = cells(&["need", "scenarios", "confidence"]);
    assert!(words.contains(&vec!["optional", "Wake on LAN", "user"]), "{words:?}");
    assert!(words.contains(&vec!["required", "", "documented"]), "{words:?}");
    assert!(words.iter().all(|row| (row[0] == "required") == row[1].is_empty()), "{words:?}");
    assert_eq!(cells(&["action", "source_hosts", "destination_hosts"]), BTreeSet::from([vec!["add", "", ""]]));
}

#[test]
fn an_echo_request_has_its_icmp_type() {
    let mut plan = plan_with_everything();
    plan.scenarios.clear();
    let csv = rows(&exported(&plan, named("csv"), ExportOptions::default()));
    let column = |header: &str| csv[0].iter().position(|other| other == header).expect("the column");
    let types: BTreeSet<&str> = csv[1..]
        .iter()
        .filter(|row| row[column("transport")] == "ICMP")
        .map(|row| &*row[column("icmp_type")])
        .collect();
    assert_eq!(types, BTreeSet::from(["8"]));
    let json: Value = serde_json::from_str(&exported(&plan, named("json"), ExportOptions::default())).expect("JSON");
    for list in ["rules", "flows"] {
        for entry in json[list].as_array().expect("a list") {
            let expected = if entry["transport"] == "ICMP" { Value::from(8) } else { Value::Null };
            assert_eq!(entry["icmp_type"], expected, "{entry}");
        }
    }
}

#[test]
fn every_csv_ends_its_lines_as_the_standard_says_and_has_no_byte_order_mark() {
    for format in EXPORTERS.iter().filter(|format| format.extension == "csv") {
        let text = exported(&plan_with_everything(), format, ExportOptions::default());
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", format.name);
        assert!(text.ends_with("\r\n") && !text.starts_with('\u{feff}'), "{}", format.name);
    }
}

#[test]
fn no_row_stands_there_twice_and_transports_go_by_their_words() {
    let labels = Transport::ALL.iter().map(|transport| transport.label()).collect::<Vec<_>>();
    for format in [named("csv"), named("flows-csv"), named("flows-all-csv")] {
        let rows = rows(&exported(&plan_with_everything(), format, ExportOptions::default()));
        let distinct: BTreeSet<_> = rows.iter().collect();
        assert_eq!(distinct.len(), rows.len(), "{}", format.name);
        let transport = rows[0].iter().position(|header| header == "transport").expect("the column");
        for row in &rows[1..] {
            assert!(labels.contains(&row[transport].as_str()), "{}: {row:?}", format.name);
        }
    }
}

#[test]
fn flows_that_differ_in_what_no_column_shows_are_one_row() {
    let service = r#"(id: "twin", name: "Twin", summary: "Listens once for two", endpoints: [
        (id: "a", application_protocol: "Twin", transport: udp, port: fixed(7000), references: ["guide"]),
        (id: "b", application_protocol: "Twin", transport: udp, port: fixed(7000), source_port: 7000, references: ["guide"]),
    ])"#;
    let role = r#"(id: "twin", name: "Twin", family: "Twins", summary: "Calls its like", runs: ["twin"], connects: [
        (id: "call", to: "twin", uses: ["twin/a", "twin/b"], purpose: "Call", need: required, references: ["guide"]),
    ], references: ["guide"])"#;
    let catalog = miniature_with(&[("services/twin.ron", service), ("roles/twin.ron", role)]);
    let zone =
        |id: &str| Arc::new(Zone { id: id.into(), placements: vec![Placement::new("twin".into())], ..Zone::default() });
    let plan = Plan { zones: vec![zone("a"), zone("b")], ..Plan::default() };
    let matrix = derive(&catalog, &plan);
    assert_eq!(matrix.cell(&catalog, 0, 1).flows.len(), 2);
    let num_rows = |format| {
        let mut bytes = Vec::new();
        export(&catalog, &matrix, format, ExportOptions::default(), &mut bytes, &Cancel::default()).expect("an export");
        rows(&String::from_utf8(bytes).expect("UTF-8")).len() - 1
    };
    assert_eq!((num_rows(named("flows-csv")), num_rows(named("flows-all-csv"))), (2, 2), "one for each direction");
    assert_eq!(num_rows(named("csv")), 4, "rules show the source port");
}

#[test]
fn zones_come_in_the_order_of_the_plan_and_flows_by_role() {
    let rows = rows(&exported(&plan_with_everything(), named("flows-all-csv"), ExportOptions::default()));
    let zones = plan_with_everything().zones;
    let position = |name: &str| zones.iter().position(|zone| zone.name == name).expect("a zone of the plan");
    let keys: Vec<_> = rows[1..].iter().map(|row| (position(&row[0]), position(&row[2]), &row[1], &row[3])).collect();
    assert!(keys.is_sorted());
}

/// The plan over and over: enough cells for every processor.
fn large_plan() -> Plan {
    let mut plan = plan_with_everything();
    let zones = plan.zones.clone();
    let copy = |number: usize, zone: &Zone| {
        Arc::new(Zone {
            id: format!("{}-{number}", zone.id).into(),
            name: format!("{} {number}", zone.name),
            ..zone.clone()
        })
    };
    plan.zones = (0..10).flat_map(|number| zones.iter().map(move |zone| copy(number, zone))).collect();
    plan
}

#[test]
fn cells_made_on_several_processors_come_in_order_and_none_is_lost() {
    let plan = large_plan();
    let catalog = miniature();
    let matrix = derive(&catalog, &plan);
    let mut expected = Vec::new();
    for (source_idx, source) in plan.zones.iter().enumerate() {
        for (destination_idx, destination) in plan.zones.iter().enumerate() {
            if source_idx != destination_idx {
                for rule in matrix.cell(&catalog, source_idx, destination_idx).rules(Merge::Ranges) {
                    expected.push(rule.id(source.id.as_str(), destination.id.as_str()));
                }
            }
        }
    }
    let ids = |text: &str| rows(text)[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert!(expected.len() > 1000);
    assert_eq!(ids(&exported(&plan, named("csv"), ExportOptions::default())), expected);
    let json: Value = serde_json::from_str(&exported(&plan, named("json"), ExportOptions::default())).expect("JSON");
    let rules = json["rules"].as_array().expect("a list");
    assert!(rules.iter().map(|rule| &rule["rule_id"]).eq(expected.iter()));
    let grid = rows(&exported(&plan, named("matrix-csv"), ExportOptions::default()));
    let names: Vec<&String> = plan.zones.iter().map(|zone| &zone.name).collect();
    assert!(grid[0][1..].iter().eq(names.iter().copied()) && grid[1..].iter().map(|row| &row[0]).eq(names));
    assert!(grid.iter().all(|row| row.len() == plan.zones.len() + 1));
}

#[test]
fn json_says_the_same_as_flows_all_csv() {
    let text = exported(&plan_with_everything(), named("json"), ExportOptions::default());
    let json: Value = serde_json::from_str(&text).expect("JSON");
    let flows = json["flows"].as_array().expect("a list");
    let rows = rows(&exported(&plan_with_everything(), named("flows-all-csv"), ExportOptions::default()));
    assert_eq!(flows.len(), rows.len() - 1);
    let text_of = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null => String::new(),
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        other => panic!("no cell has {other}"),
    };
    for (flow, row) in flows.iter().zip(&rows[1..]) {
        let cells: Vec<String> = rows[0].iter().map(|header| text_of(&flow[header])).collect();
        assert_eq!(&cells, row);
        assert!(flow["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()), "{flow}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for format in EXPORTERS.iter().copied() {
        let write = || exported_bytes(&plan_with_everything(), format, ExportOptions::default());
        let first = write();
        assert!((0..5).all(|_| write() == first), "{}", format.name);
    }
}

/// Takes bytes up to a limit, and then does what it is told.
struct Limited<F: FnMut() -> io::Result<()>> {
    left: usize,
    at_limit: F,
}

impl<F: FnMut() -> io::Result<()>> Write for Limited<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left < bytes.len() {
            (self.at_limit)()?;
        }
        self.left = self.left.saturating_sub(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_cancelled_export_says_so() {
    let catalog = miniature();
    let matrix = derive(&catalog, &plan_with_everything());
    for format in EXPORTERS.iter().copied() {
        let cancel = Cancel::default();
        cancel.cancel();
        let res = export(&catalog, &matrix, format, ExportOptions::default(), &mut io::sink(), &cancel);
        assert!(matches!(res, Err(ExportError::Cancelled)), "{}: {res:?}", format.name);
    }
}

#[test]
fn an_export_cancelled_on_its_way_stops_between_cells() {
    let catalog = miniature();
    let matrix = derive(&catalog, &large_plan());
    for format in EXPORTERS.iter().copied() {
        let cancel = Cancel::default();
        let mut num_late = 0;
        let mut out = Limited {
            left: 20_000,
            at_limit: || {
                cancel.cancel();
                num_late += 1;
                Ok(())
            },
        };
        let res = export(&catalog, &matrix, format, ExportOptions::default(), &mut out, &cancel);
        assert!(matches!(res, Err(ExportError::Cancelled)), "{}: {res:?}", format.name);
        assert!(num_late < 1_000, "{}: {num_late} writes after the cancellation", format.name);
    }
}

#[test]
fn progress_goes_one_way_and_comes_to_its_end() {
    let catalog = miniature();
    let matrix = derive(&catalog, &large_plan());
    for format in EXPORTERS.iter().copied() {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let mut last = 0.0;
        let mut out = Limited {
            left: 0,
            at_limit: || {
                let share = progress.share().expect("it is known how much there is to do");
                assert!((last..=1.0).contains(&share), "{}: {share} after {last}", format.name);
                last = share;
                Ok(())
            },
        };
        let options = ExportOptions::default();
        export_with_progress(&catalog, &matrix, format, options, &mut out, &cancel, &progress).expect("an export");
        assert_eq!(progress.share(), Some(1.0), "{}", format.name);
        assert!(last > 0.0, "{}: it is told before the end", format.name);
    }
}

#[test]
fn a_stream_that_refuses_ends_the_export() {
    let catalog = miniature();
    let matrix = derive(&catalog, &plan_with_everything());
    for format in EXPORTERS.iter().copied() {
        let mut out = Limited { left: 100, at_limit: || Err(io::Error::other("the disk is full")) };
        let res = export(&catalog, &matrix, format, ExportOptions::default(), &mut out, &Cancel::default());
        let Err(ExportError::Write { source }) = res else { panic!("{}: {res:?}", format.name) };
        assert_eq!(source.to_string(), "the disk is full", "{}", format.name);
    }
}

#[test]
fn a_plan_without_zones_gives_headers_alone() {
    let empty = Plan::default();
    let text = |format| exported(&empty, format, ExportOptions::default());
    assert_eq!(text(named("matrix-csv")), "source_zone\r\n");
    assert_eq!(rows(&text(named("csv"))).len(), 1);
    let json: Value = serde_json::from_str(&text(named("json"))).expect("JSON");
    assert!(json["flows"].as_array().is_some_and(Vec::is_empty));
}
