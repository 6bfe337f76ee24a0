//! The findings as a file: what it holds, what the exit code says, and what is never written.

use std::fs;

use portolan::cli::ExitCode;

use crate::harness::{Folder, rows, run};

/// A zone with an OS version that nobody has, one that starts like a formula and has a bad address, and an old one that
/// somebody took the risk of.
const ODD: &str = r#"(
    format: 1,
    zones: [
        (id: "core", name: "Core", os: ["windows-2099"], placements: [(role: "domain-controller")]),
        (id: "branch", name: "=Branch", addresses: ["10.2.0.9/16"], os: ["windows-11"],
            placements: [(role: "domain-member")]),
        (id: "press", name: "Press", os: ["windows-xp"]),
    ],
    accepted: [
        (finding: "os-unsupported", about: ["press", "windows-xp"], reason: "Nobody can replace it", by: "Ada",
            on: "2026-11-30", until: "2030-01-31"),
    ],
)"#;

const HEADERS: [&str; 11] = [
    "severity",
    "code",
    "place",
    "ids",
    "message",
    "hint",
    "acceptance",
    "accepted_by",
    "accepted_until",
    "accepted_reason",
    "accepted_on",
];

#[test]
fn a_row_says_how_bad_it_is_where_by_name_and_id_and_who_accepted_it() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", ODD);
    let run = run(["check".into(), plan, "--format=csv".into()]);
    assert_eq!(run.code, ExitCode::Findings, "the unknown OS version decides, as in the text");
    let rows = rows(&run.out);
    assert_eq!(rows[0], HEADERS);
    let row = |code: &str| rows.iter().find(|row| row[1] == code).unwrap_or_else(|| panic!("no {code}: {}", run.out));
    let unknown = row("unknown-id");
    assert_eq!((&*unknown[0], &*unknown[2]), ("error", "Core"));
    assert!(unknown[3].starts_with("core"), "{unknown:?}");
    let address = row("address-invalid");
    assert_eq!((&*address[0], &*address[2]), ("warning", "'=Branch"), "no formula for a spreadsheet");
    assert_eq!(address[6..], ["", "", "", "", ""]);
    let accepted = row("os-unsupported");
    assert_eq!(accepted[2..4], ["Press", "press, windows-xp"]);
    assert_eq!(accepted[6..], ["accepted", "Ada", "2030-01-31", "Nobody can replace it", "2026-11-30"]);
    assert_eq!(run.err.lines().count(), 1, "what stands in the file is not said again: {}", run.err);
    assert!(run.err.contains("1 error, ") && run.err.contains(", 1 accepted"), "{}", run.err);
}

#[test]
fn what_was_accepted_up_to_a_day_that_has_passed_is_told_apart() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", ODD);
    let run = run(["check".into(), plan, "--format=csv".into(), "--as-of=2031-01-01".into()]);
    let rows = rows(&run.out);
    let row = rows.iter().find(|row| row[1] == "os-unsupported" && row[2] == "Press").expect("the finding");
    assert_eq!(row[6..], ["expired", "Ada", "2030-01-31", "Nobody can replace it", "2026-11-30"]);
}

#[test]
fn a_file_has_what_standard_output_has_and_the_exit_code_is_the_same() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", ODD);
    let args = |more: &[&str]| ["check".into(), plan.clone()].into_iter().chain(more.iter().map(Into::into)).collect();
    let table: Vec<std::path::PathBuf> = args(&["--format=csv", "--filter=from:branch"]);
    let shown = run(table.clone());
    let file = folder.path("findings.csv");
    let written = run(table.into_iter().chain(["-o".into(), file]));
    assert_eq!((written.code, written.out.as_str()), (shown.code, ""));
    assert_eq!(folder.read("findings.csv"), shown.out);
    assert!(written.err.contains("left out"), "the filter is said: {}", written.err);
    // As text the file has the findings and their number, which else go to two places.
    let text = run(args(&["--ids"]));
    let written = run(args(&["--ids", "-o"]).into_iter().chain([folder.path("findings.txt")]));
    assert_eq!(written.code, text.code);
    assert_eq!(folder.read("findings.txt"), text.err + &text.out);
    let same = run(args(&["--format=text"]));
    let plain = run(args(&[]));
    assert_eq!((same.out, same.err), (plain.out, plain.err), "text is the default");
}

#[test]
fn nothing_is_written_where_the_call_or_the_plan_is_wrong() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", ODD);
    let broken = folder.write("broken.ron", "Dear Sir or Madam");
    let output = folder.path("findings.csv");
    for (plan, more, code) in [
        (&plan, "--format=xlsx", ExitCode::Usage),
        (&plan, "--filter=from:nowhere", ExitCode::Usage),
        (&broken, "--format=csv", ExitCode::Findings),
    ] {
        let run = run(["check".into(), plan.clone(), more.into(), "-o".into(), output.clone()]);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{}", run.err);
        assert_eq!(folder.names(), ["broken.ron", "plan.ron"], "{more}");
    }
    let run = run(["check".into(), plan.clone(), "--format=csv".into(), "-o".into(), plan.clone()]);
    assert_eq!(run.code, ExitCode::Usage, "{}", run.err);
    assert_eq!(fs::read_to_string(plan).expect("the plan"), ODD);
}
