//! `catalog`: its checks, and its tables.

use std::io;
use std::path::Path;

use super::check::finish;
use super::{input, templates};
use crate::catalog::{self, checks};
use crate::cli::console::{Console, Ids};
use crate::cli::failure::Failure;
use crate::export::{CatalogTable, export_catalog};
use crate::files::{atomic_write, catalog_dir};

/// The file that makes a folder a whole catalog.
const HEADER: &str = "catalog.ron";

/// Checks the embedded catalog, the same under an overlay, or a folder that is a whole catalog.
pub(in crate::cli) fn check(
    dir: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if dir.is_some() && overlay.is_some() {
        return Err(Failure::usage("name the folder once: either after “check” or with --catalog"));
    }
    let (texts, mut findings) = match dir.or(overlay) {
        Some(dir) => catalog_dir::read_dir(dir).map_err(Failure::system)?,
        None => Default::default(),
    };
    let is_whole = dir.is_some() && texts.iter().any(|(name, _)| name == HEADER);
    let (catalog, read_findings) = if is_whole {
        catalog::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    } else {
        catalog_dir::with_overlay(&texts)
    };
    findings.extend(read_findings);
    findings.extend(checks::check(&catalog));
    findings.extend(templates::findings(&texts));
    finish(findings, Ids::Hidden, console)
}

/// Writes a table of the catalog.
pub(in crate::cli) fn export(
    table: CatalogTable,
    output: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    match output {
        Some(path) => {
            let write = |file: &mut dyn io::Write| export_catalog(&catalog, table, file).map_err(io::Error::from);
            console.written(&atomic_write::write(path, write).map_err(Failure::system)?);
            Ok(())
        }
        None => Ok(export_catalog(&catalog, table, console.bytes())?),
    }
}
