//! The overrides that bits can tell: those that suppress whole lines of one zone or of all. Pairs with anything else
//! that the user said of them are counted by their flows.

use super::super::cell::selects_key;
use super::super::context::Context;
use super::super::flow_key::FlowKey;
use super::super::lines::LineSet;
use crate::plan::{Override, Plan, Selector, Tunnel, Zone, ZoneId};

/// They all, in the order in which they are asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    entries: Vec<Cut>,
    /// The lines that some of them suppresses somewhere; without blocks when there is none.
    pub(super) all: LineSet,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// Its position in the plan.
    pub(super) override_idx: usize,
    /// The lines that it suppresses.
    pub(super) lines: LineSet,
    /// At most one of the two is named.
    source: Option<ZoneId>,
    destination: Option<ZoneId>,
}

impl Cuts {
    pub(super) fn new(context: Context<'_>) -> Self {
        let Context { catalog, table, plan, .. } = context;
        let mut res = Self::default();
        for (override_idx, entry) in plan.overrides.iter().enumerate() {
            let Some(selector) = whole_lines(entry) else { continue };
            // A line's flows differ in their ports alone, which such a selector does not name.
            let lines = table
                .set(|line| selects_key(catalog, selector, &FlowKey::of_line(catalog, line, None, line.source_port)));
            if res.entries.is_empty() {
                res.all = LineSet::new(table.num_blocks());
            }
            res.all.union_with(&lines);
            let (source, destination) = (selector.source_zone.clone(), selector.destination_zone.clone());
            res.entries.push(Cut { override_idx, lines, source, destination });
        }
        res
    }

    /// The lines that are suppressed whenever this zone opens them, and whenever it listens.
    ///
    /// An override that names no zone at all is taken on the side that listens.
    pub(super) fn of_zone(&self, context: Context<'_>, zone: &Zone) -> (LineSet, LineSet) {
        let none = || LineSet::new(context.table.num_blocks());
        let (mut from, mut to) = (none(), none());
        for Cut { source, destination, lines, .. } in &self.entries {
            match (source, destination) {
                (Some(id), _) if *id == zone.id => from.union_with(lines),
                (None, id) if id.as_ref().is_none_or(|id| *id == zone.id) => to.union_with(lines),
                _ => {}
            }
        }
        (from, to)
    }

    /// Those that hold from one zone to another.
    pub(super) fn between<'a>(
        &'a self,
        source: &'a ZoneId,
        destination: &'a ZoneId,
    ) -> impl Iterator<Item = &'a Cut> + 'a {
        self.entries.iter().filter(move |cut| {
            cut.source.as_ref().is_none_or(|id| id == source)
                && cut.destination.as_ref().is_none_or(|id| id == destination)
        })
    }

    /// The positions of them all.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        self.entries.iter().map(|cut| cut.override_idx)
    }
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

/// Marks the pairs that the user said something about that only their flows can tell, row by row.
pub(super) fn counted_by_flows(plan: &Plan) -> Vec<bool> {
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
