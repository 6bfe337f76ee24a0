//! The matrix, the findings and the catalog as others take them: CSV, workbooks, JSON, pictures and reports, written to a
//! stream.
//!
//! [`EXPORTERS`] lists every format. An exporter writes pair by pair on all processors, can be cancelled between pairs,
//! and gives the same bytes for the same input. None derives anything, opens a file or prints.

mod catalog_table;
mod clipboard;
mod csv;
mod error;
mod exporter;
mod exporters;
mod form;
mod json;
mod markup;
mod options;
mod picture;
mod pipeline;
mod preview;
mod progress;
mod report;
mod row_cells;
mod run;
mod workbook;

pub use self::csv::export_findings;
pub use catalog_table::{CATALOG_TABLES, CatalogTable, catalog_table, export_catalog};
pub use clipboard::{Block, BlockContent, RowNotation, block_text, cells_text, rows_text, rules_text, table_text};
pub use error::ExportError;
pub use exporter::Exporter;
pub use exporters::{EXPORTERS, export, export_pages, export_with_progress, exporter};
pub use form::{
    CutCell, FileSink, FilesInMemory, FormPreview, FormReport, LeftOut, OneFile, PartedFile, export_form, preview_form,
};
pub use options::{ExportOptions, NOTICE, NeedFilter, Pairs, Paper, SameZone};
pub use picture::diagram;
pub use preview::ExportAs;
pub use progress::{Cancel, Progress};
pub use report::REPORTS;
pub use run::zone_names;
