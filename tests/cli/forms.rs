//! What each profile of the program makes of one plan: golden files, and what holds for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use expect_test::expect_file;
use portolan::catalog::{Catalog, Limit, LimitOf};
use portolan::export::{
    Cancel, CutCell, ExportError, ExportOptions, FilesInMemory, FormReport, LeftOut, Progress, export_form,
    preview_form, zone_names,
};
use portolan::files::profiles::profiles;
use portolan::files::{catalog_dir, templates};
use portolan::matrix::{Matrix, derive};
use portolan::plan::{Address, Plan, file};
use portolan::profile::{Column, Field, Length, Profile, Reader, read};

use crate::harness::miniature_with;

static EMBEDDED: LazyLock<Catalog> = LazyLock::new(|| catalog_dir::with_overlay(&[]).0);

/// The miniature catalog with the limits of the program.
fn miniature() -> Catalog {
    let mut catalog = miniature_with(&[]);
    catalog.limits.clone_from(&EMBEDDED.limits);
    catalog
}

/// A plan with every transport, blank, any, machines, both families, names, ranges and source ports.
fn plan() -> Plan {
    file::read(include_str!("forms.ron")).expect("a plan").plan
}

fn shipped() -> Vec<Profile> {
    let (profiles, findings) = profiles(&[]);
    assert_eq!(findings, []);
    profiles
}

fn named(id: &str) -> Profile {
    shipped().into_iter().find(|profile| profile.id == id).expect("a profile of this id")
}

type Files = Vec<(String, Vec<u8>)>;

fn filled(catalog: &Catalog, matrix: &Matrix, profile: &Profile) -> (Files, FormReport) {
    let mut sink = FilesInMemory::default();
    let (cancel, progress) = (Cancel::default(), Progress::default());
    let options = ExportOptions::default();
    let report = export_form(catalog, matrix, profile, options, &mut sink, &cancel, &progress).expect("it is filled");
    (sink.0, report)
}

fn filled_from(plan: &Plan, profile: &Profile) -> (Files, FormReport) {
    let catalog = miniature();
    filled(&catalog, &derive(&catalog, plan), profile)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The cells of a file, behind the byte order mark; the header and what stands before it among them.
fn cells(profile: &Profile, text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = u8::try_from(profile.text.delimiter).expect("ASCII");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("it is CSV").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_profile_fills_its_form() {
    let plan = plan();
    for profile in shipped() {
        let (files, report) = filled_from(&plan, &profile);
        let mut found = String::new();
        for (name, bytes) in &files {
            found += &format!("== {name}\n{}", text(bytes).replace("\r\n", "\n"));
        }
        found += "== said\n";
        for sentence in report.sentences(&zone_names(&plan)) {
            found += &format!("{sentence}\n");
        }
        expect_file![format!("../snapshots/forms/{}.txt", profile.id)].assert_eq(&found);
    }
}

#[test]
fn every_file_reads_back_with_as_many_cells_as_headers() {
    for profile in shipped() {
        let (files, report) = filled_from(&plan(), &profile);
        for (name, bytes) in &files {
            let file = profile.files.iter().find(|file| file.name == *name).expect("a file of the profile");
            let rows = cells(&profile, text(bytes));
            let rows = &rows[file.before.len()..];
            let headers: Vec<&str> = file.columns.iter().map(|column| column.header.as_str()).collect();
            let first = rows[0].iter().map(|header| header.trim_start_matches(&profile.text.header_marker));
            assert!(first.eq(headers.iter().copied()), "{name}: {:?}", rows[0]);
            assert!(rows.iter().all(|row| row.len() == headers.len()), "{name}");
            if file.rows.are_rules() {
                assert_eq!(rows.len() - 1, report.num_rows, "{name}");
            }
        }
    }
}

/// Reads files with the module csv of Python: what they are, and their rows.
const PYTHON: &str = "
import csv, io, json, sys
delimiter, text = json.load(io.TextIOWrapper(sys.stdin.buffer, 'utf-8'))
json.dump(list(csv.reader(io.StringIO(text, newline=''), delimiter=delimiter, strict=True)), sys.stdout)
";

#[test]
fn python_reads_the_same_cells() {
    let read = |profile: &Profile, text: &str| {
        let mut python =
            Command::new("python3").args(["-c", PYTHON]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
        let asked = serde_json::to_string(&(profile.text.delimiter, text)).expect("JSON");
        python.stdin.take().expect("its input").write_all(asked.as_bytes()).expect("it reads");
        let output = python.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", profile.id);
        Some(serde_json::from_slice::<Vec<Vec<String>>>(&output.stdout).expect("JSON"))
    };
    for profile in shipped() {
        for (name, bytes) in filled_from(&plan(), &profile).0 {
            let text = text(&bytes).trim_start_matches('\u{feff}');
            let Some(by_python) = read(&profile, text) else {
                eprintln!("there is no python3 here: nothing was read with it");
                return;
            };
            assert_eq!(by_python, cells(&profile, text), "{}: {name}", profile.id);
        }
    }
}

#[test]
fn a_thousand_forms_are_the_same_bytes() {
    let catalog = miniature();
    let matrix = derive(&catalog, &plan());
    let profiles = shipped();
    let first: Vec<Files> = profiles.iter().map(|profile| filled(&catalog, &matrix, profile).0).collect();
    for idx in 0..1000 {
        let idx = idx % profiles.len();
        assert!(filled(&catalog, &matrix, &profiles[idx]).0 == first[idx], "{}", profiles[idx].id);
    }
}

#[test]
fn a_preview_shows_the_first_rows_of_each_file() {
    let catalog = miniature();
    let matrix = derive(&catalog, &plan());
    for profile in shipped() {
        let (files, _) = filled(&catalog, &matrix, &profile);
        let options = ExportOptions::default();
        for most_rows in [0, 3, 1000] {
            let previews = preview_form(&catalog, &matrix, &profile, options.clone(), most_rows, &Cancel::default());
            let previews = previews.expect("nobody cancels it");
            assert_eq!(previews.len(), profile.files.len(), "{}", profile.id);
            for preview in previews {
                let file = profile.files.iter().find(|file| file.name == preview.file).expect("a file");
                let (_, bytes) = files.iter().find(|(name, _)| *name == file.name).expect("its bytes");
                let rows = cells(&profile, text(bytes)).split_off(file.before.len() + 1);
                assert!(preview.headers.iter().eq(file.columns.iter().map(|column| &column.header)));
                if file.rows.are_rules() || most_rows == 1000 {
                    assert_eq!(preview.rows, rows[..rows.len().min(most_rows)], "{}: {}", profile.id, file.name);
                }
            }
        }
    }
}

/// Source address, destination address, protocol, source port, ports: what a firewall lets through.
type Tuple = [String; 5];

/// The names of the columns that hold the parts of a tuple, and what the words for protocols mean.
struct Tuples {
    profile: &'static str,
    columns: [&'static str; 5],
    takes: &'static [&'static str],
    takes_names: bool,
    takes_ipv6: bool,
    any: &'static str,
}

/// An address in blocks, or as a name.
fn atoms(address: &str, kind: &Tuples) -> Vec<String> {
    match Address::parse(address) {
        Ok(Address::Any) => {
            if kind.any.is_empty() {
                vec![]
            } else {
                vec!["any".to_owned()]
            }
        }
        Ok(Address::Name(name)) if kind.takes_names && name.contains('.') => vec![name.to_lowercase()],
        Ok(Address::Range(first, last)) if kind.takes_ipv6 || first.is_ipv4() => Address::blocks(first, last),
        Ok(Address::Name(_) | Address::Range(..)) | Err(_) => vec![],
    }
}

fn is_of_one_family(from: &str, to: &str) -> bool {
    let family = |atom: &str| {
        Address::parse(atom).ok().and_then(|address| match address {
            Address::Range(first, _) => Some(first.is_ipv4()),
            Address::Any | Address::Name(_) => None,
        })
    };
    family(from).zip(family(to)).is_none_or(|(from, to)| from == to)
}

/// What the generic form says, as far as a form takes it.
fn expected_tuples(plan: &Plan, kind: &Tuples) -> BTreeSet<Tuple> {
    let (files, _) = filled_from(plan, &named("generic"));
    let rows = cells(&named("generic"), text(&files[0].1));
    let at = |header: &str| rows[0].iter().position(|cell| cell == header).expect("a header");
    let mut res = BTreeSet::new();
    for row in &rows[1..] {
        let (transport, source_port, ports) =
            (&row[at("transport")], &row[at("source_port")], &row[at("destination_ports")]);
        let has_source_port = !kind.columns[3].is_empty();
        let is_unchosen = ports.is_empty() && ["TCP", "UDP"].contains(&&**transport);
        if !kind.takes.contains(&&**transport) || is_unchosen || !source_port.is_empty() && !has_source_port {
            continue;
        }
        let split = |cell: &str| cell.split("; ").flat_map(|address| atoms(address, kind)).collect::<Vec<_>>();
        for from in split(&row[at("source_addresses")]) {
            for to in split(&row[at("destination_addresses")]) {
                if is_of_one_family(&from, &to) {
                    res.insert([from.clone(), to, transport.clone(), source_port.clone(), ports.clone()]);
                }
            }
        }
    }
    res
}

/// What a form of a program says, objects followed to what they hold.
fn found_tuples(plan: &Plan, kind: &Tuples) -> BTreeSet<Tuple> {
    let profile = named(kind.profile);
    let (files, _) = filled_from(plan, &profile);
    let mut objects: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut res = BTreeSet::new();
    let file_of = |name: &str| profile.files.iter().find(|file| file.name == name).expect("a file");
    for (name, bytes) in files.iter().filter(|(name, _)| !file_of(name).rows.are_rules()) {
        for row in &cells(&profile, text(bytes))[1..] {
            let known = objects.insert(row[0].clone(), (row[1].clone(), row[2].clone()));
            assert!(known.is_none() && row[0].len() <= 31, "{name}: {row:?}");
        }
    }
    for (name, bytes) in files.iter().filter(|(name, _)| file_of(name).rows.are_rules()) {
        let rows = cells(&profile, text(bytes)).split_off(file_of(name).before.len());
        let at = |header: &str| rows[0].iter().position(|cell| cell.trim_start_matches('#') == header);
        let cell = |row: &[String], idx: usize| at(kind.columns[idx]).map(|at| row[at].clone()).unwrap_or_default();
        let followed = |name: &str| objects.get(name).map_or_else(|| name.to_owned(), |(_, value)| value.clone());
        let addresses = |cell: &str| -> Vec<String> {
            cell.split(", ")
                .map(followed)
                .flat_map(|address| if address == kind.any { vec!["any".to_owned()] } else { atoms(&address, kind) })
                .collect()
        };
        for row in &rows[1..] {
            let source_port = cell(row, 3).replace('*', "");
            let services: Vec<[String; 2]> = if kind.columns[4].is_empty() {
                cell(row, 2)
                    .split(", ")
                    .map(|service| {
                        if let Some((transport, ports)) = objects.get(service) {
                            return [transport.to_uppercase(), ports.clone()];
                        }
                        let (transport, ports) = service.split_once('/').expect("a service");
                        [transport.to_uppercase(), ports.to_owned()]
                    })
                    .collect()
            } else {
                vec![[cell(row, 2).to_uppercase(), cell(row, 4).replace('*', "")]]
            };
            for [transport, ports] in services {
                for from in addresses(&cell(row, 0)) {
                    for to in addresses(&cell(row, 1)).iter().filter(|to| is_of_one_family(&from, to)) {
                        res.insert([from.clone(), to.clone(), transport.clone(), source_port.clone(), ports.clone()]);
                    }
                }
            }
        }
    }
    res
}

#[test]
fn forms_for_programs_say_exactly_what_is_not_left_out() {
    let azure =
        ["SourceAddressPrefix", "DestinationAddressPrefix", "Protocol", "SourcePortRange", "DestinationPortRange"];
    for kind in [
        Tuples {
            profile: "azure-nsg",
            columns: azure,
            takes: &["TCP", "UDP", "ESP", "AH"],
            takes_names: false,
            takes_ipv6: false,
            any: "*",
        },
        Tuples {
            profile: "azure-firewall",
            columns: ["Source", "Destination", "Protocols", "", "DestinationPorts"],
            takes: &["TCP", "UDP"],
            takes_names: false,
            takes_ipv6: false,
            any: "*",
        },
        Tuples {
            profile: "algosec-fireflow",
            columns: ["Source IP", "Destination IP", "Service", "", ""],
            takes: &["TCP", "UDP"],
            takes_names: false,
            takes_ipv6: false,
            any: "",
        },
        Tuples {
            profile: "panco",
            columns: ["SourceAddresses", "DestinationAddresses", "Services", "", ""],
            takes: &["TCP", "UDP"],
            takes_names: true,
            takes_ipv6: true,
            any: "any",
        },
    ] {
        let (expected, found) = (expected_tuples(&plan(), &kind), found_tuples(&plan(), &kind));
        assert!(!expected.is_empty(), "{}", kind.profile);
        let missing: Vec<&Tuple> = expected.difference(&found).collect();
        let extra: Vec<&Tuple> = found.difference(&expected).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:#?}, extra {extra:#?}", kind.profile);
    }
}

#[test]
fn no_form_for_programs_has_an_address_or_a_port_that_is_blank() {
    for profile in shipped().iter().filter(|profile| matches!(profile.reader, Reader::Machine { .. })) {
        let (files, report) = filled_from(&plan(), profile);
        let dmz = LeftOut::ToBeFilled { zone_idx: 2 };
        assert_eq!(report.left_out.get(&dmz), Some(&1), "{}: {report:?}", profile.id);
        assert!(report.left_out.contains_key(&LeftOut::PortNotChosen), "{}: {report:?}", profile.id);
        assert!(
            report
                .addresses_left_out
                .keys()
                .all(|(zone_idx, _)| [0, 1].contains(zone_idx) || profile.id == "algosec-fireflow")
        );
        for (name, bytes) in &files {
            let file = profile.files.iter().find(|file| file.name == *name).expect("a file");
            let rows = cells(profile, text(bytes)).split_off(file.before.len());
            let must_be_filled = |header: &str| {
                let header = header.to_lowercase();
                ["address", "source ip", "destination ip", "service", "value", "portrange"]
                    .iter()
                    .any(|word| header.ends_with(word) || header.ends_with(&format!("{word}s")))
                    || header == "source"
                    || header == "destination"
            };
            for (idx, header) in rows[0].iter().enumerate().filter(|(_, header)| must_be_filled(header)) {
                assert!(rows[1..].iter().all(|row| !row[idx].is_empty()), "{name}: {header}");
            }
        }
    }
}

/// What a small form of one's own is made of a plan.
fn own_form(settings: &str, columns: &str) -> (Profile, Vec<u8>, FormReport) {
    let text = format!(
        "(id: \"own\", name: \"Own\", summary: \"S\", {settings} files: [(name: \"a.csv\", rows: rules, columns: [{columns}])])"
    );
    let profile = read(&text).expect("a profile");
    let (files, report) = filled_from(&plan(), &profile);
    let (_, bytes) = files.into_iter().next().expect("a file");
    (profile, bytes, report)
}

#[test]
fn encodings_say_what_they_lack() {
    let columns = "(header: \"Größe → Zone\", field: source_zone), (header: \"B\", field: services)";
    let (_, bytes, report) = own_form("text: (encoding: windows_1252),", columns);
    assert!(bytes.starts_with(b"Gr\xf6\xdfe ? Zone,B\r\nB\xfcro Z\xfcrich & <LAN>,"), "{bytes:?}");
    assert_eq!(report.characters.into_iter().collect::<Vec<_>>(), [('→', 1)]);
    let (_, bytes, report) = own_form("text: (encoding: utf_16le, bom: true, line_end: lf, sep_line: true),", columns);
    assert_eq!(report.characters.len(), 0);
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).expect("UTF-16");
    assert!(text.starts_with("\u{feff}sep=,\nGröße → Zone,B\nBüro Zürich & <LAN>,"), "{text}");
}

#[test]
fn what_a_form_for_people_has_no_column_for_is_noted_or_left_out() {
    let columns = "(header: \"A\", field: services), (header: \"B\", field: title)";
    let (profile, bytes, report) = own_form("reader: people(notes_in: \"B\"),", columns);
    assert_eq!(report.num_left_out(), 0);
    let rows = cells(&profile, text(&bytes));
    assert!(rows.iter().any(|row| row[1] == "Torture; from source port 20"), "{rows:?}");
    assert!(rows.iter().any(|row| row[1] == "Torture; ICMP type 8"), "{rows:?}");
    let (_, _, report) = own_form("", columns);
    assert!(report.left_out.contains_key(&LeftOut::SourcePort) && report.left_out[&LeftOut::IcmpType] == 3);
    let (_, _, report) = own_form("words: (transports: (tcp: \"T\")), reader: people(notes_in: \"B\"),", columns);
    assert_eq!(report.num_left_out(), 9, "what has no word can't be noted either: {report:?}");
}

#[test]
fn a_cell_is_cut_where_that_says_nothing_wrong_and_else_its_row_is_left_out() {
    let settings = "text: (longest_cell: characters(30)),";
    let columns = "(header: \"From\", field: source_addresses), (header: \"Why\", field: justification), \
                   (header: \"P\", field: source_port), (header: \"I\", field: icmp_type)";
    let (profile, bytes, report) = own_form(settings, columns);
    let rows = cells(&profile, text(&bytes));
    assert!(rows[1..].iter().all(|row| row.iter().all(|cell| cell.chars().count() <= 30)));
    let cell = |header: &str| CutCell { header: header.to_owned(), longest: Length::Characters(30), limit: None };
    let num_cut = rows[1..].iter().filter(|row| row[1].ends_with('…')).count();
    assert!(num_cut > 0 && report.cut == BTreeMap::from([(cell("Why"), num_cut)]));
    assert!(report.left_out.keys().all(|reason| *reason == LeftOut::TooLong(cell("From"))));
    assert!(report.num_left_out() > 0 && report.num_rows == rows.len() - 1);
}

#[test]
fn the_guard_is_for_spreadsheets_and_not_for_programs() {
    let columns = "(header: \"A\", field: destination_zone), (header: \"P\", field: source_port), \
                   (header: \"I\", field: icmp_type)";
    let (_, bytes, _) = own_form("", columns);
    assert!(text(&bytes).contains("\r\n'-DMZ,"));
    let (_, bytes, _) = own_form("text: (formula_guard: false),", columns);
    assert!(text(&bytes).contains("\r\n-DMZ,"));
}

#[test]
fn ports_in_forms_for_people_survive_a_spreadsheet() {
    // `1-5` alone is a date to some, `0080` and `135.389` a number to others.
    for profile in shipped().iter().filter(|profile| matches!(profile.reader, Reader::People { .. })) {
        if ["generic"].contains(&profile.id.as_str()) {
            continue;
        }
        for (name, bytes) in filled_from(&plan(), profile).0 {
            for cell in cells(profile, text(&bytes)).iter().flatten() {
                let is_odd = !cell.is_empty()
                    && cell.contains(['-', '.', ',', ':', '/'])
                    && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | ',' | ':' | '/'));
                let is_address = Address::parse(cell).is_ok();
                let is_day = cell == "2027-01-01" || cell == "2030-12-31";
                assert!(!is_odd || is_address || is_day, "{name}: {cell}");
            }
        }
    }
}

/// A plan of one pair of zones whose profile writes one row for each port, by limits that a folder could bring.
fn with_limits(limits: &[(LimitOf, usize)], settings: &str) -> (Files, FormReport, Profile) {
    let limit = |(of, most): &(LimitOf, usize)| Limit {
        id: format!("limit-{most}").into(),
        product: "Acme".to_owned(),
        of: *of,
        most: *most,
        per: "a ticket".to_owned(),
        references: Vec::new(),
    };
    let mut catalog = miniature();
    catalog.limits = limits.iter().map(limit).collect();
    catalog.limits.sort_by(|a, b| a.id.cmp(&b.id));
    let text = format!(
        "(id: \"own\", name: \"Own\", summary: \"S\", files: [(name: \"a.csv\", rows: rules, columns: [\
         (header: \"No\", field: number(1)), (header: \"Id\", field: numbered_rule_id(1)), \
         (header: \"To\", field: destination_zone), (header: \"P\", field: destination_ports), \
         (header: \"S\", field: source_port), (header: \"I\", field: icmp_type), (header: \"T\", field: transport), \
         (header: \"Need\", field: need)], {settings})])"
    );
    let profile = read(&text).expect("a profile");
    let matrix = derive(&catalog, &plan());
    let (files, report) = filled(&catalog, &matrix, &profile);
    (files, report, profile)
}

#[test]
fn more_rows_than_a_ticket_takes_go_into_further_files_and_none_is_lost() {
    let (whole, _, profile) = with_limits(&[], "");
    let rows = |(_, bytes): &(String, Vec<u8>)| cells(&profile, text(bytes)).split_off(1);
    let expected = rows(&whole[0]);
    for (settings, by) in [
        ("most_rows_by: \"limit-5\"", "Acme takes at most 5 rows in a ticket"),
        ("most_rows: 5", "the form takes at most 5 rows in a file"),
        ("most_rows: 5, most_rows_by: \"limit-5\"", "the form takes at most 5 rows in a file"),
    ] {
        let (parted, report, profile) = with_limits(&[(LimitOf::Rows, 5)], settings);
        assert!(profile.is_folder());
        let names: Vec<&str> = parted.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.starts_with(&["a.csv", "a-2.csv", "a-3.csv"]), "{names:?}");
        assert!(parted.iter().rev().skip(1).all(|file| rows(file).len() == 5) && rows(&parted[0]).len() == 5);
        assert!(parted.iter().all(|(_, bytes)| text(bytes).starts_with("No,Id,To,")));
        assert_eq!(parted.iter().flat_map(rows).collect::<Vec<_>>(), expected, "rows are numbered on");
        let said = format!("{} rows of “a.csv” in {} files: {by}", expected.len(), parted.len());
        assert!(report.remarks(&zone_names(&plan())).contains(&said), "{:?}", report.remarks(&[]));
    }
}

#[test]
fn what_another_file_would_not_help_is_said_with_the_zone() {
    let limits = [(LimitOf::Rows, 7), (LimitOf::RowsToZone, 3), (LimitOf::RowsToZone, 1000)];
    let settings = "limits: [\"limit-7\", \"limit-3\", \"limit-1000\", \"limit-none\"], most_rows_by: \"limit-3\"";
    let (files, report, profile) = with_limits(&limits, settings);
    assert_eq!(files.len(), 1);
    let rows = cells(&profile, text(&files[0].1)).split_off(1);
    let names = zone_names(&plan());
    let mut expected = vec![format!("{} rows: Acme takes at most 7 rows in a ticket", rows.len())];
    for name in &names {
        let number = rows.iter().filter(|row| row[2].trim_start_matches('\'') == name).count();
        if number > 3 {
            expected.push(format!("{number} rows to {name}: Acme takes at most 3 rows in a ticket"));
        }
    }
    assert!(expected.len() > 1);
    for id in ["limit-3", "limit-none"] {
        expected.push(format!("the catalog has no limit “{id}” that can be held against this form, so it was not"));
    }
    let remarks = report.remarks(&names);
    assert_eq!(remarks[remarks.len() - expected.len()..], expected);
}

#[test]
fn a_list_of_ports_that_is_too_long_takes_several_rows_and_loses_none() {
    let limits = [(LimitOf::Ports, 3)];
    let (whole, ..) = with_limits(&limits, "");
    let (parted, _, profile) = with_limits(&limits, "limits: [\"limit-3\"]");
    // What stands in a row apart from its number and its id, port by port.
    let ports = |files: &Files| -> BTreeSet<Vec<String>> {
        let rows = cells(&profile, text(&files[0].1)).split_off(1);
        let each = rows.into_iter().flat_map(|row| {
            let of_port = |port: &str| [&[port.to_owned()][..], &row[4..], &row[2..3]].concat();
            row[3].split("; ").map(of_port).collect::<Vec<_>>()
        });
        each.collect()
    };
    assert_eq!(ports(&parted), ports(&whole));
    let rows = cells(&profile, text(&parted[0].1)).split_off(1);
    let num_ends = |row: &Vec<String>| row[3].split([';', '-']).count();
    assert!(rows.iter().all(|row| num_ends(row) <= 3));
    assert!(rows.len() > cells(&profile, text(&whole[0].1)).len() - 1);
    let ids: BTreeSet<&str> = rows.iter().map(|row| row[1].split('-').next().unwrap_or_default()).collect();
    assert_eq!(ids.len(), rows.len(), "each part has an id of its own");
}

#[test]
fn limits_that_profiles_of_the_program_name_are_in_its_catalog() {
    for profile in shipped() {
        let (_, report) = filled_from(&plan(), &profile);
        assert_eq!(report.unknown_limits, BTreeSet::new(), "{}", profile.id);
    }
}

#[test]
fn more_objects_than_one_file_may_have_go_into_several() {
    let mut profile = named("fmc-objects");
    for file in &mut profile.files {
        file.most_rows_by = None;
        file.most_rows = Some(3);
    }
    let (whole, _) = filled_from(&plan(), &named("fmc-objects"));
    let (parted, report) = filled_from(&plan(), &profile);
    let rows = |files: &Files, begins: &str| -> Vec<Vec<String>> {
        let of_kind = files.iter().filter(|(name, _)| name.starts_with(begins));
        of_kind.flat_map(|(_, bytes)| cells(&profile, text(bytes)).split_off(1)).collect()
    };
    for begins in ["port-objects", "network-objects"] {
        assert_eq!(rows(&parted, begins), rows(&whole, begins));
    }
    assert!(parted.iter().any(|(name, _)| name == "port-objects-2.csv") && parted.len() > 3);
    assert_eq!(report.num_objects, rows(&whole, "port").len() + rows(&whole, "network").len());
}

#[test]
fn a_company_fills_every_column_that_its_plan_can_fill() {
    let template = templates::template(&[], "a-mid-sized-company").expect("the template").expect("a plan");
    let mut plan = template.plan;
    plan.request = self::plan().request;
    for (idx, zone) in plan.zones.iter_mut().enumerate() {
        Arc::make_mut(zone).addresses = vec![format!("10.{idx}.0.0/16")];
    }
    let catalog = catalog_dir::with_overlay(&[]).0;
    let matrix = derive(&catalog, &plan);
    // What a rule need not have.
    let may_be_blank = |field: &Field| {
        let fields = [
            Field::SourceHosts,
            Field::DestinationHosts,
            Field::SourcePort,
            Field::IcmpType,
            Field::IcmpCode,
            Field::DestinationPorts,
            Field::Scenarios,
        ];
        fields.contains(field) || matches!(field, Field::Text(_))
    };
    for profile in shipped() {
        let (files, report) = filled(&catalog, &matrix, &profile);
        assert_eq!((report.num_to_be_filled, report.addresses_left_out.len()), (0, 0), "{}", profile.id);
        for (name, bytes) in &files {
            let file = profile.files.iter().find(|file| file.name == *name).expect("a file");
            let rows = cells(&profile, text(bytes)).split_off(file.before.len() + 1);
            assert!(rows.len() > 5, "{name}: {}", rows.len());
            for (idx, column) in file.columns.iter().enumerate().filter(|(_, column)| !may_be_blank(&column.field)) {
                let blank = rows.iter().find(|row| row[idx].is_empty());
                // A flow that a tunnel or an override brings may have neither role nor protocol.
                assert!(blank.is_none(), "{}: {name}: {}: {blank:?}", profile.id, column.header);
            }
            // What only some rules have is there where the rule has it.
            let cell_of = |row: &[String], field: &Field| {
                let idx = file.columns.iter().position(|column| column.field == *field)?;
                Some(row[idx].clone())
            };
            for row in &rows {
                let is = |field: &Field, words: &[&str]| {
                    cell_of(row, field).is_some_and(|cell| words.contains(&cell.to_lowercase().as_str()))
                };
                let lacks = |field: &Field| cell_of(row, field).is_some_and(|cell| cell.is_empty());
                let has_ports = is(&Field::Transport, &["tcp", "udp"]);
                assert!(!(has_ports && lacks(&Field::DestinationPorts)), "{}: {row:?}", profile.id);
                assert!(!(is(&Field::Transport, &["icmp", "icmpv6", "icmp6"]) && lacks(&Field::IcmpType)), "{row:?}");
                assert!(!(is(&Field::Need, &["optional"]) && lacks(&Field::Scenarios)), "{row:?}");
            }
        }
    }
}

#[test]
fn the_page_of_exports_lists_every_profile_and_what_can_stand_in_a_column() {
    let page = include_str!("../../docs/EXPORTS.md");
    let section = page.split("## Profiles\n").nth(1).expect("the section");
    for profile in shipped() {
        assert!(section.contains(&format!("`{}`", profile.id)), "{}", profile.id);
    }
    for field in Field::CHOICES {
        let name = ron::to_string(field).expect("a word").replace("text(\"\")", "text(\"…\")");
        assert!(section.contains(&format!("`{name}`")) || field.rule_column().is_some(), "{name}");
    }
}

/// What stands in each column of each form of the program, as the page of exports has it.
fn columns_of_forms() -> String {
    let mut res = String::from(
        "\nWhat the program puts into each column. This table is generated from the profiles: \
         `UPDATE_EXPECT=1 cargo test --test cli the_columns_of_every_form`.\n\n\
         | form | file | from the plan and the catalog | always the same | blank |\n| --- | --- | --- | --- | --- |\n",
    );
    for profile in shipped().iter().filter(|profile| profile.id != "generic") {
        for file in &profile.files {
            let [mut filled, mut same, mut blank] = [const { Vec::<String>::new() }; 3];
            for Column { header, field, .. } in &file.columns {
                match field {
                    Field::Text(text) if text.is_empty() => blank.push(header.clone()),
                    Field::Text(text) => same.push(format!("{header}: `{text}`")),
                    Field::Action => same.push(format!("{header}: `{}`", profile.words.add)),
                    Field::Direction => same.push(format!("{header}: `{}`", profile.words.direction)),
                    field if field.label().to_lowercase() == header.to_lowercase() => filled.push(header.clone()),
                    field => filled.push(format!("{header}: {}", field.label().to_lowercase())),
                }
            }
            let [filled, same, blank] = [filled, same, blank].map(|columns| columns.join("; ").replace('|', "\\|"));
            let (form, name) = (&profile.id, &file.name);
            res += &format!("| `{form}` | {name} | {filled} | {same} | {blank} |\n");
        }
    }
    res
}

#[test]
fn the_page_of_exports_has_the_columns_of_every_form() {
    const HEADING: &str = "### Columns of the forms\n";
    let page = include_str!("../../docs/EXPORTS.md");
    let (before, rest) = page.split_once(HEADING).expect("the heading");
    let (_, after) = rest.split_once("\n## ").expect("the next heading");
    let expected = format!("{before}{HEADING}{}\n## {after}", columns_of_forms());
    expect_file!["../../docs/EXPORTS.md"].assert_eq(&expected);
}

#[test]
fn filling_a_form_can_be_cancelled() {
    let catalog = miniature();
    let matrix = derive(&catalog, &plan());
    let cancel = Cancel::default();
    cancel.cancel();
    for profile in shipped() {
        let (mut sink, progress) = (FilesInMemory::default(), Progress::default());
        let options = ExportOptions::default();
        let stopped = export_form(&catalog, &matrix, &profile, options.clone(), &mut sink, &cancel, &progress);
        assert!(matches!(stopped, Err(ExportError::Cancelled)), "{}", profile.id);
        let stopped = preview_form(&catalog, &matrix, &profile, options, 3, &cancel);
        assert!(matches!(stopped, Err(ExportError::Cancelled)), "{}", profile.id);
    }
}

#[test]
fn rows_are_numbered_through_however_many_pairs_there_are() {
    let zone = |idx: usize| format!("(id: \"z{idx}\", name: \"Z{idx}\", addresses: [\"10.{idx}.0.0/16\"])");
    let flow = |(from, to): (usize, usize)| {
        format!(
            "add(source_zone: \"z{from}\", destination_zone: \"z{to}\", transport: tcp, ports: \"443\", reason: \"R\")"
        )
    };
    let zones: Vec<String> = (0..30).map(zone).collect();
    let pairs = (0..30).flat_map(|from| (0..30).filter(move |to| from != *to).map(move |to| (from, to)));
    let flows: Vec<String> = pairs.map(flow).collect();
    let text = format!("(format: 2, zones: [{}], overrides: [{}])", zones.join(", "), flows.join(", "));
    let plan = file::read(&text).expect("a plan").plan;
    for (id, first) in [("kommunikationsmatrix", 1), ("azure-nsg", 100)] {
        let profile = named(id);
        let at = profile.files[0].columns.iter().position(|column| column.field == Field::Number(first));
        let at = at.expect("a column of numbers");
        let (files, report) = filled_from(&plan, &profile);
        let rows = cells(&profile, text_of(&files)).split_off(1);
        assert_eq!((rows.len(), report.num_rows), (870, 870), "{id}");
        for (row, number) in rows.iter().zip(first..) {
            assert_eq!(row[at], number.to_string(), "{id}");
        }
        if id == "azure-nsg" {
            let names: BTreeSet<&String> = rows.iter().map(|row| &row[0]).collect();
            assert_eq!(names.len(), rows.len(), "each rule has a name of its own");
        }
    }
}

fn text_of(files: &Files) -> &str {
    text(&files[0].1)
}

#[test]
fn no_row_says_more_than_its_rules_whatever_its_columns_are() {
    let tuples = |rows: &[Vec<String>], columns: [usize; 2]| -> BTreeSet<[String; 3]> {
        let atoms = |row: &Vec<String>| {
            let ends = format!("{} {} {}", row[0], row[1], row[2]);
            let (transports, ports) = (row[columns[0]].clone(), row[columns[1]].clone());
            let each = |transport: &str| {
                let of_ports = ports.split("; ").map(|ports| [ends.clone(), transport.to_owned(), ports.to_owned()]);
                of_ports.collect::<Vec<_>>()
            };
            transports.split("; ").flat_map(each).collect::<Vec<_>>()
        };
        rows.iter().flat_map(atoms).collect()
    };
    let ends = "(header: \"F\", field: source_addresses), (header: \"T\", field: destination_addresses), \
                (header: \"S\", field: source_port)";
    let of = |rows: &str, columns: &str| {
        let text = format!(
            "(id: \"own\", name: \"Own\", summary: \"S\", files: [(name: \"a.csv\", rows: {rows}, columns: [{ends}, \
             {columns}, (header: \"I\", field: icmp_type)])])"
        );
        let profile = read(&text).expect("a profile");
        let (files, _) = filled_from(&plan(), &profile);
        cells(&profile, text_of(&files)).split_off(1)
    };
    let apart = "(header: \"P\", field: transport), (header: \"D\", field: destination_ports)";
    let expected = tuples(&of("ports", apart), [3, 4]);
    for rows in ["rules", "pairs"] {
        assert_eq!(tuples(&of(rows, apart), [3, 4]), expected, "{rows}");
        let from_to = "(header: \"P\", field: transport), (header: \"A\", field: port_from), \
                       (header: \"B\", field: port_to)";
        let mut rows_of = of(rows, from_to);
        for row in &mut rows_of {
            row[4] = if row[4] == row[5] { row[4].clone() } else { format!("{}-{}", row[4], row[5]) };
        }
        assert_eq!(tuples(&rows_of, [3, 4]), expected, "{rows}, from and to");
    }
}
