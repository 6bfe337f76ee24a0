//! `matrix` as text: the worked example of the design, and plans that are too wide or hostile.

use crate::harness::{Folder, WORKED_EXAMPLE, run};

fn matrix(plan: &str, options: &[&str]) -> String {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", plan);
    let run = run(["matrix".into(), plan].into_iter().chain(options.iter().map(Into::into)));
    run.out
}

#[test]
fn the_worked_example_comes_out_as_the_design_says() {
    let expected = "\
Worked example

from \\ to  Clients  Core
Clients             13+4
Core             -

Rules from the zone of the row to the zone of the column: required+optional

Clients → Core
  required  TCP 53, 88, 135, 389, 445, 464, 3268, 49152-65535
            UDP 53, 88, 123, 389, 464
  optional  TCP 636, 3269
            ICMP
            ICMPv6
";
    assert_eq!(matrix(WORKED_EXAMPLE, &[]), expected);
}

#[test]
fn required_alone_and_the_inside_of_zones_can_be_asked_for() {
    let required = matrix(WORKED_EXAMPLE, &["--need", "required"]);
    assert!(required.contains("\nClients               13\n") && !required.contains("optional"), "{required}");
    let inside = matrix(WORKED_EXAMPLE, &["--same-zone"]);
    assert!(inside.contains("\nCore → Core\n"), "{inside}");
}

#[test]
fn rows_are_told_where_machines_split_rules() {
    let plan = include_str!("../plans/two-domains-with-hosts.ron");
    let folder = Folder::new();
    let path = folder.write("plan.ron", plan);
    for options in [&[][..], &["--need", "required"], &["--same-zone"]] {
        let args = || std::iter::once(path.clone()).chain(options.iter().map(Into::into));
        let csv = run(["export".into(), "--format".into(), "csv".into()].into_iter().chain(args())).out;
        let num_rows = csv.lines().count() - 1;
        let text = run(std::iter::once("matrix".into()).chain(args())).out;
        let line = text.lines().find(|line| line.starts_with("In a request")).expect("a line about rows");
        assert!(line.ends_with(&format!(", {num_rows} rows")), "{line}: {num_rows} rows of the CSV");
    }
    for options in [&["--filter", "tcp"][..], &["--filter", "udp", "--need", "required"]] {
        let args = || std::iter::once(path.clone()).chain(options.iter().map(Into::into));
        let csv = run(["export".into(), "--format".into(), "csv".into()].into_iter().chain(args())).out;
        let num_rows = csv.lines().count() - 1;
        let text = run(std::iter::once("matrix".into()).chain(args())).out;
        assert!(text.contains(&format!(", {num_rows} rows in 1 pair\n")), "{num_rows} rows of the CSV: {text}");
    }
    assert!(!matrix(WORKED_EXAMPLE, &[]).contains("rows"), "no machine is named there");
}

#[test]
fn some_pairs_of_zones_can_be_asked_for() {
    let company = include_str!("../../catalog/templates/a-mid-sized-company.ron");
    let all = matrix(company, &[]);
    let pairs =
        |text: &str| -> Vec<String> { text.lines().filter(|line| line.contains(" → ")).map(str::to_owned).collect() };
    let text = matrix(company, &["--from", "Clients", "--to", "Servers", "--to", "core"]);
    assert!(text.contains("\nOnly what goes from Clients to "), "{text}");
    let expected: Vec<String> = pairs(&all)
        .into_iter()
        .filter(|pair| pair.starts_with("Clients → ") && !pair.ends_with(" Clients"))
        .filter(|pair| pair.ends_with(" Servers") || pair.to_lowercase().ends_with("core"))
        .collect();
    assert_eq!(pairs(&text), expected);
    let text = matrix(company, &["--zone", "Clients"]);
    let expected: Vec<String> = pairs(&all).into_iter().filter(|pair| pair.contains("Clients")).collect();
    assert_eq!(pairs(&text), expected);
    let folder = Folder::new();
    let plan = folder.write("plan.ron", company);
    let wrong = run(["matrix".into(), plan, "--from".into(), "Nowhere".into()]);
    assert!(wrong.err.contains("--from: there is no zone “Nowhere” in the plan"), "{}", wrong.err);
}

#[test]
fn zones_stand_under_the_names_that_exports_give_them() {
    let plan = "(format: 2, zones: [(id: \"a\"), (id: \"b\", name: \" \"), (id: \"c\", name: \"C\"), (id: \"d\", name: \"C\")])";
    let text = matrix(plan, &[]);
    assert!(text.starts_with("from \\ to  a  b  C (c)  C (d)\na "), "{text}");
}

#[test]
fn a_wide_plan_is_cut_into_blocks() {
    let zone = |number: usize| {
        format!(
            "        (\n            id: \"z{number}\",\n            name: \"A zone with number {number}\",\n        ),\n"
        )
    };
    let zones: String = (10..40).map(zone).collect();
    let text = matrix(&format!("(\n    format: 1,\n    zones: [\n{zones}    ],\n)\n"), &[]);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(text.lines().filter(|line| line.starts_with("from \\ to")).count() > 1, "{text}");
}

#[test]
fn a_name_can_not_steer_the_terminal() {
    let text = matrix(&WORKED_EXAMPLE.replace("\"Clients\"", "\"Cli\\u{1b}[31ments\""), &[]);
    assert!(!text.contains('\u{1b}') && text.contains("Cli\\u{1b}[31ments"), "{text}");
}

#[test]
fn a_plan_without_zones_says_so() {
    assert_eq!(matrix("(\n    format: 1,\n)\n", &[]), "The plan has no zones\n");
}

#[test]
fn what_an_override_takes_away_is_marked_and_told() {
    let last = "\n)";
    assert!(WORKED_EXAMPLE.trim_end().ends_with(last), "the plan is a list of fields");
    let body = WORKED_EXAMPLE.trim_end().trim_end_matches(')');
    let overrides = r#"overrides: [suppress(match: (ports: 88), reason: "No Kerberos here")],"#;
    let text = matrix(&format!("{body}{overrides}\n)\n"), &[]);
    assert!(text.contains("\nClients             11+4!\n"), "{text}");
    assert!(text.contains("\n! an override takes away something that is required\n"), "{text}");
    let lost = "\n  lost      Domain member can't log on and can't apply or refresh Group Policy: no Kerberos (TCP 88,\n            UDP 88)\n";
    assert!(text.contains(lost), "{text}");
    assert!(!matrix(WORKED_EXAMPLE, &[]).contains('!'), "nothing is marked without it");
}

#[test]
fn what_the_catalog_declines_is_told_of_every_pair() {
    let plan = "(format: 2, zones: [
        (id: \"a\", name: \"Web\", os: [\"windows-server-2022\"], placements: [(role: \"ftp-server\")]),
        (id: \"b\", name: \"Lab\", placements: [(role: \"ftp-client\")]),
        (id: \"c\", name: \"Nobody\"),
    ])";
    let text = matrix(plan, &[]);
    let declined = "\nWeb → Lab\n  declined  Active FTP, by the catalog until you accept it\n\n";
    assert!(text.contains("\nWeb     ") && text.contains(declined), "{text}");
    assert!(!text.contains("→ Nobody"), "{text}");
    assert!(!matrix(plan, &["--need", "required"]).contains("declined"), "it is not required");
}
