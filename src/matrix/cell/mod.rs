//! Everything between one ordered pair of zones, in full: made for the pair that somebody looks at.
//!
//! [`candidates`] lists what connections ask for, [`pair`] puts that together to flows, [`settle`] lets overrides and
//! tunnels have their say, and [`own_flows`] adds what no connection states.

mod candidates;
mod own_flows;
mod pair;
mod settle;

pub(super) use candidates::is_allowed;
pub use pair::Cell;
pub(super) use pair::cell;
pub(super) use settle::selects;
