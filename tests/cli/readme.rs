//! What the README shows is what the program prints.

use std::fs;
use std::path::Path;

use portolan::cli::ExitCode;

use crate::harness::run_line;

#[test]
fn the_console_block_of_the_readme_is_what_the_program_prints() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    let block = readme.split("```console\n").nth(1).expect("a console block");
    let block = block.split("```").next().expect("its end");
    let (command, shown) = block.split_once('\n').expect("a command and its output");
    let args = command.strip_prefix("$ portolan ").expect("a run of the program");
    let run = run_line(args);
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    assert_eq!(run.out, shown);
}
