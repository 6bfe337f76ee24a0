//! What is wrong with a text that should be a plan: what, where, and what to do about it.

use ron::error::SpannedError;

use crate::finding::Position;
use crate::plan::TooLarge;
use crate::ron_text::Fault;

/// A text is no plan.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message} (line {}, column {})", position.line, position.column)]
pub struct PlanFileError {
    /// What is wrong and what to do about it.
    pub message: String,
    /// Where in the text.
    pub position: Position,
}

impl PlanFileError {
    /// Says in our words what is wrong with `text`.
    pub(super) fn new(err: &SpannedError, text: &str) -> Self {
        let Fault { message, position } = Fault::new(err, text);
        Self { message, position }
    }

    /// Says what is wrong with the plan as a whole: at its beginning.
    pub(super) fn of_whole(err: &TooLarge) -> Self {
        Self { message: err.to_string(), position: Position { line: 1, column: 1 } }
    }
}
