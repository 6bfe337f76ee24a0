//! What the documents show is what the program prints.

use std::fs;
use std::path::Path;

use portolan::cli::ExitCode;
use portolan::export::EXPORTERS;

use crate::harness::{Folder, WORKED_EXAMPLE, run, run_line};

/// A plan with flows of both needs.
const PLAN: &str = "tests/scenarios/real/worked-example/plan.ron";

fn document(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the document")
}

fn export(format: &str) -> String {
    let run = run_line(&format!("export {PLAN} --format {format}"));
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    run.out
}

/// What stands in the first cell of each row of the first table under a heading.
fn first_cells(text: &str, heading: &str) -> Vec<String> {
    let section = text.split(heading).nth(1).expect("the heading");
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let names = rows.skip(2).flat_map(|row| row.split('|').nth(1).into_iter().flat_map(|cell| cell.split(',')));
    names.map(|name| name.trim().trim_matches('`').to_owned()).collect()
}

#[test]
fn the_console_block_of_the_readme_is_what_the_program_prints() {
    let readme = document("README.md");
    let block = readme.split("```console\n").nth(1).expect("a console block");
    let block = block.split("```").next().expect("its end");
    let (command, shown) = block.split_once('\n').expect("a command and its output");
    let args = command.strip_prefix("$ portolan ").expect("a run of the program");
    let run = run_line(args);
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    assert_eq!(run.out, shown);
}

#[test]
fn the_page_of_exports_lists_every_column_in_its_order() {
    let page = document("docs/EXPORTS.md");
    let header = |format: &str| export(format).lines().next().expect("a header").to_owned();
    let rules = first_cells(&page, "## csv\n");
    let flows = first_cells(&page, "## flows-csv\n");
    let all_flows = [flows.clone(), first_cells(&page, "appends three:\n")].concat();
    for (format, columns) in [("csv", rules), ("flows-csv", flows), ("flows-all-csv", all_flows)] {
        assert_eq!(header(format), columns.join(","), "{format}");
    }
}

#[test]
fn the_page_of_exports_lists_every_column_of_the_findings() {
    let folder = Folder::new();
    let run = run(["check".into(), folder.write("plan.ron", WORKED_EXAMPLE), "--format=csv".into()]);
    let header = run.out.lines().next().expect("a header");
    assert_eq!(header, first_cells(&document("docs/EXPORTS.md"), "## Findings\n").join(","));
}

#[test]
fn the_page_of_exports_and_the_readme_name_every_format() {
    let page = document("docs/EXPORTS.md");
    let named = first_cells(&page, "# The exports\n");
    assert_eq!(named, EXPORTERS.iter().map(|exporter| exporter.name).collect::<Vec<_>>());
    let readme = document("README.md");
    for exporter in EXPORTERS {
        let name = format!("`{}`", exporter.name);
        assert!(readme.contains(&name) || exporter.name == "csv", "{name}");
        let row = page.lines().find(|line| line.starts_with('|') && line.contains(&name)).expect("a row");
        assert!(row.ends_with(&format!("| {} |", exporter.leaves_out)), "{name}: {}", exporter.leaves_out);
    }
}

#[test]
fn the_page_of_exports_lists_every_key_of_the_json() {
    let keys = first_cells(&document("docs/EXPORTS.md"), "## json\n");
    let written = export("json");
    let outermost = written.lines().filter_map(|line| line.strip_prefix("  \"")?.split_once('"'));
    assert_eq!(outermost.map(|(key, _)| key).collect::<Vec<_>>(), keys);
}
