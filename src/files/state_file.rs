//! The file in which the window remembers how it was left: texts by name. It is written whole or not at all, and a
//! broken one is renamed, never changed. What the texts say is not known here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic_write::write_keeping;
use super::backups::Backups;

/// What the file is called in the program's own folder.
pub const NAME: &str = "app.ron";

/// The texts of a state file, by name.
pub type State = BTreeMap<String, String>;

/// A state can't be read.
#[derive(Debug, thiserror::Error)]
pub enum StateFileError {
    /// It is broken, and was renamed.
    #[error("it was set aside as {to}")]
    SetAside {
        /// Where it is now.
        to: PathBuf,
    },
    /// It is broken, and can't be renamed.
    #[error("can't set it aside: {path}")]
    Stuck {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refuses to read it. It may be sound, so it stays where it is.
    #[error("can't read the file: {path}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads a state. A file that is not there has none. `is_sound` judges the texts.
///
/// # Errors
/// When the file is broken, which sets it aside, or when the system refuses to read it.
pub fn read(path: &Path, is_sound: impl FnOnce(&State) -> bool) -> Result<State, StateFileError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(State::new()),
        Err(source) => return Err(StateFileError::Refused { path: path.to_owned(), source }),
    };
    let text = String::from_utf8(bytes).ok();
    let state = text.and_then(|text| ron::from_str::<State>(&text).ok()).filter(is_sound);
    state.ok_or_else(|| set_aside(path))
}

/// Writes a state, whole or not at all.
///
/// # Errors
/// When the system refuses. The old file is as it was then.
pub fn write(path: &Path, state: &State) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(state, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
    write_keeping(path, &Backups::nowhere(), |file| file.write_all(text.as_bytes())).map(drop).map_err(io::Error::other)
}

/// Renames a broken file, and says where it went.
fn set_aside(path: &Path) -> StateFileError {
    let to = free_name(path);
    match fs::rename(path, &to) {
        Ok(()) => StateFileError::SetAside { to },
        Err(source) => StateFileError::Stuck { path: path.to_owned(), source },
    }
}

/// The file's name with `.broken` behind it, or with the first number that makes it free.
fn free_name(path: &Path) -> PathBuf {
    let named = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let numbered = (2..).map(|number: u32| named(&format!(".broken-{number}")));
    let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    std::iter::once(named(".broken")).chain(numbered).find(is_free).unwrap_or_else(|| named(".broken"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "{\n    \"window\": \"(x: 1)\",\n    \"portolan-window\": \"(tab:Rules)\",\n}";

    /// A folder with a state file of these bytes.
    fn folder(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("app.ron");
        fs::write(&path, bytes).expect("a file");
        (folder, path)
    }

    /// A file of these bytes is set aside, whole.
    fn check_set_aside(bytes: &[u8], is_sound: bool) {
        let (folder, path) = folder(bytes);
        let result = read(&path, |_| is_sound);
        let Err(StateFileError::SetAside { to }) = result else { panic!("{result:?}") };
        assert_eq!(to, folder.path().join("app.ron.broken"));
        assert_eq!(fs::read(&to).expect("it is there"), bytes);
        assert!(!path.exists(), "the window starts with none");
    }

    #[test]
    fn a_broken_state_is_set_aside() {
        for bytes in [&b""[..], b"{", b"not ron", b"{\"a\": 1}", b"{\"a\": \"\xff\"}", &SOUND.as_bytes()[..40]] {
            check_set_aside(bytes, true);
        }
        check_set_aside(SOUND.as_bytes(), false);
    }

    #[test]
    fn a_sound_state_is_read_and_left_alone() {
        let (_folder, path) = folder(SOUND.as_bytes());
        let state = read(&path, |state| state.contains_key("portolan-window")).expect("it is sound");
        assert_eq!(state["portolan-window"], "(tab:Rules)");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), SOUND);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (folder, path) = folder(b"before");
        let state = State::from([("a".to_owned(), "(x: \"\u{1}\")".to_owned())]);
        write(&path, &state).expect("written");
        assert_eq!(read(&path, |_| true).expect("it is sound"), state);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
    }

    #[test]
    fn what_is_not_there_is_no_trouble() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [folder.path().join("app.ron"), folder.path().join("no/folder/app.ron")] {
            assert!(read(&path, |_| false).is_ok_and(|state| state.is_empty()));
        }
    }

    #[test]
    fn what_was_set_aside_before_is_kept() {
        let (folder, path) = folder(b"third");
        fs::write(folder.path().join("app.ron.broken"), "first").expect("a file");
        fs::write(folder.path().join("app.ron.broken-2"), "second").expect("a file");
        let result = read(&path, |_| true);
        assert!(
            matches!(&result, Err(StateFileError::SetAside { to }) if to.ends_with("app.ron.broken-3")),
            "{result:?}"
        );
        assert_eq!(fs::read_to_string(folder.path().join("app.ron.broken")).expect("it is there"), "first");
    }

    #[test]
    fn a_folder_in_its_place_stays_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let result = read(folder.path(), |_| true);
        assert!(matches!(result, Err(StateFileError::Refused { .. })), "{result:?}");
        assert!(folder.path().is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_nobody_may_read_stays_there() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path) = folder(SOUND.as_bytes());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("it is ours");
        // An administrator may read it all the same.
        let result = read(&path, |_| true);
        assert!(matches!(result, Ok(_) | Err(StateFileError::Refused { .. })), "{result:?}");
        assert!(path.exists());
    }
}
