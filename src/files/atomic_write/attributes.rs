//! What a file keeps when another takes its place: owner, group and mode. It writes no content.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Who may read a file that was just made.
#[derive(Clone, Copy)]
pub(super) enum Readers {
    /// Whoever the user's mask leaves, as with the file of any other program.
    Everybody,
    /// Its owner alone, until it gets the mode of the file that it replaces.
    Owner,
}

/// Makes a file that was not there.
pub(super) fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    set_readers(&mut options, readers);
    options.open(path)
}

#[cfg(unix)]
fn set_readers(options: &mut OpenOptions, readers: Readers) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(match readers {
        Readers::Everybody => 0o666,
        Readers::Owner => 0o600,
    });
}

#[cfg(not(unix))]
fn set_readers(_: &mut OpenOptions, _: Readers) {}

/// Gives a file the owner, group and mode of another. Who may not give away files keeps them.
#[cfg(unix)]
pub(super) fn copy(from: &Metadata, to: &File) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let made = to.metadata()?;
    let is_owned = made.uid() == from.uid() || fchown(to, Some(from.uid()), None).is_ok();
    let is_grouped = made.gid() == from.gid() || fchown(to, None, Some(from.gid())).is_ok();
    // To run as somebody else is granted to one owner and one group. The user's mask has no say in a kept mode.
    let kept = if is_owned && is_grouped { 0o7777 } else { 0o777 };
    to.set_permissions(Permissions::from_mode(from.permissions().mode() & kept))
}

#[cfg(not(unix))]
pub(super) fn copy(_: &Metadata, _: &File) -> io::Result<()> {
    Ok(())
}

/// How many more names a file has. They go on showing what they showed.
#[cfg(unix)]
pub(super) fn num_other_names(meta: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    meta.nlink().saturating_sub(1)
}

#[cfg(not(unix))]
pub(super) fn num_other_names(_: &Metadata) -> u64 {
    0
}
