//! All rules of a plan that a query asks for.

use super::term::Query;
use crate::catalog::{Catalog, Need};
use crate::finding::{Finding, Subject};
use crate::matrix::{Matrix, Merge, Rule, num_rows_of};
use crate::plan::Plan;

/// The rules that a query asks for, by pair of zones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FoundRules {
    /// Pairs that have some, by source, then destination.
    pub pairs: Vec<FoundPair>,
    /// The flows between different zones that are suppressed and asked for, by pair.
    pub suppressed: Vec<FoundFlows>,
}

/// The suppressed flows of one pair that a query asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundFlows {
    /// Positions of the source and the destination zone.
    pub pair: (usize, usize),
    /// Positions of the flows in the cell, ascending; never empty.
    pub flows: Vec<usize>,
}

/// The rules of one pair that a query asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundPair {
    /// Position of the source zone.
    pub source_idx: usize,
    /// Position of the destination zone.
    pub destination_idx: usize,
    /// Positions of the rules, ascending.
    pub rules: Vec<usize>,
    /// How many of them are Required: these come first.
    pub num_required: usize,
    /// How many more rows than rules a request has, where machines split them: Required ones, and Optional ones.
    pub more_rows: [usize; 2],
}

impl FoundRules {
    /// Looks at every pair. Slow for large plans; `None` when it was cancelled.
    #[must_use]
    pub fn find(catalog: &Catalog, matrix: &Matrix, query: &Query, is_cancelled: impl Fn() -> bool) -> Option<Self> {
        let mut res = Self::default();
        for pair in matrix.pairs() {
            if is_cancelled() {
                return None;
            }
            let has_some = !matrix.summary(pair.0, pair.1).is_empty() || query.asks_for_suppressed();
            if !has_some || !query.may_be_in(pair) {
                continue;
            }
            let cell = matrix.cell(catalog, pair.0, pair.1);
            if query.asks_for_suppressed() && pair.0 != pair.1 {
                let flows = query.suppressed_positions(pair, &cell);
                res.suppressed.extend((!flows.is_empty()).then_some(FoundFlows { pair, flows }));
            }
            let rules = cell.rules(Merge::Ranges);
            let asked = query.rules(pair, &cell, &rules);
            let found: Vec<usize> = (0..rules.len()).filter(|&idx| asked[idx]).collect();
            if !found.is_empty() {
                let num_required = found.iter().filter(|&&idx| rules[idx].need == Need::Required).count();
                let (source_idx, destination_idx) = pair;
                let num_rules = [num_required, found.len() - num_required];
                let zones = [source_idx, destination_idx].map(|idx| &*matrix.plan().zones[idx]);
                let more_rows = if zones.iter().any(|zone| zone.names_machines()) {
                    let asked: Vec<Rule> = found.iter().map(|&idx| rules[idx].clone()).collect();
                    let num_rows = num_rows_of(&cell.part_of(&asked), zones);
                    [0, 1].map(|need| num_rows[need].saturating_sub(num_rules[need]))
                } else {
                    [0, 0]
                };
                res.pairs.push(FoundPair { source_idx, destination_idx, rules: found, num_required, more_rows });
            }
        }
        Some(res)
    }

    /// Whether a finding is about zones between which, or inside which, rules were found. What is about a file stands
    /// for all that was read from it.
    #[must_use]
    pub fn concerns(&self, plan: &Plan, finding: &Finding) -> bool {
        let zone_idx = |id: &str| plan.zone_idx(id);
        let has_ends = |source: Option<usize>, destination: Option<usize>| {
            self.pairs.iter().any(|pair| Some(pair.source_idx) == source && Some(pair.destination_idx) == destination)
        };
        let has_zone = |zone: Option<usize>| {
            self.pairs.iter().any(|pair| [pair.source_idx, pair.destination_idx].map(Some).contains(&zone))
        };
        match &finding.subject {
            Subject::Pair { source, destination } => has_ends(zone_idx(source), zone_idx(destination)),
            Subject::Zone(zone) if finding.keys.sources().next().is_some() => {
                finding.keys.sources().any(|source| has_ends(zone_idx(source), zone_idx(zone)))
            }
            Subject::Zone(zone) | Subject::Placement { zone, .. } => has_zone(zone_idx(zone)),
            Subject::File { .. } => true,
            Subject::Plan | Subject::Tunnel(_) | Subject::Override(_) => false,
        }
    }

    /// The pairs of different zones.
    pub fn across(&self) -> impl Iterator<Item = &FoundPair> {
        self.pairs.iter().filter(|pair| pair.source_idx != pair.destination_idx)
    }

    /// How many suppressed flows there are.
    #[must_use]
    pub fn num_suppressed(&self) -> usize {
        self.suppressed.iter().map(|found| found.flows.len()).sum()
    }

    /// How many rules between different zones there are.
    #[must_use]
    pub fn num_rules(&self) -> usize {
        self.across().map(|pair| pair.rules.len()).sum()
    }

    /// How many more rows than rules there are between different zones.
    #[must_use]
    pub fn num_more_rows(&self) -> usize {
        self.across().flat_map(|pair| pair.more_rows).sum()
    }
}
