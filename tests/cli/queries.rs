//! `--filter`: the same words give the same rules in every verb and every format.

use portolan::catalog::Catalog;
use portolan::cli::ExitCode;
use portolan::export::{Cancel, ExportOptions, SameZone, export};
use portolan::files::{catalog_dir, templates};
use portolan::matrix;
use portolan::plan::{Plan, file};
use portolan::query::{FoundRules, Query};
use serde_json::Value;

use crate::harness::{Folder, Run, named, rows, run};

/// Queries that find something in a mid-sized company.
const QUERIES: [&str; 9] = [
    "50000",
    "135,445",
    "135 445",
    "tcp/135",
    "445 tcp",
    "135 -legacy",
    "optional -udp",
    "role:dc",
    "kerberos required",
];

/// A plan of many products, with its catalog.
struct Company {
    catalog: Catalog,
    plan: Plan,
    folder: Folder,
}

impl Company {
    fn new() -> Self {
        let template = templates::templates(&[]).0.into_iter().find(|it| it.name == "a-mid-sized-company");
        let text = template.expect("the template").text;
        let folder = Folder::new();
        folder.write("plan.ron", &text);
        Self { catalog: catalog_dir::with_overlay(&[]).0, plan: file::read(&text).expect("a plan").plan, folder }
    }

    fn options(&self, query: &str) -> ExportOptions {
        let filter = Query::read(query, &self.catalog, &self.plan).expect(query);
        ExportOptions { filter, ..ExportOptions::default() }
    }

    fn exported(&self, format: &str, options: ExportOptions) -> String {
        let mut bytes = Vec::new();
        let matrix = matrix::derive(&self.catalog, &self.plan);
        export(&self.catalog, &matrix, named(format), options, &mut bytes, &Cancel::default()).expect("an export");
        String::from_utf8(bytes).expect("a text")
    }

    fn rows(&self, format: &str, options: ExportOptions) -> Vec<Vec<String>> {
        rows(&self.exported(format, options))
    }

    /// Runs a verb on the plan.
    fn run(&self, verb: &str, more: &[&str]) -> Run {
        let path = self.folder.path("plan.ron");
        let path = path.to_str().expect("a path of the test");
        run([verb, path].into_iter().chain(more.iter().copied()))
    }
}

#[test]
fn the_same_words_give_the_same_rules_everywhere() {
    let company = Company::new();
    let matrix = matrix::derive(&company.catalog, &company.plan);
    for words in QUERIES {
        let options = company.options(words);
        let found = FoundRules::find(&company.catalog, &matrix, &options.filter, || false).expect("nobody cancels");
        assert!(found.num_rules() > 0, "{words}");
        let csv = company.rows("csv", options.clone());
        assert_eq!(csv.len() - 1, found.num_rules(), "{words}: csv");
        let json: Value = serde_json::from_str(&company.exported("json", options.clone())).expect("JSON");
        let rules = json["rules"].as_array().expect("a list").iter();
        let of_json: Vec<&str> = rules.map(|rule| rule["rule_id"].as_str().expect("an id")).collect();
        let of_csv: Vec<&str> = csv.iter().skip(1).map(|row| row[0].as_str()).collect();
        assert_eq!(of_json, of_csv, "{words}: json");
        assert_eq!(json["filter"], words);
        let pairs = found.across().count();
        let text = company.run("matrix", &["--filter", words]).out;
        let said = [said_count(found.num_rules(), "rule"), said_count(pairs, "pair")].join(" in ");
        assert!(text.contains(&format!("Only what “{words}” asks for: {said}\n")), "{words}: {said}\n{text}");
        let num_headings = text.lines().filter(|line| line.contains(" → ")).count();
        assert_eq!(num_headings, pairs, "{words}:\n{text}");
        // Cells without such a rule are empty in the grid.
        let grid = company.rows("matrix-csv", options.clone());
        let filled = grid.iter().skip(1).flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.is_empty()).count();
        assert_eq!(filled, pairs, "{words}: grid");
        let same_zone = ExportOptions { same_zone: SameZone::Include, ..options };
        let num_with_inside = company.rows("csv", same_zone).len() - 1;
        assert_eq!(num_with_inside, found.pairs.iter().map(|pair| pair.rules.len()).sum::<usize>(), "{words}: inside");
    }
}

fn said_count(number: usize, one: &str) -> String {
    portolan::view::counted(number, one, &format!("{one}s"))
}

#[test]
fn flows_are_filtered_one_by_one() {
    let company = Company::new();
    let of = |words: &str, format: &str| company.rows(format, company.options(words));
    let all = company.rows("flows-csv", ExportOptions::default());
    let transport = all[0].iter().position(|header| header == "transport").expect("a column");
    let is_expected = |(idx, row): (usize, &Vec<String>)| (idx == 0 || row[transport] == "UDP").then(|| row.clone());
    assert_eq!(of("udp", "flows-csv"), all.iter().enumerate().filter_map(is_expected).collect::<Vec<_>>());
    let suppressed = of("suppressed", "flows-all-csv");
    let status = suppressed[0].iter().position(|header| header == "status").expect("a column");
    assert!(suppressed.len() > 1 && suppressed.iter().skip(1).all(|row| row[status] == "suppressed"));
    assert_eq!(of("suppressed", "csv").len(), 1, "what is suppressed is no rule");
}

#[test]
fn what_is_merged_further_is_made_of_the_rules_that_are_asked_for() {
    let company = Company::new();
    let compact = ExportOptions { merge: matrix::Merge::Compact, ..company.options("tcp/135,tcp/445") };
    let rows = company.rows("csv", compact);
    let ports = rows[0].iter().position(|header| header == "destination_ports").expect("a column");
    let is_asked = |row: &Vec<String>| ["135", "445", "135; 445"].contains(&row[ports].as_str());
    assert!(rows.len() > 1 && rows.iter().skip(1).all(is_asked), "{rows:#?}");
}

#[test]
fn a_word_that_says_nothing_is_an_error_that_says_what_is_possible() {
    let company = Company::new();
    for (verb, more) in [("matrix", &[][..]), ("export", &["--format", "csv"]), ("check", &[])] {
        let found = company.run(verb, &[more, &["--filter", "kerberso"]].concat());
        assert_eq!((found.code, &*found.out), (ExitCode::Usage, ""), "{}", found.err);
        for part in ["“kerberso” is no port, transport, zone", "Nearest: “kerberos”", "Possible: ports (445"] {
            assert!(found.err.contains(part), "{part} is not in {}", found.err);
        }
    }
    let found = company.run("matrix", &["--filter", "from:nowhere"]);
    assert!(found.err.contains("“nowhere” is no zone or role"), "{}", found.err);
}

#[test]
fn findings_are_those_about_zones_with_such_rules() {
    let company = Company::new();
    let (all, some) = (company.run("check", &[]), company.run("check", &["--filter", "from:dmz"]));
    let lines = |text: &str| text.lines().filter(|line| line.contains(']')).map(str::to_owned).collect::<Vec<_>>();
    assert!(some.err.contains("dmz"), "{}", some.err);
    let (all, of_some) = (lines(&all.err), lines(&some.err));
    assert!(of_some.len() < all.len() && of_some.iter().all(|line| all.contains(line)), "{}", some.err);
    assert!(some.err.starts_with("only what rules with “from:dmz” concern:"), "{}", some.err);
}

#[test]
fn names_are_words_of_the_language() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let text =
        r#"(format: 1, zones: [(id: "a", name: "Head office"), (id: "b", name: "DMZ"), (id: "c", name: "Core")])"#;
    let plan = file::read(text).expect("a plan").plan;
    let is_read = |typed: &str| Query::read(typed, &catalog, &plan).map(|_| ()).map_err(|err| err.problem());
    for (typed, expected) in [
        ("from:head office 445", true),
        ("from:\"Head office\" to:dmz", true),
        ("from:dc to:dmz,core -3389", true),
        ("domain controller icmp", true),
        ("SCCM", true),
        ("drsuapi", true),
        ("client push", true),
        ("zone:a", true),
        ("service:netlogon protocol:ldap scenario:\"client push\"", true),
        ("70000", false),
        ("from:", false),
        ("role:zzz", false),
        ("zzz", false),
        ("colour:red", false),
    ] {
        assert_eq!(is_read(typed).is_ok(), expected, "{typed}: {:?}", is_read(typed));
    }
}
