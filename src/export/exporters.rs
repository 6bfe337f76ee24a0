//! The one list of exporters, and the function that runs one.

use std::io::Write;

use super::exporter::Exporter;
use super::run::ExportRun;
use super::{Cancel, ExportError, ExportOptions, FileSink, Progress, csv, json, picture, report, workbook};
use crate::catalog::Catalog;
use crate::matrix::Matrix;

/// Every exporter, the change request first. Command line, window and documents walk this list.
pub static EXPORTERS: &[&Exporter] = &[
    &csv::RULES,
    &workbook::WORKBOOK,
    &csv::GRID,
    &csv::OPEN_FLOWS,
    &csv::ALL_FLOWS,
    &json::DOCUMENT,
    &report::HTML,
    &report::MARKDOWN,
    &picture::DIAGRAM_SVG,
    &picture::DIAGRAM_PNG,
    &picture::MATRIX_SVG,
    &picture::MATRIX_PNG,
];

/// The exporter of this name.
#[must_use]
pub fn exporter(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.name == name)
}

/// Writes the matrix to `out`. `catalog` is the one that the matrix was derived with.
///
/// Rows are sorted by key, zones are in plan order, and no row is written twice. Rows are written as they are made:
/// however many there are, only those of some dozens of cells are in memory.
///
/// # Errors
/// When the exporter can't show so many zones, `out` refuses, or `cancel` was raised; what was written by then is no
/// export.
pub fn export(
    catalog: &Catalog,
    matrix: &Matrix,
    exporter: &Exporter,
    options: ExportOptions,
    out: &mut dyn Write,
    cancel: &Cancel,
) -> Result<(), ExportError> {
    export_with_progress(catalog, matrix, exporter, options, out, cancel, &Progress::default())
}

/// Does what [`export`] does, and counts up in `progress` as it goes.
///
/// # Errors
/// As [`export`].
pub fn export_with_progress(
    catalog: &Catalog,
    matrix: &Matrix,
    exporter: &Exporter,
    options: ExportOptions,
    out: &mut dyn Write,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<(), ExportError> {
    exporter.check_size(matrix.num_zones())?;
    let run = ExportRun::new(catalog, matrix, options, cancel, progress);
    progress.start(run.num_pairs());
    (exporter.write)(&run, out)
}

/// Writes a picture in pages of the paper that is chosen, each a file of its own; without paper, or where the exporter
/// [has no pages](Exporter::has_pages), one file.
///
/// # Errors
/// As [`export`], or when `sink` can't begin a file.
pub fn export_pages(
    catalog: &Catalog,
    matrix: &Matrix,
    exporter: &Exporter,
    options: ExportOptions,
    sink: &mut dyn FileSink,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<(), ExportError> {
    exporter.check_size(matrix.num_zones())?;
    let run = ExportRun::new(catalog, matrix, options, cancel, progress);
    progress.start(run.num_pairs());
    match run.options.paper {
        Some(paper) if exporter.has_pages() => picture::write_pages(&run, exporter, paper, sink),
        Some(_) | None => {
            sink.begin(&format!("{}.{}", exporter.content, exporter.extension))?;
            (exporter.write)(&run, sink)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_exporter_and_no_other() {
        for known in EXPORTERS {
            assert_eq!(exporter(known.name), Some(*known));
            assert_eq!(EXPORTERS.iter().filter(|other| other.name == known.name).count(), 1);
        }
        assert_eq!(exporter("CSV"), None);
    }

    #[test]
    fn a_picture_that_nobody_could_read_is_refused_and_a_table_is_not() {
        for exporter in EXPORTERS {
            assert!(exporter.check_size(300).is_ok(), "{exporter:?}");
            let message = exporter.check_size(301).map_err(|err| err.to_string());
            let refusal =
                "nobody could read a picture of 301 zones, 300 are the most: export matrix-csv, or part the plan";
            let is_picture = ["svg", "png"].contains(&exporter.extension);
            assert_eq!(message.err().as_deref(), is_picture.then_some(refusal), "{exporter:?}");
        }
    }
}
