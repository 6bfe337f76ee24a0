//! What a path leads to, through links. It changes nothing.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// As many links as systems follow before they give up.
const MOST_LINKS: usize = 40;

/// What a path leads to.
pub(super) struct Target {
    /// The path at the end of all links.
    pub path: PathBuf,
    /// The folder that it is in.
    pub folder: PathBuf,
    /// What stands there.
    pub existing: Existing,
}

/// What stands where a file is to be written.
pub(super) enum Existing {
    /// Nothing.
    Nothing,
    /// A file that may be written.
    File(Metadata),
    /// A pipe or a device: it takes bytes, and there is nothing to put in its place.
    Stream,
}

impl Target {
    /// Follows a path to its end. A link that leads to nothing leads to the file that is to be made there.
    ///
    /// # Errors
    /// When links lead round in a circle, or to a folder, or to a file that must not be written.
    pub(super) fn find(path: &Path) -> io::Result<Self> {
        let path = follow(path)?;
        let existing = match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => return Err(io::Error::new(ErrorKind::IsADirectory, "this is a folder")),
            Ok(meta) if !meta.is_file() => Existing::Stream,
            Ok(meta) => {
                check_writable(&path, &meta)?;
                Existing::File(meta)
            }
            Err(err) if err.kind() == ErrorKind::NotFound => Existing::Nothing,
            Err(err) => return Err(err),
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        Ok(Self { path, folder, existing })
    }
}

/// The path at the end of the links that a path begins.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        // What is no link has no place that it leads to.
        let Ok(to) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(to);
    }
    Err(io::Error::other("this is a link that leads round in a circle"))
}

/// A file that may not be written must not be replaced either: its folder may well allow that.
fn check_writable(path: &Path, meta: &Metadata) -> io::Result<()> {
    // An administrator may write it all the same, and should not by accident.
    if meta.permissions().readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
    }
    OpenOptions::new().write(true).open(path).map(drop)
}
