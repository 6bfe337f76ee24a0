//! Forms of somebody else's, as files. What they say is not known here.

use std::io;
use std::path::{Path, PathBuf};

use super::plan_file::read_at_most;
use crate::form::{self, Form, FormError, HeaderWords, MAX_BYTES};

/// A form can't be read.
#[derive(Debug, thiserror::Error)]
pub enum FormFileError {
    /// The system refuses.
    #[error("can't read the form: {path}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no form.
    #[error("{what}: {path}", path = path.display())]
    NoForm {
        /// The file.
        path: PathBuf,
        /// What it is instead, and what to do about it.
        what: FormError,
    },
}

/// Reads the form in a file.
///
/// # Errors
/// When the system refuses, or the file is no form.
pub fn load(path: &Path) -> Result<Form, FormFileError> {
    let no_form = |what| FormFileError::NoForm { path: path.to_owned(), what };
    let bytes = read_at_most(path, MAX_BYTES)
        .map_err(|source| FormFileError::Read { path: path.to_owned(), source })?
        .ok_or_else(|| no_form(FormError::TooLarge))?;
    form::read(&bytes, HeaderWords::embedded()).map_err(no_form)
}
