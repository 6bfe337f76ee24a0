//! What can't be understood of a query.

use std::fmt;

use super::help::POSSIBLE;

/// A word of a query that says nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct QueryError {
    /// The word, as it was typed.
    pub word: String,
    /// What it was looked for among: “zone or role”.
    pub(super) wanted: &'static str,
    /// The name that is nearest to it, if one is near.
    pub(super) nearest: Option<String>,
}

impl QueryError {
    /// What is wrong, without what would be possible.
    #[must_use]
    pub fn problem(&self) -> String {
        let Self { word, wanted, nearest } = self;
        let nearest = nearest.as_ref().map_or_else(String::new, |nearest| format!(" Nearest: “{nearest}”."));
        format!("“{word}” is no {wanted}.{nearest}")
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {POSSIBLE}", self.problem())
    }
}

impl std::error::Error for QueryError {}
