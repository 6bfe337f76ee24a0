//! What is made once for a plan, so that each pair costs next to nothing.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::resolve::ResolvedZone;
use super::super::summary::CellSummary;
use super::decided::DecidedLines;
use super::index::{Indexer, ZoneIndex};
use super::long_way::long_way;
use super::tally::{Tally, rival_groups};

/// Counts pairs of zones of one plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct Summarizer {
    indexer: Indexer,
    lines: DecidedLines,
    /// By line: those of one group may give the same flow.
    groups: Vec<u32>,
    /// By zone.
    zones: Vec<ZoneIndex>,
    /// Pairs whose flows must be made to count them, row by row.
    long_way: Vec<bool>,
}

impl Summarizer {
    pub(crate) fn new(context: Context<'_>, zones: &[ResolvedZone]) -> Self {
        let indexer = Indexer::new(context, zones);
        let index = |(zone, resolved)| indexer.zone(context, zone, resolved);
        let indexes: Option<Vec<_>> = context.plan.zones.iter().map(|zone| &**zone).zip(zones).map(index).collect();
        let indexes = indexes.filter(|_| indexer.rule_ports.is_countable());
        let mut long_way = long_way(context.plan);
        if indexes.is_none() {
            // There is more than numbers can tell apart: only the flows themselves can.
            long_way.fill(true);
        }
        let groups = rival_groups(context);
        Self {
            lines: DecidedLines::new(context, &indexer, &groups),
            groups,
            zones: indexes.unwrap_or_else(|| vec![ZoneIndex::default(); zones.len()]),
            indexer,
            long_way,
        }
    }

    /// Takes a zone that changed. `false`: it brings something new, and all must be made again.
    pub(crate) fn replace_zone(&mut self, context: Context<'_>, zone_idx: usize, resolved: &ResolvedZone) -> bool {
        let index = self.indexer.zone(context, &context.plan.zones[zone_idx], resolved);
        index.map(|index| self.zones[zone_idx] = index).is_some()
    }

    /// Whether the user said something about this pair that only its flows can tell.
    pub(crate) fn takes_long_way(&self, source_idx: usize, destination_idx: usize) -> bool {
        self.long_way[source_idx * self.zones.len() + destination_idx]
    }

    /// For each zone, the first zone that is counted the same in every pair.
    pub(crate) fn twins(&self) -> Vec<usize> {
        let mut is_named = vec![false; self.zones.len()];
        let facets = self.zones.iter().flat_map(|zone| &zone.facets);
        for served in facets.filter_map(|facet| facet.serves.as_ref()) {
            for (named, served) in is_named.iter_mut().zip(served) {
                *named |= served;
            }
        }
        let mut first = BTreeMap::new();
        let zones = self.zones.iter().zip(is_named).enumerate();
        zones.map(|(idx, (zone, is_named))| *first.entry((is_named.then_some(idx), zone)).or_insert(idx)).collect()
    }

    /// Counts what one zone opens to another.
    pub(crate) fn summary(&self, source_idx: usize, destination_idx: usize, tally: &mut Tally) -> CellSummary {
        let (source, destination) = (&self.zones[source_idx], &self.zones[destination_idx]);
        let lines = &self.lines;
        let needs = lines.needs(source.answers, destination.answers);
        tally.reset(self.indexer.rule_ports.num_words());
        let (mut legacy, mut guarded) = (0, 0);
        for from in &source.facets {
            for to in &destination.facets {
                let allowed = lines.allowed(from.scopes, to.scopes);
                let (is_served, is_answered) = (to.serves(source_idx), from.serves(destination_idx));
                for (word, shared) in from.shared(to) {
                    let mut active = shared & allowed.0[word];
                    if !is_served {
                        active &= lines.peers.0[word];
                    }
                    if !is_answered {
                        active &= !lines.answers.0[word];
                    }
                    active &= needs.open.0[word];
                    legacy |= active & lines.legacy.0[word];
                    guarded |= active & lines.guarded.0[word];
                    tally.add(needs, &self.groups, to, word, active);
                }
            }
        }
        tally.settle();
        CellSummary {
            num_ports: tally.num_ports(&self.indexer.rule_ports),
            required_rules: tally.num_required(),
            optional_rules: tally.num_optional(),
            has_legacy: legacy != 0,
            has_guarded: guarded != 0,
        }
    }
}
