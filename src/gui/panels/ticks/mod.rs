//! The tick table: zones are columns, OS versions and roles are rows, and both headings are always in sight.
//!
//! Cells are painted and not built from widgets, and only those that can be seen, so a thousand zones are as quick as
//! ten. One cell, where the cursor is, is a stop of the Tab key; the arrows move it.
//!
//! `panel` puts the parts together, `cells`, `headings` and `keys` are what can be used, `painting` is what is seen,
//! `geometry` says where it stands.

mod bar;
mod cells;
mod geometry;
mod headings;
mod keys;
mod legend;
mod menu;
mod painting;
mod panel;
mod state;

pub(super) use panel::ticks_ui;
pub(crate) use state::TicksState;
