//! One file for each thing that the program can be asked to do.

mod catalog;
mod check;
mod export;
mod input;
mod lookup;
mod matrix;
mod templates;

pub(super) use catalog::{check as check_catalog, export as export_catalog};
pub(super) use check::check;
pub(super) use export::export;
pub(super) use lookup::lookup;
pub(super) use matrix::matrix;
pub(super) use templates::{new, templates};
