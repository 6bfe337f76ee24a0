//! Files that verbs write: whole or not at all, and never over the plan.

use std::fs;

use portolan::cli::ExitCode;

use crate::harness::{Folder, WORKED_EXAMPLE, run, run_line};

#[test]
fn a_file_has_the_bytes_that_standard_output_would_have() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    for format in ["csv", "matrix-csv", "flows-csv", "flows-all-csv", "json"] {
        let args = ["export".into(), plan.clone(), "--format".into(), format.into()];
        let shown = run(args.clone());
        let written = run(args.into_iter().chain(["-o".into(), folder.path("out")]));
        assert_eq!((written.code, &*written.out), (ExitCode::Fine, ""), "{format}: {written:#?}");
        assert_eq!(folder.read("out"), shown.out, "{format}");
    }
    assert_eq!(folder.names(), ["out", "plan.ron"], "nothing else is left behind");
}

#[test]
fn a_catalog_table_is_written_to_a_file() {
    let folder = Folder::new();
    let args = ["catalog".into(), "export".into(), "--table=os".into(), "-o".into(), folder.path("os.csv")];
    assert_eq!(run(args).code, ExitCode::Fine);
    assert!(folder.read("os.csv").starts_with("os_id,"));
}

#[test]
fn a_dash_stands_for_standard_output() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE).display().to_string();
    for line in [
        format!("export {plan} --format csv"),
        "catalog export --table os".to_owned(),
        "new clients-core-dmz".to_owned(),
    ] {
        let (plain, dashed) = (run_line(&line), run_line(&format!("{line} -o -")));
        assert_eq!((dashed.code, &*dashed.err), (ExitCode::Fine, ""), "{line}");
        assert!(!plain.out.is_empty() && dashed.out == plain.out, "{line}");
    }
    assert_eq!(folder.names(), ["plan.ron"]);
    assert!(!std::path::Path::new("-").exists());
}

#[test]
fn the_plan_itself_is_never_overwritten() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    fs::create_dir(folder.path("sub")).expect("a folder");
    for output in [plan.clone(), folder.path("sub/../plan.ron")] {
        let run = run(["export".into(), plan.clone(), "--format=csv".into(), "-o".into(), output]);
        assert_eq!(run.code, ExitCode::Usage, "{run:#?}");
        assert_eq!(folder.read("plan.ron"), WORKED_EXAMPLE);
    }
}

#[test]
fn a_failure_leaves_the_old_file_alone() {
    let folder = Folder::new();
    folder.write("out.csv", "old");
    let broken = folder.write("plan.ron", "(format: 1, zones: [");
    let run = run(["export".into(), broken, "--format=csv".into(), "-o".into(), folder.path("out.csv")]);
    assert_eq!(run.code, ExitCode::Findings, "{run:#?}");
    assert_eq!(folder.read("out.csv"), "old");
    assert_eq!(folder.names(), ["out.csv", "plan.ron"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_written_into_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = Folder::new();
    let pipe = folder.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("what is written")
    });
    let args = ["catalog".into(), "export".into(), "--table=os".into(), "-o".into(), pipe.clone()];
    assert_eq!(run(args).code, ExitCode::Fine);
    assert!(fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
    assert!(reader.join().expect("the reader ends").starts_with("os_id,"));
}
