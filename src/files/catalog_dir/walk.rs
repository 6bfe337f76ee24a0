//! Which files a catalog folder has: regular ones, each once, wherever links lead. It reads none of them.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::{CatalogDirError, MAX_ENTRIES, MAX_FILES, name_below};
use crate::finding::{Code, Finding, Subject, TextPosition};

/// The `.ron` files below `dir`, unless `watch` wants no more of them.
///
/// Links are followed after everything else, so that a file has its own name and not that of a link to it, and a
/// folder is never read twice, however links lead round and round.
pub(super) fn list(
    dir: &Path,
    findings: &mut Vec<Finding>,
    watch: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Option<Vec<PathBuf>>, CatalogDirError> {
    let mut walk =
        Walk { dir, findings, folders: VecDeque::new(), links: Vec::new(), files: Vec::new(), seen: BTreeSet::new() };
    let mut num_entries = 0;
    walk.folder(dir.to_owned());
    loop {
        while let Some(folder) = walk.folders.pop_front() {
            if !watch(0, 0) {
                return Ok(None);
            }
            num_entries += walk.read(&folder)?;
            if num_entries > MAX_ENTRIES || walk.files.len() > MAX_FILES {
                let limit = format!("{MAX_FILES} files, or {MAX_ENTRIES} entries of whatever kind");
                return Err(CatalogDirError::TooLarge { path: dir.to_owned(), limit });
            }
        }
        if walk.links.is_empty() {
            break;
        }
        let mut links = std::mem::take(&mut walk.links);
        links.sort_unstable();
        for link in links {
            walk.follow(link);
        }
    }
    walk.files.sort_unstable();
    Ok(Some(walk.files))
}

/// What was found so far, and what is still to be looked at.
struct Walk<'a> {
    dir: &'a Path,
    findings: &'a mut Vec<Finding>,
    folders: VecDeque<PathBuf>,
    links: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// What folders and files really are called.
    seen: BTreeSet<PathBuf>,
}

impl Walk<'_> {
    /// Looks at the entries of a folder. Says how many there were.
    fn read(&mut self, folder: &Path) -> Result<usize, CatalogDirError> {
        let failed = |source| CatalogDirError::Read { path: folder.to_owned(), source };
        let mut num = 0;
        let mut subfolders = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            num += 1;
            if num > MAX_ENTRIES {
                break;
            }
            let entry = entry.map_err(failed)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
            if kind.is_symlink() {
                self.links.push(path);
            } else if kind.is_dir() {
                subfolders.push(path);
            } else if is_named_like_one(&path) {
                self.file(path, kind.is_file());
            }
        }
        subfolders.sort_unstable();
        for path in subfolders {
            self.folder(path);
        }
        Ok(num)
    }

    fn follow(&mut self, link: PathBuf) {
        match fs::metadata(&link) {
            Ok(target) if target.is_dir() => self.folder(link),
            Ok(target) if is_named_like_one(&link) => self.file(link, target.is_file()),
            Err(_) if is_named_like_one(&link) => {
                self.find(&link, "the link leads nowhere", "take it away, or mend it");
            }
            Ok(_) | Err(_) => {}
        }
    }

    fn folder(&mut self, path: PathBuf) {
        if self.is_new(&path) {
            self.folders.push_back(path);
        }
    }

    fn file(&mut self, path: PathBuf, is_regular: bool) {
        if !is_regular {
            self.find(&path, "this is no regular file, so it is not read", "put a file in its place");
        } else if self.is_new(&path) {
            self.files.push(path);
        } else {
            self.find(&path, "this is a link to a file that is read already", "take it away, or copy the file");
        }
    }

    /// Whether it was not met before. What can't be resolved is met under its own name.
    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }

    fn find(&mut self, path: &Path, message: &str, hint: &str) {
        let subject = Subject::File { file: name_below(self.dir, path), at: Some(TextPosition { line: 1, column: 1 }) };
        self.findings.push(Finding::new(Code::CatalogSyntax, subject, message, hint));
    }
}

/// Whether a path is called like a catalog file, also where its ending is in upper case, which the reader tells.
fn is_named_like_one(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// What is read of a folder that `fill` filled, and what is said.
    fn read(fill: impl FnOnce(&Path)) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("roles")).expect("a folder");
        fs::write(folder.path().join("roles/a.ron"), "a").expect("a file");
        fill(folder.path());
        let (texts, findings) = super::super::read_dir(folder.path()).expect("it can be read");
        (texts.into_iter().map(|(name, _)| name).collect(), findings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn links_that_lead_round_and_round_are_followed_once() {
        let (files, findings) = read(|folder| {
            symlink(".", folder.join("roles/x")).expect("a link");
            symlink("..", folder.join("roles/y")).expect("a link");
            symlink("z", folder.join("z")).expect("a link");
        });
        assert_eq!((files, findings), (vec!["roles/a.ron".to_owned()], Vec::new()));
    }

    #[test]
    fn each_file_is_read_once_and_nothing_but_files() {
        let (files, findings) = read(|folder| {
            symlink("a.ron", folder.join("roles/0.ron")).expect("a link");
            symlink("/dev/zero", folder.join("roles/zero.ron")).expect("a link");
            symlink("nowhere", folder.join("roles/b.ron")).expect("a link");
            std::os::unix::net::UnixListener::bind(folder.join("roles/socket.ron")).expect("a socket");
        });
        assert_eq!(files, ["roles/a.ron"]);
        let expected = [
            "error[catalog-syntax] roles/socket.ron:1:1: this is no regular file, so it is not read (put a file in its place)",
            "error[catalog-syntax] roles/0.ron:1:1: this is a link to a file that is read already (take it away, or copy the file)",
            "error[catalog-syntax] roles/b.ron:1:1: the link leads nowhere (take it away, or mend it)",
            "error[catalog-syntax] roles/zero.ron:1:1: this is no regular file, so it is not read (put a file in its place)",
        ];
        assert_eq!(findings, expected);
    }

    #[test]
    fn a_file_that_a_link_brings_in_from_elsewhere_is_read() {
        let elsewhere = tempfile::tempdir().expect("a folder");
        fs::write(elsewhere.path().join("b.ron"), "b").expect("a file");
        let (files, findings) = read(|folder| {
            symlink(elsewhere.path(), folder.join("services")).expect("a link");
            symlink(elsewhere.path().join("b.ron"), folder.join("roles/b.ron")).expect("a link");
        });
        // Links come by name, and the file is the same one under both.
        assert_eq!((files.len(), findings.len()), (2, 1), "{files:?} {findings:?}");
    }

    #[test]
    fn a_catalog_may_be_no_larger_than_any_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = fs::File::create(folder.path().join("a.ron")).expect("a file");
        file.set_len(super::super::MAX_BYTES + 1).expect("a hole takes no room");
        let err = super::super::read_dir(folder.path()).expect_err("too large");
        assert!(err.to_string().starts_with("this is no catalog folder, it holds more than 64 MB: "), "{err}");
    }
}
