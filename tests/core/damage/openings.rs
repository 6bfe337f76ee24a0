//! What a catalog opens for some plans, so that two catalogs can be compared: more ports, and nothing else, is wider.

use std::collections::BTreeMap;

use portolan::catalog::{Catalog, Need};
use portolan::matrix::{self, Status};
use portolan::net::{PortRange, Transport};
use portolan::plan::Plan;

/// Plan, source zone, destination zone, transport, source port; whether it is Required.
type Key = (usize, usize, usize, Transport, Option<u16>, bool);

/// The ports opened, merged and ascending; `None` stands for what has no ports or none that is known.
#[derive(Default)]
pub(super) struct Openings(BTreeMap<Key, Vec<Option<PortRange>>>);

impl Openings {
    /// What `catalog` opens for `plans`. Whatever is Required is opened all the more when Optional is asked for.
    pub(super) fn new(catalog: &Catalog, plans: &[Plan]) -> Self {
        let mut res: BTreeMap<Key, Vec<Option<PortRange>>> = BTreeMap::new();
        for (plan_idx, plan) in plans.iter().enumerate() {
            let matrix = matrix::derive(catalog, plan);
            for source in 0..plan.zones.len() {
                for destination in 0..plan.zones.len() {
                    let cell = matrix.cell(catalog, source, destination);
                    for flow in cell.flows.iter().filter(|flow| matches!(flow.status, Status::Open)) {
                        let is_required = matches!(flow.need, Need::Required);
                        for required in [false, true].into_iter().filter(|required| is_required || !required) {
                            let (transport, source_port) = (flow.key.transport, flow.key.source_port);
                            let key = (plan_idx, source, destination, transport, source_port, required);
                            res.entry(key).or_default().push(flow.key.ports);
                        }
                    }
                }
            }
        }
        for ranges in res.values_mut() {
            *ranges = merged(std::mem::take(ranges));
        }
        Self(res)
    }

    /// What this one opens and `other` does not, in words; nothing if there is nothing.
    pub(super) fn beyond(&self, other: &Self) -> Option<String> {
        self.0.iter().find_map(|(key, ranges)| {
            let allowed = other.0.get(key).map_or(&[][..], Vec::as_slice);
            let wider = ranges.iter().find(|range| !allowed.iter().any(|allowed| covers(*allowed, **range)))?;
            Some(format!("{key:?} {wider:?}, where {allowed:?} is open"))
        })
    }
}

fn covers(allowed: Option<PortRange>, range: Option<PortRange>) -> bool {
    match (allowed, range) {
        (None, None) => true,
        (Some(allowed), Some(range)) => allowed.first() <= range.first() && range.last() <= allowed.last(),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn merged(mut ranges: Vec<Option<PortRange>>) -> Vec<Option<PortRange>> {
    ranges.sort_unstable();
    let mut res: Vec<Option<PortRange>> = Vec::new();
    for range in ranges {
        if let (Some(Some(last)), Some(next)) = (res.last().copied(), range)
            && next.first() <= last.last().saturating_add(1)
        {
            let joined = PortRange::new(last.first(), last.last().max(next.last()));
            res.pop();
            res.push(joined);
        } else {
            res.push(range);
        }
    }
    res.dedup();
    res
}
