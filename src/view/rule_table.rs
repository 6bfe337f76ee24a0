//! All rules as one table. Rows are counted from summaries and their texts made when somebody looks at them.
//!
//! What a row says is not its business, nor how rules are sorted.

use super::rule_order::RuleOrder;
use super::wording::{counted, rules_and_rows};
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::plan::ZoneId;
use crate::query::{FoundPair, FoundRules, Query};
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
}

/// The rows of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleTable {
    filter: RuleFilter,
    query: Query,
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
    /// Lists the rows in the order of the plan: those of the rules that were found for a query, or all.
    #[must_use]
    pub fn build(matrix: &Matrix, filter: RuleFilter, query: Query, found: Option<&FoundRules>) -> Self {
        let rows = found.map_or_else(|| filter.counted(matrix), |found| Rows::Listed(filter.of_found(matrix, found)));
        Self { filter, query, order: RuleOrder::Plan, rows }
    }

    /// Lists them in another order. Slow for large plans; `None` when it was cancelled.
    #[must_use]
    pub fn arrange(
        (catalog, matrix): (&Catalog, &Matrix),
        (filter, order): (RuleFilter, RuleOrder),
        query: Query,
        found: Option<&FoundRules>,
        is_cancelled: impl Fn() -> bool,
    ) -> Option<Self> {
        let listed = found.map_or_else(|| filter.all(matrix), |found| filter.of_found(matrix, found));
        let listed = order.sorted((catalog, matrix), listed, is_cancelled)?;
        Some(Self { filter, query, order, rows: Rows::Listed(listed) })
    }

    /// Whether it shows the rules that these ask for, in this order.
    #[must_use]
    pub fn is_of(&self, filter: &RuleFilter, query: &Query, order: RuleOrder) -> bool {
        self.filter == *filter && self.query == *query && self.order == order
    }

    /// Which rules it shows, beside what its query asks for.
    #[must_use]
    pub fn filter(&self) -> &RuleFilter {
        &self.filter
    }

    /// What its query says.
    #[must_use]
    pub fn query_text(&self) -> &str {
        self.query.text()
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
    fn counted(&self, matrix: &Matrix) -> Rows {
        let mut before = vec![0];
        let mut num_rows = 0;
        for source_idx in 0..matrix.num_zones() {
            for destination_idx in 0..matrix.num_zones() {
                num_rows += self.num_rules(matrix, source_idx, destination_idx);
            }
            before.push(num_rows);
        }
        Rows::Counted(before)
    }

    /// The rules that it lets through.
    fn all(&self, matrix: &Matrix) -> Vec<RulePosition> {
        let of_pair = |(source_idx, destination_idx): (usize, usize)| {
            let num_rules = self.num_rules(matrix, source_idx, destination_idx);
            (0..num_rules).map(move |rule_idx| RulePosition { source_idx, destination_idx, rule_idx })
        };
        matrix.pairs().flat_map(of_pair).collect()
    }

    /// Those that were found of them.
    fn of_found(&self, matrix: &Matrix, found: &FoundRules) -> Vec<RulePosition> {
        let mut res = Vec::new();
        for &FoundPair { source_idx, destination_idx, ref rules, .. } in &found.pairs {
            // Rules that are Required come first.
            let num_rules = self.num_rules(matrix, source_idx, destination_idx);
            let shown = rules.iter().copied().take_while(|&rule_idx| rule_idx < num_rules);
            res.extend(shown.map(|rule_idx| RulePosition { source_idx, destination_idx, rule_idx }));
        }
        res
    }

    /// How many more rows than rules a request has of those that it lets through and that were found.
    #[must_use]
    pub fn more_rows_of(&self, matrix: &Matrix, found: &FoundRules) -> usize {
        let admitted = found.pairs.iter().filter(|pair| self.admits(matrix, (pair.source_idx, pair.destination_idx)));
        admitted.map(|pair| pair.more_rows[0] + if self.required_only { 0 } else { pair.more_rows[1] }).sum()
    }

    /// Whether it lets rules of a pair through.
    pub(super) fn admits(&self, matrix: &Matrix, (source_idx, destination_idx): (usize, usize)) -> bool {
        let zones = &matrix.plan().zones;
        let is = |wanted: &Option<ZoneId>, idx: usize| {
            wanted.as_ref().is_none_or(|wanted| zones.get(idx).is_some_and(|zone| zone.id == *wanted))
        };
        (self.inside || source_idx != destination_idx)
            && is(&self.source, source_idx)
            && is(&self.destination, destination_idx)
    }

    /// How many rules of a pair it lets through. Rules that are Required come first, so these are the first ones.
    fn num_rules(&self, matrix: &Matrix, source_idx: usize, destination_idx: usize) -> usize {
        let is_shown = self.admits(matrix, (source_idx, destination_idx));
        if !is_shown || source_idx >= matrix.num_zones() || destination_idx >= matrix.num_zones() {
            return 0;
        }
        let summary = matrix.summary(source_idx, destination_idx);
        let optional = if self.required_only { 0 } else { summary.optional_rules };
        usize::from(summary.required_rules) + usize::from(optional)
    }
}

/// How much a query finds: “96 rules in 40 pairs”; what is suppressed is told beside them.
#[must_use]
pub fn found_text(found: &FoundRules) -> String {
    let rules = rules_and_rows(found.num_rules(), found.num_more_rows());
    let rules = (rules, counted(found.across().count(), "pair", "pairs"));
    let of_rules = if found.num_rules() == 0 { rules.0 } else { format!("{} in {}", rules.0, rules.1) };
    match found.num_suppressed() {
        0 => of_rules,
        number => format!("{of_rules}, {}", counted(number, "suppressed flow", "suppressed flows")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::RuleColumn;
    use crate::view::rule_lines::{COLUMNS, rule_lines};
    use crate::view::sample;

    fn build(matrix: &Matrix, filter: RuleFilter) -> RuleTable {
        RuleTable::build(matrix, filter, Query::ALL, None)
    }

    fn search(typed: &str) -> RuleTable {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let query = Query::read(typed, &catalog, matrix.plan()).expect(typed);
        let found = FoundRules::find(&catalog, &matrix, &query, || false);
        RuleTable::build(&matrix, RuleFilter::default(), query, found.as_ref())
    }

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
        let all = rows(&build(&matrix, RuleFilter::default()));
        assert_eq!(all.len(), 7);
        assert_eq!(all[0], "Clients | Core | TCP | 135 | RPC | required");
        assert_eq!(all[6], "Clients | Core | ICMP |  | ICMP | optional");
        let filter = RuleFilter { required_only: true, inside: true, ..RuleFilter::default() };
        let table = build(&matrix, filter);
        assert_eq!(table.num_rows(), 10, "five across and five inside the core");
        assert!(rows(&table).iter().all(|row| row.ends_with("required")));
        let filter = RuleFilter { source: Some("core".into()), ..RuleFilter::default() };
        assert_eq!(build(&matrix, filter).num_rows(), 0);
    }

    #[test]
    fn a_row_is_found_by_the_rule_that_stands_in_it() {
        let matrix = sample::matrix(&sample::catalog());
        for table in [build(&matrix, RuleFilter::default()), search("ldap")] {
            for row_idx in 0..table.num_rows() {
                let position = table.position(&matrix, row_idx).expect("a rule");
                assert_eq!(table.row_of(&matrix, position), Some(row_idx));
            }
        }
        let optional = RulePosition { source_idx: 0, destination_idx: 1, rule_idx: 6 };
        let required = build(&matrix, RuleFilter { required_only: true, ..RuleFilter::default() });
        assert_eq!(required.row_of(&matrix, optional), None);
    }

    #[test]
    fn a_query_shows_the_rules_that_it_asks_for() {
        assert_eq!(rows(&search("from:clients ldap udp")), ["Clients | Core | UDP | 389 | LDAP | required"]);
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let query = Query::read("tcp optional", &catalog, matrix.plan()).expect("a query");
        let found = FoundRules::find(&catalog, &matrix, &query, || false).expect("nobody cancels");
        assert_eq!(found_text(&found), "1 rule in 1 pair");
        let filter = RuleFilter { required_only: true, ..RuleFilter::default() };
        assert_eq!(RuleTable::build(&matrix, filter, query.clone(), Some(&found)).num_rows(), 0);
        assert_eq!(FoundRules::find(&catalog, &matrix, &query, || true), None, "cancelled");
    }

    #[test]
    fn the_rules_of_a_filter_are_sorted() {
        let order = RuleOrder::Plan.clicked(RuleColumn::DestinationPorts);
        let filter = RuleFilter { required_only: true, ..RuleFilter::default() };
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let wanted = (filter.clone(), order);
        let table = RuleTable::arrange((&catalog, &matrix), wanted, Query::ALL, None, || false);
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
