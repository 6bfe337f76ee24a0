//! `export` and `catalog export`: the matrix, or a table of the catalog, as a file.

use std::io::{self, Write};
use std::path::Path;

use super::input;
use crate::cli::args::{ExportArgs, compact_formats};
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::{self, Cancel, CatalogTable, ExportError};
use crate::files::atomic_write;
use crate::files::same_file::is_same_file;
use crate::matrix::Merge;

/// Writes the matrix of a plan, to a file whole or not at all.
pub(in crate::cli) fn export(
    args: &ExportArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if args.compact && !args.format.can_be_compact {
        let (compact, format) = (compact_formats(), args.format.name);
        return Err(Failure::usage(format!("--compact goes with --format {compact}, not with {format}")));
    }
    if let Some(output) = args.output.file().filter(|output| is_same_file(output, &args.plan)) {
        return Err(Failure::usage(format!("this would overwrite the plan itself: {}", output.display())));
    }
    let catalog = input::catalog(overlay, console)?;
    let (catalog, read) = input::plan(&args.plan, catalog)?;
    args.format.check_size(read.plan.zones.len()).map_err(|err| Failure::usage(err.to_string()))?;
    let filter = input::query(&args.filter.query, &catalog, &read.plan)?;
    let matrix = input::matrix(&catalog, read, console);
    if !filter.is_empty() {
        console.say(&format!("only what “{}” asks for is written", filter.text()));
    }
    let merge = if args.compact { Merge::Compact } else { Merge::Ranges };
    let options = args.filter.options(merge, filter).of_file(&args.plan);
    write(args.output.file(), console, |out| {
        export::export(&catalog, &matrix, args.format, options, out, &Cancel::default())
    })
}

/// Writes a table of the catalog.
pub(in crate::cli) fn export_catalog(
    table: &CatalogTable,
    output: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    write(output, console, |out| export::export_catalog(&catalog, table, out))
}

/// Writes to a file, whole or not at all, or to standard output.
fn write(
    output: Option<&Path>,
    console: &mut Console<'_>,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), Failure> {
    let Some(path) = output else { return Ok(write(console.bytes())?) };
    let written = atomic_write::write(path, |file| write(file).map_err(io::Error::from));
    console.written(&written.map_err(Failure::system)?);
    Ok(())
}
