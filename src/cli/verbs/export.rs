//! `export` and `catalog export`: the matrix, or a table of the catalog, as a file.

use std::path::Path;

use super::{input, output};
use crate::cli::args::{ExportArgs, compact_formats};
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::{self, Cancel, CatalogTable};
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
    let file = output::file(&args.output, &args.plan)?;
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
    output::write(file, console, |out| export::export(&catalog, &matrix, args.format, options, out, &Cancel::default()))
}

/// Writes a table of the catalog.
pub(in crate::cli) fn export_catalog(
    table: &CatalogTable,
    file: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    output::write(file, console, |out| export::export_catalog(&catalog, table, out))
}
