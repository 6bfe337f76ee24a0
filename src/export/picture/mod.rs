//! The plan as a picture: a diagram of zones and arrows, and the matrix as a table, as SVG and as PNG.
//!
//! What is drawn is decided once, in whole pixels, and painted on a [`Canvas`](canvas::Canvas): one writes SVG,
//! one fills a raster. Nothing is measured with a font of the machine, so the same plan gives the same bytes.

mod canvas;
pub mod diagram;
mod exporters;
mod frame;
mod png;
mod port_label;
mod sheet;
mod svg;
mod table;
mod text;

pub(super) use exporters::{DIAGRAM_PNG, DIAGRAM_SVG, MATRIX_PNG, MATRIX_SVG, diagram_in_document, write_pages};
