//! What bits can't tell: pairs that must be counted by their flows. And what overrides they can.

use super::super::context::Context;
use super::super::lines::LineSet;
use crate::plan::{Override, Plan, RoleId, Selector, ServiceId, Tunnel, Zone, ZoneId};

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

/// The lines that overrides suppress whenever this zone opens them, and whenever it listens.
///
/// An override that names no zone at all is taken on the side that listens.
pub(super) fn suppressed_lines(context: Context<'_>, zone: &Zone) -> (LineSet, LineSet) {
    let none = || LineSet::new(context.table.num_words());
    let (mut from, mut to) = (none(), none());
    for selector in context.plan.overrides.iter().filter_map(whole_lines) {
        match (&selector.source_zone, &selector.destination_zone) {
            (Some(id), _) if *id == zone.id => from.union_with(&selected_lines(context, selector)),
            (None, id) if id.as_ref().is_none_or(|id| *id == zone.id) => {
                to.union_with(&selected_lines(context, selector));
            }
            _ => {}
        }
    }
    (from, to)
}

/// The selector of an override that takes out whole lines of one zone or of all, so that bits can tell.
fn whole_lines(entry: &Override) -> Option<&Selector> {
    match entry {
        Override::Suppress { selector, .. }
            if selector.ports.is_none() && (selector.source_zone.is_none() || selector.destination_zone.is_none()) =>
        {
            Some(selector)
        }
        _ => None,
    }
}

fn selected_lines(context: Context<'_>, selector: &Selector) -> LineSet {
    let catalog = context.catalog;
    let names = |wanted: Option<&str>, id: &str| wanted.is_none_or(|wanted| wanted == id);
    context.table.set(|line| {
        names(selector.source_role.as_ref().map(RoleId::as_str), &catalog.roles[line.connection.role].id)
            && names(selector.destination_role.as_ref().map(RoleId::as_str), &catalog.roles[line.to].id)
            && names(selector.service.as_ref().map(ServiceId::as_str), &catalog.services[line.endpoint.service].id)
            && selector.transport.is_none_or(|transport| transport == catalog.endpoint(line.endpoint).transport)
    })
}
