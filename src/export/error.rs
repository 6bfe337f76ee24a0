//! Why an export did not come to its end.

use std::io;

/// An export stopped before its end. What was written by then is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It was asked to stop.
    #[error("the export was cancelled")]
    Cancelled,
    /// More zones than a picture can show.
    #[error("nobody could read a picture of {zones} zones, {most} are the most: export matrix-csv, or part the plan")]
    TooManyZones {
        /// How many the plan has.
        zones: usize,
        /// How many a picture shows at most.
        most: usize,
    },
    /// A workbook holds one table of rules, and a form has other files.
    #[error(
        "the form “{profile}” has other files than one of rules, and a workbook has one sheet of rules: fill it by itself"
    )]
    SeveralFiles {
        /// What the form is called.
        profile: String,
    },
    /// The stream refused.
    #[error("can't write the export")]
    Write {
        /// What the stream said.
        source: io::Error,
    },
}

impl From<io::Error> for ExportError {
    fn from(source: io::Error) -> Self {
        Self::Write { source }
    }
}

impl From<csv::Error> for ExportError {
    fn from(err: csv::Error) -> Self {
        let source = match err.into_kind() {
            csv::ErrorKind::Io(source) => source,
            other => io::Error::other(format!("{other:?}")),
        };
        Self::Write { source }
    }
}

/// For writers of files, whose errors are `io::Error`.
impl From<ExportError> for io::Error {
    fn from(err: ExportError) -> Self {
        match err {
            ExportError::Write { source } => source,
            ExportError::Cancelled | ExportError::TooManyZones { .. } | ExportError::SeveralFiles { .. } => {
                Self::other(err)
            }
        }
    }
}
