//! Everything a user can change about a plan, as data: [`Edit`], and what it does to a plan.
//!
//! An edit happens as a whole or not at all. It knows no catalog and keeps no history.

mod apply;
mod copy_ticks;
mod edits;
mod error;
mod label;
mod risks;
mod roles;
mod ticks;
mod zones;

pub use edits::{Edit, MergeKey, Tick, TickKind, TickMerge, ZoneTicks};
pub use error::EditError;
