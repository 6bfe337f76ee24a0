//! Catalog texts: the embedded folder, and a user's own. It reads; it judges nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use include_dir::{Dir, include_dir};

use super::plan_file::read_at_most;
use crate::catalog::{self, Catalog, load};
use crate::finding::{Code, Finding, Subject, TextPosition};

mod walk;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// A text with its name below the catalog folder, with forward slashes.
pub type NamedText = (String, String);

/// The most entries of folders that are looked at.
const MAX_ENTRIES: usize = 250_000;

/// The most files that a catalog folder may have. The program's own has less than a thousand.
const MAX_FILES: usize = 100_000;

/// The most bytes that all of them may have. The program's own have less than one million.
const MAX_BYTES: u64 = 64 << 20;

/// A catalog folder can't be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogDirError {
    /// A folder or a file can't be read.
    #[error("can't read the catalog folder: {path}", path = path.display())]
    Read {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is more in it than any catalog has.
    #[error("this is no catalog folder, it holds more than {limit}: {path}", path = path.display())]
    TooLarge {
        /// The folder.
        path: PathBuf,
        /// What it exceeds, in words.
        limit: String,
    },
}

/// The texts that the program carries, by name.
#[must_use]
pub fn embedded() -> Vec<(&'static str, &'static str)> {
    texts_below(&EMBEDDED)
}

/// Those of one folder of them; no other is looked at.
pub(super) fn embedded_in(folder: &str) -> Vec<(&'static str, &'static str)> {
    EMBEDDED.get_dir(folder).map(texts_below).unwrap_or_default()
}

fn texts_below(dir: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
    fn collect(dir: &'static Dir<'static>, res: &mut Vec<(&'static str, &'static str)>) {
        for file in dir.files() {
            res.extend(file.path().to_str().zip(file.contents_utf8()));
        }
        for dir in dir.dirs() {
            collect(dir, res);
        }
    }
    let mut res = Vec::new();
    collect(dir, &mut res);
    res.sort_unstable();
    res
}

/// The embedded catalog with a user's folder laid over it, and what is wrong with either.
#[must_use]
pub fn with_overlay(overlay: &[NamedText]) -> (Catalog, Vec<Finding>) {
    let overlay = overlay.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    catalog::read_layers([embedded(), overlay])
}

/// What was read of a catalog folder: its texts by name, and what is wrong with files that are none.
pub type FolderTexts = (Vec<NamedText>, Vec<Finding>);

/// Reads every `.ron` file below `dir`, by name.
///
/// Only regular files are read, each once, however links lead there; what else is called like a catalog file is a
/// finding. A file that is not UTF-8 comes with marks where it can't be read, and the catalog's reader refuses it.
/// A folder of a newer format comes without texts.
///
/// # Errors
/// When a folder or a file can't be read, or holds more than any catalog has.
pub fn read_dir(dir: &Path) -> Result<FolderTexts, CatalogDirError> {
    Ok(read_dir_watched(dir, &mut |_, _| true)?.unwrap_or_default())
}

/// Does what [`read_dir`] does. `watch` hears how many files are read of how many, 0 of 0 while they are looked for,
/// and says whether to go on; where it said no, there is nothing.
///
/// # Errors
/// As [`read_dir`].
pub fn read_dir_watched(
    dir: &Path,
    watch: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Option<FolderTexts>, CatalogDirError> {
    let mut findings = Vec::new();
    let Some(paths) = walk::list(dir, &mut findings, watch)? else { return Ok(None) };
    let mut texts = Vec::new();
    let mut num_left = MAX_BYTES;
    for (idx, path) in paths.iter().enumerate() {
        if !watch(idx, paths.len()) {
            return Ok(None);
        }
        let name = name_below(dir, path);
        let bytes = read_at_most(path, num_left)
            .map_err(|source| CatalogDirError::Read { path: path.clone(), source })?
            .ok_or_else(|| CatalogDirError::TooLarge {
                path: dir.to_owned(),
                limit: format!("{} MB", MAX_BYTES >> 20),
            })?;
        num_left -= bytes.len() as u64;
        match String::from_utf8(bytes) {
            Ok(text) => texts.push((name, text)),
            // The readers of plans and profiles know no such mark.
            Err(err) if ["profiles/", "templates/"].iter().any(|folder| name.starts_with(folder)) => {
                findings.push(not_utf8(name, &err));
            }
            Err(err) => texts.push((name, String::from_utf8_lossy(err.as_bytes()).into_owned())),
        }
    }
    texts.sort_unstable();
    if let Some(finding) = load::refusal(texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        findings.push(finding);
        texts.clear();
    }
    Ok(Some((texts, findings)))
}

fn not_utf8(file: String, err: &FromUtf8Error) -> Finding {
    let before = String::from_utf8_lossy(&err.as_bytes()[..err.utf8_error().valid_up_to()]);
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let at = Some(TextPosition { line: before.matches('\n').count() + 1, column });
    let message = "the file is not UTF-8: this character can't be read";
    Finding::new(Code::CatalogSyntax, Subject::File { file, at }, message, "save the file as UTF-8")
}

fn name_below(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder with these files.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let res = tempfile::tempdir().expect("a folder");
        for name in names {
            let path = res.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, *name).expect("a file");
        }
        res
    }

    #[test]
    fn files_are_read_by_name_and_counted() {
        let folder = folder(&["roles/b.ron", "roles/a.ron", "roles/README.md", "os/deep/c.ron", "disabled.ron"]);
        let mut heard = Vec::new();
        let read = read_dir_watched(folder.path(), &mut |read, all| {
            heard.push((read, all));
            true
        });
        let (texts, findings) = read.expect("it can be read").expect("nobody stopped it");
        let names: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["disabled.ron", "os/deep/c.ron", "roles/a.ron", "roles/b.ron"]);
        assert!(texts.iter().all(|(name, text)| name == text) && findings.is_empty());
        assert_eq!(heard.split_off(heard.len() - 4), [(0, 4), (1, 4), (2, 4), (3, 4)]);
        assert!(heard.iter().all(|&counts| counts == (0, 0)), "looking for them comes first");
    }

    #[test]
    fn whoever_watches_can_stop_it_anywhere() {
        let folder = folder(&["roles/b.ron", "roles/a.ron"]);
        let mut num_heard = 0;
        read_dir_watched(folder.path(), &mut |_, _| {
            num_heard += 1;
            true
        })
        .expect("it can be read");
        for stop in 1..=num_heard {
            let mut left = stop;
            let read = read_dir_watched(folder.path(), &mut |_, _| {
                left -= 1;
                left > 0
            });
            assert!(read.is_ok_and(|read| read.is_none()), "stopped at {stop}");
        }
    }
}
