//! Plan files: text in, text out. What the text says is not known here.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::atomic_write::{self, Remark, WriteFileError, Written};
use super::backups::Backups;

/// The largest file that is read, in bytes. The plan of a thousand zones takes a few million.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A plan file can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum PlanIoError {
    /// The system refuses.
    #[error("can't read the plan: {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file can't be a plan.
    #[error("can't read the plan, larger than {} MiB; choose another file: {path}", MAX_BYTES / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The file is no text, or in another encoding.
    #[error("can't read the plan, no UTF-8 after byte {valid_up_to}; save the file as UTF-8: {path}")]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// How many bytes at the start are UTF-8.
        valid_up_to: usize,
    },
    /// The file is as it was.
    #[error(transparent)]
    Write(#[from] WriteFileError),
}

/// Reads the text of a plan file, to the byte.
///
/// # Errors
/// When the system refuses, the file is larger than [`MAX_BYTES`], or not UTF-8.
pub fn load(path: &Path) -> Result<String, PlanIoError> {
    let bytes = read_at_most(path, MAX_BYTES)
        .map_err(|source| PlanIoError::Read { path: path.to_owned(), source })?
        .ok_or_else(|| PlanIoError::TooLarge { path: path.to_owned() })?;
    String::from_utf8(bytes).map_err(|err| {
        let valid_up_to = err.utf8_error().valid_up_to();
        PlanIoError::NotUtf8 { path: path.to_owned(), valid_up_to }
    })
}

/// The bytes of a file; `None` if there are more than `max`.
///
/// One byte more than allowed tells a file that is too large, also one that has no size of its own or grows.
pub(super) fn read_at_most(path: &Path, max: u64) -> io::Result<Option<Vec<u8>>> {
    let mut res = Vec::new();
    File::open(path)?.take(max + 1).read_to_end(&mut res)?;
    Ok((res.len() as u64 <= max).then_some(res))
}

/// Writes the text of a plan file, whole or not at all.
///
/// # Errors
/// When the system refuses. The old file is as it was then.
pub fn save(path: &Path, text: &str) -> Result<Written, PlanIoError> {
    Ok(atomic_write::write(path, |file| file.write_all(text.as_bytes()))?)
}

/// Writes the text of a plan file that is not there yet; one that appears meanwhile stays.
///
/// # Errors
/// When the system refuses, or there is a file of this name at the end.
pub fn save_new(path: &Path, text: &str) -> Result<Written, PlanIoError> {
    Ok(atomic_write::write_new(path, |file| file.write_all(text.as_bytes()))?)
}

/// Does what [`save`] does, and keeps a copy of what was there before. If no copy can be kept, that is a remark and no
/// reason not to save.
///
/// # Errors
/// As [`save`].
pub fn save_with_copy(path: &Path, text: &str, backups: &Backups) -> Result<Written, PlanIoError> {
    let kept = match std::fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        Ok(bytes) => backups.keep(path, &bytes).map(drop),
        // What is not there needs no copy; what can't be read has none, and writing will say why.
        Err(_) => Ok(()),
    };
    let mut written = atomic_write::write_keeping(path, backups, |file| file.write_all(text.as_bytes()))?;
    if let Err(err) = kept {
        written.remarks.push(Remark::NoBackup { path: path.to_owned(), reason: err.to_string() });
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What loading a file of these bytes says, without the path.
    fn check_refused(bytes: &[u8], expected: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        std::fs::write(&path, bytes).expect("a file");
        let message = load(&path).map_err(|err| err.to_string());
        assert!(message.as_ref().is_err_and(|message| message.starts_with(expected)), "{message:?}");
    }

    #[test]
    fn what_can_be_no_plan_is_refused() {
        check_refused(b"(title: \"\xe4\")", "can't read the plan, no UTF-8 after byte 9; save the file as UTF-8: ");
        let large = usize::try_from(MAX_BYTES + 1).expect("64 MiB fit");
        check_refused(&vec![b' '; large], "can't read the plan, larger than 64 MiB; choose another file: ");
    }

    #[test]
    fn what_is_saved_is_read_to_the_byte() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        let text = "\u{feff}(format: 1)\r\n";
        save(&path, text).expect("saved");
        assert_eq!(load(&path).expect("read"), text);
        assert!(matches!(load(folder.path()), Err(PlanIoError::Read { .. })));
    }

    #[test]
    fn what_was_there_is_kept_before_it_is_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        std::fs::write(&path, "good").expect("a file");
        let backups = Backups::below(folder.path());
        assert_eq!(save_with_copy(&path, "newer", &backups).expect("saved"), Written::default());
        let copies = std::fs::read_dir(folder.path().join("backups")).expect("the folder");
        let texts: Vec<_> =
            copies.map(|copy| std::fs::read_to_string(copy.expect("one").path()).expect("it")).collect();
        assert_eq!((texts, load(&path).expect("read")), (vec!["good".to_owned()], "newer".to_owned()));
        let written = save_with_copy(&path, "newest", &Backups::nowhere()).expect("saved all the same");
        assert!(matches!(written.remarks[..], [Remark::NoBackup { .. }]), "{written:?}");
        assert_eq!(load(&path).expect("read"), "newest");
    }
}
