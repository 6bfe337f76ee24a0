//! The catalog as tables, made from the very entities that the matrix is derived from.
//!
//! Rows are sorted by key and distinct; several values in a cell are in catalog order.

mod entities;
mod ports;
mod table;
mod tables;

pub use table::CatalogTable;
pub use tables::{CATALOG_TABLES, catalog_table, export_catalog};
