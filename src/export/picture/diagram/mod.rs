//! Zones as boxes and what flows between them as arrows, from the zone that opens to the zone that listens.
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
//! the gap between two boxes. So nothing but lines ever crosses anything, and every label has its lane to itself.

mod contents;
mod geometry;
mod lanes;
mod paint;
mod routes;
mod rows;

pub(super) use paint::paint;
