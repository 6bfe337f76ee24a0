//! Files that are being written and have no name of their own yet, and how those go that a killed process left.
//!
//! A name says the machine and the process that wrote it, and the file is locked as long as that writes. What another
//! machine or a living process wrote is never removed, nor anything whose name is not exactly of this kind.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tempfile::{NamedTempFile, TempDir};

use super::attributes::{self, Readers};

const PREFIX: &str = ".portolan-";
const SUFFIX: &str = ".tmp";
const NUM_RANDOM: usize = 6;
/// How many names are tried when another process takes each for left behind.
const MOST_TRIES: usize = 8;

/// The files that this process is writing.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file that is being written. It goes when it is dropped.
pub(super) struct Temporary {
    file: NamedTempFile,
    listed: Listed,
}

/// A folder that is being filled. It goes with everything in it when it is dropped.
pub(in crate::files) struct TemporaryFolder {
    folder: TempDir,
    _listed: Listed,
}

impl TemporaryFolder {
    /// Makes an empty folder in a folder.
    pub(in crate::files) fn create(folder: &Path) -> io::Result<Self> {
        let mut live = live();
        let folder = name().tempdir_in(folder)?;
        live.insert(folder.path().to_owned());
        let listed = Listed(folder.path().to_owned());
        Ok(Self { folder, _listed: listed })
    }

    /// Where it is now.
    pub(in crate::files) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the folder its place, where nothing stands.
    ///
    /// # Errors
    /// When the system refuses, and then it is gone.
    pub(in crate::files) fn put_new(mut self, target: &Path) -> io::Result<()> {
        fs::rename(self.folder.path(), target)?;
        // Nothing is left at the old path that could be removed.
        self.folder.disable_cleanup(true);
        Ok(())
    }
}

/// How a file or folder is called that has no name of its own yet.
fn name() -> tempfile::Builder<'static, 'static> {
    static BEGINNING: OnceLock<String> = OnceLock::new();
    let beginning = BEGINNING.get_or_init(|| format!("{PREFIX}{}-{}-", process::id(), machine()));
    let mut res = tempfile::Builder::new();
    res.prefix(beginning).suffix(SUFFIX).rand_bytes(NUM_RANDOM);
    res
}

/// A path in the list of files that this process is writing.
struct Listed(PathBuf);

impl Listed {
    /// Lists a path and makes its file, both or neither: a signal that comes in between would leave the file behind.
    fn create(path: &Path, readers: Readers) -> io::Result<(Self, File)> {
        let mut live = live();
        let file = attributes::create(path, readers)?;
        live.insert(path.to_owned());
        Ok((Self(path.to_owned()), file))
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        live().remove(&self.0);
    }
}

impl Temporary {
    /// Makes an empty file in a folder.
    pub(super) fn create(folder: &Path, readers: Readers) -> io::Result<Self> {
        for _ in 0..MOST_TRIES {
            let mut listed = None;
            let file = name().make_in(folder, |path| {
                let (of, file) = Listed::create(path, readers)?;
                listed = Some(of);
                Ok(file)
            })?;
            let is_ours = match file.as_file().try_lock() {
                Ok(()) => file.path().exists(),
                // Somebody looks whether it was left behind, and will remove it.
                Err(TryLockError::WouldBlock) => false,
                // A file system without locks: then nobody removes it.
                Err(TryLockError::Error(_)) => true,
            };
            if let Some(listed) = listed.filter(|_| is_ours) {
                return Ok(Self { file, listed });
            }
        }
        Err(io::Error::other("another process removes every temporary file"))
    }

    /// The file itself.
    pub(super) fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Where it is now.
    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Gives the file its place, over what may stand there.
    ///
    /// # Errors
    /// When the system refuses, and then the file is given back.
    #[cfg(not(windows))]
    pub(super) fn replace(self, target: &Path) -> Result<(), (Self, io::Error)> {
        let Self { file, listed } = self;
        match file.persist(target) {
            Ok(_) => Ok(()),
            Err(err) => Err((Self { file: err.file, listed }, err.error)),
        }
    }

    /// Gives the file its place, over what may stand there, and returns when that is on the disk.
    ///
    /// # Errors
    /// When the system refuses, and then the file is given back.
    #[cfg(windows)]
    pub(super) fn replace(self, target: &Path) -> Result<(), (Self, io::Error)> {
        match atomicwrites::replace_atomic(self.file.path(), target) {
            Ok(()) => {
                let Self { file, listed } = self;
                // Nothing is left at the old path that could be removed.
                drop(file.keep());
                drop(listed);
                Ok(())
            }
            Err(err) => Err((self, err)),
        }
    }

    /// Gives the file its place, unless something stands there.
    ///
    /// # Errors
    /// When something does, or when the system refuses.
    pub(super) fn put_new(self, target: &Path) -> io::Result<()> {
        self.file.persist_noclobber(target).map(drop).map_err(|err| err.error)
    }
}

/// Removes what killed processes of this machine left in a folder. What can't be removed stays.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_left_behind) {
            remove_unlocked(&entry.path());
        }
    }
}

/// Removes a file that nobody writes any more.
fn remove_unlocked(path: &Path) {
    if let Ok(file) = File::open(path)
        && file.try_lock().is_ok()
    {
        drop(fs::remove_file(path));
    }
}

/// Whether a name is one that a process of this machine gave which is gone.
fn is_left_behind(name: &str) -> bool {
    let Some(inner) = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX)) else { return false };
    let parts: Vec<&str> = inner.split('-').collect();
    let [pid, of_machine, random] = parts[..] else { return false };
    let is_random = random.len() == NUM_RANDOM && random.chars().all(|c| c.is_ascii_alphanumeric());
    is_random && of_machine == machine() && pid.parse().is_ok_and(is_gone)
}

/// Whether no process has this number.
#[cfg(unix)]
fn is_gone(pid: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH))
}

/// Whether no process has this number may be asked; the lock tells it as well.
#[cfg(not(unix))]
fn is_gone(pid: u32) -> bool {
    pid != process::id()
}

/// The name of this machine, in letters and digits.
#[cfg(unix)]
fn machine() -> String {
    plain(&rustix::system::uname().nodename().to_string_lossy())
}

/// The name of this machine, in letters and digits.
#[cfg(not(unix))]
fn machine() -> String {
    plain(&std::env::var("COMPUTERNAME").unwrap_or_default())
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).take(24).collect()
}

/// Removes what this process is writing, for good: whoever wants to write more waits for the end of the process.
pub(in crate::files) fn remove_live() {
    let live = live();
    for path in live.iter() {
        if fs::remove_file(path).is_err() {
            drop(fs::remove_dir_all(path));
        }
    }
    std::mem::forget(live);
}

fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that no process has, as far as systems go.
    const GONE: u32 = 0x3fff_ffff;

    fn name(pid: u32, machine: &str) -> String {
        format!("{PREFIX}{pid}-{machine}-aB3dE6{SUFFIX}")
    }

    /// Sweeps a folder with one file of this name, and tells whether it is still there.
    fn stays(name: &str) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        fs::write(&path, "half").expect("a file");
        sweep(folder.path());
        path.exists()
    }

    #[test]
    fn what_a_process_left_that_is_gone_is_removed() {
        assert!(!stays(&name(GONE, &machine())));
    }

    #[test]
    fn what_is_foreign_or_alive_is_never_removed() {
        for kept in [
            name(process::id(), &machine()),
            name(GONE, "anothermachine"),
            format!("{PREFIX}{GONE}-{}{SUFFIX}", machine()),
            format!("{PREFIX}{GONE}-{}-aB3dE6.ron", machine()),
            format!("{PREFIX}{GONE}-{}-a.3dE6{SUFFIX}", machine()),
            format!("{PREFIX}x-{}-aB3dE6{SUFFIX}", machine()),
            format!("portolan-{GONE}-{}-aB3dE6{SUFFIX}", machine()),
            ".portolan-aB3dE6".to_owned(),
            "plan.ron".to_owned(),
        ] {
            assert!(stays(&kept), "{kept}");
        }
    }

    #[test]
    fn what_is_locked_is_never_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name(GONE, &machine()));
        let file = File::create(&path).expect("a file");
        file.lock().expect("a lock");
        sweep(folder.path());
        assert!(path.exists());
        drop(file);
        sweep(folder.path());
        assert!(!path.exists());
    }

    #[test]
    fn a_folder_of_such_a_name_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name(GONE, &machine()));
        fs::create_dir(&path).expect("a folder");
        sweep(folder.path());
        assert!(path.exists());
    }

    #[test]
    fn a_file_is_listed_as_long_as_it_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let temporary = Temporary::create(folder.path(), Readers::Everybody).expect("a file");
        let path = temporary.path().to_owned();
        assert!(path.exists() && live().contains(&path));
        temporary.put_new(&folder.path().join("done")).expect("its place");
        assert!(!path.exists() && !live().contains(&path));
        drop(Temporary::create(folder.path(), Readers::Owner).expect("a file"));
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "what is dropped goes");
        assert!(live().iter().all(|path| !path.starts_with(folder.path())));
    }
}
