//! CSV with names that try to break it, or the spreadsheet that opens it.

use std::sync::Arc;

use portolan::export::{CatalogTable, ExportOptions, Format, export_catalog};
use portolan::plan::Zone;

use crate::harness::{exported, miniature, plan_with_everything, rows};

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
    ("\t=1+1", "'\t=1+1"),
    ("－1", "'－1"),
];

#[test]
fn every_csv_reads_back_with_nasty_names() {
    for (name, expected) in NAMES {
        let mut plan = plan_with_everything();
        plan.zones[0] = Arc::new(Zone { name: name.to_owned(), ..(*plan.zones[0]).clone() });
        for format in Format::ALL.into_iter().filter(|format| format.extension() == "csv") {
            let rows = rows(&exported(&plan, format, ExportOptions::default()));
            let has_name = rows.iter().flatten().any(|cell| cell == expected);
            let is_bare = name != expected && rows.iter().flatten().any(|cell| cell == name);
            assert!(has_name && !is_bare, "{name:?} in {}", format.name());
        }
    }
}

#[test]
fn no_cell_of_any_export_begins_like_a_formula() {
    let mut plan = plan_with_everything();
    for (zone, name) in plan.zones.iter_mut().zip(["=a", "+b", "@c", "-d"]) {
        *zone = Arc::new(Zone { name: name.to_owned(), addresses: vec![name.to_owned()], ..(**zone).clone() });
    }
    for format in Format::ALL.into_iter().filter(|format| format.extension() == "csv") {
        for cell in rows(&exported(&plan, format, ExportOptions::default())).iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '@', '-']), "{}: {cell}", format.name());
        }
    }
}

#[test]
fn catalog_tables_are_guarded_too() {
    let mut catalog = miniature();
    catalog.services[0].name = "=1+1".into();
    for table in [CatalogTable::Services, CatalogTable::Endpoints, CatalogTable::Connections] {
        let mut bytes = Vec::new();
        export_catalog(&catalog, table, &mut bytes).expect("a vector takes everything");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let cells = rows(&text).concat();
        assert!(cells.iter().any(|cell| cell == "'=1+1"), "{}", table.name());
        assert!(cells.iter().all(|cell| cell != "=1+1"), "{}", table.name());
    }
}

#[test]
fn json_keeps_names_as_they_are() {
    let mut plan = plan_with_everything();
    plan.zones[0] = Arc::new(Zone { name: "=\"x\",\n".to_owned(), ..(*plan.zones[0]).clone() });
    let json: serde_json::Value =
        serde_json::from_str(&exported(&plan, Format::Json, ExportOptions::default())).expect("JSON");
    assert_eq!(json["zones"][0]["name"], "=\"x\",\n");
}

#[test]
fn zones_of_one_name_are_told_apart_by_their_ids() {
    let mut plan = plan_with_everything();
    for zone in plan.zones.iter_mut().take(2) {
        *zone = Arc::new(Zone { name: "Same".to_owned(), ..(**zone).clone() });
    }
    let grid = rows(&exported(&plan, Format::MatrixCsv, ExportOptions::default()));
    assert_eq!(grid[0], ["source_zone", "Same (users)", "Same (servers)", "Core \"A\", inner", "Branch"]);
}
