//! Which pairs of zones an export walks, and under which names they stand in it.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::sync::Arc;

use super::options::{ExportOptions, SameZone};
use super::{Cancel, ExportError};
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::plan::{Plan, Zone};

/// What an exporter needs to know, put together once.
pub(super) struct Job<'a> {
    pub catalog: &'a Catalog,
    pub matrix: &'a Matrix,
    pub options: ExportOptions,
    pub cancel: &'a Cancel,
    /// The plan's zones, each under a name of its own.
    pub zones: Vec<Arc<Zone>>,
}

impl<'a> Job<'a> {
    pub(super) fn new(catalog: &'a Catalog, matrix: &'a Matrix, options: ExportOptions, cancel: &'a Cancel) -> Self {
        Self { catalog, matrix, options, cancel, zones: distinctly_named(matrix.plan()) }
    }

    /// The destinations that a row of the matrix is written for, in plan order.
    pub(super) fn destinations(&self, source_idx: usize) -> impl Iterator<Item = usize> + use<> {
        let includes_same = self.options.same_zone == SameZone::Include;
        (0..self.zones.len()).filter(move |&destination_idx| includes_same || destination_idx != source_idx)
    }

    /// The ordered pairs that are written, in plan order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.zones.len()).flat_map(|source_idx| {
            self.destinations(source_idx).map(move |destination_idx| (source_idx, destination_idx))
        })
    }

    /// # Errors
    /// When somebody asked the export to stop.
    pub(super) fn check_cancelled(&self) -> Result<(), ExportError> {
        if self.cancel.is_cancelled() { Err(ExportError::Cancelled) } else { Ok(()) }
    }
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
        let names: Vec<_> = distinctly_named(&plan).iter().map(|zone| zone.name.clone()).collect();
        assert_eq!(names, expected);
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
