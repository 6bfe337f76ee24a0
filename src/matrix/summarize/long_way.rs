//! What bits can't tell: pairs that must be counted by their flows. What overrides they can stands in `cuts`.

use super::cuts::whole_lines;
use crate::plan::{Override, Plan, Tunnel, ZoneId};

/// Marks the pairs that the user said something about that only their flows can tell, row by row.
pub(super) fn long_way(plan: &Plan) -> Vec<bool> {
    let num_zones = plan.zones.len();
    let mut res = vec![false; num_zones * num_zones];
    let named = |id: Option<&ZoneId>| -> Vec<usize> {
        (0..num_zones).filter(|&idx| id.is_none_or(|id| plan.zones[idx].id == *id)).collect()
    };
    let mut mark = |source: Option<&ZoneId>, destination: Option<&ZoneId>| {
        let destinations = named(destination);
        for source_idx in named(source) {
            for destination_idx in &destinations {
                res[source_idx * num_zones + destination_idx] = true;
            }
        }
    };
    for (source, destination) in plan.pairs.keys() {
        mark(Some(source), Some(destination));
    }
    for Tunnel { zones: [a, b], .. } in &plan.tunnels {
        mark(Some(a), Some(b));
        mark(Some(b), Some(a));
    }
    for entry in &plan.overrides {
        match entry {
            Override::Add { flow, .. } => mark(Some(&flow.source_zone), Some(&flow.destination_zone)),
            Override::Suppress { selector, .. } if whole_lines(entry).is_none() => {
                mark(selector.source_zone.as_ref(), selector.destination_zone.as_ref());
            }
            Override::Suppress { .. } => {}
        }
    }
    res
}
