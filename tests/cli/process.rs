//! The program as a process: that its exit code and its streams are those of the library.

use std::process::{Command, Stdio};

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

#[cfg(not(feature = "gui"))]
#[test]
fn without_a_window_and_a_verb_there_is_help() {
    let output = Command::new(PROGRAM).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: portolan"), "{output:?}");
}
