//! Forms of the user's own: from a form to a profile, and from there to a filled form.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use portolan::cli::ExitCode;
use portolan::files::own_profiles::OwnProfiles;
use portolan::profile;

use crate::harness::{Folder, WORKED_EXAMPLE, run, run_line};

fn form(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/forms").join(name)
}

#[test]
fn a_form_becomes_a_profile_that_fills_it() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let (form, profile) = (form("kommunikationsmatrix-windows-1252.csv"), folder.path("unsere-matrix.ron"));
    let made = run(["profiles".into(), "from-form".into(), form.clone(), "-o".into(), profile.clone()]);
    assert_eq!((made.code, &*made.out), (ExitCode::Fine, ""), "{made:#?}");
    for said in [
        "The header is row 4; what stands above it is written again",
        "The file is not UTF-8 and was read as Windows-1252",
        "column B “Quellzone”: Source zone",
        "column L “Gültig bis”: Valid until",
    ] {
        assert!(made.err.contains(said), "{said} is lacking: {made:#?}");
    }
    let read = profile::read(&fs::read_to_string(&profile).expect("it was written")).expect("a profile");
    assert_eq!((read.id.as_str(), read.name.as_str()), ("unsere-matrix", "kommunikationsmatrix-windows-1252"));

    let filled = folder.path("filled.csv");
    let args = ["export".into(), plan, "--profile".into(), profile, "-o".into(), filled.clone()];
    let exported = run(args);
    assert_eq!(exported.code, ExitCode::Fine, "{exported:#?}");
    let (written, given) = (fs::read(&filled).expect("it was written"), fs::read(&form).expect("the form"));
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> { bytes.split(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect() };
    let (written, given) = (lines(&written), lines(&given));
    assert_eq!(written[3], given[3], "the header, to the byte");
    // What is blank at the end of a line above it is left out.
    assert_eq!(written[0], b"Kommunikationsmatrix\r");
    assert_eq!(written[1], b"Projekt;M\xfcller & S\xf6hne\r");
    let first = String::from_utf8_lossy(&written[4]).into_owned();
    assert!(first.starts_with("1;Clients;to be filled;Core;to be filled;tcp;"), "{first}");
}

#[test]
fn a_profile_goes_to_standard_output_with_what_stays_blank_beside_it() {
    let made =
        run(["profiles".into(), "from-form".into(), form("algosec-fireflow.csv"), "--name".into(), "Ours".into()]);
    assert_eq!(made.code, ExitCode::Fine, "{made:#?}");
    let profile = profile::read(&made.out).expect("a profile");
    assert_eq!((profile.id.as_str(), profile.name.as_str()), ("ours", "Ours"));
    assert!(made.err.contains("column B “Source IP NAT”: stays blank"), "{made:#?}");
}

#[test]
fn what_is_no_form_is_refused_with_its_path() {
    let folder = Folder::new();
    let pdf = folder.write("form.pdf", "%PDF-1.7");
    let refused = run(["profiles".into(), "from-form".into(), pdf.clone()]);
    assert_eq!((refused.code, &*refused.out), (ExitCode::Findings, ""), "{refused:#?}");
    let expected = format!(
        "error: the form is a PDF; ask for the form as CSV or XLSX, or copy its header row into a CSV: {}\n",
        pdf.display()
    );
    assert_eq!(refused.err, expected);
    let missing = run(["profiles".into(), "from-form".into(), folder.path("nowhere.csv")]);
    assert_eq!(missing.code, ExitCode::System, "{missing:#?}");
    let csv = folder.write("form.csv", "Source,Destination\n");
    let over = run(["profiles".into(), "from-form".into(), csv.clone(), "-o".into(), csv]);
    assert_eq!(over.code, ExitCode::Usage, "{over:#?}");
    assert_eq!(folder.read("form.csv"), "Source,Destination\n");
}

#[test]
fn what_the_window_keeps_is_filled_by_its_name() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let own = OwnProfiles::below(&folder.path("portolan"));
    let mine = profile::Profile { id: "mine".to_owned(), name: "Mine".to_owned(), ..profile::generic() };
    own.keep(&mine).expect("it can be kept");
    let program = |args: &[&str]| {
        let data = if cfg!(windows) { "APPDATA" } else { "XDG_DATA_HOME" };
        let output = Command::new(env!("CARGO_BIN_EXE_portolan")).args(args).env(data, folder.path("")).output();
        let output = output.expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    if cfg!(target_os = "linux") {
        let (code, listed) = program(&["profiles"]);
        assert!(code == Some(0) && listed.contains("mine") && listed.contains("Mine: "), "{listed}");
        let plan = plan.display().to_string();
        let (code, written) = program(&["export", &plan, "--profile", "mine"]);
        assert_eq!((code, written), (Some(0), run_line(&format!("export {plan} --format csv")).out));
    }
}
