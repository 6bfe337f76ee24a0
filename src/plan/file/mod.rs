//! How a plan is written down: one RON text, canonical, easy to compare line by line.
//!
//! It looks at the shape of a file and at nothing else: an id that the catalog lacks is ordinary data. It opens no file.
//! `shapes` is every field as it is read, `write` every field as it is written.

mod comments;
mod format;
mod read;
mod shapes;
mod values;
mod words;
mod write;

pub use format::FORMAT;
pub use read::{PlanFileError, ReadPlan, read};
pub(crate) use words::Choice;
pub use write::write;
