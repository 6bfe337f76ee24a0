//! Forms that are filled by a profile.

use portolan::cli::ExitCode;

use crate::harness::{Folder, WORKED_EXAMPLE, run, run_line};

#[test]
fn the_generic_profile_and_the_format_csv_are_one() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE).display().to_string();
    for switches in ["", " --compact", " --need required", " --same-zone", " --filter 445"] {
        let by_format = run_line(&format!("export {plan} --format csv{switches}"));
        let by_profile = run_line(&format!("export {plan} --profile generic{switches}"));
        assert_eq!((by_format.code, by_profile.code), (ExitCode::Fine, ExitCode::Fine), "{by_profile:#?}");
        assert!(by_format.out == by_profile.out && !by_profile.out.is_empty(), "{switches}");
        let num_rows = by_profile.out.lines().count() - 1;
        let said = if num_rows == 1 { "1 row written".to_owned() } else { format!("{num_rows} rows written") };
        assert!(by_profile.err.lines().any(|line| line == said), "{by_profile:#?}");
    }
}

#[test]
fn profiles_are_listed_with_what_they_are_for() {
    let listed = run_line("profiles");
    assert_eq!((listed.code, &*listed.err), (ExitCode::Fine, ""), "{listed:#?}");
    assert!(listed.out.contains("generic") && listed.out.contains("Minimal: Source"), "{listed:#?}");
}

#[test]
fn a_profile_stands_in_a_file_or_in_a_folder_of_ones_own() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let text = r#"(id: "mine", name: "Mine", summary: "S", files: [
        (name: "a.csv", rows: ports, columns: [(header: "What", field: services)])])"#;
    let path = folder.write("catalog/profiles/mine.ron", text);
    let by_file = run(["export".into(), plan.clone(), "--profile".into(), path]);
    assert_eq!(by_file.code, ExitCode::Fine, "{by_file:#?}");
    assert!(by_file.out.starts_with("What\r\nTCP/53\r\n"), "{by_file:#?}");
    let catalog = folder.path("catalog");
    let args = ["export".into(), plan, "--profile=mine".into(), "--catalog".into(), catalog.clone()];
    assert_eq!(run(args).out, by_file.out);
    let listed = run(["profiles".into(), "--catalog".into(), catalog]);
    assert!(listed.out.contains("mine"), "{listed:#?}");
}

#[test]
fn what_is_wrong_with_a_profile_is_said_with_its_place() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let head = "(\n    id: \"mine\",\n    name: \"Mine\",\n    summary: \"S\",\n";
    for (rest, place, message) in [
        ("    colums: 1,\n)", "5:5", "unknown field “colums” in profile: write one of id, name, summary"),
        ("    files: [],\n)", "5:12", "there is no file: write one with a name, rows and columns"),
        (
            "    files: [(name: \"a.csv\", rows: ports, columns: [])],\n)",
            "5:51",
            "there are no columns: write at least one",
        ),
        (
            "    files: [(name: \"a.csv\", rows: ports, columns: [(header: \"A\", field: sorce_zone)])],\n)",
            "5:73",
            "“sorce_zone” is not a field: did you mean “source_zone”?",
        ),
        (
            "    text: (delimiter: 'x'),\n    files: [],\n)",
            "5:23",
            "“x” can't stand between cells: write one sign of ASCII",
        ),
        (
            "    text: (encoding: windows_1252, bom: true),\n    files: [],\n)",
            "5:41",
            "Windows-1252 has no byte order mark",
        ),
        (
            "    notation: (service: \"{transport}/{port}\"),\n    files: [],\n)",
            "5:25",
            "“{transport}/{port}” has braces that stand for nothing: write {transport} and {ports}",
        ),
        (
            "    reader: people(any: \"any\"),\n    files: [(name: \"a.csv\", rows: addresses, \
             columns: [(header: \"A\", field: object_name)])],\n)",
            "5:13",
            "objects are for programs: write reader: machine(any: \"any\")",
        ),
        (
            "    reader: people(notes_in: Some(\"Remark\")),\n    files: [(name: \"a.csv\", rows: ports, \
             columns: [(header: \"A\", field: services)])],\n)",
            "5:",
            "no column is called “Remark”",
        ),
        (
            "    files: [(name: \"a.csv\", rows: ports, columns: [(header: \"A\", field: object_name)])],\n)",
            "5:73",
            "“A” can't hold “Name of the object” in a file of rules",
        ),
        ("    files: [(name: \"../a.csv\", rows: ports, columns: [])],\n)", "5:20", "is no name of a file"),
    ] {
        let path = folder.write("mine.ron", &format!("{head}{rest}"));
        let run = run(["export".into(), plan.clone(), "--profile".into(), path.clone()]);
        assert_eq!((run.code, &*run.out), (ExitCode::Findings, ""), "{run:#?}");
        let place = format!("{}:{place}", path.display());
        assert!(run.err.contains(&place) && run.err.contains(message), "{place} {message}: {run:#?}");
    }
    let plan = plan.display();
    let unknown = run_line(&format!("export {plan} --profile nowhere"));
    assert_eq!(unknown.code, ExitCode::Usage);
    assert!(unknown.err.contains("there is no profile “nowhere”; there are generic, minimal,"), "{unknown:#?}");
    let both = run_line(&format!("export {plan} --profile generic --format csv"));
    assert_eq!(both.code, ExitCode::Usage, "{both:#?}");
    let neither = run_line(&format!("export {plan}"));
    assert_eq!(neither.code, ExitCode::Usage, "{neither:#?}");
    let missing = run_line(&format!("export {plan} --profile missing.ron"));
    assert_eq!(missing.code, ExitCode::System, "{missing:#?}");
}

#[test]
fn several_files_go_into_a_new_folder_or_nowhere() {
    let folder = Folder::new();
    let with_addresses = WORKED_EXAMPLE
        .replace("name: \"Clients\",", "name: \"Clients\", addresses: [\"10.1.0.0/16\"],")
        .replace("name: \"Core\",", "name: \"Core\", addresses: [\"10.4.0.0/24\"],");
    let plan = folder.write("plan.ron", &with_addresses);
    let export = |output: Option<std::path::PathBuf>| {
        let args = ["export".into(), plan.clone(), "--profile".into(), "panco".into()];
        run(args.into_iter().chain(output.into_iter().flat_map(|output| ["-o".into(), output])))
    };
    for output in [None, Some("-".into())] {
        let refused = export(output);
        assert_eq!((refused.code, &*refused.out), (ExitCode::Usage, ""), "{refused:#?}");
        let said = "the form “Palo Alto by panco” has several files (address-objects.csv, service-objects.csv, \
                    rules.csv): name a folder that is not there yet with -o";
        assert!(refused.err.contains(said), "{refused:#?}");
    }
    let written = export(Some(folder.path("form")));
    assert_eq!((written.code, &*written.out), (ExitCode::Fine, ""), "{written:#?}");
    assert_eq!(folder.names(), ["form", "plan.ron"]);
    let read = |name: &str| folder.read(&format!("form/{name}"));
    assert!(read("rules.csv").starts_with("#Name,Type,Description,Tags,SourceZones,"));
    assert!(read("address-objects.csv").contains("N_10_4_0_0_24,ip-netmask,10.4.0.0/24,,,vsys1"));
    let refused = export(Some(folder.path("form")));
    assert_eq!(refused.code, ExitCode::Usage, "{refused:#?}");
    assert!(refused.err.contains("name a folder that is not there yet"), "{refused:#?}");
    let refused = export(Some(folder.path("nowhere/form")));
    assert_eq!(refused.code, ExitCode::System, "{refused:#?}");
    assert_eq!(folder.names(), ["form", "plan.ron"]);
}
