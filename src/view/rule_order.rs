//! In which order the table shows the rules, and how they are sorted. Which rules are shown is not its business.

use std::cmp::Ordering;

use crate::catalog::Catalog;
use crate::matrix::{Matrix, whole_rules};
use crate::table::{RuleColumn, RulePosition, RuleRow};

/// In which order the table shows the rules.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum RuleOrder {
    /// By source zone and destination zone as the plan has them, what is Required first.
    #[default]
    Plan,
    /// By what stands in a column. Rules that are equal there stay in the order of the plan, and those that have nothing
    /// there come last in both directions.
    By {
        /// The column.
        column: RuleColumn,
        /// Which end comes first.
        direction: Direction,
    },
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// The least.
    Ascending,
    /// The greatest.
    Descending,
}

impl RuleOrder {
    /// The order after a click on the heading of a column: ascending, then descending, then that of the plan again.
    #[must_use]
    pub fn clicked(self, column: RuleColumn) -> Self {
        match self.direction(column) {
            None => Self::By { column, direction: Direction::Ascending },
            Some(Direction::Ascending) => Self::By { column, direction: Direction::Descending },
            Some(Direction::Descending) => Self::Plan,
        }
    }

    /// The direction in which it sorts by a column; `None` when it sorts by another one.
    #[must_use]
    pub fn direction(self, column: RuleColumn) -> Option<Direction> {
        match self {
            Self::By { column: by, direction } if by == column => Some(direction),
            Self::Plan | Self::By { .. } => None,
        }
    }

    /// Puts rules that come in the order of the plan into this one. Slow for large plans; `None` when it was cancelled.
    pub(super) fn sorted(
        self,
        (catalog, matrix): (&Catalog, &Matrix),
        positions: Vec<RulePosition>,
        is_cancelled: impl Fn() -> bool,
    ) -> Option<Vec<RulePosition>> {
        let Self::By { column, direction } = self else { return Some(positions) };
        let mut keyed = Vec::with_capacity(positions.len());
        for of_pair in positions.chunk_by(|a, b| a.pair() == b.pair()) {
            if is_cancelled() {
                return None;
            }
            keyed.extend(of_pair.iter().copied().zip(keys((catalog, matrix), of_pair, column)));
        }
        keyed.sort_by(|(_, a), (_, b)| match (a.is_empty(), b.is_empty(), direction) {
            (true, _, _) | (_, true, _) => a.is_empty().cmp(&b.is_empty()),
            (false, false, Direction::Ascending) => by_numbers(a, b),
            (false, false, Direction::Descending) => by_numbers(b, a),
        });
        Some(keyed.into_iter().map(|(position, _)| position).collect())
    }
}

/// What stands in a column of rules of one pair, in lower case.
fn keys((catalog, matrix): (&Catalog, &Matrix), of_pair: &[RulePosition], column: RuleColumn) -> Vec<String> {
    let plan = matrix.plan();
    let Some((source_idx, destination_idx)) = of_pair.first().map(|position| position.pair()) else {
        return Vec::new();
    };
    let zones = (&*plan.zones[source_idx], &*plan.zones[destination_idx]);
    let cell = matrix.cell(catalog, source_idx, destination_idx);
    let rules = whole_rules(&cell, zones.into());
    let key = |position: &RulePosition| {
        let row = RuleRow::new((catalog, plan), zones, &cell, rules.get(position.rule_idx)?);
        Some(column.value(&row).joined(", ").to_lowercase())
    };
    of_pair.iter().map(|position| key(position).unwrap_or_default()).collect()
}

/// Compares texts, the numbers in them by their worth: `tcp 88` comes before `tcp 443`.
fn by_numbers(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let ((part_a, rest_a), (part_b, rest_b)) = (first_part(a), first_part(b));
        if part_a.is_empty() || part_b.is_empty() {
            return part_a.len().cmp(&part_b.len());
        }
        let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        let order = if is_number(part_a) && is_number(part_b) {
            let (digits_a, digits_b) = (part_a.trim_start_matches('0'), part_b.trim_start_matches('0'));
            digits_a.len().cmp(&digits_b.len()).then_with(|| digits_a.cmp(digits_b))
        } else {
            part_a.cmp(part_b)
        };
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (rest_a, rest_b);
    }
}

/// A number or what stands before one at the start of a text, and what comes behind it.
fn first_part(text: &str) -> (&str, &str) {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn numbers_are_compared_by_their_worth() {
        let mut texts =
            ["49152-65535", "135", "zone 10", "1025-5000, 49152-65535", "zone 9", "zone", "080", "80a", "80"];
        texts.sort_by(|a, b| by_numbers(a, b));
        assert_eq!(
            texts,
            ["080", "80", "80a", "135", "1025-5000, 49152-65535", "49152-65535", "zone", "zone 9", "zone 10"]
        );
    }

    #[test]
    fn a_heading_sorts_up_then_down_then_not() {
        let (ports, need) = (RuleColumn::DestinationPorts, RuleColumn::Need);
        let by = |column, direction| RuleOrder::By { column, direction };
        let up = RuleOrder::Plan.clicked(ports);
        assert_eq!(up, by(ports, Direction::Ascending));
        assert_eq!(up.clicked(ports), by(ports, Direction::Descending));
        assert_eq!(up.clicked(ports).clicked(ports), RuleOrder::Plan);
        assert_eq!(up.clicked(need), by(need, Direction::Ascending), "another column begins anew");
    }

    /// The ports of the rules between the first two zones, sorted.
    fn ports(order: RuleOrder) -> Vec<String> {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let position = |rule_idx| RulePosition { source_idx: 0, destination_idx: 1, rule_idx };
        let sorted = order.sorted((&catalog, &matrix), (0..7).map(position).collect(), || false);
        let sorted = sorted.expect("not cancelled");
        let of_rule = |column| keys((&catalog, &matrix), &sorted, column);
        let texts = of_rule(RuleColumn::Transport).into_iter().zip(of_rule(RuleColumn::DestinationPorts));
        texts.map(|(transport, ports)| format!("{transport} {ports}")).collect()
    }

    #[test]
    fn rules_are_sorted_stably_and_those_without_a_value_come_last() {
        let by = |column, direction| ports(RuleOrder::By { column, direction });
        let up = ["tcp 135", "tcp 389", "udp 389", "tcp 636", "tcp 1025-5000", "tcp 49152-65535", "icmp "];
        assert_eq!(by(RuleColumn::DestinationPorts, Direction::Ascending), up);
        let down = ["tcp 49152-65535", "tcp 1025-5000", "tcp 636", "tcp 389", "udp 389", "tcp 135", "icmp "];
        assert_eq!(by(RuleColumn::DestinationPorts, Direction::Descending), down, "389 stays as the plan has it");
        let plan = ports(RuleOrder::Plan);
        assert_eq!(by(RuleColumn::SourceZone, Direction::Descending), plan, "all are equal");
    }
}
