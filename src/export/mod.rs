//! The matrix and the catalog as others take them: CSV, JSON and pictures, written to a stream.
//!
//! Every exporter writes cell by cell on all processors, can be cancelled between cells, and gives the same
//! bytes for the same input. No exporter derives anything, opens a file or prints.

mod block;
mod cancel;
mod catalog_table;
mod csv;
mod error;
mod format;
mod json;
mod markdown;
mod notice;
mod options;
mod pairs;
mod paste;
mod picture;
mod pipeline;
mod progress;
mod write;

pub use block::{Block, BlockForm, block_text};
pub use cancel::Cancel;
pub use catalog_table::{CatalogTable, export_catalog};
pub use error::ExportError;
pub use format::Format;
pub use notice::NOTICE;
pub use options::{ExportOptions, NeedFilter, SameZone};
pub use pairs::zone_names;
pub use paste::{PasteForm, rows_to_paste};
pub use progress::Progress;
pub use write::{export, export_with_progress};
