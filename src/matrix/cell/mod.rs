//! Everything between one ordered pair of zones, in full: made for the pair that somebody looks at.
//!
//! [`candidates`] lists what connections ask for, [`pair`] puts that together to flows, [`settle`] lets overrides and
//! tunnels have their say, [`own_flows`] adds what no connection states, and [`effects`] tells what each override and
//! tunnel did.

mod candidates;
mod effects;
mod own_flows;
mod pair;
mod settle;

pub(crate) use candidates::is_allowed;
pub(crate) use effects::{Effect, Effects, note};
pub use pair::Cell;
pub(crate) use pair::{cell, cell_with_effects};
pub(crate) use settle::{Picker, selects_key};
