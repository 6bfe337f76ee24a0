//! One write from its beginning to its end.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::attributes::{self, Readers};
use super::in_place;
use super::target::{Existing, Target};
use super::temporary::{Temporary, sweep};
use crate::files::backups::Backups;

/// A file can't be written. The old file, if there was one, is as it was.
#[derive(Debug, thiserror::Error)]
#[error("can't write the file: {path}")]
pub struct WriteFileError {
    /// The file that was to be written.
    path: PathBuf,
    /// What the system said.
    source: io::Error,
}

/// What is to be known of a file that was written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// What is not as one would expect.
    pub remarks: Vec<Remark>,
}

/// What is not as one would expect of a file that was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Remark {
    /// The file had other names, which still show what was in it before.
    OtherNames {
        /// The file.
        path: PathBuf,
        /// How many others.
        number: u64,
    },
    /// The folder takes no new file, so the bytes of the old one were written over.
    InPlace {
        /// The file.
        path: PathBuf,
        /// Where what was in it before is kept.
        backup: PathBuf,
    },
    /// What was in the file before is kept nowhere.
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// A loss of power may bring back what was there before.
    NotFlushed {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        reason: String,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherNames { path, number } => {
                let names = if *number == 1 { "another name".to_owned() } else { format!("{number} other names") };
                let path = path.display();
                write!(f, "the file had {names} (hard links), which still lead to what was in it before: {path}")
            }
            Self::InPlace { path, backup } => write!(
                f,
                "the folder takes no new file, so the file was written in place; what was in it before is kept as {}: \
                 {}",
                backup.display(),
                path.display()
            ),
            Self::NoBackup { path, reason } => {
                write!(f, "no copy of what was in the file before could be kept ({reason}): {}", path.display())
            }
            Self::NotFlushed { folder, reason } => {
                let folder = folder.display();
                write!(f, "a loss of power may undo this, the folder could not be flushed ({reason}): {folder}")
            }
        }
    }
}

/// What may stand where a file is to be written.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Over {
    /// Another file, which gives way.
    Anything,
    /// Nothing.
    Nothing,
}

/// Writes what `write` produces to `path`: first beside it, then in its place in one step.
///
/// A link stays a link: what it leads to is written. The folder is probed before `write` runs, so that failure comes
/// before work. What killed processes left in the folder is removed.
///
/// # Errors
/// When the file system refuses, or when `write` fails. Nothing is changed then.
pub fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Written, WriteFileError> {
    write_keeping(path, &Backups::own(), write)
}

/// Does what [`write()`] does, with another place for a copy of what must be written over in place.
///
/// # Errors
/// As [`write()`].
pub fn write_keeping(
    path: &Path,
    backups: &Backups,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Written, WriteFileError> {
    try_write(path, Over::Anything, backups, write).map_err(|source| WriteFileError { path: path.to_owned(), source })
}

/// Writes a file that is not there yet, and never over one that appears meanwhile.
///
/// # Errors
/// When there is a file, or as [`write()`].
pub fn write_new(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Written, WriteFileError> {
    try_write(path, Over::Nothing, &Backups::nowhere(), write)
        .map_err(|source| WriteFileError { path: path.to_owned(), source })
}

fn try_write(
    path: &Path,
    over: Over,
    backups: &Backups,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Written> {
    let target = Target::find(path)?;
    let replaced = match target.existing {
        Existing::Stream => return write_through(&target.path, write),
        Existing::File(_) if over == Over::Nothing => {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file already"));
        }
        Existing::File(meta) => Some(meta),
        Existing::Nothing => None,
    };
    sweep(&target.folder);
    let readers = if replaced.is_some() { Readers::Owner } else { Readers::Everybody };
    let temporary = match Temporary::create(&target.folder, readers) {
        Err(err) if replaced.is_some() && in_place::takes_no_new_file(&err) => {
            let mut bytes = Vec::new();
            write(&mut bytes)?;
            return in_place(&target.path, &bytes, backups);
        }
        made => made?,
    };
    let mut buffered = BufWriter::new(temporary.file());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    if let Some(meta) = &replaced {
        attributes::copy(meta, temporary.file())?;
    }
    temporary.file().sync_all()?;
    match over {
        Over::Nothing => temporary.put_new(&target.path)?,
        Over::Anything => match temporary.replace(&target.path) {
            Ok(()) => {}
            // A folder in which each may only replace files of his own.
            Err((temporary, err)) if replaced.is_some() && in_place::takes_no_new_file(&err) => {
                let bytes = fs::read(temporary.path())?;
                return in_place(&target.path, &bytes, backups);
            }
            Err((_, err)) => return Err(err),
        },
    }
    let mut remarks = Vec::new();
    let number = replaced.as_ref().map_or(0, attributes::num_other_names);
    if number > 0 {
        remarks.push(Remark::OtherNames { path: target.path, number });
    }
    if let Err(err) = flush(&target.folder) {
        remarks.push(Remark::NotFlushed { folder: target.folder, reason: err.to_string() });
    }
    Ok(Written { remarks })
}

fn in_place(path: &Path, bytes: &[u8], backups: &Backups) -> io::Result<Written> {
    let backup = in_place::write(path, bytes, backups)?;
    Ok(Written { remarks: vec![Remark::InPlace { path: path.to_owned(), backup }] })
}

fn write_through(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Written> {
    let mut buffered = BufWriter::new(OpenOptions::new().write(true).open(target)?);
    write(&mut buffered)?;
    buffered.flush()?;
    Ok(Written::default())
}

/// Puts what a folder holds on the disk. A folder that can't be flushed at all is none the worse for it.
#[cfg(unix)]
fn flush(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(err) if !matches!(err.kind(), InvalidInput | PermissionDenied | Unsupported) => Err(err),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The file was moved with the order to return when that is on the disk.
#[cfg(not(unix))]
fn flush(_: &Path) -> io::Result<()> {
    Ok(())
}
