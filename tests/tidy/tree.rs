//! The files of the repository, read. It judges nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file with its path below the repository, with forward slashes.
pub(crate) struct TextFile {
    pub path: String,
    pub text: String,
}

impl TextFile {
    /// The name without its folder.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder, without a slash at its end.
    pub(crate) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// The file at a path below the repository, if it is there and a text.
pub(crate) fn file(path: &str) -> Option<TextFile> {
    let text = fs::read_to_string(root().join(path)).ok()?;
    Some(TextFile { path: path.to_owned(), text })
}

/// Every text file below a folder with one of these extensions, by path.
pub(crate) fn files(folder: &str, extensions: &[&str]) -> Vec<TextFile> {
    let mut res = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        let Ok(entries) = fs::read_dir(root().join(&folder)) else { continue };
        for entry in entries.flatten() {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let path = format!("{folder}/{name}");
            let is_wanted = extensions.iter().any(|extension| Path::new(&name).extension() == Some(extension.as_ref()));
            if entry.path().is_dir() {
                pending.push(path);
            } else if is_wanted {
                res.extend(file(&path));
            }
        }
    }
    res.sort_by(|a, b| a.path.cmp(&b.path));
    res
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
