//! The command line: the library without the window.
//!
//! Product goes to one writer, findings and errors to another, and the exit code says how it went:
//! [`run`] touches neither the console nor the process, so tests call it like any function.

mod args;
mod console;
mod outcome;
mod run;
mod text_table;
mod verbs;

pub use outcome::ExitCode;
pub use run::{run, run_window};
