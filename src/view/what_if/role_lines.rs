//! What a block costs each role, over all zones: the short answer to what breaks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::check::losses;
use crate::matrix::Matrix;
use crate::plan::Plan;
use crate::view::wording::counted;

/// The zones that a role loses something in, and those that it was to.
type Zones = (BTreeSet<usize>, BTreeSet<usize>);

/// A line for each role and what it loses between zones to overrides from position `first` on. `None` when it was
/// cancelled.
pub(super) fn role_lines(
    catalog: &Catalog,
    matrix: &Matrix,
    first: usize,
    is_cancelled: &impl Fn() -> bool,
) -> Option<Vec<String>> {
    let mut found: BTreeMap<(String, String), Zones> = BTreeMap::new();
    for (source, destination) in matrix.pairs().filter(|(source, destination)| source != destination) {
        if is_cancelled() {
            return None;
        }
        if !matrix.summary(source, destination).loses_required {
            continue;
        }
        let cell = matrix.cell(catalog, source, destination);
        for loss in losses(catalog, &cell).iter().filter(|loss| loss.override_idx >= first) {
            for role in &loss.roles {
                let zones = found.entry((role.name.to_owned(), role.words())).or_default();
                zones.0.insert(source);
                zones.1.insert(destination);
            }
        }
    }
    let mut res: Vec<((String, String), Zones)> = found.into_iter().collect();
    res.sort_by_key(|((_, words), zones)| (words.starts_with("loses "), Reverse(zones.0.len())));
    let line = |((name, words), (sources, destinations)): ((String, String), Zones)| {
        let plan = matrix.plan();
        format!("{name} {words}: {} to {}", zone_text(plan, &sources), zone_text(plan, &destinations))
    };
    Some(res.into_iter().map(line).collect())
}

/// The name of the zone, or how many there are.
fn zone_text(plan: &Plan, zones: &BTreeSet<usize>) -> String {
    match zones.first() {
        Some(&only) if zones.len() == 1 => plan.zones[only].name.clone(),
        Some(_) | None => counted(zones.len(), "zone", "zones"),
    }
}
