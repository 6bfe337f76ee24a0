//! Catalog texts: the embedded folder, and a user's own. It reads; it judges nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::catalog::{self, Catalog};
use crate::finding::{Code, Finding, Place};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// A text with its name below the catalog folder, with forward slashes.
pub type NamedText = (String, String);

/// A catalog folder can't be read.
#[derive(Debug, thiserror::Error)]
#[error("can't read the catalog folder: {path}")]
pub struct CatalogDirError {
    /// The folder or file.
    path: PathBuf,
    /// What the system said.
    source: io::Error,
}

/// The texts that the program carries, by name.
#[must_use]
pub fn embedded() -> Vec<(&'static str, &'static str)> {
    fn collect(dir: &'static Dir<'static>, res: &mut Vec<(&'static str, &'static str)>) {
        for file in dir.files() {
            res.extend(file.path().to_str().zip(file.contents_utf8()));
        }
        for dir in dir.dirs() {
            collect(dir, res);
        }
    }
    let mut res = Vec::new();
    collect(&EMBEDDED, &mut res);
    res.sort_unstable();
    res
}

/// The embedded catalog with a user's folder laid over it, and what is wrong with either.
#[must_use]
pub fn with_overlay(overlay: &[NamedText]) -> (Catalog, Vec<Finding>) {
    let overlay = overlay.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    catalog::read(embedded().into_iter().chain(overlay))
}

/// What was read of a catalog folder: its texts by name, and what is wrong with files that are none.
pub type FolderTexts = (Vec<NamedText>, Vec<Finding>);

/// Reads every `.ron` file below `dir`, by name. A file that is not UTF-8 is a finding.
///
/// # Errors
/// When a folder or a file can't be read.
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
    let Some(paths) = list(dir, watch)? else { return Ok(None) };
    let mut texts = Vec::new();
    let mut findings = Vec::new();
    for (idx, path) in paths.iter().enumerate() {
        if !watch(idx, paths.len()) {
            return Ok(None);
        }
        let name = name_below(dir, path);
        let bytes = fs::read(path).map_err(|source| CatalogDirError { path: path.clone(), source })?;
        match String::from_utf8(bytes) {
            Ok(text) => texts.push((name, text)),
            Err(err) => findings.push(Finding::new(
                Code::CatalogSyntax,
                Place::File { file: name, position: None },
                format!("not UTF-8 after byte {}", err.utf8_error().valid_up_to()),
                "save the file as UTF-8",
            )),
        }
    }
    texts.sort_unstable();
    Ok(Some((texts, findings)))
}

/// The `.ron` files below `dir`, unless `watch` wants no more of them.
fn list(dir: &Path, watch: &mut dyn FnMut(usize, usize) -> bool) -> Result<Option<Vec<PathBuf>>, CatalogDirError> {
    let mut res = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(folder) = pending.pop() {
        if !watch(0, 0) {
            return Ok(None);
        }
        let failed = |source| CatalogDirError { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                res.push(path);
            }
        }
    }
    Ok(Some(res))
}

fn name_below(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
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
        let folder = folder(&["roles/b.ron", "roles/a.ron", "roles/README.md", "os/deep/c.ron", "catalog.ron"]);
        let mut heard = Vec::new();
        let read = read_dir_watched(folder.path(), &mut |read, all| {
            heard.push((read, all));
            true
        });
        let (texts, findings) = read.expect("it can be read").expect("nobody stopped it");
        let names: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["catalog.ron", "os/deep/c.ron", "roles/a.ron", "roles/b.ron"]);
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
