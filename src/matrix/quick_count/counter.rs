//! What is made once for a plan, so that each pair costs next to nothing.

use std::collections::BTreeMap;

use super::super::cell::{self, Effect, Effects, Picker};
use super::super::context::Context;
use super::super::lines::LineSet;
use super::super::resolve::ResolvedZone;
use super::super::summary::CellSummary;
use super::cuts::counted_by_flows;
use super::decided::{DecidedLines, DecidedNeeds, Needs};
use super::index::{FacetIndex, Indexer, ZoneIndex};
use super::tally::{Tally, same_flow_groups};

/// Counts pairs of zones of one plan.
#[derive(Clone, Debug, Default)]
pub(crate) struct QuickCounter {
    indexer: Indexer,
    lines: DecidedLines,
    /// By line: those of one group may give the same flow.
    groups: Vec<u32>,
    /// By zone.
    zones: Vec<ZoneIndex>,
    /// Pairs whose flows must be made to count them, row by row.
    counted_by_flows: Vec<bool>,
}

impl QuickCounter {
    pub(crate) fn new(context: Context<'_>, zones: &[ResolvedZone]) -> Self {
        let indexer = Indexer::new(context, zones);
        let index = |(zone, resolved)| indexer.zone(context, zone, resolved);
        let indexes: Option<Vec<_>> = context.plan.zones.iter().map(|zone| &**zone).zip(zones).map(index).collect();
        let indexes = indexes.filter(|_| indexer.rule_ports.is_countable());
        let mut counted_by_flows = counted_by_flows(context.plan);
        if indexes.is_none() {
            // The numbers can't tell all of these apart, so every pair is counted by its flows.
            counted_by_flows.fill(true);
        }
        // A port to be opened from is the same for a line everywhere, but where it follows a chosen one.
        for (zone_idx, _) in
            zones.iter().enumerate().filter(|(_, zone)| zone.facets.iter().any(|facet| !facet.source_ports.is_empty()))
        {
            counted_by_flows[zone_idx * zones.len()..(zone_idx + 1) * zones.len()].fill(true);
        }
        let groups = same_flow_groups(context);
        Self {
            lines: DecidedLines::new(context, &indexer, &groups),
            groups,
            zones: indexes.unwrap_or_else(|| vec![ZoneIndex::default(); zones.len()]),
            indexer,
            counted_by_flows,
        }
    }

    /// Takes a zone that changed. `false`: it brings something new, and all must be made again.
    pub(crate) fn replace_zone(&mut self, context: Context<'_>, zone_idx: usize, resolved: &ResolvedZone) -> bool {
        let index = self.indexer.zone(context, &context.plan.zones[zone_idx], resolved);
        // Whether its pairs are counted by their flows is said once for all zones.
        let moves = self.zones[zone_idx].has_own_source_ports;
        index.filter(|index| !moves && !index.has_own_source_ports).map(|index| self.zones[zone_idx] = index).is_some()
    }

    /// Whether the user said something about this pair that only its flows can tell.
    pub(crate) fn is_counted_by_flows(&self, source_idx: usize, destination_idx: usize) -> bool {
        self.counted_by_flows[source_idx * self.zones.len() + destination_idx]
    }

    /// For each zone, the first zone that is counted the same in every pair.
    pub(crate) fn representatives(&self) -> Vec<usize> {
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
        let needs = self.needs(source_idx, destination_idx);
        let lines = &self.lines;
        tally.reset(self.indexer.rule_ports.num_blocks());
        let (mut legacy, mut guarded) = (0, 0);
        self.for_each_facets((source_idx, destination_idx), |from, (_, to), admitted| {
            for (block, shared) in from.shared(to) {
                let active = admitted(block, shared) & needs.open.0[block];
                legacy |= active & lines.legacy.0[block];
                guarded |= active & lines.guarded.0[block];
                tally.add(needs, &self.groups, to, block, active);
            }
            for (block, cut) in from.cut(to) {
                tally.lose(to, block, admitted(block, cut) & needs.required.0[block]);
            }
        });
        tally.finish(&self.indexer.rule_ports);
        CellSummary {
            num_ports: tally.num_ports(&self.indexer.rule_ports),
            required_rules: tally.num_required(),
            optional_rules: tally.num_optional(),
            has_legacy: legacy != 0,
            has_guarded: guarded != 0,
            loses_required: tally.loses_required(&self.indexer.rule_ports),
        }
    }

    /// What would be decided for lines if the plan said something else of scenarios; `context` holds the plan that does.
    pub(crate) fn decided(&self, context: Context<'_>) -> DecidedNeeds {
        DecidedNeeds::new(context, &self.indexer, &self.groups)
    }

    /// How many distinct ports one zone would open to another under other decisions.
    pub(crate) fn num_ports(&self, needs: &DecidedNeeds, pair: (usize, usize), tally: &mut Tally) -> u32 {
        let needs = needs.of(self.zones[pair.0].answers, self.zones[pair.1].answers);
        tally.reset(self.indexer.rule_ports.num_blocks());
        self.for_each_facets(pair, |from, (_, to), admitted| {
            for (block, shared) in from.shared(to) {
                tally.add(needs, &self.groups, to, block, admitted(block, shared) & needs.open.0[block]);
            }
        });
        tally.finish(&self.indexer.rule_ports);
        tally.num_ports(&self.indexer.rule_ports)
    }

    /// Adds the lines among some that one zone opens to another: to `res` for each facet that listens.
    pub(crate) fn add_open_lines(&self, pair: (usize, usize), among: &LineSet, res: &mut [LineSet]) {
        let needs = self.needs(pair.0, pair.1);
        self.for_each_facets(pair, |from, (to_idx, to), admitted| {
            for (block, shared) in from.shared(to) {
                res[to_idx].0[block] |= admitted(block, shared & among.0[block]) & needs.open.0[block];
            }
        });
    }

    /// Adds the lines among some that a declined scenario closes from one zone to another: to `res` for each facet that
    /// listens.
    pub(crate) fn add_declined_lines(&self, pair: (usize, usize), among: &LineSet, res: &mut [LineSet]) {
        let needs = self.needs(pair.0, pair.1);
        self.for_each_facets(pair, |from, (to_idx, to), admitted| {
            for (block, shared) in from.shared(to) {
                res[to_idx].0[block] |= admitted(block, shared & among.0[block]) & needs.declined.0[block];
            }
        });
    }

    /// Whether a declined scenario closes something from one zone to another. Not for pairs that are counted by flows.
    pub(crate) fn has_declined(&self, pair: (usize, usize)) -> bool {
        let needs = self.needs(pair.0, pair.1);
        let mut res = false;
        self.for_each_facets(pair, |from, (_, to), admitted| {
            // What an override suppresses as well is declined all the same.
            let mut blocks = from.shared(to).chain(from.cut(to));
            res |= blocks.any(|(block, lines)| admitted(block, lines) & needs.declined.0[block] != 0);
        });
        res
    }

    /// Adds to `res` the lines among some that one zone opens to another and that nothing requires.
    pub(crate) fn add_optional_lines(&self, pair: (usize, usize), among: &LineSet, res: &mut LineSet) {
        let needs = self.needs(pair.0, pair.1);
        self.for_each_facets(pair, |from, (_, to), admitted| {
            for (block, shared) in from.shared(to) {
                let open = admitted(block, shared & among.0[block]) & needs.open.0[block];
                res.0[block] |= open & !needs.required.0[block];
            }
        });
    }

    /// The overrides whose effects [`Self::effects`] tells.
    pub(crate) fn cutting_overrides(&self) -> impl Iterator<Item = usize> + '_ {
        self.indexer.cuts.positions()
    }

    /// Notes what overrides did between two zones that are not counted by their flows.
    pub(crate) fn effects(&self, context: Context<'_>, source_idx: usize, destination_idx: usize, res: &mut Effects) {
        let needs = self.needs(source_idx, destination_idx);
        // Most pairs have nothing of the kind.
        let mut cut_lines: Option<[LineSet; 2]> = None;
        self.for_each_facets((source_idx, destination_idx), |from, (_, to), admitted| {
            for (block, cut) in from.cut(to) {
                let num_blocks = context.table.num_blocks();
                let [live, declined] =
                    cut_lines.get_or_insert_with(|| [LineSet::new(num_blocks), LineSet::new(num_blocks)]);
                live.0[block] |= admitted(block, cut) & needs.live.0[block];
                declined.0[block] |= admitted(block, cut) & needs.declined.0[block];
            }
        });
        let Some([live, declined]) = cut_lines else { return };
        let mut left = live.clone();
        let zones = &context.plan.zones;
        for cut in self.indexer.cuts.between(&zones[source_idx].id, &zones[destination_idx].id) {
            let effect = if !cut.lines.and(&left).is_empty() {
                Effect::Took
            } else if !cut.lines.and(&live).is_empty() {
                Effect::TakenBefore
            } else if !cut.lines.and(&declined).is_empty() {
                Effect::Declined
            } else {
                continue;
            };
            left = left.without(&cut.lines);
            cell::note(res, Picker::Override(cut.override_idx), effect);
        }
    }

    fn needs(&self, source_idx: usize, destination_idx: usize) -> &Needs {
        self.lines.needs.of(self.zones[source_idx].answers, self.zones[destination_idx].answers)
    }

    /// Calls `each` for each facet of one zone and of another, with what scopes and `serves` admit of a block of lines.
    fn for_each_facets(
        &self,
        (source_idx, destination_idx): (usize, usize),
        mut each: impl FnMut(&FacetIndex, (usize, &FacetIndex), &dyn Fn(usize, u64) -> u64),
    ) {
        let lines = &self.lines;
        for from in &self.zones[source_idx].facets {
            for (to_idx, to) in self.zones[destination_idx].facets.iter().enumerate() {
                let allowed = lines.allowed(from.scopes, to.scopes);
                let (is_served, is_answered) = (to.serves(source_idx), from.serves(destination_idx));
                each(from, (to_idx, to), &|block, of_block| {
                    let mut admitted = of_block & allowed.0[block];
                    if !is_served {
                        admitted &= lines.peers.0[block];
                    }
                    if !is_answered {
                        admitted &= !lines.answers.0[block];
                    }
                    admitted
                });
            }
        }
    }
}
