//! `portolan`: every verb, and the window when there is none. It decides nothing itself.

use std::io::{self, BufWriter};
use std::process::ExitCode;

fn main() -> ExitCode {
    portolan::files::signals::watch();
    portolan::cli::run(std::env::args_os(), &mut BufWriter::new(io::stdout()), &mut io::stderr()).into()
}
