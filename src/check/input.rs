//! What the checks look at: the plan, and what was derived from it. It derives nothing.

use crate::catalog::Catalog;
use crate::matrix::{Context, Matrix, ResolvedZone};

/// What the checks look at.
pub(super) struct Input<'a> {
    pub(super) matrix: &'a Matrix,
    pub(super) context: Context<'a>,
    pub(super) zones: &'a [ResolvedZone],
    /// The day that everything is judged by, as it is written.
    pub(super) judged: &'a str,
}

impl<'a> Input<'a> {
    /// What is to be looked at of a matrix that was derived with `catalog`.
    pub(super) fn new(catalog: &'a Catalog, matrix: &'a Matrix, judged: &'a str) -> Self {
        Self { matrix, context: matrix.context(catalog), zones: matrix.resolved_zones(), judged }
    }
}
