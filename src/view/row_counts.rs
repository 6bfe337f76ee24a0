//! How many rows a request has beside its rules, where machines split them. One walk over the cells counts for all; when it
//! is made, and beside what, is not its business.

use std::collections::BTreeMap;

use super::rule_table::RuleFilter;
use crate::catalog::Catalog;
use crate::matrix::{Matrix, num_rows};
use crate::plan::Plan;

/// How many more rows than rules each pair of zones has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowCounts {
    /// By pair: more rows that are Required, and that are Optional. Pairs that have no more are left out.
    more: BTreeMap<(usize, usize), [usize; 2]>,
    /// All of them between different zones.
    more_across: usize,
}

impl RowCounts {
    /// Whether a plan names machines at all: only then rows and rules can differ.
    #[must_use]
    pub fn are_needed(plan: &Plan) -> bool {
        plan.zones.iter().any(|zone| zone.names_machines())
    }

    /// Looks at every pair that has machines. Slow for large plans; `None` when it was cancelled. `catalog` is the one
    /// that the matrix was derived with.
    #[must_use]
    pub fn count(catalog: &Catalog, matrix: &Matrix, is_cancelled: impl Fn() -> bool) -> Option<Self> {
        let mut res = Self::default();
        for pair @ (source_idx, destination_idx) in matrix.pairs() {
            if is_cancelled() {
                return None;
            }
            let summary = matrix.summary(source_idx, destination_idx);
            if summary.is_empty() {
                continue;
            }
            let Some(rows) = num_rows(catalog, matrix, pair) else { continue };
            let rules = [summary.required_rules, summary.optional_rules].map(usize::from);
            let more = [0, 1].map(|need: usize| rows[need].saturating_sub(rules[need]));
            if more != [0, 0] {
                res.more_across += if source_idx == destination_idx { 0 } else { more.iter().sum() };
                res.more.insert(pair, more);
            }
        }
        Some(res)
    }

    /// How many more rows than rules there are between different zones.
    #[must_use]
    pub fn more_across(&self) -> usize {
        self.more_across
    }

    /// How many more rows than rules there are among those that a filter lets through.
    #[must_use]
    pub fn more_of(&self, matrix: &Matrix, filter: &RuleFilter) -> usize {
        self.more_where(filter.required_only, |pair| filter.admits(matrix, pair))
    }

    /// How many more rows than rules there are between pairs of zones at some positions; of what is Required alone, or of
    /// everything.
    #[must_use]
    pub fn more_where(&self, required_only: bool, is_counted: impl Fn((usize, usize)) -> bool) -> usize {
        let counted = self.more.iter().filter(|(pair, _)| is_counted(**pair));
        counted.map(|(_, [required, optional])| required + if required_only { 0 } else { *optional }).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix;
    use crate::plan::{Edit, Host, Placement};
    use crate::view::sample;

    #[test]
    fn machines_that_split_nothing_make_no_more_rows() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        assert!(!RowCounts::are_needed(&plan));
        let hosts = vec![Host { name: "dc1".to_owned(), ..Host::default() }];
        let placement = Placement { hosts, ..Placement::new("controller".into()) };
        plan.apply(&Edit::SetPlacement { zone: "core".into(), placement_idx: 0, placement }).expect("the edit");
        assert!(RowCounts::are_needed(&plan));
        let matrix = matrix::derive(&catalog, &plan);
        let counts = RowCounts::count(&catalog, &matrix, || false).expect("nobody stops it");
        assert_eq!((counts.more_across(), counts.more_of(&matrix, &RuleFilter::default())), (0, 0));
        assert_eq!(RowCounts::count(&catalog, &matrix, || true), None);
    }
}
