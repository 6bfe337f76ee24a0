//! One file for each thing that the program can be asked to do.

mod asked;
mod check;
mod export;
mod input;
mod lookup;
mod matrix;
mod move_role;
mod output;
mod profiles;
mod report;
mod templates;

pub(super) use check::{check, check_catalog};
pub(super) use export::{export, export_catalog};
pub(super) use lookup::{Extent, lookup};
pub(super) use matrix::matrix;
pub(super) use move_role::move_role;
pub(super) use profiles::{from_form as profile_from_form, profiles};
pub(super) use report::report;
pub(super) use templates::{new, templates};
