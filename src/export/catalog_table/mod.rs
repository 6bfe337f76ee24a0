//! The catalog as tables, made from the very entities that the matrix is derived from.
//!
//! Rows are sorted by key and stand there once; several values in a cell are joined by `; ` in catalog order.

mod connections;
mod endpoints;
mod entities;
mod ports;
mod table;

pub use table::{CatalogTable, export_catalog};
