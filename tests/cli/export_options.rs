//! What the options of an export leave out and merge.

use expect_test::expect_file;
use portolan::export::{EXPORTERS, ExportOptions, NeedFilter, SameZone};
use portolan::matrix::Merge;
use portolan::net::Transport;
use portolan::plan::{AddedFlow, Override};
use portolan::query::Query;
use serde_json::Value;

use crate::harness::{exported, exported_bytes, named, plan_with_everything, rows};

const REQUIRED: ExportOptions = ExportOptions {
    need: NeedFilter::Required,
    same_zone: SameZone::LeaveOut,
    merge: Merge::Ranges,
    filter: Query::ALL,
    file_name: String::new(),
};
const SAME_ZONE: ExportOptions = ExportOptions {
    need: NeedFilter::All,
    same_zone: SameZone::Include,
    merge: Merge::Ranges,
    filter: Query::ALL,
    file_name: String::new(),
};
const COMPACT: ExportOptions = ExportOptions {
    need: NeedFilter::All,
    same_zone: SameZone::LeaveOut,
    merge: Merge::Compact,
    filter: Query::ALL,
    file_name: String::new(),
};

#[test]
fn required_alone_leaves_out_what_is_optional() {
    for (format, column) in [(named("csv"), "need"), (named("flows-csv"), "need"), (named("flows-all-csv"), "need")] {
        let all = rows(&exported(&plan_with_everything(), format, ExportOptions::default()));
        let required = rows(&exported(&plan_with_everything(), format, REQUIRED));
        let need = all[0].iter().position(|header| header == column).expect("the column");
        let expected: Vec<_> = all.into_iter().filter(|row| row[need] != "optional").collect();
        assert_eq!(required, expected, "{}", format.name);
        assert!(required.len() > 1);
    }
    let grid = exported(&plan_with_everything(), named("matrix-csv"), REQUIRED);
    assert!(grid.contains("TCP") && !grid.contains("optional"), "{grid}");
    let json: Value = serde_json::from_str(&exported(&plan_with_everything(), named("json"), REQUIRED)).expect("JSON");
    for list in ["rules", "flows"] {
        let entries = json[list].as_array().expect("a list");
        assert!(!entries.is_empty() && entries.iter().all(|entry| entry["need"] == "required"), "{list}");
    }
}

#[test]
fn the_inside_of_zones_is_written_when_asked_for() {
    let is_inside = |row: &Vec<String>| row[0] == row[2];
    for options in [ExportOptions::default(), REQUIRED, COMPACT] {
        let rows = rows(&exported(&plan_with_everything(), named("flows-all-csv"), options));
        assert!(!rows.iter().any(is_inside));
    }
    let with_inside = rows(&exported(&plan_with_everything(), named("flows-all-csv"), SAME_ZONE));
    assert!(with_inside.iter().any(is_inside));
    let diagonal = |options| {
        let grid = rows(&exported(&plan_with_everything(), named("matrix-csv"), options));
        (1..grid.len()).map(|idx| grid[idx][idx].clone()).collect::<Vec<_>>().concat()
    };
    assert_eq!(diagonal(ExportOptions::default()), "");
    assert!(diagonal(SAME_ZONE).contains(" 5722,"), "directory servers replicate inside Core: {}", diagonal(SAME_ZONE));
}

#[test]
fn the_grid_does_not_name_a_required_port_again_as_optional() {
    let mut plan = plan_with_everything();
    let extra = |ports: &str| Override::Add {
        flow: AddedFlow {
            source_zone: "users".into(),
            destination_zone: "servers".into(),
            source_role: String::new(),
            destination_role: String::new(),
            service: "Extra".to_owned(),
            application_protocol: String::new(),
            transport: Transport::Tcp,
            ports: ports.parse().ok(),
            scenario: Some("Extra".to_owned()),
        },
        reason: "Extra".to_owned(),
    };
    plan.overrides.extend(["445", "50000-50010", "9110-9111"].map(extra));
    let grid = rows(&exported(&plan, named("matrix-csv"), ExportOptions::default()));
    let expected = "TCP 445, 8080, 9100-9110, 49152-65535; UDP 8443; optional TCP 139, 9110-9111, port not chosen; \
                    optional UDP 137 from port 137";
    assert_eq!(grid[1][2], expected);
}

#[test]
fn compact_has_one_row_for_each_pair_transport_and_need() {
    let text = exported(&plan_with_everything(), named("csv"), COMPACT);
    expect_file!["../snapshots/export-compact.csv"].assert_eq(&text.replace("\r\n", "\n"));
}

#[test]
fn compact_changes_no_other_format() {
    for format in EXPORTERS.iter().filter(|format| !format.can_be_compact) {
        let plain = exported_bytes(&plan_with_everything(), format, ExportOptions::default());
        assert!(exported_bytes(&plan_with_everything(), format, COMPACT) == plain, "{}", format.name);
    }
}
