//! One ordered pair of zones, with what holds for it.

use crate::matrix::context::{Context, PairAnswers};
use crate::plan::Zone;

/// One ordered pair of zones, with what holds for it.
pub(super) struct Pair<'a> {
    pub(super) context: Context<'a>,
    pub(super) source: &'a Zone,
    pub(super) destination: &'a Zone,
    pub(super) answers: PairAnswers<'a>,
}
