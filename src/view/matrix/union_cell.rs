//! What the cells between two groups of zones come to, for the heading of a group. It looks at summaries alone.

use super::grid::MatrixView;
use super::shade::Shade;
use crate::matrix::Matrix;
use crate::query::FoundRules;
use crate::view::wording::counted;

/// Several cells as one. What is inside a zone is not counted, as everywhere where rules are counted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct UnionCell {
    /// How many rules there are, or how many of them a filter asks for.
    pub num_rules: usize,
    /// How many pairs of zones have some.
    pub num_pairs: usize,
    /// The highest step of the color ramp that one of them has; `None`: nothing is open.
    pub step: Option<usize>,
    /// Something in them uses a cleartext or legacy protocol.
    pub has_legacy: bool,
    /// An override takes away something that is required.
    pub loses_required: bool,
}

impl UnionCell {
    /// Counts the pairs from some zones to others, by their positions. `found` are the rules that a filter asks for, where
    /// there is one.
    #[must_use]
    pub fn build(
        view: &MatrixView,
        matrix: &Matrix,
        shade: Shade,
        (sources, destinations): (&[usize], &[usize]),
        found: Option<&FoundRules>,
    ) -> Self {
        let mut res = Self::default();
        for &source in sources {
            for &destination in destinations.iter().filter(|destination| **destination != source) {
                let summary = matrix.summary(source, destination);
                let num_rules = match found {
                    Some(found) => num_found(found, (source, destination)),
                    None => summary.num_rules() as usize,
                };
                res.loses_required |= found.is_none() && summary.loses_required;
                if num_rules > 0 {
                    res.num_rules += num_rules;
                    res.num_pairs += 1;
                    res.has_legacy |= summary.has_legacy;
                    res.step = res.step.max(shade.step(view.shaded(summary, source, destination)));
                }
            }
        }
        res
    }

    /// “42 rules in 3 pairs”.
    #[must_use]
    pub fn words(self) -> String {
        let rules = counted(self.num_rules, "rule", "rules");
        if self.num_pairs < 2 { rules } else { format!("{rules} in {}", counted(self.num_pairs, "pair", "pairs")) }
    }
}

/// How many rules of a pair a filter asks for.
fn num_found(found: &FoundRules, pair: (usize, usize)) -> usize {
    let idx = found.pairs.binary_search_by_key(&pair, |found| (found.source_idx, found.destination_idx));
    idx.ok().and_then(|idx| found.pairs.get(idx)).map_or(0, |found| found.rules.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::view::sample;

    #[test]
    fn pairs_of_different_zones_are_counted_and_the_highest_step_shows() {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let view = MatrixView::build(matrix.plan());
        let build = |sources: &[usize], destinations: &[usize], found: Option<&FoundRules>| {
            UnionCell::build(&view, &matrix, Shade::Rules, (sources, destinations), found)
        };
        let all = build(&[0, 1, 2], &[0, 1, 2], None);
        let rules = matrix.summary(0, 1).num_rules() as usize;
        assert_eq!((all.num_rules, all.num_pairs, all.step), (rules, 1, Some(1)), "not what is inside Core");
        assert_eq!(all.words(), "7 rules");
        assert_eq!(UnionCell { num_pairs: 2, ..all }.words(), "7 rules in 2 pairs");
        assert_eq!(build(&[1, 2], &[0], None), UnionCell::default());
        let query = Query::read("udp", &catalog, matrix.plan()).expect("a query");
        let found = FoundRules::find(&catalog, &matrix, &query, || false).expect("it was not cancelled");
        assert_eq!(build(&[0, 2], &[1], Some(&found)).num_rules, 1, "as the filter asks");
    }
}
