//! The plan as a report to print, to sign and to file: the request, the matrix, every rule with its reasons, the documents
//! behind them, and what was decided.
//!
//! What stands in it is made once, as a model of [blocks](block::Block), and written by a [format](format::Format) that knows
//! no plan. Rules are made on all processors and written as they are made. Nothing is derived here, and no finding is found.

mod anchor;
mod block;
mod citations;
mod decisions;
mod documents;
mod facts;
mod findings;
mod format;
mod front;
mod html;
mod markdown;
mod matrix;
mod rules;
mod sections;
mod settings;
mod survey;
mod write;

pub use write::REPORTS;
pub(super) use write::{HTML, MARKDOWN};
