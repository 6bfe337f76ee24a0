//! What must hold of a catalog: one named list, the same for tests, CI, the command line and a user's overlay.

mod aliases;
mod check;
mod connections;
mod families;
mod locations;
mod names;
mod references;
mod roles;
mod services;
mod wording;

pub use check::{CHECKS, Check, check};
