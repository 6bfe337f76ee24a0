//! What the checks look at: the plan, and what was derived from it. It derives nothing.

use crate::matrix::{Context, Matrix, ResolvedZone};

/// What the checks look at.
pub(super) struct Input<'a> {
    pub(super) matrix: &'a Matrix,
    pub(super) context: Context<'a>,
    pub(super) zones: &'a [ResolvedZone],
    /// The day that everything is judged by, as it is written.
    pub(super) judged: &'a str,
}
