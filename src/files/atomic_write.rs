//! Writing a file whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file can't be written. The old file, if there was one, is as it was.
#[derive(Debug, thiserror::Error)]
#[error("can't write the file: {path}")]
pub struct WriteFileError {
    /// The file that was to be written.
    path: PathBuf,
    /// What the system said.
    source: io::Error,
}

/// Writes what `write` produces to `path`: first beside it, then in its place in one step.
///
/// The folder is probed before `write` runs, so that failure comes before work.
///
/// # Errors
/// When the file system refuses, or when `write` fails. Nothing is changed then.
pub fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), WriteFileError> {
    try_write(path, write).map_err(|source| WriteFileError { path: path.to_owned(), source })
}

fn try_write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder"));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(|meta| meta.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    if existing.as_ref().is_some_and(|meta| !meta.is_file()) {
        // A pipe or a device takes bytes; there is nothing to put in its place.
        return write_through(&target, write);
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".portolan-");
    if let Some(meta) = existing {
        builder.permissions(meta.permissions());
    } else {
        new_file_permissions(&mut builder);
    }
    let mut file = builder.tempfile_in(folder)?;
    let mut buffered = BufWriter::new(&mut file);
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|err| err.error)?;
    Ok(())
}

fn write_through(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::new(fs::OpenOptions::new().write(true).open(target)?);
    write(&mut buffered)?;
    buffered.flush()
}

/// A new file gets what the user's mask leaves, as any other program's would, not the secrecy of a temporary file.
#[cfg(unix)]
fn new_file_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn new_file_permissions(_: &mut tempfile::Builder<'_, '_>) {}
