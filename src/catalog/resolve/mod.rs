//! From [`Sources`](super::sources::Sources) to the [`Catalog`](super::Catalog): names become positions. It looks at
//! no text and reads no file.
//!
//! It fails closed. What can't be understood, or rests on something that is not there, is left out with a finding
//! of its own, and so is what rests on that in turn. A name that resolves to nothing never becomes “no condition”.
//! Everything is looked up by id among what was kept, never by its position in a list as written.

mod catalog;
mod choices;
mod conditions;
mod entities;
mod positions;
mod resolver;
mod roles;
mod services;

pub use catalog::resolve;
