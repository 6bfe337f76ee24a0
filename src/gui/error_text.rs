//! What an error says: in a line, and in full. Showing it is up to the notices.

use std::error::Error;
use std::path::Path;

/// An error as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ErrorText {
    /// What failed, in a line.
    pub line: String,
    /// Why; may be empty.
    pub details: String,
}

impl ErrorText {
    /// An error with its causes as details.
    pub(super) fn with_causes(line: impl Into<String>, err: &(dyn Error + 'static)) -> Self {
        Self { line: line.into(), details: with_causes(err) }
    }
}

/// What an error says, and below it what its causes say.
pub(super) fn with_causes(err: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(err), |&err| err.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The name of a file without the way to it.
pub(super) fn short_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
