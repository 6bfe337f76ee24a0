//! `portolan`: every verb, and the window when there is none. It decides nothing itself.

use std::io::{self, BufWriter};
use std::process::ExitCode;

fn main() -> ExitCode {
    portolan::files::signals::watch();
    let mut out = BufWriter::new(io::stdout());
    portolan::cli::run(std::env::args_os(), &mut out, &mut io::stderr()).into()
}
