//! The two writers of a run: one for the product, one for findings, notes and errors.
//!
//! Text for people goes through [`printable`] here, so that no name in a plan or a catalog controls the terminal. Only
//! [`Console::bytes`] writes what it is given unchanged, for files and programs.

use std::io::{self, Write};

use super::outcome::{ExitCode, Failure};
use crate::files::atomic_write::Written;
use crate::finding::{Finding, Severity};
use crate::printable::printable;

/// Where a run writes, and whether it has found an error.
pub(super) struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    has_error: bool,
}

impl<'a> Console<'a> {
    pub(super) fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, has_error: false }
    }

    /// Where a product for programs goes, unchanged.
    pub(super) fn bytes(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Where a product for people goes.
    pub(super) fn lines(&mut self) -> Lines<'_> {
        Lines(&mut *self.out)
    }

    /// Lets findings of severity error decide the exit code, without writing any.
    pub(super) fn judge<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        self.has_error |= findings.into_iter().any(|finding| finding.counts_as(Severity::Error));
    }

    /// Writes findings, a line each. One of severity error decides the exit code.
    pub(super) fn report<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            self.judge([finding]);
            self.say(&finding.to_string());
        }
    }

    /// Writes the remarks about a file that was written.
    pub(super) fn written(&mut self, written: &Written) {
        for remark in &written.remarks {
            self.say(&format!("note: {remark}"));
        }
    }

    /// Writes a line to the second writer. That it fails changes nothing.
    pub(super) fn say(&mut self, line: &str) {
        drop(writeln!(self.err, "{}", printable(line)));
    }

    /// Ends the run: flushes the product, and writes what stopped it.
    pub(super) fn end(mut self, outcome: Result<(), Failure>) -> ExitCode {
        match outcome.and_then(|()| Ok(self.out.flush()?)) {
            // Findings decide the code even where the reader closed the pipe.
            Ok(()) | Err(Failure::PipeClosed) if self.has_error => ExitCode::Findings,
            Ok(()) | Err(Failure::PipeClosed) => ExitCode::Fine,
            Err(Failure::Explained(text)) => {
                text.lines().for_each(|line| self.say(line));
                ExitCode::Usage
            }
            Err(Failure::Error(code, err)) => {
                self.say(&format!("error: {err:#}"));
                code
            }
        }
    }
}

/// Lines of text for people. No text can break out of its line or change how it is shown.
pub(super) struct Lines<'a>(&'a mut dyn Write);

impl<'a> Lines<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self(out)
    }
}

impl Lines<'_> {
    /// Writes one line.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "{}", printable(text))
    }
}
