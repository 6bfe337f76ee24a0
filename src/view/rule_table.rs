//! All rules as one table. Rows are counted from summaries and their texts made when somebody looks at them.

use std::sync::Arc;

use super::search::Words;
use crate::catalog::Catalog;
use crate::matrix::{self, Matrix, Merge};
use crate::plan::{Plan, ZoneId};
use crate::table::{RuleColumn, RuleRow};

/// The columns that the table shows, in order.
pub const COLUMNS: [RuleColumn; 9] = [
    RuleColumn::SourceZone,
    RuleColumn::DestinationZone,
    RuleColumn::Transport,
    RuleColumn::DestinationPorts,
    RuleColumn::ApplicationProtocols,
    RuleColumn::Need,
    RuleColumn::SourceRoles,
    RuleColumn::DestinationRoles,
    RuleColumn::References,
];

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

/// Where a rule stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RulePosition {
    /// Position of the zone that opens.
    pub source_idx: usize,
    /// Position of the zone that listens.
    pub destination_idx: usize,
    /// Position among the rules of the pair.
    pub rule_idx: usize,
}

/// The rows of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleTable {
    filter: RuleFilter,
    rows: Rows,
}

#[derive(Clone, Debug, PartialEq)]
enum Rows {
    /// How many rows stand before each source, and at the end all.
    Counted(Vec<usize>),
    /// Those that a search found.
    Found(Vec<RulePosition>),
}

impl Default for Rows {
    fn default() -> Self {
        Self::Counted(vec![0])
    }
}

/// The texts of the rules of one pair, by rule and column.
pub type RuleTexts = Vec<Vec<String>>;

impl RuleTable {
    /// Counts the rows, words left out of account: [`RuleTable::search`] is for these.
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
        Self { filter, rows: Rows::Counted(before) }
    }

    /// Finds the rules that have the words of the filter. Slow for large plans; `None` when it was cancelled.
    #[must_use]
    pub fn search(
        catalog: &Catalog,
        plan: &Arc<Plan>,
        filter: RuleFilter,
        is_cancelled: impl Fn() -> bool,
    ) -> Option<Self> {
        let matrix = matrix::derive(catalog, plan);
        let mut found = Vec::new();
        for (source_idx, destination_idx) in matrix.pairs() {
            if is_cancelled() {
                return None;
            }
            let num_rules = filter.num_rules(&matrix, source_idx, destination_idx);
            if num_rules == 0 {
                continue;
            }
            let texts = rule_texts(catalog, &matrix, source_idx, destination_idx);
            for (rule_idx, texts) in texts.iter().enumerate().take(num_rules) {
                if filter.words.are_in(&texts.join(" ").to_lowercase()) {
                    found.push(RulePosition { source_idx, destination_idx, rule_idx });
                }
            }
        }
        Some(Self { filter, rows: Rows::Found(found) })
    }

    /// Which rules it shows.
    #[must_use]
    pub fn filter(&self) -> &RuleFilter {
        &self.filter
    }

    /// How many rows it has.
    #[must_use]
    pub fn num_rows(&self) -> usize {
        match &self.rows {
            Rows::Counted(before) => before.last().copied().unwrap_or(0),
            Rows::Found(found) => found.len(),
        }
    }

    /// Where the rule of a row stands.
    #[must_use]
    pub fn position(&self, matrix: &Matrix, row_idx: usize) -> Option<RulePosition> {
        let before = match &self.rows {
            Rows::Found(found) => return found.get(row_idx).copied(),
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
            Rows::Found(found) => return found.iter().position(|other| *other == position),
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

/// The texts of the rules of a pair.
#[must_use]
pub fn rule_texts(catalog: &Catalog, matrix: &Matrix, source_idx: usize, destination_idx: usize) -> RuleTexts {
    let plan = matrix.plan();
    let Some((source, destination)) = plan.zones.get(source_idx).zip(plan.zones.get(destination_idx)) else {
        return RuleTexts::new();
    };
    let cell = matrix.cell(catalog, source_idx, destination_idx);
    let rules = cell.rules(Merge::Ranges);
    let rows = rules.iter().map(|rule| RuleRow::new((catalog, matrix.plan()), (source, destination), &cell, rule));
    rows.map(|row| COLUMNS.iter().map(|column| column.value(&row).joined(", ")).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Zone;
    use crate::view::sample;

    fn rows(table: &RuleTable) -> Vec<String> {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let text = |row_idx| {
            let position = table.position(&matrix, row_idx)?;
            let texts = rule_texts(&catalog, &matrix, position.source_idx, position.destination_idx);
            Some(texts[position.rule_idx][..6].join(" | "))
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
        let found = RuleTable::search(&sample::catalog(), &plan, found, || false);
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
        let search = |cancel| RuleTable::search(&sample::catalog(), &plan, filter.clone(), || cancel);
        assert_eq!(
            search(false).map(|table| rows(&table)),
            Some(vec!["Clients | Core | UDP | 389 | LDAP | required".to_owned()])
        );
        assert_eq!(search(true), None, "cancelled");
    }

    #[test]
    fn a_name_stays_as_it_is_whatever_joins_values_elsewhere() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        plan.zones[0] = Arc::new(Zone { name: "A; B".to_owned(), ..(*plan.zones[0]).clone() });
        let matrix = matrix::derive(&catalog, &Arc::new(plan));
        assert_eq!(rule_texts(&catalog, &matrix, 0, 1)[0][..4], ["A; B", "Core", "TCP", "135"]);
    }

    #[test]
    fn headers_are_read_as_words() {
        assert_eq!(RuleColumn::DestinationPorts.label(), "Destination ports");
    }
}
