//! The two writers of a run: one for the product, one for what is to be said about it.
//!
//! Whatever a person reads goes through [`printable`] here, so that no name of a plan, a catalog or a file steers the
//! terminal. Only [`Console::bytes`] passes what it is given as it is: files are made of that.

use std::io::{self, Write};

use super::outcome::{ExitCode, Failure};
use crate::files::atomic_write::Written;
use crate::finding::{Finding, Severity};
use crate::printable::printable;

/// Whether findings are written with the ids by which a plan accepts them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ids {
    /// Only what a person reads.
    Hidden,
    /// Below each finding, a line for each of its keys, as a plan's `accepted` writes it.
    Shown,
}

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

    /// Where a product for programs goes, to the byte.
    pub(super) fn bytes(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Where a product for people goes.
    pub(super) fn lines(&mut self) -> Lines<'_> {
        Lines(&mut *self.out)
    }

    /// Writes findings, a line each. One of severity error decides the exit code.
    pub(super) fn report<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            self.has_error |= finding.counts_as(Severity::Error);
            self.say(&finding.to_string());
        }
    }

    /// Writes the ids of a finding, a line for each of its keys, as they stand in a plan's `accepted`.
    pub(super) fn say_ids(&mut self, finding: &Finding) {
        for key in finding.keys.each() {
            let ids: Vec<String> = key.iter().map(|id| format!("{id:?}")).collect();
            self.say(&format!("  (finding: {:?}, about: [{}], …)", finding.code.name(), ids.join(", ")));
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
            // What was found is so whether or not somebody reads the product to its end.
            Ok(()) | Err(Failure::NobodyReads) if self.has_error => ExitCode::Findings,
            Ok(()) | Err(Failure::NobodyReads) => ExitCode::Fine,
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

/// Lines of text for people. What a line says can't end it, nor change how it is shown.
pub(super) struct Lines<'a>(&'a mut dyn Write);

#[cfg(test)]
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
