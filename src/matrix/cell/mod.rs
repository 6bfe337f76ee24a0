//! Everything between one ordered pair of zones, in full: made for the pair that is looked at.
//!
//! [`candidates`] lists what connections ask for, [`cell`] puts that together to flows, [`pickers`] applies overrides and
//! tunnels, [`own_flows`] adds what no connection states, and [`effects`] records what each override and tunnel did.

mod candidates;
#[expect(clippy::module_inception, reason = "the folder is named for what it holds")]
mod cell;
mod effects;
mod own_flows;
mod pair;
mod pickers;

pub(crate) use candidates::is_allowed;
pub use cell::Cell;
pub(crate) use cell::{cell, cell_with_effects};
pub(crate) use effects::{Effect, Effects, note};
pub(crate) use pickers::{Picker, selects_key};
