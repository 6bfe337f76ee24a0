//! One run of an exporter: which pairs of zones it walks, and under which names the zones stand in what it writes.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use super::options::{ExportOptions, NeedFilter, SameZone};
use super::{Cancel, ExportError, Progress};
use crate::catalog::{Catalog, Need};
use crate::matrix::{self, Cell, Flow, Matrix, Merge, Rule};
use crate::plan::{Plan, Zone};
use crate::table::{self, OpenPorts, RuleRow};

/// What a plan is called that has neither a title nor a file.
pub(super) const UNTITLED: &str = "Untitled plan";

/// What an exporter is given.
pub(super) struct ExportRun<'a> {
    pub catalog: &'a Catalog,
    pub matrix: &'a Matrix,
    pub options: ExportOptions,
    pub cancel: &'a Cancel,
    /// Counts the pairs that are done.
    pub progress: &'a Progress,
    /// The plan's zones, each under a name of its own.
    pub zones: Vec<Arc<Zone>>,
}

impl<'a> ExportRun<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        matrix: &'a Matrix,
        options: ExportOptions,
        cancel: &'a Cancel,
        progress: &'a Progress,
    ) -> Self {
        Self { catalog, matrix, options, cancel, progress, zones: distinctly_named(matrix.plan()) }
    }

    /// What the plan is called: its title, else the name of its file, else nothing.
    pub(super) fn title(&self) -> &str {
        let names = [&self.matrix.plan().title, &self.options.file_name];
        names.into_iter().find(|name| !name.trim().is_empty()).map_or("", String::as_str)
    }

    /// The day that findings are judged by.
    pub(super) fn judged(&self) -> String {
        self.options.as_of.map_or_else(|| self.catalog.as_of.clone(), |day| day.to_string())
    }

    /// How many ordered pairs of zones there are.
    pub(super) fn num_pairs(&self) -> usize {
        self.zones.len() * self.zones.len()
    }

    /// The ordered pair at a position, source first: by source, then destination, in plan order.
    pub(super) fn pair(&self, position: usize) -> (usize, usize) {
        (position / self.zones.len(), position % self.zones.len())
    }

    /// The pairs at some positions; an error as soon as the export was asked to stop.
    pub(super) fn pairs(&self, positions: Range<usize>) -> impl Iterator<Item = Result<(usize, usize), ExportError>> {
        positions.map(|position| self.check_cancelled().map(|()| self.pair(position)))
    }

    /// Whether a pair is not written at all.
    pub(super) fn is_left_out(&self, (source_idx, destination_idx): (usize, usize)) -> bool {
        source_idx == destination_idx && self.options.same_zone == SameZone::LeaveOut
            || !self.options.pairs.has((source_idx, destination_idx))
    }

    /// Whether nothing is open between a pair, or it is not written at all.
    pub(super) fn has_nothing_open(&self, pair: (usize, usize)) -> bool {
        self.is_left_out(pair) || self.matrix.summary(pair.0, pair.1).is_empty() || !self.options.filter.may_be_in(pair)
    }

    /// The flows of a pair.
    pub(super) fn cell(&self, (source_idx, destination_idx): (usize, usize)) -> Cell<'_> {
        self.matrix.cell(self.catalog, source_idx, destination_idx)
    }

    /// Calls `take` with each rule of a pair that is written.
    pub(super) fn each_rule(
        &self,
        pair: (usize, usize),
        merge: Merge,
        mut take: impl FnMut(&RuleRow<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let each = |rules: &mut dyn Iterator<Item = RuleRow<'_>>| {
            for rule in rules {
                take(&rule)?;
            }
            Ok(())
        };
        self.with_rules(pair, merge, each).unwrap_or(Ok(()))
    }

    /// Calls `take` with the rules of a pair that are written, one after another; `None`: there are none.
    pub(super) fn with_rules<T>(
        &self,
        pair: (usize, usize),
        merge: Merge,
        take: impl for<'r> FnOnce(&mut dyn Iterator<Item = RuleRow<'r>>) -> T,
    ) -> Option<T> {
        self.with_parted_rules(pair, merge, None, take)
    }

    /// Calls `take` with the rules of a pair that are written, one after another, each with at most so many ports; `None`:
    /// there are none.
    pub(super) fn with_parted_rules<T>(
        &self,
        pair: (usize, usize),
        merge: Merge,
        most_ports: Option<usize>,
        take: impl for<'r> FnOnce(&mut dyn Iterator<Item = RuleRow<'r>>) -> T,
    ) -> Option<T> {
        if self.has_nothing_open(pair) {
            return None;
        }
        let cell = self.asked_part(pair, self.cell(pair));
        let (source, destination) = self.zones_of(pair);
        let mut rows = matrix::rows(&cell, [source, destination], merge);
        if let Some(most) = most_ports {
            rows = rows.into_iter().flat_map(|row| row.by_ports(&cell.flows, most)).collect();
        }
        let admitted = rows.iter().filter(|row| self.options.need.admits(&row.rule.need));
        let plan = self.matrix.plan();
        Some(take(&mut admitted.map(|row| RuleRow::new((self.catalog, plan), (source, destination), &cell, row))))
    }

    /// The rules of a pair's cell that are written.
    fn rules(&self, pair: (usize, usize), cell: &Cell<'_>) -> Vec<Rule> {
        let rules = cell.rules(Merge::Ranges);
        let asked = self.options.filter.rules(pair, cell, &rules);
        let written =
            rules.into_iter().zip(asked).filter(|(rule, is_asked)| *is_asked && self.options.need.admits(&rule.need));
        written.map(|(rule, _)| rule).collect()
    }

    /// A cell with the flows of those of its rules that are written. What is asked for is asked of rules; rows are split
    /// and merged from what is left.
    fn asked_part<'c>(&self, pair: (usize, usize), cell: Cell<'c>) -> Cell<'c> {
        if self.options.filter.is_empty() && self.options.need == NeedFilter::All {
            return cell;
        }
        let rules = self.rules(pair, &cell);
        cell.part_of(&rules)
    }

    /// What is open between a pair, as far as it is written.
    pub(super) fn open_ports(&self, pair: (usize, usize)) -> Vec<OpenPorts> {
        if self.has_nothing_open(pair) {
            return Vec::new();
        }
        table::open_ports(&self.rules(pair, &self.cell(pair)))
    }

    /// How many rules of a pair are written: Required ones, and Optional ones.
    pub(super) fn num_rules(&self, pair: (usize, usize)) -> (usize, usize) {
        if self.has_nothing_open(pair) {
            return (0, 0);
        }
        if !self.options.filter.is_empty() {
            let rules = self.rules(pair, &self.cell(pair));
            let num_required = rules.iter().filter(|rule| rule.need == Need::Required).count();
            return (num_required, rules.len() - num_required);
        }
        let summary = self.matrix.summary(pair.0, pair.1);
        let optional = if self.options.need == NeedFilter::All { summary.optional_rules } else { 0 };
        (usize::from(summary.required_rules), usize::from(optional))
    }

    /// The flows of a pair that are written, of whatever status.
    pub(super) fn flows<'c>(&self, pair: (usize, usize), cell: &'c Cell<'c>) -> impl Iterator<Item = &'c Flow<'c>> {
        let asked = self.options.filter.flows(pair, cell);
        let flows =
            cell.flows.iter().zip(asked).filter(|(flow, is_asked)| *is_asked && self.options.need.admits(&flow.need));
        flows.map(|(flow, _)| flow)
    }

    /// The source and the destination zone of a pair, under the names that they have here.
    pub(super) fn zones_of(&self, (source_idx, destination_idx): (usize, usize)) -> (&Zone, &Zone) {
        (&self.zones[source_idx], &self.zones[destination_idx])
    }

    /// Checks that the export was not asked to stop.
    ///
    /// # Errors
    /// [`ExportError::Cancelled`].
    pub(super) fn check_cancelled(&self) -> Result<(), ExportError> {
        if self.cancel.is_cancelled() { Err(ExportError::Cancelled) } else { Ok(()) }
    }
}

/// What each zone of a plan is called in exports, in plan order.
#[must_use]
pub fn zone_names(plan: &Plan) -> Vec<String> {
    distinctly_named(plan).iter().map(|zone| zone.name.clone()).collect()
}

/// The zones under names that are distinct: where two zones share a name or have none, the id is added.
///
/// A row names its zones and nothing else of them, so two zones of one name would give rows that look the same.
fn distinctly_named(plan: &Plan) -> Vec<Arc<Zone>> {
    let is_named = |zone: &Zone| !zone.name.trim().is_empty();
    let mut num_called = BTreeMap::new();
    for zone in plan.zones.iter().filter(|zone| is_named(zone)) {
        *num_called.entry(zone.name.as_str()).or_insert(0) += 1;
    }
    // A name that one zone has alone stays as it is, whatever the others are called by.
    let mut taken: BTreeSet<String> = num_called.keys().map(|&name| name.to_owned()).collect();
    let distinct = |zone: &Arc<Zone>| {
        if num_called.get(zone.name.as_str()) == Some(&1) {
            return Arc::clone(zone);
        }
        let by_id = if is_named(zone) { format!("{} ({})", zone.name, zone.id) } else { zone.id.to_string() };
        let numbered = (2..).map(|number| format!("{by_id} {number}"));
        let name = iter::once(by_id.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
        Arc::new(Zone { name: name.unwrap_or(by_id), ..(**zone).clone() })
    };
    plan.zones.iter().map(distinct).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(zones: &[(&str, &str)], expected: &[&str]) {
        let zone = |&(id, name): &(&str, &str)| Arc::new(Zone { id: id.into(), name: name.into(), ..Zone::default() });
        let plan = Plan { zones: zones.iter().map(zone).collect(), ..Plan::default() };
        assert_eq!(zone_names(&plan), expected);
    }

    #[test]
    fn zones_stand_under_names_of_their_own() {
        check(&[("a", "Clients"), ("b", "Core")], &["Clients", "Core"]);
        check(&[("a", "DMZ"), ("b", "Core"), ("c", "DMZ")], &["DMZ (a)", "Core", "DMZ (c)"]);
        check(&[("a", ""), ("b", " ")], &["a", "b"]);
        check(&[("a", ""), ("b", "a")], &["a 2", "a"]);
        check(&[("a", "DMZ"), ("a", "DMZ")], &["DMZ (a)", "DMZ (a) 2"]);
    }
}
