//! What is written of a plan: its matrix, and the options that were given. It says what is left out, and writes nothing.

use std::path::Path;
use std::sync::Arc;

use super::input;
use crate::catalog::Catalog;
use crate::cli::args::FilterArgs;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::export::{ExportOptions, zone_names};
use crate::matrix::Matrix;

/// What is written.
pub(super) struct Asked {
    /// The catalog, with the roles of the plan's own.
    pub catalog: Arc<Catalog>,
    pub matrix: Matrix,
    pub options: ExportOptions,
}

impl Asked {
    /// Reads a plan and what is asked for of it. `check_size` may refuse the number of its zones before anything is derived.
    pub(super) fn read(
        (plan, filter): (&Path, &FilterArgs),
        catalog: Catalog,
        check_size: impl FnOnce(usize) -> Result<(), Failure>,
        console: &mut Console<'_>,
    ) -> Result<Self, Failure> {
        let (catalog, read) = input::plan(plan, catalog)?;
        check_size(read.plan.zones.len())?;
        let query = input::query(&filter.query, &catalog, &read.plan)?;
        let pairs = input::pairs(&filter.pairs, &read.plan)?;
        let matrix = input::matrix(&catalog, read, console);
        if !query.is_empty() {
            console.say(&format!("only what “{}” asks for is written", query.text()));
        }
        if let Some(text) = pairs.text(&zone_names(matrix.plan())) {
            console.say(&format!("only {text} is written"));
        }
        let options = filter.options(query, pairs).of_file(plan);
        Ok(Self { catalog, matrix, options })
    }
}
