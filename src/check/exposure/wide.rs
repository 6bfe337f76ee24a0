//! Wide openings: told of each zone that opens them, with what was tried and lessens them.

use std::collections::{BTreeMap, BTreeSet};

use super::trial::{RpcTrial, Trials};
use crate::catalog::{Need, Port};
use crate::check::collector::{Collector, Numbers, Piece, SourceFinding, Sources, Where};
use crate::check::subject::Subject;
use crate::check::wording::joined;
use crate::finding::{About, Code, Place, Settling};
use crate::ids::ScenarioIdx;
use crate::matrix::{Flow, LineSet, MANY_PORTS, Origin, PairAnswers, ResolvedZone};
use crate::plan::{Decision, RpcStrategy};

/// What lessens an opening.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Remedy {
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

/// So many openings that differ are tried at the most: more would hold up the window at each edit.
const MOST_TRIED: usize = 1_000;

/// Openings of more than a thousand ports are named, with what would leave fewer.
pub(in crate::check) fn many_ports(subject: &Subject<'_>, collector: &mut Collector) {
    let num_zones = subject.zones.len();
    let sources_of = |destination: usize| {
        let others = (0..num_zones).filter(move |&idx| idx != destination);
        others.map(move |source| (source, subject.matrix.summary(source, destination).num_ports))
    };
    let is_wide = |&(_, now): &(usize, u32)| now > MANY_PORTS;
    if !(0..num_zones).any(|destination| sources_of(destination).any(|source| is_wide(&source))) {
        return;
    }
    let pairs = (0..num_zones)
        .flat_map(|destination| sources_of(destination).filter(is_wide).map(move |(source, _)| (source, destination)));
    if differ_too_much(subject, pairs) {
        for destination_idx in 0..num_zones {
            let mut found: BTreeMap<bool, Sources> = BTreeMap::new();
            for (source_idx, now) in sources_of(destination_idx).filter(is_wide) {
                found.entry(is_every(now)).or_default().push((source_idx, [now, now]));
            }
            for (is_every, sources) in found {
                collector
                    .add_for(finding(subject, destination_idx, is_every, Some(&Remedy::Untried), &sources), sources);
            }
        }
        return;
    }
    let mut wide = Wide::new(subject);
    let kinds = wide.kinds();
    let mut by_kind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    kinds.iter().enumerate().for_each(|(idx, &kind)| by_kind.entry(kind).or_default().push(idx));
    for destinations in by_kind.into_values() {
        // Zones of one kind are asked once, but for the pairs that are counted by their flows.
        let mut known: BTreeMap<usize, (Option<Remedy>, u32)> = BTreeMap::new();
        for destination_idx in destinations {
            // By remedy, and by whether every port is open.
            let mut found: BTreeMap<(bool, Option<Remedy>), Sources> = BTreeMap::new();
            for (source_idx, now) in sources_of(destination_idx).filter(is_wide) {
                let pair = (source_idx, destination_idx);
                let (remedy, left) = if subject.matrix.quick_counter().is_counted_by_flows(source_idx, destination_idx)
                {
                    wide.remedy(pair, now)
                } else {
                    known.entry(kinds[source_idx]).or_insert_with(|| wide.remedy(pair, now)).clone()
                };
                found.entry((is_every(now), remedy)).or_default().push((source_idx, [now, left]));
            }
            for ((is_every, remedy), sources) in found {
                collector.add_for(finding(subject, destination_idx, is_every, remedy.as_ref(), &sources), sources);
            }
        }
    }
}

fn is_every(num_ports: u32) -> bool {
    num_ports >= u32::from(u16::MAX)
}

/// Whether there are more openings than can be tried, those of zones that are counted the same taken as one. The order
/// of the zones plays no part in it.
fn differ_too_much(subject: &Subject<'_>, pairs: impl Iterator<Item = (usize, usize)>) -> bool {
    let quick_counter = subject.matrix.quick_counter();
    let alike = quick_counter.representatives();
    let mut distinct = BTreeSet::new();
    for (source, destination) in pairs {
        let is_counted_alone = quick_counter.is_counted_by_flows(source, destination);
        let pair = if is_counted_alone { (source, destination) } else { (alike[source], alike[destination]) };
        distinct.insert((is_counted_alone, pair));
        if distinct.len() > MOST_TRIED {
            return true;
        }
    }
    false
}

fn finding(
    subject: &Subject<'_>,
    destination_idx: usize,
    is_every: bool,
    remedy: Option<&Remedy>,
    sources: &[(usize, Numbers)],
) -> SourceFinding {
    let catalog = subject.context.catalog;
    let zone = &subject.context.plan.zones[destination_idx];
    let words = if is_every { "every port is opened to it from " } else { " ports are opened to it from " };
    let number = (!is_every).then_some(Piece::Number(0));
    let message = number.into_iter().chain([Piece::text(words), Piece::Sources]).collect();
    let quoted = |scenarios: &BTreeSet<ScenarioIdx>| {
        let names: Vec<String> = scenarios.iter().map(|&idx| format!("“{}”", catalog.scenarios[idx])).collect();
        joined(&names)
    };
    let hint = match remedy {
        None => {
            vec![Piece::text("no pin, no range and no decision on a scenario lessens them: they are what is asked for")]
        }
        Some(Remedy::Untried) => vec![Piece::text(
            "there are too many such openings to try what would lessen each: choose one in the matrix, and the inspector \
             says what pinning would save",
        )],
        Some(Remedy::Overruled(accepted)) => {
            let (verb, them) = if accepted.len() == 1 { ("is", "it") } else { ("are", "them") };
            let words =
                format!("{} {verb} accepted, which opens them: declining {them} would leave ", quoted(accepted));
            vec![Piece::text(words), Piece::Number(1)]
        }
        Some(Remedy::Open { rpc, declined }) => {
            let declining = if declined.is_empty() { String::new() } else { format!("declining {}", quoted(declined)) };
            let settling = match rpc {
                RpcTrial::AsIs => "",
                RpcTrial::Pinned => "pinning the RPC servers",
                RpcTrial::Restricted => "restricting the RPC servers to a range of 100 ports",
            };
            let both = if declining.is_empty() || settling.is_empty() { "" } else { " and " };
            vec![Piece::text(format!("{declining}{both}{settling} would leave ")), Piece::Number(1)]
        }
    };
    let about = remedy.map_or(About::Place, |remedy| about(subject, destination_idx, remedy, sources));
    let code = if is_every { Code::AnyPort } else { Code::ManyPorts };
    let place = Where::At(Place::Zone(zone.id.to_string()));
    SourceFinding { about, ids: vec![zone.id.to_string()], ..SourceFinding::new(code, place, message, hint) }
}

/// What would lessen it as an edit; nothing where a word about the zone is not all that it takes.
fn about(subject: &Subject<'_>, destination_idx: usize, remedy: &Remedy, sources: &[(usize, Numbers)]) -> About {
    let catalog = subject.context.catalog;
    let (rpc, declined) = match remedy {
        Remedy::Open { rpc, declined } => (*rpc, declined),
        // Somebody wanted it so: nothing is to be changed with a click.
        Remedy::Overruled(_) | Remedy::Untried => return About::Place,
    };
    let rpc = match (rpc, servers(subject, destination_idx, sources)) {
        (RpcTrial::AsIs, _) => Settling::AsIs,
        (RpcTrial::Pinned, Some(servers)) => Settling::Pinned(servers),
        (RpcTrial::Restricted, Some(_)) => Settling::Restricted,
        (RpcTrial::Pinned | RpcTrial::Restricted, None) => return About::Place,
    };
    let scenarios = declined.iter().map(|&idx| catalog.scenarios[idx].to_string()).collect();
    About::Lessening { rpc, scenarios }
}

/// The RPC servers that these sources use and that a word about the zone would pin; `None`: a placement that listens
/// has a word of its own.
fn servers(subject: &Subject<'_>, destination_idx: usize, sources: &[(usize, Numbers)]) -> Option<Vec<String>> {
    let (catalog, plan, table) = (subject.context.catalog, subject.context.plan, subject.context.table);
    let (zone, resolved) = (&plan.zones[destination_idx], &subject.zones[destination_idx]);
    let in_force = zone.rpc.as_ref().unwrap_or(&plan.rpc);
    let is_pinned = |id: &str| matches!(in_force, RpcStrategy::Pinned(pins) if pins.contains_key(id));
    let is_open = |line_idx: usize| {
        sources.iter().any(|(idx, _)| subject.zones[*idx].facets.iter().any(|from| from.opens.contains(line_idx)))
    };
    let mut res = BTreeSet::new();
    for facet in &resolved.facets {
        for line_idx in facet.listens.positions() {
            let line = &table.lines[line_idx];
            let server = match line.port {
                Port::RpcDynamic(server) if is_open(line_idx) => &catalog.rpc_servers[server],
                Port::RpcDynamic(_) | Port::Fixed(_) | Port::OsDynamic | Port::Parameter(_) | Port::Protocol => {
                    continue;
                }
            };
            let mut listeners = facet.instances_of(line.destination).iter();
            if listeners.any(|instance| zone.placements[instance.placement].rpc.is_some()) {
                return None;
            }
            if server.pin.is_some() && !is_pinned(server.id.as_str()) {
                res.insert(server.id.to_string());
            }
        }
    }
    Some(res.into_iter().collect())
}

/// What is asked of pairs, and what was tried for them.
struct Wide<'a, 's> {
    subject: &'s Subject<'a>,
    trials: Trials<'a, 's>,
    /// The lines that each zone listens on with a wide range, by how RPC servers are told to listen.
    lines: BTreeMap<RpcTrial, Vec<LineSet>>,
    scratch: LineSet,
}

impl<'a, 's> Wide<'a, 's> {
    fn new(subject: &'s Subject<'a>) -> Self {
        let scratch = LineSet::new(subject.context.table.num_words());
        Self { subject, trials: Trials::new(subject), lines: BTreeMap::new(), scratch }
    }

    /// For each zone, what stands for it: zones of one kind are counted the same, now and however RPC servers listen.
    fn kinds(&mut self) -> Vec<usize> {
        let mut twins = |rpc| self.trials.matrix(rpc).quick_counter().representatives();
        let (as_is, pinned) = (twins(RpcTrial::AsIs), twins(RpcTrial::Pinned));
        let restricted = twins(RpcTrial::Restricted);
        let mut first = BTreeMap::new();
        let kinds = as_is.into_iter().zip(pinned).zip(restricted).enumerate();
        kinds.map(|(idx, kind)| *first.entry(kind).or_insert(idx)).collect()
    }

    /// The simplest change that leaves no more than a thousand ports, else the one that leaves the fewest, and how
    /// many it leaves.
    fn remedy(&mut self, pair: (usize, usize), now: u32) -> (Option<Remedy>, u32) {
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
        let Subject { matrix, context, .. } = *self.subject;
        let (catalog, plan) = (context.catalog, context.plan);
        let (source, destination) = (&plan.zones[pair.0], &plan.zones[pair.1]);
        let settings = plan.pairs.get(&(source.id.clone(), destination.id.clone()));
        let answers = PairAnswers::of_pair(catalog, plan, source, destination, settings);
        let cell = matrix.cell(catalog, pair.0, pair.1);
        let is_wide = |flow: &&Flow<'_>| flow.key.ports.is_some_and(|ports| ports.num_ports() > MANY_PORTS);
        let mut res = BTreeSet::new();
        for reason in cell.open_flows().filter(is_wide).flat_map(|flow| &flow.reasons) {
            match reason.origin {
                Origin::Connection(link) => {
                    let scenarios = answers.scenarios_of(catalog, link.line);
                    res.extend(scenarios.filter(|&idx| answers.scenarios[idx] == Some(Decision::Accepted)));
                }
                Origin::Tunnel(_) | Origin::Override(_) => {}
            }
        }
        res
    }

    /// The scenarios that nobody decided on and that alone ask for a wide range where RPC servers listen so.
    fn undecided(&mut self, rpc: RpcTrial, pair: (usize, usize)) -> BTreeSet<ScenarioIdx> {
        let (catalog, plan) = (self.subject.context.catalog, self.subject.context.plan);
        let table = self.subject.context.table;
        let matrix = self.trials.matrix(rpc);
        let accepted = |idx: ScenarioIdx| plan.scenarios.get(&*catalog.scenarios[idx]) == Some(&Decision::Accepted);
        if matrix.quick_counter().is_counted_by_flows(pair.0, pair.1) {
            let cell = matrix.cell(catalog, pair.0, pair.1);
            let wide =
                cell.open_flows().filter(|flow| flow.key.ports.is_some_and(|ports| ports.num_ports() > MANY_PORTS));
            let scenarios =
                wide.filter(|flow| flow.reasons.iter().all(|it| matches!(it.origin, Origin::Connection(_))));
            let scenarios = scenarios.flat_map(|flow| match &flow.need {
                Need::Optional(scenarios) => scenarios.clone(),
                Need::Required => Vec::new(),
            });
            return scenarios.filter_map(|text| catalog.scenario_idx(text)).collect();
        }
        let wide = self.lines.entry(rpc).or_insert_with(|| {
            let zones = matrix.resolved_zones();
            zones.iter().map(|zone| wide_lines(zone, table.num_words())).collect()
        });
        self.scratch.0.fill(0);
        matrix.quick_counter().add_optional_lines(pair, &wide[pair.1], &mut self.scratch);
        let scenarios = self.scratch.positions().into_iter().flat_map(|line_idx| {
            let line = &table.lines[line_idx];
            let own = line.need.optional();
            let own = own.filter(|&idx| !accepted(idx));
            let governing = line.when.assumptions.iter().map(|&idx| catalog.assumptions[idx].scenario);
            let governing = governing.filter(move |_| own.is_none());
            own.into_iter().chain(governing.filter(|&idx| !accepted(idx))).collect::<Vec<_>>()
        });
        scenarios.collect()
    }
}

fn wide_lines(zone: &ResolvedZone, num_words: usize) -> LineSet {
    let mut res = LineSet::new(num_words);
    for (line_idx, ports) in zone.facets.iter().flat_map(|facet| &facet.ports) {
        if ports.iter().any(|port| port.range.is_some_and(|range| range.num_ports() > MANY_PORTS)) {
            res.insert(*line_idx);
        }
    }
    res
}
