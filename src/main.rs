//! `portolan`: every verb, and the window when there is none. It decides nothing itself.

use std::io;
use std::process::ExitCode;

use portolan::files::standard_output::standard_output;

fn main() -> ExitCode {
    portolan::files::signals::watch();
    portolan::cli::run(std::env::args_os(), &mut standard_output(), &mut io::stderr()).into()
}
