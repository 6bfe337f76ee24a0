//! The help of every verb, which is a promise too.

use expect_test::expect_file;
use portolan::cli::ExitCode;

use crate::harness::run_line;

#[test]
fn the_help_of_every_verb_is_as_it_was() {
    let verbs = [
        "",
        "matrix",
        "export",
        "check",
        "lookup",
        "catalog",
        "catalog check",
        "catalog move-role",
        "catalog export",
        "profiles",
        "profiles from-form",
        "templates",
        "new",
    ];
    let help = |verb| {
        let line = format!("{verb} --help");
        let line = line.trim_start();
        let run = run_line(line);
        assert_eq!(run.code, ExitCode::Fine, "{run:#?}");
        // Clap leaves blanks at the end of some lines.
        let lines: Vec<&str> = run.out.lines().map(str::trim_end).collect();
        format!("$ portolan {line}\n{}\n", lines.join("\n"))
    };
    expect_file!["../snapshots/help.txt"].assert_eq(&verbs.map(help).join("\n"));
}
