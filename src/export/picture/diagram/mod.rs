//! Zones as boxes and what flows between them as arrows, from source to destination.
//!
//! Zones stand on rows by trust, the most trusted first. Between two rows lies a channel:
//!
//! ```text
//! ┌──────┐   ┌──────┐   ┌──────┐   row
//! └─┬──┬─┘   └─┬──▲─┘   └─┬────┘
//!   │  └───B───┼──┘       │        lane of a channel
//!   └────A─────•──────────┘        the next lane: three sources join
//!              ▼
//! ```
//!
//! Every arrow is a net: pairs of zones with one set of ports, where each source reaches each destination. It has one lane in
//! each channel that it passes, and between two channels it goes through a gap of the row. So lines only cross, never lie on
//! each other, and every label has a part of a lane of its own.
//!
//! ```text
//! links     what is open between zones: sets of ports and their labels
//! bundles   which pairs share an arrow
//! rows      which zone stands where
//! ways      through which channels and gaps an arrow goes
//! columns   where it does so from left to right
//! lanes     and from above
//! arrange   the order of zones in which few arrows cross
//! contents  what stands in boxes
//! trace     pieces of lines put together
//! geometry  all of it in its place
//! model     what comes of it, as plain data
//! layout    from a plan to that
//! pages     and to several of them
//! legend    what is explained below
//! paint     from that to a canvas
//! ```

mod arrange;
mod bundles;
mod columns;
mod contents;
mod geometry;
mod lanes;
mod layout;
mod legend;
mod links;
mod model;
mod pages;
mod paint;
mod rows;
mod trace;
mod ways;

pub use super::canvas::{Point, Rect};
pub use layout::lay_out;
pub use model::{Arrow, Band, Detail, Diagram, Head, Label, LegendEntry, Line, Tone, ZoneBox};
pub(super) use pages::pages;
pub(super) use paint::{paint, paint_page};
