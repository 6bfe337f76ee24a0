//! Writes files that are not there yet, all of them or none: nothing is ever written over.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The files can't be written. None of them is there.
#[derive(Debug, thiserror::Error)]
pub enum NewFilesError {
    /// Something stands at one of the paths.
    #[error("there is something already, and nothing is written over it: {path}", path = path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// The system refused.
    #[error("can't write the file: {path}", path = path.display())]
    Write {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes texts by their names below a folder, with forward slashes; folders that are not there are made.
///
/// # Errors
/// When something stands at one of the paths, or the system refuses. What was written until then is removed; folders
/// that were made stay.
pub fn write_new(folder: &Path, files: &[(String, String)]) -> Result<(), NewFilesError> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(NewFilesError::Exists { path: path.clone() });
    }
    for (idx, (path, (_, text))) in paths.iter().zip(files).enumerate() {
        if let Err(err) = write(path, text) {
            for written in &paths[..idx] {
                drop(fs::remove_file(written));
            }
            return Err(err);
        }
    }
    Ok(())
}

/// Writes one file. Where that fails, it is not there.
fn write(path: &Path, text: &str) -> Result<(), NewFilesError> {
    let refused = |source| NewFilesError::Write { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|source| match source.kind() {
            // It came since it was looked for.
            io::ErrorKind::AlreadyExists => NewFilesError::Exists { path: path.to_owned() },
            _ => refused(source),
        })?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        drop(fs::remove_file(path));
    }
    written.map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, String)> {
        names.iter().map(|&name| (name.to_owned(), format!("text of {name}"))).collect()
    }

    #[test]
    fn files_are_written_with_their_folders() {
        let folder = tempfile::tempdir().expect("a folder");
        write_new(folder.path(), &files(&["roles/a.ron", "services/a.ron"])).expect("it can be written");
        let text = fs::read_to_string(folder.path().join("services/a.ron"));
        assert_eq!(text.ok().as_deref(), Some("text of services/a.ron"));
    }

    #[test]
    fn nothing_is_written_where_one_of_them_can_not_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let there = |name: &str| folder.path().join(name).exists();
        fs::write(folder.path().join("services"), "a file").expect("a file");
        let refused = write_new(folder.path(), &files(&["roles/a.ron", "services/a.ron"]));
        assert!(matches!(refused, Err(NewFilesError::Write { .. })), "{refused:?}");
        assert!(!there("roles/a.ron"));
        fs::create_dir_all(folder.path().join("roles")).expect("a folder");
        fs::write(folder.path().join("roles/b.ron"), "mine").expect("a file");
        let refused = write_new(folder.path(), &files(&["roles/a.ron", "roles/b.ron"]));
        assert!(matches!(refused, Err(NewFilesError::Exists { .. })), "{refused:?}");
        let kept = fs::read_to_string(folder.path().join("roles/b.ron"));
        assert_eq!((there("roles/a.ron"), kept.ok().as_deref()), (false, Some("mine")));
    }
}
