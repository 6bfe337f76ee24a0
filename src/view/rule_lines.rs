//! The rules of a pair as lines of the table of rules: what stands in each column, and why a rule is there.
//!
//! Which rules are shown, and in which order, is not its business.

use crate::catalog::Catalog;
use crate::matrix::{Cell, Matrix, Merge, Row, whole_rules};
use crate::net::{PortSet, Transport};
use crate::plan::{Plan, ZoneId};
use crate::query::{Query, zone_word};
use crate::table::{RuleColumn, RulePosition, RuleRow};

/// The columns that the table shows at first, in order. A search looks at these.
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

/// The columns that can be chosen, in the order in which they are shown.
///
/// What is to be done with a rule is left out: every rule says the same there.
pub const OFFERED_COLUMNS: [RuleColumn; 19] = [
    RuleColumn::SourceZone,
    RuleColumn::SourceAddresses,
    RuleColumn::SourceHosts,
    RuleColumn::DestinationZone,
    RuleColumn::DestinationAddresses,
    RuleColumn::DestinationHosts,
    RuleColumn::Transport,
    RuleColumn::SourcePort,
    RuleColumn::DestinationPorts,
    RuleColumn::IcmpType,
    RuleColumn::ApplicationProtocols,
    RuleColumn::Need,
    RuleColumn::Scenarios,
    RuleColumn::SourceRoles,
    RuleColumn::DestinationRoles,
    RuleColumn::Justification,
    RuleColumn::References,
    RuleColumn::Confidence,
    RuleColumn::RuleId,
];

/// How many of the first columns name a rule to a screen reader: from the zones to the need.
const NUM_OF_NAME: usize = 6;

/// A rule in the table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RuleLine {
    /// Its stable id.
    pub id: String,
    /// What it is called: zones, transport, ports, what is spoken and the need.
    pub name: String,
    /// What stands in the columns that were asked for, in their order.
    pub texts: Vec<String>,
}

/// The rules of a pair with what stands in `columns`, in their order in the cell.
#[must_use]
pub fn rule_lines(catalog: &Catalog, matrix: &Matrix, pair: (usize, usize), columns: &[RuleColumn]) -> Vec<RuleLine> {
    let line = |row: &RuleRow<'_>| {
        let text = |column: &RuleColumn| column.value(row).joined(", ");
        let says = COLUMNS[..NUM_OF_NAME].iter().map(text).filter(|text| !text.is_empty());
        RuleLine { id: row.id(), name: says.collect::<Vec<_>>().join(", "), texts: columns.iter().map(text).collect() }
    };
    with_rules(catalog, matrix, pair, |cell, rules| {
        rules.iter().filter_map(|rule| row(catalog, matrix, pair, (cell, rule))).map(|row| line(&row)).collect()
    })
}

/// The id of the first rule of a pair that a query asks for; `None`: it asks for everything, or for nothing there.
#[must_use]
pub fn first_asked_rule(catalog: &Catalog, matrix: &Matrix, query: &Query, pair: (usize, usize)) -> Option<String> {
    if query.is_empty() {
        return None;
    }
    with_rules(catalog, matrix, pair, |cell, rules| {
        let asked = query.rules(pair, cell, &cell.rules(Merge::Ranges));
        let rule = rules.iter().zip(asked).find(|(_, is_asked)| *is_asked).map(|(rule, _)| rule)?;
        row(catalog, matrix, pair, (cell, rule)).map(|row| row.id())
    })
}

/// What asks for a rule as it is typed into a filter: `tcp/88 from:"Clients" to:"Core"`.
#[must_use]
pub fn rule_words(
    plan: &Plan,
    (source, destination): (&ZoneId, &ZoneId),
    (transport, ports): (Transport, &PortSet),
) -> String {
    let zone = |id: &ZoneId| plan.zone_idx(id.as_str()).and_then(|idx| zone_word(plan, idx));
    // A zone that nothing tells from others is asked for with these.
    let zone = |id: &ZoneId| zone(id).unwrap_or_else(|| format!("\"{id}\""));
    let transport = transport.label().to_lowercase();
    let ranges: Vec<String> = ports.ranges().iter().map(|range| format!("{transport}/{range}")).collect();
    let flow = if ranges.is_empty() { transport } else { ranges.join(",") };
    format!("{flow} from:{} to:{}", zone(source), zone(destination))
}

/// As [`rule_words`], for the rule at a position; `None`: it is gone.
#[must_use]
pub fn words_of_rule(catalog: &Catalog, matrix: &Matrix, position: RulePosition) -> Option<String> {
    let plan = matrix.plan();
    let ends = (&plan.zones.get(position.source_idx)?.id, &plan.zones.get(position.destination_idx)?.id);
    with_rules(catalog, matrix, position.pair(), |_, rules| {
        let rule = &rules.get(position.rule_idx)?.rule;
        Some(rule_words(plan, ends, (rule.transport, &rule.ports)))
    })
}

/// Why a rule is there, and which documents say so.
#[must_use]
pub fn rule_reason(catalog: &Catalog, matrix: &Matrix, position: RulePosition) -> String {
    with_rules(catalog, matrix, position.pair(), |cell, rules| {
        let rule = rules.get(position.rule_idx);
        let row = rule.and_then(|rule| row(catalog, matrix, position.pair(), (cell, rule)));
        row.map_or_else(String::new, |row| {
            let documents = RuleColumn::References.value(&row).joined(", ");
            let lines = [row.justification(), documents].into_iter().filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        })
    })
}

fn with_rules<T>(
    catalog: &Catalog,
    matrix: &Matrix,
    (source_idx, destination_idx): (usize, usize),
    make: impl for<'a> FnOnce(&'a Cell<'a>, &'a [Row<'a>]) -> T,
) -> T
where
    T: Default,
{
    let num_zones = matrix.num_zones();
    if source_idx >= num_zones || destination_idx >= num_zones {
        return T::default();
    }
    let cell = matrix.cell(catalog, source_idx, destination_idx);
    let zones = [source_idx, destination_idx].map(|idx| &*matrix.plan().zones[idx]);
    make(&cell, &whole_rules(&cell, zones))
}

fn row<'a>(
    catalog: &'a Catalog,
    matrix: &'a Matrix,
    (source_idx, destination_idx): (usize, usize),
    (cell, rule): (&'a Cell<'a>, &'a Row<'a>),
) -> Option<RuleRow<'a>> {
    let plan = matrix.plan();
    let ends = plan.zones.get(source_idx).zip(plan.zones.get(destination_idx));
    ends.map(|(source, destination)| RuleRow::new((catalog, plan), (source, destination), cell, rule))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::matrix;
    use crate::plan::Zone;
    use crate::view::sample;

    #[test]
    fn a_name_stays_as_it_is_whatever_joins_values_elsewhere() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        plan.zones[0] = Arc::new(Zone { name: "A; B".to_owned(), ..(*plan.zones[0]).clone() });
        let matrix = matrix::derive(&catalog, &plan);
        assert_eq!(rule_lines(&catalog, &matrix, (0, 1), &COLUMNS)[0].texts[..4], ["A; B", "Core", "TCP", "135"]);
        assert_eq!(rule_lines(&catalog, &matrix, (0, 9), &COLUMNS), [], "a zone that is gone");
    }

    #[test]
    fn a_line_has_the_columns_that_were_asked_for_and_is_named_all_the_same() {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let line = rule_lines(&catalog, &matrix, (0, 1), &[RuleColumn::Justification, RuleColumn::RuleId]).remove(0);
        assert_eq!(line.name, "Clients, Core, TCP, 135, RPC, required");
        assert!(line.texts[0].contains("Log on"), "{line:?}");
        assert_eq!(line.texts[1], line.id);
        let reason = rule_reason(&catalog, &matrix, RulePosition { source_idx: 0, destination_idx: 1, rule_idx: 0 });
        assert_eq!(reason, format!("{}\nKB 1", line.texts[0]));
    }

    #[test]
    fn every_column_is_offered_once_or_says_the_same_of_every_rule() {
        let of_all = [RuleColumn::Action];
        for column in RuleColumn::ALL {
            let offered = OFFERED_COLUMNS.iter().filter(|other| *other == column).count();
            assert_eq!(offered, usize::from(!of_all.contains(column)), "{}", column.label());
        }
        assert!(OFFERED_COLUMNS.iter().filter(|column| COLUMNS.contains(column)).eq(&COLUMNS), "in one order");
    }
}
