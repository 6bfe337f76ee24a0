//! What ends a run before its end.

use std::io;

use anyhow::anyhow;

use super::ExitCode;
use crate::export::ExportError;

/// Why a verb stopped.
#[derive(Debug)]
pub(super) enum Failure {
    /// Whoever reads the product wants no more of it; that is no error.
    NobodyReads,
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

/// Of the stream that the product goes to.
impl From<io::Error> for Failure {
    fn from(err: io::Error) -> Self {
        if err.kind() == io::ErrorKind::BrokenPipe {
            Self::NobodyReads
        } else {
            Self::system(anyhow::Error::new(err).context("can't write the output"))
        }
    }
}

/// Of the stream that the product goes to.
impl From<ExportError> for Failure {
    fn from(err: ExportError) -> Self {
        Self::from(io::Error::from(err))
    }
}
