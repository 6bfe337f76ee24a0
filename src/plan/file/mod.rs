//! How a plan is written down: one RON text, canonical, easy to compare line by line.
//!
//! It looks at the shape of a file and at nothing else: an id that the catalog lacks is ordinary data.
//! It opens no file. `records` is the list of every field; reading and writing both walk it.

mod collections;
mod comments;
mod error;
mod form;
mod read;
mod record;
mod records;
mod shapes;
mod values;
mod words;
mod write;

pub use error::PlanFileError;
pub use read::{ReadPlan, read};
pub use shapes::FORMAT;
pub use write::write;
