//! Which pairs of zones an export walks, and under which names they stand in it.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;

use super::options::{ExportOptions, SameZone};
use super::{Cancel, ExportError, Progress};
use crate::catalog::Catalog;
use crate::matrix::{Cell, Matrix};
use crate::plan::{Plan, Zone};
use crate::table::{self, OpenPorts};

/// What an exporter needs to know, put together once.
pub(super) struct Job<'a> {
    pub catalog: &'a Catalog,
    pub matrix: &'a Matrix,
    pub options: ExportOptions,
    pub cancel: &'a Cancel,
    /// To count up in, once for each walk over the pairs.
    pub progress: &'a Progress,
    /// The plan's zones, each under a name of its own.
    pub zones: Vec<Arc<Zone>>,
}

impl<'a> Job<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        matrix: &'a Matrix,
        options: ExportOptions,
        cancel: &'a Cancel,
        progress: &'a Progress,
    ) -> Self {
        Self { catalog, matrix, options, cancel, progress, zones: distinctly_named(matrix.plan()) }
    }

    /// How many ordered pairs of zones there are.
    pub(super) fn num_pairs(&self) -> usize {
        self.zones.len() * self.zones.len()
    }

    /// The ordered pair at a position, source first: by source, then destination, in plan order.
    pub(super) fn pair(&self, position: usize) -> (usize, usize) {
        (position / self.zones.len(), position % self.zones.len())
    }

    /// Whether a pair is not written at all.
    pub(super) fn is_left_out(&self, (source_idx, destination_idx): (usize, usize)) -> bool {
        source_idx == destination_idx && self.options.same_zone == SameZone::LeaveOut
    }

    /// Whether nothing is open between a pair, or it is not written at all.
    pub(super) fn has_nothing_open(&self, pair: (usize, usize)) -> bool {
        self.is_left_out(pair) || self.matrix.summary(pair.0, pair.1).is_empty()
    }

    /// The flows of a pair.
    pub(super) fn cell(&self, (source_idx, destination_idx): (usize, usize)) -> Cell<'_> {
        self.matrix.cell(self.catalog, source_idx, destination_idx)
    }

    /// What is open between a pair, as far as its need is written.
    pub(super) fn open_ports(&self, pair: (usize, usize)) -> Vec<OpenPorts> {
        let mut res = table::open_ports(&self.cell(pair));
        res.retain(|open| self.options.need.admits(open.need));
        res
    }

    /// The two zones of a pair, as they are called here.
    pub(super) fn ends(&self, (source_idx, destination_idx): (usize, usize)) -> (&Zone, &Zone) {
        (&self.zones[source_idx], &self.zones[destination_idx])
    }

    /// # Errors
    /// When somebody asked the export to stop.
    pub(super) fn check_cancelled(&self) -> Result<(), ExportError> {
        if self.cancel.is_cancelled() { Err(ExportError::Cancelled) } else { Ok(()) }
    }
}

/// What each zone of a plan is called in exports, in plan order.
#[must_use]
pub fn zone_names(plan: &Plan) -> Vec<String> {
    distinctly_named(plan).iter().map(|zone| zone.name.clone()).collect()
}

/// The zones by name; where two share one, or have none, the id tells them apart.
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
