//! How a run ends: the exit codes that scripts rely on, and what ends a run early.

use std::io;

use anyhow::anyhow;

use crate::export::ExportError;

/// The exit codes of every verb.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ExitCode {
    /// Nothing went wrong.
    Fine,
    /// A finding of severity error was written, or the plan can't be understood.
    Findings,
    /// The program was called in a way that can't work.
    Usage,
    /// The file system refused, or the display did.
    System,
}

impl ExitCode {
    /// The number.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::System => 3,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}

/// Why a verb stopped.
#[derive(Debug)]
pub(super) enum Failure {
    /// The reader of the product closed the pipe, which is no error.
    PipeClosed,
    /// The program was called in a way that can't work; the text says how to call it.
    Explained(String),
    /// What to say, and how to exit.
    Error(ExitCode, anyhow::Error),
}

impl Failure {
    /// The program was called in a way that can't work.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Error(ExitCode::Usage, anyhow!(message.into()))
    }

    /// The plan can't be understood.
    pub(super) fn plan(err: impl Into<anyhow::Error>) -> Self {
        Self::Error(ExitCode::Findings, err.into())
    }

    /// The file system or the display refused.
    pub(super) fn system(err: impl Into<anyhow::Error>) -> Self {
        Self::Error(ExitCode::System, err.into())
    }
}

/// An error of the stream that the product goes to.
impl From<io::Error> for Failure {
    fn from(err: io::Error) -> Self {
        if err.kind() == io::ErrorKind::BrokenPipe {
            Self::PipeClosed
        } else {
            Self::system(anyhow::Error::new(err).context("can't write the output"))
        }
    }
}

/// An error of the stream that the product goes to.
impl From<ExportError> for Failure {
    fn from(err: ExportError) -> Self {
        Self::from(io::Error::from(err))
    }
}
