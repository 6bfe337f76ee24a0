//! CSV with names that try to break it, or the spreadsheet that opens it.

use std::sync::Arc;

use portolan::export::{EXPORTERS, ExportOptions, catalog_table, export_catalog};
use portolan::plan::{Override, Zone};

use crate::harness::{exported, miniature, named, plan_with_everything, rows};

/// Names of zones, and what a cell with them must be.
const NAMES: [(&str, &str); 14] = [
    ("Core, inner", "Core, inner"),
    ("the \"core\"", "the \"core\""),
    ("\"", "\""),
    ("two\nlines", "two\nlines"),
    ("two\r\nlines", "two\r\nlines"),
    (" blanks ", " blanks "),
    ("Zürich ⚓", "Zürich ⚓"),
    ("=HYPERLINK(\"http://example.test\",\"click\")", "'=HYPERLINK(\"http://example.test\",\"click\")"),
    ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("@SUM(1;2)", "'@SUM(1;2)"),
    (" =1+1", "' =1+1"),
    ("\t=1+1", "'\t'=1+1"),
    ("－1", "'－1"),
];

#[test]
fn every_csv_reads_back_with_nasty_names() {
    for (name, expected) in NAMES {
        let mut plan = plan_with_everything();
        plan.zones[0] = Arc::new(Zone { name: name.to_owned(), ..(*plan.zones[0]).clone() });
        for format in EXPORTERS.iter().filter(|format| format.extension == "csv") {
            let rows = rows(&exported(&plan, format, ExportOptions::default()));
            let has_name = rows.iter().flatten().any(|cell| cell == expected);
            let is_bare = name != expected && rows.iter().flatten().any(|cell| cell == name);
            assert!(has_name && !is_bare, "{name:?} in {}", format.name);
        }
    }
}

#[test]
fn no_cell_of_any_export_begins_like_a_formula() {
    let mut plan = plan_with_everything();
    for (zone, name) in plan.zones.iter_mut().zip(["=a", "+b", "@c", "-d"]) {
        *zone = Arc::new(Zone { name: name.to_owned(), addresses: vec![name.to_owned()], ..(**zone).clone() });
    }
    for format in EXPORTERS.iter().filter(|format| format.extension == "csv") {
        for cell in rows(&exported(&plan, format, ExportOptions::default())).iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '@', '-']), "{}: {cell}", format.name);
        }
    }
}

/// What a spreadsheet makes of a text that is told to part cells by something else: quotes are a sign like any other
/// unless a cell begins with one.
fn cells_parted_by(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("UTF-8")).collect();
    rows.iter().flatten().map(str::to_owned).collect()
}

#[test]
fn no_cell_begins_like_a_formula_whatever_cells_are_parted_by() {
    for name in [
        "HQ;=cmd|' /C calc'!A0;x",
        "a; =1+1",
        "a\t=1",
        "a\n=1",
        "a\r\n@x;+1x",
        "x;\"=1+1\";y",
        "\"a;\"\"=1\"",
        "a,=1",
        "a|=1",
    ] {
        let mut plan = plan_with_everything();
        let zone = Arc::make_mut(&mut plan.zones[0]);
        zone.name = name.to_owned();
        zone.addresses = vec!["10.0.0.1".to_owned(), "=1+1".to_owned(), name.to_owned()];
        plan.overrides.iter_mut().for_each(|entry| match entry {
            Override::Suppress { reason, .. } | Override::Add { reason, .. } => *reason = name.to_owned(),
        });
        for format in EXPORTERS.iter().filter(|format| format.extension == "csv") {
            let text = exported(&plan, format, ExportOptions::default());
            for delimiter in *b",;\t|" {
                for cell in cells_parted_by(&text, delimiter) {
                    let begin = cell.trim_start_matches([' ', '"']);
                    assert!(!begin.starts_with(['=', '+', '@', '-']), "{name:?} in {}: {cell:?}", format.name);
                }
            }
        }
    }
}

#[test]
fn catalog_tables_are_guarded_too() {
    let mut catalog = miniature();
    catalog.services.raw[0].name = "=1+1".into();
    for table in ["services", "endpoints", "connections"].map(|name| catalog_table(name).expect("a table")) {
        let mut bytes = Vec::new();
        export_catalog(&catalog, table, &mut bytes).expect("a vector takes everything");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let cells = rows(&text).concat();
        assert!(cells.iter().any(|cell| cell == "'=1+1"), "{}", table.name);
        assert!(cells.iter().all(|cell| cell != "=1+1"), "{}", table.name);
    }
}

#[test]
fn json_keeps_names_as_they_are() {
    let mut plan = plan_with_everything();
    plan.zones[0] = Arc::new(Zone { name: "=\"x\",\n".to_owned(), ..(*plan.zones[0]).clone() });
    let json: serde_json::Value =
        serde_json::from_str(&exported(&plan, named("json"), ExportOptions::default())).expect("JSON");
    assert_eq!(json["zones"][0]["name"], "=\"x\",\n");
}

#[test]
fn zones_of_one_name_are_told_apart_by_their_ids() {
    let mut plan = plan_with_everything();
    for zone in plan.zones.iter_mut().take(2) {
        *zone = Arc::new(Zone { name: "Same".to_owned(), ..(**zone).clone() });
    }
    let grid = rows(&exported(&plan, named("matrix-csv"), ExportOptions::default()));
    assert_eq!(grid[0], ["source_zone", "Same (users)", "Same (servers)", "Core \"A\", inner", "Branch"]);
}
