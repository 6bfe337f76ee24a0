//! The folder that the system keeps for this program. What lies there is written by `state_file`, `backups`,
//! `unsaved` and `own_profiles`.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

/// What the program is called where the system keeps things for it.
pub const APP_ID: &str = "portolan";

/// The program's own folder; `None` where the system names none. It need not exist yet.
#[must_use]
pub fn path() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        Some(named("APPDATA")?.join(APP_ID).join("data"))
    } else if cfg!(target_os = "macos") {
        Some(home()?.join("Library/Application Support").join(APP_ID))
    } else {
        Some(named("XDG_DATA_HOME").or_else(|| Some(home()?.join(".local/share")))?.join(APP_ID))
    }
}

/// Makes a folder for the user alone, and those above it.
///
/// # Errors
/// When the system refuses.
pub fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}
/// The home of the user, `~` in a path that is typed; `None`: the system names none.
#[must_use]
pub fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| home.is_absolute())
}
