//! Where verbs write their product: a file, whole or not at all, or standard output.

use std::io::{self, Write};
use std::path::Path;

use crate::cli::args::OutputArgs;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::ExportError;
use crate::files::atomic_write;
use crate::files::same_file::is_same_file;

/// The file to write; `None`: standard output. The plan that is read is never written over.
pub(super) fn file<'a>(args: &'a OutputArgs, plan: &Path) -> Result<Option<&'a Path>, Failure> {
    let file = args.file();
    match file.filter(|output| is_same_file(output, plan)) {
        Some(output) => Err(Failure::usage(format!("this would overwrite the plan itself: {}", output.display()))),
        None => Ok(file),
    }
}

/// Writes to a file, whole or not at all, or to standard output.
pub(super) fn write(
    output: Option<&Path>,
    console: &mut Console<'_>,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), Failure> {
    let Some(path) = output else { return Ok(write(console.bytes())?) };
    let written = atomic_write::write(path, |file| write(file).map_err(io::Error::from));
    console.written(&written.map_err(Failure::system)?);
    Ok(())
}
