//! The door to every exporter of the matrix.

use std::io::Write;

use super::pairs::Job;
use super::picture::{self, Subject};
use super::{Cancel, ExportError, ExportOptions, Format, Progress, csv, json};
use crate::catalog::Catalog;
use crate::matrix::Matrix;

/// Writes the matrix to `out`. `catalog` is the one that the matrix was derived with.
///
/// Rows are sorted by key, zones in plan order, and no row stands there twice. The rows pass through: however
/// many there are, only those of some dozens of cells are held.
///
/// # Errors
/// When the format can't show so many zones, `out` refuses, or `cancel` was raised; what was written by then is no export.
pub fn export(
    catalog: &Catalog,
    matrix: &Matrix,
    format: Format,
    options: ExportOptions,
    out: &mut dyn Write,
    cancel: &Cancel,
) -> Result<(), ExportError> {
    export_with_progress(catalog, matrix, format, options, out, cancel, &Progress::default())
}

/// Does what [`export`] does, and counts up in `progress` as it goes.
///
/// # Errors
/// As [`export`].
pub fn export_with_progress(
    catalog: &Catalog,
    matrix: &Matrix,
    format: Format,
    options: ExportOptions,
    out: &mut dyn Write,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<(), ExportError> {
    format.check_size(matrix.num_zones())?;
    let job = Job::new(catalog, matrix, options, cancel, progress);
    progress.start(job.num_pairs() * format.num_walks());
    match format {
        Format::Csv => csv::rules(&job, out),
        Format::MatrixCsv => csv::grid(&job, out),
        Format::FlowsCsv => csv::open_flows(&job, out),
        Format::FlowsAllCsv => csv::all_flows(&job, out),
        Format::Json => json::write(&job, out),
        Format::DiagramSvg => picture::svg(&job, Subject::Diagram, out),
        Format::DiagramPng => picture::png(&job, Subject::Diagram, out),
        Format::MatrixSvg => picture::svg(&job, Subject::Table, out),
        Format::MatrixPng => picture::png(&job, Subject::Table, out),
    }
}
