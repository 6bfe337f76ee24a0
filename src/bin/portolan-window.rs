//! `portolan-window`: the window without a console on Windows. It takes a plan and knows no verbs.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    portolan::files::signals::watch();
    portolan::cli::run_window(std::env::args_os(), &mut io::stdout(), &mut io::stderr()).into()
}
