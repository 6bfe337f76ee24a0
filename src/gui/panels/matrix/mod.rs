//! The matrix: rows are sources, columns destinations, both headings always in sight.
//!
//! Cells are painted and not built from widgets, and only those that can be seen, so a thousand zones are as quick
//! as ten. One cell, where the cursor is, is a stop of the Tab key; the arrows move it.
//!
//! `axes` says which zones are rows and columns, `grid` puts the parts together, `cells`, `group_cells` and `headings` are what can be used, `painting` is what is seen, `geometry`
//! says where it stands.

mod axes;
mod cells;
mod filter;
mod geometry;
mod grid;
mod group_cells;
mod headings;
mod legend;
mod painting;
mod port_lines;
mod state;

pub(super) use cells::pair_tooltip_ui;
pub(crate) use geometry::zoomed;
pub(super) use grid::matrix_ui;
pub(crate) use state::MatrixState;
