//! What lessens a wide opening: pins, restricted ranges and scenarios that are declined, each tried on the plan.

use std::collections::{BTreeMap, BTreeSet};

use super::trial::{RpcTrial, Trials};
use crate::catalog::Need;
use crate::check::input::Input;
use crate::ids::ScenarioIdx;
use crate::matrix::{Cell, Flow, LineSet, MANY_PORTS, Origin, PairAnswers, PairDecisions, ResolvedZone};
use crate::plan::ScenarioDecision;

/// What lessens an opening.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Remedy {
    /// What nobody decided on yet.
    Open {
        /// How RPC servers listen then.
        rpc: RpcTrial,
        /// The scenarios that are declined, by position.
        declined: BTreeSet<ScenarioIdx>,
    },
    /// To decline what was accepted: scenarios by position.
    Overruled(BTreeSet<ScenarioIdx>),
    /// Nobody tried: there are too many openings.
    Untried,
}

/// What lessens wide openings, found by trying. Zones that are counted alike are tried once.
pub(super) struct Remedies<'a, 's> {
    input: &'s Input<'a>,
    trials: Trials<'a, 's>,
    /// For each zone the first that is counted alike, now and however RPC servers listen.
    kinds: Vec<usize>,
    /// By the kinds of source and destination: the remedy, and how many ports it leaves.
    known: BTreeMap<(usize, usize), (Option<Remedy>, u32)>,
    /// The lines that each zone listens on with a wide range, by how RPC servers are told to listen.
    lines: BTreeMap<RpcTrial, Vec<LineSet>>,
    scratch: LineSet,
}

impl<'a, 's> Remedies<'a, 's> {
    /// `alike` says for each zone the first that is counted alike as the plan is.
    pub(super) fn new(input: &'s Input<'a>, alike: Vec<usize>) -> Self {
        let mut trials = Trials::new(input);
        let mut under = |rpc| trials.matrix(rpc).quick_counter().representatives();
        let (pinned, restricted) = (under(RpcTrial::Pinned), under(RpcTrial::Restricted));
        let mut first = BTreeMap::new();
        let kinds = alike.into_iter().zip(pinned).zip(restricted).enumerate();
        let kinds = kinds.map(|(idx, kind)| *first.entry(kind).or_insert(idx)).collect();
        let scratch = LineSet::new(input.context.table.num_blocks());
        Self { input, trials, kinds, known: BTreeMap::new(), lines: BTreeMap::new(), scratch }
    }

    /// What lessens the ports that are open between two zones, `now` so many, and how many it leaves.
    pub(super) fn of(&mut self, pair: (usize, usize), now: u32) -> (Option<Remedy>, u32) {
        if self.input.matrix.quick_counter().is_counted_by_flows(pair.0, pair.1) {
            return self.tried(pair, now);
        }
        let kinds = (self.kinds[pair.0], self.kinds[pair.1]);
        if let Some(known) = self.known.get(&kinds) {
            return known.clone();
        }
        let res = self.tried(pair, now);
        self.known.insert(kinds, res.clone());
        res
    }

    /// The simplest change that leaves no more than a thousand ports, else the one that leaves the fewest, and how
    /// many it leaves.
    fn tried(&mut self, pair: (usize, usize), now: u32) -> (Option<Remedy>, u32) {
        let mut best: (Option<Remedy>, u32) = (None, now);
        let none = BTreeSet::new();
        let mut tried = BTreeSet::new();
        for (rpc, declines) in [
            (RpcTrial::Pinned, false),
            (RpcTrial::AsIs, true),
            (RpcTrial::Restricted, false),
            (RpcTrial::Pinned, true),
            (RpcTrial::Restricted, true),
        ] {
            let declined = if declines { self.undecided(rpc, pair) } else { none.clone() };
            if declines && declined.is_empty() {
                continue;
            }
            let left = self.trials.num_ports(rpc, &declined, pair);
            // A handful of ports less is no help.
            if left < best.1 && left <= now - now / 10 && tried.insert((rpc, declined.clone())) {
                best = (Some(Remedy::Open { rpc, declined }), left);
            }
            if best.1 <= MANY_PORTS {
                break;
            }
        }
        if best.0.is_none() {
            let accepted = self.accepted(pair);
            let left = if accepted.is_empty() { now } else { self.trials.num_ports_overruled(&accepted, pair) };
            if left <= now - now / 10 {
                best = (Some(Remedy::Overruled(accepted)), left);
            }
        }
        best
    }

    /// The scenarios that were accepted and ask for a wide range.
    fn accepted(&self, pair: (usize, usize)) -> BTreeSet<ScenarioIdx> {
        let Input { matrix, context, .. } = *self.input;
        let (catalog, plan) = (context.catalog, context.plan);
        let answers = PairAnswers::between(context, &plan.zones[pair.0], &plan.zones[pair.1]);
        let cell = matrix.cell(catalog, pair.0, pair.1);
        let links = wide_flows(&cell).flat_map(Flow::links);
        let scenarios = links.flat_map(|link| answers.scenarios_of(catalog, link.line));
        scenarios.filter(|&idx| answers.scenarios[idx] == ScenarioDecision::Accepted).collect()
    }

    /// The scenarios that nobody decided on and that alone ask for a wide range where RPC servers listen so.
    fn undecided(&mut self, rpc: RpcTrial, pair: (usize, usize)) -> BTreeSet<ScenarioIdx> {
        let (catalog, plan) = (self.input.context.catalog, self.input.context.plan);
        let table = self.input.context.table;
        let matrix = self.trials.matrix(rpc);
        if matrix.quick_counter().is_counted_by_flows(pair.0, pair.1) {
            let cell = matrix.cell(catalog, pair.0, pair.1);
            let decisions = PairDecisions::between(self.input.context, &plan.zones[pair.0], &plan.zones[pair.1]);
            let is_optional = |flow: &&Flow<'_>| flow.need != Need::Required;
            let is_derived =
                |flow: &&Flow<'_>| flow.reasons.iter().all(|it| matches!(it.origin, Origin::Connection(_)));
            let flows = wide_flows(&cell).filter(is_optional).filter(is_derived);
            return flows.flat_map(|flow| decisions.open_scenarios(flow)).collect();
        }
        let decisions = self.input.context.decisions;
        let accepted = |idx: ScenarioIdx| decisions[idx] == ScenarioDecision::Accepted;
        let wide = self.lines.entry(rpc).or_insert_with(|| {
            let zones = matrix.resolved_zones();
            zones.iter().map(|zone| wide_lines(zone, table.num_blocks())).collect()
        });
        self.scratch.0.fill(0);
        matrix.quick_counter().add_optional_lines(pair, &wide[pair.1], &mut self.scratch);
        let scenarios = self.scratch.positions().into_iter().flat_map(|line_idx| {
            let line = &table.lines[line_idx];
            let own = line.need.optional().filter(|&idx| !accepted(idx));
            let governing = line.when.assumptions.iter().map(|&idx| catalog.assumptions[idx].scenario);
            let governing = governing.filter(move |_| own.is_none());
            own.into_iter().chain(governing.filter(|&idx| !accepted(idx))).collect::<Vec<_>>()
        });
        scenarios.collect()
    }
}

/// The open flows of more than a thousand ports.
fn wide_flows<'c>(cell: &'c Cell<'c>) -> impl Iterator<Item = &'c Flow<'c>> {
    cell.open_flows().filter(|flow| flow.key.ports.is_some_and(|ports| ports.num_ports() > MANY_PORTS))
}

/// The lines that a zone listens on with more than a thousand ports.
fn wide_lines(zone: &ResolvedZone, num_blocks: usize) -> LineSet {
    let mut res = LineSet::new(num_blocks);
    for (line_idx, ports) in zone.facets.iter().flat_map(|facet| &facet.ports) {
        if ports.iter().any(|port| port.range.is_some_and(|range| range.num_ports() > MANY_PORTS)) {
            res.insert(*line_idx);
        }
    }
    res
}
