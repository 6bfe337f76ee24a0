//! Writing over the bytes of a file, where its folder takes no other to put in its place. A copy comes first.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::files::backups::Backups;

/// Whether a folder said with this that it takes no new file.
pub(super) fn takes_no_new_file(err: &io::Error) -> bool {
    matches!(err.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Writes `bytes` over a file, and returns where what was in it is kept.
///
/// # Errors
/// When no copy can be made, and then the file was not touched; or when the system refuses to write, and then it was
/// asked to put back what was there.
pub(super) fn write(path: &Path, bytes: &[u8], backups: &Backups) -> io::Result<PathBuf> {
    let before = fs::read(path)?;
    let backup = backups.keep(path, &before).map_err(|err| {
        io::Error::new(err.kind(), format!("its folder takes no new file, and no copy of it can be kept: {err}"))
    })?;
    let mut file = OpenOptions::new().write(true).open(path)?;
    let Err(err) = put(&mut file, bytes) else { return Ok(backup) };
    let state = if put(&mut file, &before).is_ok() { "it is as it was" } else { "it is damaged" };
    Err(io::Error::new(err.kind(), format!("{err}; {state}, and a copy of it is {}", backup.display())))
}

fn put(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_is_kept_before_it_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        fs::write(&path, "a longer text").expect("a file");
        let backups = Backups::below(folder.path());
        let backup = write(&path, b"short", &backups).expect("written");
        assert_eq!(fs::read(&path).expect("the file"), b"short");
        assert_eq!(fs::read(backup).expect("the copy"), b"a longer text");
    }

    #[test]
    fn without_a_copy_nothing_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        fs::write(&path, "old").expect("a file");
        let err = write(&path, b"new", &Backups::nowhere()).expect_err("there is no place for a copy");
        assert!(err.to_string().starts_with("its folder takes no new file, and no copy of it can be kept: "), "{err}");
        assert_eq!(fs::read(&path).expect("the file"), b"old");
    }
}
