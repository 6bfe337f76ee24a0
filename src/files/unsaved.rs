//! Work that is in no plan file yet, kept in the program's own folder until it is saved or given up: what a window
//! that is killed leaves is found by the next one.
//!
//! Each window has two files: one with the work, and one that it holds locked as long as it lives, so that no other
//! window takes its work. When something is kept is decided by the window.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use super::own_folder;
use super::state_file::{self, State};

const PREFIX: &str = "window-";
const WORK_ENDING: &str = "ron";
const LOCK_ENDING: &str = "lock";
/// How many names are tried when another window, taking each for left behind, removes it.
const MOST_TRIES: usize = 8;

/// Work that is in no plan file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Unsaved {
    /// The file that the plan is saved to; `None`: none yet.
    pub path: Option<PathBuf>,
    /// What that file held when it was read or written last; `None`: nothing.
    pub in_file: Option<String>,
    /// The plan as it is now, as it would be written.
    pub text: String,
}

impl Unsaved {
    fn to_state(&self) -> State {
        let path = self.path.as_ref().and_then(|path| path.to_str()).map(|path| ("path", path));
        let in_file = self.in_file.as_deref().map(|text| ("in_file", text));
        let all = [Some(("text", self.text.as_str())), path, in_file];
        all.into_iter().flatten().map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut state: State = ron::from_str(text).ok()?;
        Some(Self {
            text: state.remove("text")?,
            path: state.remove("path").map(PathBuf::from),
            in_file: state.remove("in_file"),
        })
    }
}

/// The place of one window's unsaved work. When it is dropped, the work stays and can be found.
#[derive(Debug)]
pub struct Slot {
    work: PathBuf,
    lock_path: PathBuf,
    /// Locked as long as it is open.
    lock: File,
}

/// Work that a window left which is gone.
#[derive(Debug)]
pub struct Found {
    /// The work.
    pub unsaved: Unsaved,
    /// How long ago it was kept; `None`: the clock was changed since.
    pub age: Option<Duration>,
    /// Where it is, locked for this window.
    pub slot: Slot,
}

impl Slot {
    /// Makes a slot for a window.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn create(folder: &Path) -> io::Result<Self> {
        own_folder::create(folder)?;
        let mut number = 0;
        for _ in 0..MOST_TRIES {
            let lock_path = loop {
                let path = folder.join(format!("{PREFIX}{}-{number}.{LOCK_ENDING}", process::id()));
                number += 1;
                if !path.exists() && !path.with_extension(WORK_ENDING).exists() {
                    break path;
                }
            };
            let file = File::options().create(true).truncate(false).write(true).open(&lock_path)?;
            if let Some(slot) = Self::held(lock_path, file) {
                return Ok(slot);
            }
        }
        Err(io::Error::other("another window takes every slot for unsaved work"))
    }

    /// The slot with this lock, unless somebody else holds it or has just removed it.
    fn held(lock_path: PathBuf, lock: File) -> Option<Self> {
        let is_held = lock.try_lock().is_ok() && lock_path.exists();
        is_held.then(|| Self { work: lock_path.with_extension(WORK_ENDING), lock_path, lock })
    }

    /// Keeps work, in place of what was kept before.
    ///
    /// # Errors
    /// When the system refuses. What was kept before is as it was then.
    pub fn keep(&self, unsaved: &Unsaved) -> io::Result<()> {
        if let Some(folder) = self.work.parent() {
            // For the owner alone, as the folder is.
            own_folder::create(folder)?;
        }
        state_file::write(&self.work, &unsaved.to_state())
    }

    /// Removes the work and the slot: it was saved, or is given up.
    pub fn remove(self) {
        drop(fs::remove_file(&self.work));
        drop(fs::remove_file(&self.lock_path));
        drop(self.lock);
    }
}

/// What windows left that are gone, the newest first. A file that holds no work is left alone.
#[must_use]
pub fn find(folder: &Path) -> Vec<Found> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut res: Vec<Found> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
        .filter_map(|entry| found(&entry.path()))
        .collect();
    res.sort_by_key(|found| found.age.unwrap_or(Duration::MAX));
    res
}

/// What stands behind the lock of a window that is gone. A lock alone is removed.
fn found(lock_path: &Path) -> Option<Found> {
    if lock_path.extension().is_none_or(|ending| ending != LOCK_ENDING) {
        return None;
    }
    let slot = Slot::held(lock_path.to_owned(), File::options().write(true).open(lock_path).ok()?)?;
    match fs::read_to_string(&slot.work) {
        Ok(text) => {
            let age = fs::metadata(&slot.work).and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
            Unsaved::from_text(&text).map(|unsaved| Found { unsaved, age, slot })
        }
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            slot.remove();
            None
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(text: &str) -> Unsaved {
        Unsaved {
            path: Some("/plans/a.ron".into()),
            in_file: Some("old \"text\"\r\n".to_owned()),
            text: text.to_owned(),
        }
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).map_or(0, Iterator::count)
    }

    #[test]
    fn what_a_window_left_is_found_by_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let slot = Slot::create(folder.path()).expect("a slot");
        for text in ["first", "second"] {
            slot.keep(&work(text)).expect("kept");
        }
        // The window is killed: the system lets go of its lock.
        drop(slot);
        let mut found = find(folder.path());
        assert_eq!(found.len(), 1);
        let found = found.remove(0);
        assert_eq!(found.unsaved, work("second"));
        assert!(found.age.is_some_and(|age| age < Duration::from_hours(1)));
        found.slot.remove();
        assert_eq!((find(folder.path()).len(), names(folder.path())), (0, 0));
    }

    #[test]
    fn a_living_window_keeps_its_work_for_itself() {
        let folder = tempfile::tempdir().expect("a folder");
        let [mine, other] = [(); 2].map(|()| Slot::create(folder.path()).expect("a slot"));
        mine.keep(&work("mine")).expect("kept");
        other.keep(&work("other")).expect("kept");
        assert_eq!(find(folder.path()).len(), 0, "both live");
        drop(other);
        let found = find(folder.path());
        assert_eq!(found.iter().map(|found| found.unsaved.text.as_str()).collect::<Vec<_>>(), ["other"]);
        assert_eq!(find(folder.path()).len(), 0, "who found it holds it");
    }

    #[test]
    fn what_was_saved_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let slot = Slot::create(folder.path()).expect("a slot");
        slot.keep(&work("x")).expect("kept");
        slot.remove();
        drop(Slot::create(folder.path()).expect("a slot"));
        assert_eq!((find(folder.path()).len(), names(folder.path())), (0, 0), "a lock alone goes, too");
    }

    #[test]
    fn what_is_no_work_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let slot = Slot::create(folder.path()).expect("a slot");
        fs::write(&slot.work, "junk").expect("a file");
        drop(slot);
        assert_eq!((find(folder.path()).len(), names(folder.path())), (0, 2));
    }
}
