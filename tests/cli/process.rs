//! The program as a process: that its exit code and its streams are those of the library.

use std::process::{Command, Output, Stdio};

use portolan::export::EXPORTERS;

use crate::harness::{Folder, WORKED_EXAMPLE};

const PROGRAM: &str = env!("CARGO_BIN_EXE_portolan");

#[test]
fn product_and_errors_go_to_their_streams() {
    let fine = Command::new(PROGRAM).args(["lookup", "5722"]).output().expect("the program runs");
    assert_eq!(fine.status.code(), Some(0));
    assert!(!fine.stdout.is_empty() && fine.stderr.is_empty(), "{fine:?}");
    let missing = Command::new(PROGRAM).args(["check", "no-such-plan.ron"]).output().expect("the program runs");
    assert_eq!(missing.status.code(), Some(3));
    assert!(missing.stdout.is_empty() && missing.stderr.starts_with(b"error: can't read the plan"), "{missing:?}");
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let mut command = Command::new(PROGRAM);
    command.args(["catalog", "export", "--table", "connections"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    // Nobody reads: the pipe is closed before the table fits into it.
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("the program ends");
    assert_eq!(ended.status.code(), Some(0), "{ended:?}");
    assert!(ended.stderr.is_empty(), "{ended:?}");
}

/// Runs the program with a pipe that nobody reads from any more as its standard output.
fn run_unread(args: &[&str]) -> Output {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let child = Command::new(PROGRAM).args(args).stdout(writer).stderr(Stdio::piped()).spawn().expect("it runs");
    child.wait_with_output().expect("the program ends")
}

#[test]
fn errors_are_told_by_the_exit_code_even_when_nobody_reads_the_product() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", &WORKED_EXAMPLE.replace("dns-server", "dns-severer")).display().to_string();
    for args in [&["check", &plan][..], &["matrix", &plan], &["export", &plan, "--format", "diagram-png"]] {
        let ended = run_unread(args);
        assert_eq!(ended.status.code(), Some(1), "{args:?}: {ended:?}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("dns-severer"), "{args:?}: {ended:?}");
    }
}

#[test]
fn a_pipe_that_nobody_reads_is_no_error_whatever_is_written_to_it() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE).display().to_string();
    for format in EXPORTERS.iter().copied() {
        let ended = run_unread(&["export", &plan, "--format", format.name]);
        assert_eq!(ended.status.code(), Some(0), "{}: {ended:?}", format.name);
        assert!(ended.stderr.is_empty(), "{}: {ended:?}", format.name);
    }
}

#[cfg(not(feature = "gui"))]
#[test]
fn without_a_window_and_a_verb_there_is_help() {
    let output = Command::new(PROGRAM).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: portolan"), "{output:?}");
}
