//! The two writers of a run: one for the product, one for what is to be said about it.

use std::borrow::Cow;
use std::io::Write;

use super::ExitCode;
use super::failure::Failure;
use crate::files::atomic_write::Written;
use crate::finding::{Finding, Severity};

/// Where a run writes, and whether it has found an error.
pub(super) struct Console<'a> {
    /// For the product.
    pub out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    has_error: bool,
}

impl<'a> Console<'a> {
    pub(super) fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, has_error: false }
    }

    /// Writes findings, a line each. One of severity error decides the exit code.
    pub(super) fn report<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            self.has_error |= finding.severity == Severity::Error;
            self.say(&finding.to_string());
        }
    }

    /// Says what is to be known of a file that was written.
    pub(super) fn written(&mut self, written: &Written) {
        for remark in &written.remarks {
            self.say(&format!("note: {remark}"));
        }
    }

    /// Writes a line beside the product. That nobody can read it changes nothing.
    pub(super) fn say(&mut self, line: &str) {
        drop(writeln!(self.err, "{}", printable(line)));
    }

    /// Ends the run: nothing is held back any longer, and what stopped it is said.
    pub(super) fn end(mut self, outcome: Result<(), Failure>) -> ExitCode {
        match outcome.and_then(|()| Ok(self.out.flush()?)) {
            Ok(()) if self.has_error => ExitCode::Findings,
            Ok(()) | Err(Failure::NobodyReads) => ExitCode::Fine,
            Err(Failure::Explained(text)) => {
                drop(self.err.write_all(text.as_bytes()));
                ExitCode::Usage
            }
            Err(Failure::Error(code, err)) => {
                self.say(&format!("error: {err:#}"));
                code
            }
        }
    }
}

/// The text with control characters written out: a name in a plan must not steer the terminal.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
        Cow::Owned(text.chars().map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}
