//! Workbooks, read back cell for cell: what stands in which sheet, that nothing in it was changed or is run, and the traps of
//! the format.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx};
use portolan::catalog::Catalog;
use portolan::check;
use portolan::cli::ExitCode;
use portolan::export::{
    Cancel, ExportOptions, NeedFilter, OneFile, Pairs, Progress, SameZone, export, export_findings, export_form,
};
use portolan::files::profiles::profiles;
use portolan::files::{catalog_dir, templates};
use portolan::matrix::{Matrix, Merge, derive};
use portolan::plan::{Plan, Zone, file};
use portolan::profile::{self, Profile, Reader};
use portolan::query::Query;

use crate::harness::{Folder, exported_bytes, miniature, miniature_with, named, plan_with_everything, rows, run};

const SHEETS: [&str; 6] = ["Request", "Matrix", "Rules", "Flows", "Findings", "References"];

type Rows = Vec<Vec<String>>;

/// A workbook of a plan with the miniature catalog.
fn workbook(plan: &Plan, options: ExportOptions) -> Vec<u8> {
    exported_bytes(plan, named("xlsx"), options)
}

fn workbook_of(catalog: &Catalog, matrix: &Matrix, options: ExportOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(catalog, matrix, named("xlsx"), options, &mut bytes, &Cancel::default()).expect("an export");
    bytes
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The cells of a sheet from its first row on. Rows end with their last cell that is not empty.
fn sheet(bytes: &[u8], name: &str) -> Rows {
    let range = opened(bytes).worksheet_range(name).expect("the sheet");
    let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
    let text = |cell: Option<&Data>| match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(other) => {
            assert_eq!(name, "Request", "{other:?} is no text");
            other.to_string()
        }
    };
    let row = |row| (0..width).map(|column| text(range.get_value((row, column)))).collect::<Vec<_>>();
    (0..height).map(|idx| trimmed(row(idx))).collect()
}

fn trimmed(mut row: Vec<String>) -> Vec<String> {
    row.truncate(row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    row
}

/// What stands beside a label of the first sheet.
fn field(bytes: &[u8], label: &str) -> String {
    let request = sheet(bytes, "Request");
    let row = request.iter().find(|row| row.first().is_some_and(|cell| cell == label));
    row.unwrap_or_else(|| panic!("no “{label}” in {request:?}")).get(1).cloned().unwrap_or_default()
}

/// The text of a part of the file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut res = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut res).expect("a text");
    res
}

/// The rows of a form as a CSV without the guard, whose lines end as those of cells do.
fn unguarded(catalog: &Catalog, matrix: &Matrix, profile: &Profile, options: ExportOptions) -> Rows {
    let mut profile = profile.in_a_sheet();
    (profile.text.delimiter, profile.text.bom, profile.text.sep_line) = (',', false, false);
    let mut bytes = Vec::new();
    let (cancel, progress) = (Cancel::default(), Progress::default());
    export_form(catalog, matrix, &profile, options, &mut OneFile(&mut bytes), &cancel, &progress).expect("a form");
    // Lines before the headers are shorter.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
    reader.records().map(|row| trimmed(row.expect("a row").iter().map(str::to_owned).collect())).collect()
}

fn shipped() -> Vec<Profile> {
    profiles(&[]).0
}

#[test]
fn it_has_its_sheets_in_their_order_and_the_same_bytes_each_time() {
    let plan = plan_with_everything();
    let bytes = workbook(&plan, ExportOptions::default());
    assert_eq!(opened(&bytes).sheet_names(), SHEETS);
    assert!(bytes == workbook(&plan, ExportOptions::default()));
    let created = part(&bytes, "docProps/core.xml");
    let day = miniature().as_of;
    assert!(created.contains(&format!("{day}T00:00:00Z</dcterms:created>")), "{created}");
    let empty = workbook(&Plan::default(), ExportOptions::default());
    assert_eq!(opened(&empty).sheet_names(), SHEETS, "of a plan without zones, too");
    assert_eq!(sheet(&empty, "Request")[0], ["Untitled plan"]);
}

#[test]
fn the_rules_of_every_template_are_those_of_the_csv_without_its_guard() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    for template in templates::templates(&[]).0 {
        let matrix = derive(&catalog, &template.plan);
        let bytes = workbook_of(&catalog, &matrix, ExportOptions::default());
        let csv = unguarded(&catalog, &matrix, &profile::generic(), ExportOptions::default());
        assert!(csv.len() > 10, "{}", template.name);
        assert_eq!(sheet(&bytes, "Rules"), csv, "{}", template.name);
    }
}

#[test]
fn the_rules_have_the_columns_of_a_profile() {
    let catalog = miniature();
    let plan = file::read(include_str!("forms.ron")).expect("a plan").plan;
    let matrix = derive(&catalog, &plan);
    let mut num_profiles = 0;
    for profile in shipped().into_iter().filter(|profile| profile.rule_file().is_some()) {
        let merge = if profile.can_be_compact() { Merge::Compact } else { Merge::Ranges };
        for merge in [Merge::Ranges, merge] {
            let options = ExportOptions { merge, ..ExportOptions::default() };
            let chosen = ExportOptions { profile: Some(Arc::new(profile.clone())), ..options.clone() };
            let bytes = workbook_of(&catalog, &matrix, chosen);
            let written = sheet(&bytes, "Rules");
            let expected: Rows = unguarded(&catalog, &matrix, &profile, options);
            // Rows without anything are no rows to who reads the CSV.
            let filled = |rows: Rows| rows.into_iter().filter(|row| !row.is_empty()).collect::<Rows>();
            assert_eq!(filled(written), filled(expected), "{}", profile.id);
            assert!(field(&bytes, "Columns of the sheet Rules").starts_with(&profile.name));
        }
        num_profiles += 1;
    }
    assert!(num_profiles > 8, "{num_profiles}");
}

#[test]
fn what_a_profile_can_not_say_is_told_in_the_first_sheet() {
    let catalog = miniature();
    let plan = file::read(include_str!("forms.ron")).expect("a plan").plan;
    let profile = shipped().into_iter().find(|profile| profile.id == "azure-nsg").expect("the profile");
    assert!(matches!(profile.reader, Reader::Machine { .. }));
    let options = ExportOptions { profile: Some(Arc::new(profile)), ..ExportOptions::default() };
    let bytes = workbook_of(&catalog, &derive(&catalog, &plan), options);
    let request = sheet(&bytes, "Request");
    let is_told = request.iter().flatten().any(|cell| cell.contains("left out: ") && cell.contains("no addresses yet"));
    assert!(is_told, "{request:?}");
}

#[test]
fn what_was_decided_stands_in_the_first_sheet_with_the_answers_of_places() {
    let catalog = miniature();
    let plan = plan_with_everything();
    let bytes = workbook(&plan, ExportOptions::default());
    let ping = catalog.scenarios.iter().find(|scenario| scenario.id.as_str() == "ping").expect("the scenario");
    assert_eq!(field(&bytes, &ping.name), "Declined");
    let netbios =
        catalog.assumptions.iter().find(|assumption| assumption.id.as_str() == "netbios").expect("it is there");
    let servers = &plan.zones.iter().find(|zone| zone.id.as_str() == "servers").expect("the zone").name;
    let told = field(&bytes, &netbios.question);
    let default = netbios.default.label();
    assert_eq!(told, format!("{default}, as the catalog has it\n{servers}: Optional"));
    assert_eq!(field(&bytes, "Add TCP 9100-9110 from Users to Servers"), "Nightly backup");
    let core = &plan.zones.iter().find(|zone| zone.id.as_str() == "core").expect("the zone").name;
    assert_eq!(field(&bytes, &format!("{servers} → {core}")), "The firewall follows the RPC endpoint mapper");
}

#[test]
fn options_hold_for_every_sheet() {
    let catalog = miniature();
    let plan = plan_with_everything();
    let matrix = derive(&catalog, &plan);
    let filter = Query::read("tcp", &catalog, &plan).expect("a query");
    for options in [
        ExportOptions { need: NeedFilter::Required, ..ExportOptions::default() },
        ExportOptions { same_zone: SameZone::Include, ..ExportOptions::default() },
        ExportOptions { pairs: Pairs::Of([0].into()), ..ExportOptions::default() },
        ExportOptions { filter, ..ExportOptions::default() },
        ExportOptions { merge: Merge::Compact, ..ExportOptions::default() },
    ] {
        let bytes = workbook_of(&catalog, &matrix, options.clone());
        assert_eq!(sheet(&bytes, "Rules"), unguarded(&catalog, &matrix, &profile::generic(), options.clone()));
        let csv = |format: &str| -> Rows {
            let mut bytes = Vec::new();
            export(&catalog, &matrix, named(format), options.clone(), &mut bytes, &Cancel::default())
                .expect("an export");
            rows(&String::from_utf8(bytes).expect("UTF-8")).into_iter().map(trimmed).collect()
        };
        assert_eq!(sheet(&bytes, "Flows"), csv("flows-all-csv"));
        let grid = csv("matrix-csv");
        let shown = sheet(&bytes, "Matrix");
        for (row, expected) in shown[1..].iter().zip(&grid[1..]) {
            let joined: Vec<String> = row.iter().map(|cell| cell.replace(",\n", ", ").replace('\n', "; ")).collect();
            assert_eq!(&joined, expected);
        }
        assert_eq!(shown[0][1..], grid[0][1..]);
        let num_open = grid[1..].iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.is_empty()).count();
        assert_eq!(field(&bytes, "Pairs with something open"), num_open.to_string());
        let num_rows = sheet(&bytes, "Rules").len() - 1;
        assert_eq!(field(&bytes, "Rows on the sheet Rules"), num_rows.to_string());
        assert_eq!(field(&bytes, "Flows, open or not"), (csv("flows-all-csv").len() - 1).to_string());
    }
}

#[test]
fn findings_are_those_of_the_plan_and_of_the_pairs_that_are_written() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let template = templates::templates(&[]).0.into_iter().find(|template| template.name == "clients-core-dmz");
    let plan = template.expect("the template").plan;
    let matrix = derive(&catalog, &plan);
    let mut csv = Vec::new();
    let findings = check::findings(&catalog, &matrix);
    export_findings(&catalog, &plan, &findings, &mut csv, &Cancel::default()).expect("findings");
    let csv: Rows = rows(&String::from_utf8(csv).expect("UTF-8")).into_iter().map(trimmed).collect();
    let bytes = workbook_of(&catalog, &matrix, ExportOptions::default());
    assert_eq!(sheet(&bytes, "Findings"), csv);
    assert_eq!(field(&bytes, "Warnings"), (csv.len() - 1).to_string());
    let dmz = plan.zones.iter().position(|zone| zone.name == "DMZ").expect("the zone");
    let some = ExportOptions { pairs: Pairs::Of([dmz].into()), ..ExportOptions::default() };
    let some = sheet(&workbook_of(&catalog, &matrix, some), "Findings");
    assert!(some.len() < csv.len() && some.iter().all(|row| csv.contains(row)), "{some:?}");
}

#[test]
fn every_document_stands_once_with_a_link_and_the_day_it_was_read() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let template = templates::templates(&[]).0.into_iter().next().expect("a template");
    let matrix = derive(&catalog, &template.plan);
    let bytes = workbook_of(&catalog, &matrix, ExportOptions::default());
    let documents = sheet(&bytes, "References");
    assert_eq!(documents[0], ["reference", "title", "publisher", "version", "read", "link", "document"]);
    assert_eq!(documents.iter().collect::<BTreeSet<_>>().len(), documents.len(), "each once");
    let flows = sheet(&bytes, "Flows");
    let column = flows[0].iter().position(|header| header == "references").expect("the column");
    let labels: BTreeSet<&str> = flows[1..].iter().flat_map(|row| row[column].split("; ")).collect();
    let told: BTreeSet<&str> = documents[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(labels, told, "those of the flows and no other");
    let links = part(&bytes, "xl/worksheets/_rels/sheet6.xml.rels");
    for row in &documents[1..] {
        let reference = catalog
            .references
            .iter()
            .find(|reference| (&*reference.title, &reference.document) == (&*row[1], &row[6]))
            .expect("the document");
        assert_eq!((&row[3], &row[4]), (&reference.version, &reference.read));
        let address = reference.address().unwrap_or_default();
        assert_eq!(row[5], address);
        let target = address.split('#').next().unwrap_or_default();
        assert!(address.is_empty() || links.contains(target), "{address}");
    }
    for idx in 1..=5 {
        let part = part(&bytes, &format!("xl/worksheets/sheet{idx}.xml"));
        assert!(!part.contains("<hyperlink"), "links stand on the last sheet alone");
    }
}

#[test]
fn a_link_that_no_workbook_takes_is_a_text() {
    let long = format!("https://example.test/{}", "u".repeat(2_100));
    let reference = format!(
        r#"(id: "guide", title: "Guide", publisher: "P", document: "{long}", version: "1", read: "2026-01-01")"#
    );
    let catalog = miniature_with(&[("references/guide.ron", &reference)]);
    let bytes = workbook_of(&catalog, &derive(&catalog, &plan_with_everything()), ExportOptions::default());
    let documents = sheet(&bytes, "References");
    assert!(documents.iter().any(|row| row.get(5) == Some(&long)), "{documents:?}");
}

#[test]
fn texts_arrive_as_they_are_and_none_is_run() {
    let long = "x".repeat(10_000);
    for name in [
        "80,443",
        "1-5",
        "0080",
        "49152-65535",
        "1/2",
        "3E5",
        "0012345e1",
        "2026-01-01",
        "1.10",
        "TRUE",
        "#N/A",
        "12345678901234567890",
        "=1+1",
        "+1",
        "-2",
        "@x",
        "'quoted",
        "  leading",
        "\u{202e}rtl",
        "_x0001_",
        "_x000D_",
        "=HYPERLINK(\"http://x\")",
        "<b>&amp;</b>",
        "two\nlines",
        "Zürich ⚓ 🚢",
        &long,
    ] {
        let mut plan = plan_with_everything();
        plan.title = name.to_owned();
        plan.zones[0] = Arc::new(Zone { name: name.to_owned(), ..(*plan.zones[0]).clone() });
        plan.request.ticket = name.to_owned();
        let bytes = workbook(&plan, ExportOptions::default());
        assert_eq!(sheet(&bytes, "Request")[0], [name]);
        assert_eq!(field(&bytes, "Ticket"), name);
        assert_eq!(sheet(&bytes, "Matrix")[1][0], name);
        assert_eq!(sheet(&bytes, "Matrix")[0][1], name);
        for of_rows in ["Rules", "Flows"] {
            assert!(sheet(&bytes, of_rows).iter().flatten().any(|cell| cell == name), "{name:?} in {of_rows}");
        }
        for idx in 1..=6 {
            assert!(!part(&bytes, &format!("xl/worksheets/sheet{idx}.xml")).contains("<f>"), "{name:?}");
        }
        assert_eq!(field(&bytes, "Characters that no cell can hold"), "0");
    }
}

#[test]
fn a_title_is_no_name_of_a_sheet_and_no_code_of_a_footer() {
    let mut plan = plan_with_everything();
    for title in ["[1]:*?/\\", "rules", "R&D &P of &N", &"a & ".repeat(100), &"🚢".repeat(300)] {
        plan.title = title.to_owned();
        let bytes = workbook(&plan, ExportOptions::default());
        assert_eq!(opened(&bytes).sheet_names(), SHEETS, "{title}");
        assert_eq!(sheet(&bytes, "Request")[0], [title]);
        let first = part(&bytes, "xl/worksheets/sheet1.xml");
        let footer = first.split_once("<oddFooter>").and_then(|(_, rest)| rest.split_once("</oddFooter>"));
        let (footer, _) = footer.expect("a footer");
        assert!(footer.ends_with("&amp;C&amp;A&amp;RPage &amp;P of &amp;N"), "{footer}");
        assert!(footer.replace("&amp;", "&").encode_utf16().count() <= 255, "{footer}");
        if title.starts_with("R&D") {
            assert!(footer.starts_with("&amp;LR&amp;&amp;D &amp;&amp;P of"), "{footer}");
        }
    }
}

#[test]
fn names_lose_in_every_sheet_what_no_cell_can_hold() {
    let mut plan = plan_with_everything();
    plan.zones[0] = Arc::new(Zone { name: "a\u{1}b\r\nc\u{ffff}".to_owned(), ..(*plan.zones[0]).clone() });
    let bytes = workbook(&plan, ExportOptions::default());
    assert_eq!(sheet(&bytes, "Matrix")[1][0], "ab\nc");
    for of_rows in ["Rules", "Flows"] {
        assert!(sheet(&bytes, of_rows).iter().flatten().any(|cell| cell == "ab\nc"), "{of_rows}");
    }
    for idx in 1..=6 {
        let part = part(&bytes, &format!("xl/worksheets/sheet{idx}.xml"));
        assert!(!part.contains("_x000") && !part.contains('\r') && !part.contains('\u{1}'), "sheet {idx}");
    }
    let num_left_out: usize = field(&bytes, "Characters that no cell can hold").parse().expect("a number");
    assert!(num_left_out > 2, "each time: {num_left_out}");
}

#[test]
fn what_no_cell_can_hold_is_left_out_or_cut_and_counted() {
    let mut plan = plan_with_everything();
    plan.request.ticket = "a\u{1}b\u{b}c\r\nd".to_owned();
    plan.request.justification = "🚢".repeat(16_384);
    let bytes = workbook(&plan, ExportOptions::default());
    assert_eq!(field(&bytes, "Ticket"), "abc\nd");
    let cut = field(&bytes, "Justification");
    assert!(cut.ends_with(" more characters)") && cut.encode_utf16().count() <= 32_767);
    assert_eq!(field(&bytes, "Characters that no cell can hold"), "2");
    assert_eq!(field(&bytes, "Texts cut, longer than a cell takes"), "1");
    for idx in 1..=6 {
        assert!(!part(&bytes, &format!("xl/worksheets/sheet{idx}.xml")).contains("_x000"));
    }
    // Two names of 20,000 characters meet in one justification.
    let mut plan = plan_with_everything();
    for (zone, letter) in plan.zones.iter_mut().zip(["a", "b", "c", "d", "e"]) {
        *zone = Arc::new(Zone { name: letter.repeat(20_000), ..(**zone).clone() });
    }
    let bytes = workbook(&plan, ExportOptions::default());
    let rules = sheet(&bytes, "Rules");
    let num_cut = rules.iter().flatten().filter(|cell| cell.ends_with(" more characters)")).count();
    assert!(num_cut > 0);
    let counted: usize = field(&bytes, "Texts cut, longer than a cell takes").parse().expect("a number");
    assert!(counted >= num_cut, "{counted} of {num_cut}");
}

#[test]
fn sheets_can_be_filtered_read_in_part_and_printed() {
    let bytes = workbook(&plan_with_everything(), ExportOptions::default());
    for (idx, name) in SHEETS.iter().enumerate() {
        let sheet = part(&bytes, &format!("xl/worksheets/sheet{}.xml", idx + 1));
        let has = |text: &str| assert!(sheet.contains(text), "{text} in {name}: {sheet}");
        has("paperSize=\"9\"");
        has("Page &amp;P of &amp;N");
        has("<pageSetUpPr fitToPage=\"1\"/>");
        if idx > 0 {
            has("orientation=\"landscape\"");
            has("state=\"frozen\"");
            has("numberStoredAsText=\"1\"");
        }
        if idx > 1 {
            has("<autoFilter ref=\"A1:");
            has("ySplit=\"1\" topLeftCell=\"A2\"");
        }
    }
    has_titles(&part(&bytes, "xl/workbook.xml"));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"@\""), "cells are text: {styles}");
}

fn has_titles(workbook: &str) {
    for name in &SHEETS[1..] {
        assert!(workbook.contains(&format!("{name}!$1:$1")), "{name} repeats its headings: {workbook}");
    }
    assert!(workbook.contains("Matrix!$A:$A"), "{workbook}");
}

#[test]
fn the_command_line_writes_it_and_refuses_what_no_workbook_has() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", crate::harness::WORKED_EXAMPLE).display().to_string();
    let path = folder.path("a.xlsx").display().to_string();
    let run_with = |more: &[&str]| {
        let args = ["export", &plan, "--format"].into_iter().chain(more.iter().copied());
        run(args)
    };
    let written = run_with(&["xlsx", "--profile", "minimal", "--compact", "-o", &path]);
    assert_eq!(written.code, ExitCode::Fine, "{written:?}");
    let bytes = std::fs::read(&path).expect("the workbook");
    assert_eq!(opened(&bytes).sheet_names(), SHEETS);
    assert_eq!(
        field(&bytes, "Columns of the sheet Rules"),
        "Minimal; a row for each pair of zones, transport and need"
    );
    for (more, expected) in [
        (&["xlsx", "--profile", "panco"][..], "has other files than one of rules"),
        (&["xlsx", "--profile", "nobody"], "there is no profile “nobody”"),
        (&["xlsx", "--profile", "excel-german", "--compact"], "--compact does not go with the profile excel-german"),
        (&["csv", "--profile", "minimal"], "--profile goes with --format xlsx"),
    ] {
        let refused = run_with(more);
        assert!(refused.code == ExitCode::Usage && refused.err.contains(expected), "{refused:?}");
    }
}
