//! `export`: the matrix as a file.

use std::io;
use std::path::Path;

use super::input;
use crate::cli::args::ExportArgs;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::export::{self, Cancel};
use crate::files::atomic_write;
use crate::files::same_file::is_same_file;
use crate::matrix::Merge;

/// Writes the matrix of a plan, to a file whole or not at all.
pub(in crate::cli) fn export(
    args: &ExportArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if args.compact && !args.format.can_be_compact() {
        return Err(Failure::usage(format!("--compact goes with --format csv, not with {}", args.format.name())));
    }
    if let Some(output) = args.output.file().filter(|output| is_same_file(output, &args.plan)) {
        return Err(Failure::usage(format!("this would overwrite the plan itself: {}", output.display())));
    }
    let catalog = input::catalog(overlay, console)?;
    let read = input::plan(&args.plan)?;
    args.format.check_size(read.plan.zones.len()).map_err(|err| Failure::usage(err.to_string()))?;
    let matrix = input::matrix(&catalog, read, console);
    let options = args.filter.options(if args.compact { Merge::Compact } else { Merge::Ranges });
    let cancel = Cancel::default();
    match args.output.file() {
        Some(path) => {
            let written = atomic_write::write(path, |file| {
                export::export(&catalog, &matrix, args.format, options, file, &cancel).map_err(io::Error::from)
            });
            console.written(&written.map_err(Failure::system)?);
            Ok(())
        }
        None => Ok(export::export(&catalog, &matrix, args.format, options, console.bytes(), &cancel)?),
    }
}
