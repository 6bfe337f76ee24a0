//! All rules as one table. Rows are counted from summaries and their texts made when somebody looks at them.
//!
//! What a row says is not its business, nor how rules are sorted.

use std::sync::Arc;

use super::rule_lines::{COLUMNS, rule_lines};
use super::rule_order::RuleOrder;
use super::search::Words;
use crate::catalog::Catalog;
use crate::matrix::{self, Matrix};
use crate::plan::{Plan, ZoneId};
use crate::table::RulePosition;

/// Which rules the table shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RuleFilter {
    /// Only from this zone. From one that the plan lacks there is no rule.
    pub source: Option<ZoneId>,
    /// Only to this zone.
    pub destination: Option<ZoneId>,
    /// Only what is Required.
    pub required_only: bool,
    /// Also what stays inside a zone.
    pub inside: bool,
    /// Words that a rule must have.
    pub words: Words,
}

/// The rows of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleTable {
    filter: RuleFilter,
    order: RuleOrder,
    rows: Rows,
}

#[derive(Clone, Debug, PartialEq)]
enum Rows {
    /// How many rows stand before each source, and at the end all.
    Counted(Vec<usize>),
    /// Those that a search found, or all of them in an order of their own.
    Listed(Vec<RulePosition>),
}

impl Default for Rows {
    fn default() -> Self {
        Self::Counted(vec![0])
    }
}

impl RuleTable {
    /// Counts the rows in the order of the plan, words left out of account: [`RuleTable::arrange`] is for these.
    #[must_use]
    pub fn build(matrix: &Matrix, filter: RuleFilter) -> Self {
        let mut before = vec![0];
        let mut num_rows = 0;
        for source_idx in 0..matrix.num_zones() {
            for destination_idx in 0..matrix.num_zones() {
                num_rows += filter.num_rules(matrix, source_idx, destination_idx);
            }
            before.push(num_rows);
        }
        Self { filter, order: RuleOrder::Plan, rows: Rows::Counted(before) }
    }

    /// Finds the rules that have the words of the filter, and sorts them. Slow for large plans; `None` when it was
    /// cancelled.
    #[must_use]
    pub fn arrange(
        catalog: &Catalog,
        plan: &Arc<Plan>,
        (filter, order): (RuleFilter, RuleOrder),
        is_cancelled: impl Fn() -> bool,
    ) -> Option<Self> {
        let matrix = matrix::derive(catalog, plan);
        let found = found(catalog, &matrix, &filter, &is_cancelled)?;
        let listed = order.sorted((catalog, &matrix), found, is_cancelled)?;
        Some(Self { filter, order, rows: Rows::Listed(listed) })
    }

    /// Which rules it shows.
    #[must_use]
    pub fn filter(&self) -> &RuleFilter {
        &self.filter
    }

    /// In which order.
    #[must_use]
    pub fn order(&self) -> RuleOrder {
        self.order
    }

    /// How many rows it has.
    #[must_use]
    pub fn num_rows(&self) -> usize {
        match &self.rows {
            Rows::Counted(before) => before.last().copied().unwrap_or(0),
            Rows::Listed(found) => found.len(),
        }
    }

    /// Where the rule of a row stands.
    #[must_use]
    pub fn position(&self, matrix: &Matrix, row_idx: usize) -> Option<RulePosition> {
        let before = match &self.rows {
            Rows::Listed(found) => return found.get(row_idx).copied(),
            Rows::Counted(before) => before,
        };
        let source_idx = before.partition_point(|&first| first <= row_idx).checked_sub(1)?;
        let mut rule_idx = row_idx - before[source_idx];
        for destination_idx in 0..matrix.num_zones() {
            let num_rules = self.filter.num_rules(matrix, source_idx, destination_idx);
            if rule_idx < num_rules {
                return Some(RulePosition { source_idx, destination_idx, rule_idx });
            }
            rule_idx -= num_rules;
        }
        None
    }

    /// The row of a rule, if it is shown.
    #[must_use]
    pub fn row_of(&self, matrix: &Matrix, position: RulePosition) -> Option<usize> {
        let before = match &self.rows {
            Rows::Listed(found) => return found.iter().position(|other| *other == position),
            Rows::Counted(before) => before.get(position.source_idx)?,
        };
        let num_rules = |destination_idx| self.filter.num_rules(matrix, position.source_idx, destination_idx);
        let is_shown = position.rule_idx < num_rules(position.destination_idx);
        is_shown.then(|| before + (0..position.destination_idx).map(num_rules).sum::<usize>() + position.rule_idx)
    }
}

impl RuleFilter {
    /// How many rules of a pair it lets through. Rules that are Required come first, so these are the first ones.
    fn num_rules(&self, matrix: &Matrix, source_idx: usize, destination_idx: usize) -> usize {
        let zones = &matrix.plan().zones;
        let is = |wanted: &Option<ZoneId>, idx: usize| {
            wanted.as_ref().is_none_or(|wanted| zones.get(idx).is_some_and(|zone| zone.id == *wanted))
        };
        let is_shown = (self.inside || source_idx != destination_idx)
            && is(&self.source, source_idx)
            && is(&self.destination, destination_idx);
        if !is_shown || source_idx >= matrix.num_zones() || destination_idx >= matrix.num_zones() {
            return 0;
        }
        let summary = matrix.summary(source_idx, destination_idx);
        let optional = if self.required_only { 0 } else { summary.optional_rules };
        usize::from(summary.required_rules) + usize::from(optional)
    }
}

/// The rules that a filter lets through, in the order of the plan; `None` when it was cancelled.
fn found(
    catalog: &Catalog,
    matrix: &Matrix,
    filter: &RuleFilter,
    is_cancelled: &impl Fn() -> bool,
) -> Option<Vec<RulePosition>> {
    let mut res = Vec::new();
    for (source_idx, destination_idx) in matrix.pairs() {
        if is_cancelled() {
            return None;
        }
        let num_rules = filter.num_rules(matrix, source_idx, destination_idx);
        if num_rules == 0 {
            continue;
        }
        let position = |rule_idx| RulePosition { source_idx, destination_idx, rule_idx };
        if filter.words.is_empty() {
            res.extend((0..num_rules).map(position));
            continue;
        }
        let lines = rule_lines(catalog, matrix, (source_idx, destination_idx), &COLUMNS);
        let has_words = |texts: &[String]| filter.words.are_in(&texts.join(" ").to_lowercase());
        let lines = lines.iter().enumerate().take(num_rules);
        res.extend(lines.filter(|(_, line)| has_words(&line.texts)).map(|(rule_idx, _)| position(rule_idx)));
    }
    Some(res)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::RuleColumn;
    use crate::view::sample;

    fn rows(table: &RuleTable) -> Vec<String> {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let text = |row_idx| {
            let position = table.position(&matrix, row_idx)?;
            let lines = rule_lines(&catalog, &matrix, position.pair(), &COLUMNS[..6]);
            Some(lines[position.rule_idx].texts.join(" | "))
        };
        assert_eq!(text(table.num_rows()), None, "nothing stands beyond the end");
        (0..table.num_rows()).filter_map(text).collect()
    }

    #[test]
    fn required_rules_come_first_and_a_filter_keeps_to_them() {
        let matrix = sample::matrix(&sample::catalog());
        let all = rows(&RuleTable::build(&matrix, RuleFilter::default()));
        assert_eq!(all.len(), 7);
        assert_eq!(all[0], "Clients | Core | TCP | 135 | RPC | required");
        assert_eq!(all[6], "Clients | Core | ICMP |  | ICMP | optional");
        let filter = RuleFilter { required_only: true, inside: true, ..RuleFilter::default() };
        let table = RuleTable::build(&matrix, filter);
        assert_eq!(table.num_rows(), 10, "five across and five inside the core");
        assert!(rows(&table).iter().all(|row| row.ends_with("required")));
        let filter = RuleFilter { source: Some("core".into()), ..RuleFilter::default() };
        assert_eq!(RuleTable::build(&matrix, filter).num_rows(), 0);
    }

    #[test]
    fn a_row_is_found_by_the_rule_that_stands_in_it() {
        let matrix = sample::matrix(&sample::catalog());
        let found = RuleFilter { words: Words::new("ldap"), ..RuleFilter::default() };
        let plan = Arc::new(sample::plan());
        let found = RuleTable::arrange(&sample::catalog(), &plan, (found, RuleOrder::Plan), || false);
        for table in [RuleTable::build(&matrix, RuleFilter::default()), found.expect("not cancelled")] {
            for row_idx in 0..table.num_rows() {
                let position = table.position(&matrix, row_idx).expect("a rule");
                assert_eq!(table.row_of(&matrix, position), Some(row_idx));
            }
        }
        let optional = RulePosition { source_idx: 0, destination_idx: 1, rule_idx: 6 };
        let required = RuleTable::build(&matrix, RuleFilter { required_only: true, ..RuleFilter::default() });
        assert_eq!(required.row_of(&matrix, optional), None);
    }

    #[test]
    fn a_search_looks_at_every_column() {
        let filter = RuleFilter { words: Words::new("clients ldap udp"), ..RuleFilter::default() };
        let plan = Arc::new(sample::plan());
        let wanted = (filter, RuleOrder::Plan);
        let search = |cancel| RuleTable::arrange(&sample::catalog(), &plan, wanted.clone(), || cancel);
        assert_eq!(
            search(false).map(|table| rows(&table)),
            Some(vec!["Clients | Core | UDP | 389 | LDAP | required".to_owned()])
        );
        assert_eq!(search(true), None, "cancelled");
    }

    #[test]
    fn the_rules_of_a_filter_are_sorted() {
        let order = RuleOrder::Plan.clicked(RuleColumn::DestinationPorts);
        let filter = RuleFilter { required_only: true, ..RuleFilter::default() };
        let plan = Arc::new(sample::plan());
        let table = RuleTable::arrange(&sample::catalog(), &plan, (filter.clone(), order), || false);
        let table = table.expect("not cancelled");
        assert_eq!((table.filter(), table.order(), table.num_rows()), (&filter, order, 5));
        assert_eq!(
            rows(&table)[1..3],
            ["Clients | Core | TCP | 389 | LDAP | required", "Clients | Core | UDP | 389 | LDAP | required"]
        );
    }

    #[test]
    fn headers_are_read_as_words() {
        assert_eq!(RuleColumn::DestinationPorts.label(), "Destination ports");
    }
}
