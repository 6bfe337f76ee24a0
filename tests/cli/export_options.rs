//! What the options of an export leave out and merge.

use expect_test::expect_file;
use portolan::cli::ExitCode;
use portolan::export::{EXPORTERS, ExportOptions, NeedFilter, Pairs, SameZone};
use portolan::matrix::Merge;
use portolan::net::Transport;
use portolan::plan::{AddedFlow, Override};
use portolan::query::Query;
use serde_json::Value;

use crate::harness::{Folder, exported, exported_bytes, named, plan_with_everything, rows, run};

const REQUIRED: ExportOptions = ExportOptions {
    need: NeedFilter::Required,
    same_zone: SameZone::LeaveOut,
    merge: Merge::Ranges,
    pairs: Pairs::All,
    filter: Query::ALL,
    as_of: None,
    profile: None,
    paper: None,
    file_name: String::new(),
};
const SAME_ZONE: ExportOptions = ExportOptions {
    need: NeedFilter::All,
    same_zone: SameZone::Include,
    merge: Merge::Ranges,
    pairs: Pairs::All,
    filter: Query::ALL,
    as_of: None,
    profile: None,
    paper: None,
    file_name: String::new(),
};
const COMPACT: ExportOptions = ExportOptions {
    need: NeedFilter::All,
    same_zone: SameZone::LeaveOut,
    merge: Merge::Compact,
    pairs: Pairs::All,
    filter: Query::ALL,
    as_of: None,
    profile: None,
    paper: None,
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

/// Rows of a table but its headers, with the zones of each.
fn pairs_of(rows: &[Vec<String>]) -> Vec<(&str, &str)> {
    let at = |header: &str| rows[0].iter().position(|it| it == header).expect("the column");
    let (source, destination) = (at("source_zone"), at("destination_zone"));
    rows[1..].iter().map(|row| (row[source].as_str(), row[destination].as_str())).collect()
}

#[test]
fn pairs_that_are_not_asked_for_are_left_out_of_every_format() {
    let plan = plan_with_everything();
    let names = portolan::export::zone_names(&plan);
    let of = Pairs::Of([1].into());
    let between = Pairs::Between { sources: [0, 1].into(), destinations: [1, 2].into() };
    for pairs in [of, between] {
        let is_asked = |(source, destination): &(&str, &str)| {
            let idx = |name: &str| names.iter().position(|it| it == name).expect("a zone");
            pairs.has((idx(source), idx(destination)))
        };
        let options = || ExportOptions { pairs: pairs.clone(), ..SAME_ZONE };
        for format in ["csv", "flows-csv", "flows-all-csv"].map(named) {
            let all = rows(&exported(&plan, format, SAME_ZONE));
            let some = rows(&exported(&plan, format, options()));
            let expected: Vec<_> = pairs_of(&all).into_iter().filter(is_asked).collect();
            assert_eq!(pairs_of(&some), expected, "{}", format.name);
            assert!(some.len() > 1 && some.len() < all.len());
        }
        let json: Value = serde_json::from_str(&exported(&plan, named("json"), options())).expect("JSON");
        for entry in ["rules", "flows"].iter().flat_map(|list| json[*list].as_array().expect("a list")) {
            let name = |key: &str| entry[key].as_str().expect("a name");
            assert!(is_asked(&(name("source_zone"), name("destination_zone"))));
        }
        assert!(json["written_pairs"].is_object(), "it says so itself");
        let picture = exported(&plan, named("matrix-svg"), options());
        assert!(picture.contains("Only what goes from"), "{picture}");
    }
}

#[test]
fn the_command_line_names_zones_by_name_or_id_and_says_which_there_are() {
    let folder = Folder::new();
    folder.write("plan.ron", &portolan::plan::file::write(&plan_with_everything()));
    let path = folder.path("plan.ron");
    let run = |more: &[&str]| {
        run(["export", path.to_str().expect("a plain path"), "--format", "csv"].into_iter().chain(more.iter().copied()))
    };
    let plan = plan_with_everything();
    let (name, id) = (plan.zones[1].name.as_str(), plan.zones[1].id.as_str());
    let by_name = run(&["--zone", name]);
    assert_eq!(by_name.out, run(&["--zone", id]).out);
    assert!(by_name.err.contains(&format!("only what goes from or to {name} is written")), "{}", by_name.err);
    let (all, to) = (rows(&run(&[]).out), rows(&run(&["--to", name]).out));
    let expected: Vec<_> = pairs_of(&all).into_iter().filter(|(_, destination)| *destination == name).collect();
    assert_eq!(pairs_of(&to), expected);
    assert!(to.len() > 1 && to.len() < all.len());
    let wrong = run(&["--from", "Nowhere"]);
    assert_eq!(wrong.code, ExitCode::Usage);
    assert!(wrong.err.contains("--from: there is no zone “Nowhere” in the plan; there are “"), "{}", wrong.err);
    assert_eq!(run(&["--zone", name, "--to", name]).code, ExitCode::Usage, "one or the other");
}
