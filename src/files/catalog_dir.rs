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

/// Reads every `.ron` file below `dir`, by name. A file that is not UTF-8 is a finding.
///
/// # Errors
/// When a folder or a file can't be read.
pub fn read_dir(dir: &Path) -> Result<(Vec<NamedText>, Vec<Finding>), CatalogDirError> {
    let mut texts = Vec::new();
    let mut findings = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(folder) = pending.pop() {
        let failed = |source| CatalogDirError { path: folder.clone(), source };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                let name = name_below(dir, &path);
                let bytes = fs::read(&path).map_err(|source| CatalogDirError { path: path.clone(), source })?;
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
        }
    }
    texts.sort_unstable();
    Ok((texts, findings))
}

fn name_below(dir: &Path, path: &Path) -> String {
    let below = path.strip_prefix(dir).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
