//! The flows of one pair, and what firewalls and counts make of them.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{Candidate, Standing, candidates};
use super::effects::{Effects, effects};
use super::own_flows::own_flows;
use super::pair::Pair;
use super::pickers::apply_pickers;
use crate::catalog::{Catalog, Need, ScenarioDecision};
use crate::ids::ScenarioIdx;
use crate::matrix::context::{Context, PairAnswers};
use crate::matrix::flow::{Flow, Origin, Reason, Status};
use crate::matrix::flow_key::FlowKey;
use crate::matrix::link::Link;
use crate::matrix::resolve::ResolvedZone;
use crate::matrix::rule::{self, Merge, Rule};
use crate::matrix::summary::CellSummary;
use crate::net::PortSet;

/// The flows of one ordered pair of zones, sorted by key and distinct.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell<'a> {
    /// Open ones and all others.
    pub flows: Vec<Flow<'a>>,
    /// Positions of the Required flows that an override takes away, ascending: nothing that is open between the two
    /// zones stands in for them, and no firewall would have opened them by itself.
    pub lost: Vec<usize>,
}

impl<'a> Cell<'a> {
    /// The flows that a firewall rule is asked for.
    pub fn open_flows(&self) -> impl Iterator<Item = &Flow<'a>> {
        self.flows.iter().filter(|flow| flow.status == Status::Open)
    }

    /// The flows that are lost, each with the position in the plan of the override that takes it.
    pub fn lost_flows(&self) -> impl Iterator<Item = (usize, &Flow<'a>)> {
        self.lost.iter().filter_map(|&idx| match self.flows[idx].status {
            Status::Suppressed { override_idx: Some(override_idx), .. } => Some((override_idx, &self.flows[idx])),
            Status::Suppressed { override_idx: None, .. }
            | Status::Open
            | Status::Followed
            | Status::Tunnelled { .. } => None,
        })
    }

    /// The open flows merged into rules: Required first, then by transport and ports.
    #[must_use]
    pub fn rules(&self, merge: Merge) -> Vec<Rule> {
        rule::merge(&self.flows, merge)
    }

    /// The cell with the flows of some of its rules alone, which are those for one range of ports each. What is open anyway
    /// stays with the rules that open all of it together; without one of them it would become a rule of its own.
    #[must_use]
    pub fn part_of(self, rules: &[Rule]) -> Self {
        let is_carried = |idx: &usize| {
            let carriers = rules.iter().filter(|rule| rule.also_serves.contains(idx));
            let ports: PortSet = carriers.flat_map(|rule| rule.ports.ranges()).copied().collect();
            self.flows[*idx].key.ports.is_none_or(|range| ports.covers(range))
        };
        let also_serves = rules.iter().flat_map(|rule| &rule.also_serves).filter(|idx| is_carried(idx));
        let kept: BTreeSet<usize> = rules.iter().flat_map(|rule| &rule.flows).chain(also_serves).copied().collect();
        let flows = self.flows.into_iter().enumerate().filter(|(idx, _)| kept.contains(idx));
        Self { flows: flows.map(|(_, flow)| flow).collect(), lost: Vec::new() }
    }

    /// Counts the open flows.
    #[must_use]
    pub fn summary(&self) -> CellSummary {
        let mut res = CellSummary::default();
        for rule in self.rules(Merge::Ranges) {
            let count = match rule.need {
                Need::Required => &mut res.required_rules,
                Need::Optional(()) => &mut res.optional_rules,
            };
            *count = count.saturating_add(1);
        }
        let mut ports: BTreeMap<_, PortSet> = BTreeMap::new();
        for flow in self.open_flows() {
            if let Some(range) = flow.key.ports {
                ports.entry(flow.key.transport).or_default().insert(range);
            }
            for reason in &flow.reasons {
                if let Origin::Connection(link) = reason.origin {
                    res.has_legacy |= link.is_legacy();
                    res.has_guarded |= link.line.guarded;
                }
            }
        }
        res.loses_required = !self.lost.is_empty();
        res.num_ports = ports.values().map(PortSet::num_ports).sum();
        res
    }
}

/// Lists the flows from one zone to another. Positions are those of the plan.
pub(crate) fn cell<'a>(
    context: Context<'a>,
    source: (usize, &'a ResolvedZone),
    destination: (usize, &'a ResolvedZone),
) -> Cell<'a> {
    pair_and_cell(context, source, destination).1
}

/// The same, with what overrides and tunnels did.
pub(crate) fn cell_with_effects<'a>(
    context: Context<'a>,
    source: (usize, &'a ResolvedZone),
    destination: (usize, &'a ResolvedZone),
) -> (Cell<'a>, Effects) {
    let (pair, cell) = pair_and_cell(context, source, destination);
    let effects = effects(&pair, &cell.flows);
    (cell, effects)
}

fn pair_and_cell<'a>(
    context: Context<'a>,
    (source_idx, from): (usize, &'a ResolvedZone),
    (destination_idx, to): (usize, &'a ResolvedZone),
) -> (Pair<'a>, Cell<'a>) {
    let (source, destination) = (&*context.plan.zones[source_idx], &*context.plan.zones[destination_idx]);
    let answers = PairAnswers::between(context, source, destination);
    let pair = Pair { context, source, destination, answers };
    let asked = candidates(&pair, from, to);
    let mut flows = Vec::with_capacity(asked.len());
    flows.extend(asked.chunk_by(|a, b| a.key() == b.key()).map(|same| merged(&pair, same)));
    for flow in &mut flows {
        apply_pickers(&pair, flow);
    }
    add_own(context.catalog, own_flows(&pair), &mut flows);
    let lost = lost(&pair, &flows);
    (pair, Cell { flows, lost })
}

/// The positions of the flows that are lost.
fn lost(pair: &Pair<'_>, flows: &[Flow<'_>]) -> Vec<usize> {
    let is_taken = |flow: &Flow<'_>| {
        flow.need == Need::Required && matches!(flow.status, Status::Suppressed { override_idx: Some(_), .. })
    };
    // What the firewall opens by itself is in no request, suppressed or not.
    let is_followed = |flow: &Flow<'_>| {
        flow.reasons.iter().any(|reason| match reason.origin {
            Origin::Connection(link) => pair.answers.follows(link.line),
            Origin::Tunnel(_) | Origin::Override(_) => false,
        })
    };
    // The ends of a tunnel are not the zones: its own flows stand in for no other.
    let is_of_tunnel = |flow: &Flow<'_>| flow.reasons.iter().all(|reason| matches!(reason.origin, Origin::Tunnel(_)));
    let rule_port = |flow: &Flow<'_>| (flow.key.transport, flow.key.ports, flow.key.source_port);
    let is_lost = |flow: &Flow<'_>| {
        let open = flows.iter().filter(|other| other.status == Status::Open && !is_of_tunnel(other)).map(rule_port);
        is_taken(flow) && !is_followed(flow) && !rule::is_covered(rule_port(flow), open)
    };
    flows.iter().enumerate().filter(|(_, flow)| is_lost(flow)).map(|(idx, _)| idx).collect()
}

/// Puts the reasons of one key together.
///
/// The standing that asks for most decides, and the flow has only the reasons of that standing: what is declined counts only
/// where nothing else asks for it.
fn merged<'a>(pair: &Pair<'a>, same: &[Candidate<'a>]) -> Flow<'a> {
    let standing = same.iter().map(|candidate| candidate.standing).min().unwrap_or(Standing::Declined);
    let speaking = same.iter().filter(|candidate| candidate.standing == standing);
    let reasons: Vec<Reason<'a>> = speaking.map(|candidate| candidate.reason(&pair.answers)).collect();
    let status = match standing {
        Standing::Open => Status::Open,
        Standing::Followed => Status::Followed,
        Standing::Declined => Status::Suppressed { override_idx: None, reason: declined(pair, same).into() },
    };
    let Link { line, range, source_port, .. } = same[0].link;
    Flow::new(FlowKey::of_line(pair.context.catalog, line, range, source_port), status, reasons)
}

/// Which scenarios were declined, and which the catalog declines as long as nobody accepts them.
fn declined(pair: &Pair<'_>, same: &[Candidate<'_>]) -> String {
    let Pair { context, answers, .. } = pair;
    let catalog = context.catalog;
    let settings = context.settings(pair.source, pair.destination);
    let scenarios = same.iter().flat_map(|candidate| answers.scenarios_of(catalog, candidate.link.line));
    let declined: BTreeSet<_> = scenarios.filter(|&idx| answers.scenarios[idx] == ScenarioDecision::Declined).collect();
    let (by_user, by_default): (Vec<_>, Vec<_>) =
        declined.into_iter().partition(|&idx| context.decision(settings, idx).is_some());
    let named = |words: &str, scenarios: Vec<ScenarioIdx>| {
        let mut names: Vec<&str> = scenarios.into_iter().map(|idx| &*catalog.scenarios[idx].name).collect();
        names.sort_unstable();
        (!names.is_empty()).then(|| format!("{words}: {}", names.join("; ")))
    };
    let parts = [named("Declined", by_user), named("Declined by the catalog until accepted", by_default)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// Adds the flows that no connection states.
///
/// An added flow and a derived one may say the same: one flow, with the reasons of both.
fn add_own<'a>(catalog: &'a Catalog, own: Vec<Flow<'a>>, flows: &mut Vec<Flow<'a>>) {
    if own.is_empty() {
        return;
    }
    flows.extend(own);
    flows.sort_by_cached_key(|flow| flow.key.rank(catalog));
    // Put together group by group: the reasons of thousands that say the same are moved once.
    let mut rest = std::mem::take(flows).into_iter().peekable();
    while let Some(Flow { key, status, mut reasons, need, confidence }) = rest.next() {
        let num_own = reasons.len();
        while let Some(same) = rest.next_if(|next| next.key == key && next.status == status) {
            reasons.extend(same.reasons);
        }
        flows.push(if reasons.len() == num_own {
            Flow { key, need, status, confidence, reasons }
        } else {
            Flow::new(key, status, reasons)
        });
    }
}
