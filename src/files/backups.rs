//! Copies of files as they were before they were written over. They lie in the program's own folder, not beside the
//! user's files; of each file the newest few are kept.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::own_folder;

/// How many copies of one file are kept.
pub const MOST_COPIES: usize = 5;

/// Where copies are kept.
#[derive(Clone, Debug)]
pub struct Backups {
    /// `None`: nowhere.
    folder: Option<PathBuf>,
}

impl Backups {
    /// In the program's own folder, if the system has one.
    #[must_use]
    pub fn own() -> Self {
        Self { folder: own_folder::path().map(|own| own.join("backups")) }
    }

    /// In the folder `backups` below another.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        Self { folder: Some(folder.join("backups")) }
    }

    /// Nowhere: no copy can be kept.
    #[must_use]
    pub fn nowhere() -> Self {
        Self { folder: None }
    }

    /// Keeps `bytes` as what was in the file at `path`, and says where. What the newest copy holds is not kept twice.
    ///
    /// # Errors
    /// When there is no place, or the system refuses.
    pub fn keep(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        let nowhere = || io::Error::new(io::ErrorKind::NotFound, "the program has no folder of its own");
        let folder = self.folder.as_ref().ok_or_else(nowhere)?;
        own_folder::create(folder)?;
        let named = |number: usize| folder.join(copy_name(path, number));
        let newest = named(1);
        if fs::read(&newest).is_ok_and(|kept| kept == bytes) {
            return Ok(newest);
        }
        // For the owner alone: a plan may be secret, and its own mode is not known here.
        let mut file = tempfile::Builder::new().prefix("copy-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        for number in (1..MOST_COPIES).rev() {
            // What is not there needs no room.
            drop(fs::rename(named(number), named(number + 1)));
        }
        file.persist(&newest).map_err(|err| err.error)?;
        Ok(newest)
    }
}

/// `plan-0123456789abcdef-1.ron` for a file `plan.ron`: the number in the middle tells files of one name apart.
fn copy_name(path: &Path, number: usize) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    PathBuf::from(format!("{stem}-{:016x}-{number}{ending}", fnv1a(path.as_os_str().as_encoded_bytes())))
}

/// The hash FNV-1a, which is the same on every machine and at every time.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_copies_are_kept_and_the_newest_is_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let backups = Backups::below(folder.path());
        let path = Path::new("/plans/office.ron");
        for text in ["1", "2", "2", "3", "4", "5", "6"] {
            let kept = backups.keep(path, text.as_bytes()).expect("kept");
            assert_eq!(fs::read_to_string(kept).expect("the copy"), text);
        }
        let of = |number| fs::read_to_string(folder.path().join("backups").join(copy_name(path, number))).ok();
        let texts: Vec<_> = (1..=MOST_COPIES + 1).map_while(of).collect();
        assert_eq!(texts, ["6", "5", "4", "3", "2"]);
    }

    #[test]
    fn files_of_one_name_have_copies_of_their_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let backups = Backups::below(folder.path());
        let kept = ["/a/plan.ron", "/b/plan.ron"].map(|path| backups.keep(Path::new(path), b"x").expect("kept"));
        assert_ne!(kept[0], kept[1]);
    }
}
