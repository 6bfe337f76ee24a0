//! What is open: a plan with its path, its history, and what the window points at.
//!
//! It knows neither files nor windows: a path is data, and texts come in and go out.

#[expect(clippy::module_inception, reason = "the document is what the module is about")]
mod document;
mod history;
mod selection;

pub use document::Document;
pub use history::MAX_STEPS;
pub use selection::{Joining, Selection};
