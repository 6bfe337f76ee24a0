//! Writes a folder of files that is not there yet, whole or not at all: it is filled beside its place, and then put there
//! in one step.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::atomic_write::TemporaryFolder;
use crate::export::FileSink;

/// A folder can't be written. It is not there.
#[derive(Debug, thiserror::Error)]
pub enum NewFolderError {
    /// Something stands at its place.
    #[error("there is something already; name a folder that is not there yet: {path}", path = path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// The system refused.
    #[error("can't write the folder: {path}", path = path.display())]
    Write {
        /// The folder.
        path: PathBuf,
        /// What the system said, or whoever filled it.
        source: io::Error,
    },
}

/// A folder that is being filled, file by file.
struct Filling<'f> {
    folder: &'f Path,
    file: Option<BufWriter<File>>,
}

/// Writes the files that `fill` begins into a folder of its own.
///
/// # Errors
/// When something stands at the path, the system refuses, or `fill` fails.
pub fn write_folder<T>(
    path: &Path,
    fill: impl FnOnce(&mut dyn FileSink) -> io::Result<T>,
) -> Result<T, NewFolderError> {
    if path.symlink_metadata().is_ok() {
        return Err(NewFolderError::Exists { path: path.to_owned() });
    }
    try_write(path, fill).map_err(|source| NewFolderError::Write { path: path.to_owned(), source })
}

fn try_write<T>(path: &Path, fill: impl FnOnce(&mut dyn FileSink) -> io::Result<T>) -> io::Result<T> {
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let temporary = TemporaryFolder::create(beside)?;
    let mut filling = Filling { folder: temporary.path(), file: None };
    let res = fill(&mut filling)?;
    filling.end_file()?;
    temporary.put_new(path)?;
    // The files are there by now; on systems that can't flush a folder they are as well.
    drop(File::open(beside).and_then(|folder| folder.sync_all()));
    Ok(res)
}

impl Filling<'_> {
    fn end_file(&mut self) -> io::Result<()> {
        match self.file.take() {
            Some(file) => file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all(),
            None => Ok(()),
        }
    }
}

impl Write for Filling<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Err(io::Error::other("no file was begun")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl FileSink for Filling<'_> {
    fn begin(&mut self, name: &str) -> io::Result<()> {
        self.end_file()?;
        let file = OpenOptions::new().write(true).create_new(true).open(self.folder.join(name))?;
        self.file = Some(BufWriter::new(file));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder");
        let mut res: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        res.sort();
        res
    }

    #[test]
    fn a_folder_is_there_with_all_its_files_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("form");
        let fill = |is_fine: bool| {
            write_folder(&path, move |sink| {
                sink.begin("a.csv")?;
                sink.write_all(b"a")?;
                sink.begin("b.csv")?;
                sink.write_all(b"b")?;
                if is_fine { Ok(2) } else { Err(io::Error::other("halfway")) }
            })
        };
        assert!(matches!(fill(false), Err(NewFolderError::Write { .. })));
        assert_eq!(names(folder.path()), [""; 0]);
        assert!(fill(true).is_ok_and(|num_files| num_files == 2));
        assert_eq!(
            (names(folder.path()), names(&path)),
            (vec!["form".to_owned()], vec!["a.csv".into(), "b.csv".into()])
        );
        assert_eq!(fs::read(path.join("b.csv")).ok().as_deref(), Some(&b"b"[..]));
        assert!(matches!(fill(true), Err(NewFolderError::Exists { .. })));
    }
}
