//! Zones as boxes and what flows between them as arrows, from source to destination.
//!
//! Zones stand on rows by trust, the most trusted first. Between two rows lies a channel:
//!
//! ```text
//! ┌──────┐      ┌──────┐    row
//! └─┬──┬─┘      └─┬──▲─┘
//!   │  └──────────┘  │      lane of a channel, with its label above it
//!   └────────────────┘      the next lane
//! ```
//!
//! An arrow runs down or up to a lane of its own, along it, and on to the other zone; past a row it goes through
//! the gap between two boxes. So only lines cross, and every label has a lane of its own.

mod contents;
mod geometry;
mod lanes;
mod paint;
mod routes;
mod rows;

pub(super) use paint::paint;
