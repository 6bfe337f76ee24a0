//! Whether two paths lead to one file. It opens neither.

use std::fs;
use std::path::Path;

/// Whether both paths exist and lead to the same file, whatever links lie between.
#[must_use]
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    fs::canonicalize(a).ok().zip(fs::canonicalize(b).ok()).is_some_and(|(a, b)| a == b)
}

/// Whether the path leads to a file with something in it.
#[must_use]
pub fn has_content(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() > 0)
}
