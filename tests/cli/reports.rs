//! Reports: what each format writes, that every rule can be followed to a document, and that whatever a name holds is
//! harmless.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use portolan::cli::ExitCode;
use portolan::export::{Cancel, ExportOptions, NeedFilter, Pairs, REPORTS, SameZone, export};
use portolan::files::{catalog_dir, templates};
use portolan::matrix::derive;
use portolan::plan::{Plan, file, with_roles_of};

use crate::harness::{Folder, WORKED_EXAMPLE, exported, named, plan_with_everything, rows, run, run_line};

/// What a report of a plan with the whole catalog says.
fn reported(plan: &Plan, format: &str, options: ExportOptions) -> String {
    let (catalog, _) = catalog_dir::with_overlay(&[]);
    let catalog = with_roles_of(&std::sync::Arc::new(catalog), plan);
    let mut bytes = Vec::new();
    let matrix = derive(&catalog, plan);
    export(&catalog, &matrix, named(format), options, &mut bytes, &Cancel::default()).expect("a report");
    String::from_utf8(bytes).expect("a text is UTF-8")
}

/// Every plan that reports are looked at of, with its name.
fn plans() -> Vec<(String, Plan)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans");
    let read = |path: PathBuf| file::read(&fs::read_to_string(path).expect("a plan")).expect("a plan").plan;
    let others = ["three-estates-26-zones", "two-domains-with-hosts"];
    let others = others.map(|name| (name.to_owned(), read(folder.join(format!("{name}.ron")))));
    templates::templates(&[]).0.into_iter().map(|template| (template.name, template.plan)).chain(others).collect()
}

/// What stands behind each of these beginnings, up to an end.
fn between<'t>(text: &'t str, begin: &'t str, end: char) -> impl Iterator<Item = &'t str> {
    text.split(begin).skip(1).filter_map(move |rest| rest.split(end).next())
}

/// Makes sure that each anchor stands once, and that each link has its anchor.
#[track_caller]
fn check_links(name: &str, text: &str) {
    let anchors: Vec<&str> = between(text, " id=\"", '"').collect();
    let distinct: BTreeSet<&str> = anchors.iter().copied().collect();
    assert_eq!(distinct.len(), anchors.len(), "{name}: an anchor stands twice");
    let links = between(text, " href=\"#", '"').chain(between(text, "](#", ')'));
    let missing: BTreeSet<&str> = links.filter(|to| !distinct.contains(to)).collect();
    assert!(missing.is_empty(), "{name}: {missing:?}");
}

#[test]
fn a_report_is_what_it_was() {
    let write = |format| exported(&plan_with_everything(), named(format), ExportOptions::default());
    expect_file!["../snapshots/report.html"].assert_eq(&write("html"));
    expect_file!["../snapshots/report.md"].assert_eq(&write("markdown"));
}

#[test]
fn each_rule_stands_once_and_can_be_followed_to_a_document() {
    for (name, plan) in plans() {
        let options = || ExportOptions { same_zone: SameZone::Include, ..ExportOptions::default() };
        let html = reported(&plan, "html", options());
        let ids: BTreeSet<String> =
            rows(&reported(&plan, "csv", options())).into_iter().skip(1).map(|row| row[0].clone()).collect();
        let written: BTreeMap<&str, &str> = html
            .split("<tr id=\"P")
            .skip(1)
            .map(|row| row.split_once('"').expect("an id"))
            .map(|(id, row)| (id, row.split("</tr>").next().expect("a row")))
            .collect();
        assert_eq!(html.matches("<tr id=\"P").count(), ids.len(), "{name}");
        assert!(!ids.is_empty() && ids.iter().all(|id| written.contains_key(&id[1..])), "{name}");
        let (mut cited, mut back) = (BTreeSet::new(), BTreeSet::new());
        for (id, row) in &written {
            assert!(row.contains("href=\"#document-") || row.contains("without a document"), "{name}: {row}");
            cited.extend(between(row, "href=\"#document-", '"').map(|document| (document, *id)));
        }
        for document in html.split("<section id=\"document-").skip(1) {
            let (id, section) = document.split_once('"').expect("an id");
            let section = section.split("</section>").next().expect("its end");
            assert!(section.contains(", read on "), "{name}: {id}");
            back.extend(between(section, "href=\"#P", '"').map(|rule| (id, rule)));
        }
        assert_eq!(cited, back, "{name}: links there and back");
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_fetched() {
    for (name, plan) in plans() {
        let html = reported(&plan, "html", ExportOptions::default());
        check_links(&name, &html);
        for fetched in ["<script", "<link", "<img", "<iframe", " src=", "@import", "url(", "<use", "<image", "<base"] {
            assert!(!html.contains(fetched), "{name}: {fetched}");
        }
        let mut addresses = between(&html, " href=\"", '"').filter(|address| !address.starts_with('#'));
        assert!(addresses.all(|address| address.starts_with("https://") || address.starts_with("http://")), "{name}");
        check_links(&name, &reported(&plan, "markdown", ExportOptions::default()));
    }
}

/// Names that are markup, turn the direction, end a cell, or are long.
const HOSTILE: [&str; 7] = [
    "</td></table><script>alert(1)</script>",
    "a | b *c* `d` [e](f) <g>",
    "\u{202e}gnp.exe אבג",
    "line\nbreak\r\n# heading\u{0}\u{1b}[31m",
    "\" onmouseover=\"alert(1)",
    "1. - ![x](https://example.org/x.png) &amp; $x$",
    "'\\",
];

fn hostile_plan() -> Plan {
    let mut plan = plan_with_everything();
    let mut names = HOSTILE.iter().cycle();
    let mut next = || (*names.next().expect("a circle")).to_owned();
    for zone in &mut plan.zones {
        let zone = std::sync::Arc::make_mut(zone);
        zone.name = next();
        zone.group = next();
        zone.addresses = vec![next()];
    }
    plan.title = next();
    plan.note = next();
    let request = &mut plan.request;
    for field in [&mut request.ticket, &mut request.requester, &mut request.justification, &mut request.approver] {
        *field = next();
    }
    for entry in &mut plan.overrides {
        match entry {
            portolan::plan::Override::Suppress { reason, .. } | portolan::plan::Override::Add { reason, .. } => {
                *reason = next();
            }
        }
    }
    plan
}

/// What of a Markdown can be markup: nothing with a backslash before it.
fn without_escapes(text: &str) -> String {
    let mut is_escaped = false;
    let is_left = |c: &char| {
        let is_shown = !is_escaped && *c != '\\';
        is_escaped = !is_escaped && *c == '\\';
        is_shown
    };
    text.chars().filter(is_left).collect()
}

#[test]
fn names_are_no_markup_in_any_format() {
    let plan = hostile_plan();
    let html = exported(&plan, named("html"), ExportOptions::default());
    check_links("html", &html);
    for markup in ["<script", "<g>", "onmouseover=\"", "</table><"] {
        assert!(!html.contains(markup), "{markup}");
    }
    let is_harmless = |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}');
    assert!(html.chars().all(is_harmless));
    assert!(html.contains("<bdi>\\u{202e}gnp.exe אבג</bdi>"), "the direction is that of the name alone");
    let tags = |plan: &Plan| exported(plan, named("html"), ExportOptions::default()).matches("<tr").count();
    assert!(tags(&plan) >= tags(&plan_with_everything()), "no row is lost");

    let markdown = exported(&plan, named("markdown"), ExportOptions::default());
    check_links("markdown", &markdown);
    assert!(markdown.chars().all(is_harmless));
    let read = without_escapes(&markdown);
    for markup in ["<script", "<g>", "](f)", "![x]", "\n# heading"] {
        assert!(!read.contains(markup), "{markup}");
    }
    let mut width = 0;
    for line in read.lines() {
        let bars = line.matches('|').count();
        match (width, bars) {
            (_, 0) => width = 0,
            (0, bars) => width = bars,
            (width, bars) => assert_eq!(bars, width, "{line}"),
        }
    }
}

#[test]
fn a_name_of_ten_thousand_characters_is_written_whole() {
    let mut plan = plan_with_everything();
    let long = "W".repeat(10_000);
    std::sync::Arc::make_mut(&mut plan.zones[0]).name.clone_from(&long);
    for format in REPORTS {
        let text = exported(&plan, format, ExportOptions::default());
        assert!(text.contains(&long), "{}: in the table of zones", format.name);
        assert!(text.matches(&long).count() < 20, "{}: links have its beginning", format.name);
        check_links(format.name, &text);
    }
}

#[test]
fn what_is_left_out_is_said() {
    let plan = plan_with_everything();
    let write = |options| exported(&plan, named("markdown"), options);
    let text = write(ExportOptions::default());
    assert!(text.contains("- Left out: what flows inside a zone\n") && text.contains("As of "));
    let options = ExportOptions {
        need: NeedFilter::Required,
        same_zone: SameZone::Include,
        pairs: Pairs::Of([1].into()),
        as_of: Some("2031-05-06".parse().expect("a day")),
        ..ExportOptions::default()
    };
    let text = write(options);
    let names = portolan::export::zone_names(&plan);
    for said in [
        "Only rules that are required",
        &format!("- Only what goes from or to {}\n", names[1]),
        "- Also what flows inside a zone\n",
        "As of 2031-05-06",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("| optional |"), "no rule of that need");
}

#[test]
fn a_filter_leaves_rules_out_and_the_report_says_so() {
    let run = run_line("report tests/scenarios/real/worked-example/plan.ron --format markdown --filter 445");
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    assert!(
        run.out.contains("- Only what “445” asks for\n") && run.err.contains("only what “445” asks for is written")
    );
    let opened: BTreeSet<&str> = between(&run.out, "</a>**", '*').collect();
    assert_eq!(opened.into_iter().collect::<Vec<_>>(), ["TCP 445"]);
}

#[test]
fn an_empty_plan_has_a_report_that_says_so() {
    for format in REPORTS {
        let text = exported(&Plan::default(), format, ExportOptions::default());
        assert!(text.contains("Untitled plan") && text.contains("The plan has no zones."), "{}", format.name);
        check_links(format.name, &text);
    }
}

#[test]
fn the_format_is_the_one_that_the_ending_says() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let report = |name: &str, more: &[&str]| {
        let args = ["report".into(), plan.clone(), "-o".into(), folder.path(name)];
        run(args.into_iter().map(std::ffi::OsString::from).chain(more.iter().map(Into::into)))
    };
    for (name, more, begins) in [
        ("a.html", &[][..], "<!DOCTYPE html>"),
        ("a.HTM", &[], "<!DOCTYPE html>"),
        ("a.md", &[], "# Worked example"),
        ("a.markdown", &[], "# Worked example"),
        ("a.txt", &["--format", "markdown"], "# Worked example"),
    ] {
        let run = report(name, more);
        assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
        assert!(folder.read(name).starts_with(begins), "{name}");
    }
    let refused = report("a.docx", &[]);
    assert_eq!(refused.code, ExitCode::Usage);
    assert!(refused.err.contains("the ending says no format of reports: say --format html or markdown"), "{refused:?}");
    assert!(!folder.path("a.docx").exists());
    let written = run(["report".into(), plan.clone()]);
    assert_eq!(written.out, folder.read("a.html"), "a page without a file");
    let exported = run(["export".into(), plan, "--format".into(), "html".into()]);
    assert_eq!(exported.out, written.out, "the same by the other verb");
}

#[test]
fn what_has_to_be_configured_is_said_of_each_server() {
    let text = run_line("report tests/plans/two-domains-with-hosts.ron --format markdown");
    assert_eq!(text.code, ExitCode::Fine, "{}", text.err);
    let plan = r#"(format: 2, rpc: (strategy: pinned({"ntds": 50000, "netlogon": 50001})), zones: [
        (id: "a", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "b", name: "Core", os: ["windows-server-2022"],
         placements: [(role: "domain-controller", hosts: [(name: "dc1", addresses: ["10.0.0.1"])])])])"#;
    let report = reported(&file::read(plan).expect("a plan").plan, "markdown", ExportOptions::default());
    let section = report.split("## What to configure for RPC").nth(1).expect("the section");
    let row = section.lines().find(|line| line.contains("must be pinned to 50000")).expect("the pin");
    assert!(row.contains("Domain controller in Core: dc1") && row.contains("HKLM"), "{row}");
    assert!(row.contains("](#document-"), "{row}");
}

#[test]
fn what_an_override_breaks_stands_beside_it() {
    let plan = WORKED_EXAMPLE.replace(
        "\n)",
        "\n    overrides: [suppress(match: (destination_zone: \"core\", transport: tcp, ports: 88), reason: \"audit\")],\n)",
    );
    let plan = file::read(&plan).expect("a plan").plan;
    let report = reported(&plan, "markdown", ExportOptions::default());
    let row = report.lines().find(|line| line.contains("<a id=\"override-1\">")).expect("the override");
    assert!(row.contains("Suppress TCP 88 to Core | audit | error: Domain member in Clients"), "{row}");
}

#[test]
fn a_risk_is_told_with_who_accepted_it_when_why_and_until_when() {
    let find = WORKED_EXAMPLE.replace("windows-11", "windows-7");
    let accept = |plan: &str, day: &str| {
        let plan = file::read(plan).expect("a plan").plan;
        let options = ExportOptions { as_of: Some(day.parse().expect("a day")), ..ExportOptions::default() };
        let report = reported(&plan, "markdown", options);
        let (before, risks) = report.split_once("\n## Accepted risks").expect("the risks");
        let findings = before.split_once("\n## Findings").expect("the findings").1.to_owned();
        (findings, risks.split("\n## ").next().expect("its end").to_owned())
    };
    let (findings, risks) = accept(&find, "2026-12-01");
    assert!(findings.contains("Windows 7") && risks.contains("There are none."), "{findings}");
    let accepted = "accepted: [(finding: \"os-unsupported\", about: [\"clients\", \"windows-7\"], reason: \"it goes | in spring\", \
                    by: \"Ada\", on: \"2026-11-30\", until: \"2027-01-31\")],\n)";
    let text = find.trim_end().strip_suffix(')').expect("its end").to_owned() + accepted;
    let text = text.replace("format: 1", "format: 2");
    let (findings, risks) = accept(&text, "2026-12-01");
    let row = risks.lines().find(|line| line.contains("Windows 7")).expect("the risk");
    assert!(row.ends_with("| Ada<br>on 2026-11-30<br>until 2027-01-31 | it goes \\| in spring |"), "{row}");
    assert!(!findings.contains("Windows 7"), "{findings}");
    let (findings, risks) = accept(&text, "2027-02-01");
    let row = findings.lines().find(|line| line.contains("Windows 7")).expect("it counts again");
    assert!(row.contains("It was accepted until a day that has passed. Ada; on 2026-11-30; until 2027-01-31"), "{row}");
    assert!(risks.contains("There are none."), "{risks}");
}
