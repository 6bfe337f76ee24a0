//! Scenarios that nobody decided on and that open much, and those that the catalog declines: each is to be decided on.

use std::collections::{BTreeMap, BTreeSet};

use super::openings::{Standing, for_each_opening};
use crate::catalog::{Catalog, Need, Port, ScenarioDecision};
use crate::check::collector::{Collector, Piece, SourceFinding, SourceSubject};
use crate::check::input::Input;
use crate::check::wording::{joined, listed, shown_name};
use crate::finding::{Code, Detail, Mention, Subject};
use crate::ids::ScenarioIdx;
use crate::matrix::{Facet, Line, LineState, MANY_PORTS, PairDecisions};
use crate::net::{PortRange, Transport};

/// What a scenario opens, or would open.
#[derive(Default)]
struct Opened<'a> {
    /// Positions of the zones that open.
    sources: BTreeSet<usize>,
    /// Positions of the zones that listen.
    destinations: BTreeSet<usize>,
    /// Some endpoint has more than a thousand ports.
    is_wide: bool,
    /// The cleartext and legacy protocols.
    legacy: BTreeSet<&'a str>,
}

/// By scenario.
type ByScenario<'a> = BTreeMap<ScenarioIdx, Opened<'a>>;

/// Nobody leaves open what opens more than a thousand ports, or a cleartext or legacy protocol, to other zones.
pub(in crate::check) fn undecided(input: &Input<'_>, collector: &mut Collector) {
    // What is required is asked for too: what it opens anyway is no scenario's doing.
    let may_be_odd = |line: &Line| line.legacy || may_be_wide(line.port);
    for (idx, opened) in opened(input, Standing::Open, may_be_odd) {
        let wide = opened.is_wide.then(|| "more than 1,000 ports".to_owned());
        let what: Vec<String> = wide.into_iter().chain(opened.legacy.iter().map(|name| (*name).to_owned())).collect();
        let words =
            format!("nobody decided on “{}”, which opens {}", input.context.catalog.scenarios[idx].name, joined(&what));
        let hint = "accept it, or decline it, for the plan or for a pair";
        push(input, collector, (Code::ScenarioUndecided, idx), &opened, words, hint);
    }
}

/// What the catalog declines is told, as long as nobody said anything: it may be needed all the same.
pub(in crate::check) fn declined(input: &Input<'_>, collector: &mut Collector) {
    let is_optional = |line: &Line| line.need.optional().is_some() || !line.when.assumptions.is_empty();
    for (idx, opened) in opened(input, Standing::Declined, is_optional) {
        let words = format!(
            "the catalog declines “{}” until somebody accepts it: nothing is opened for it",
            input.context.catalog.scenarios[idx].name
        );
        let hint = "decline it too, so that this is said in the plan; or accept it where it is needed all the same";
        push(input, collector, (Code::ScenarioDeclined, idx), &opened, words, hint);
    }
}

/// What undecided scenarios open that is odd, or what the catalog closes by those that it declines, between different
/// zones. What the pair itself says is somebody's decision, whatever it says.
fn opened<'a>(input: &Input<'a>, standing: Standing, pick: impl Fn(&Line) -> bool) -> ByScenario<'a> {
    let mut res = ByScenario::new();
    for_each_opening(
        input,
        standing,
        pick,
        |_| true,
        |_| true,
        |opening| {
            // What lines come to hangs on the answers of the zone that opens.
            let mut by_answers: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for &source in &opening.sources {
                by_answers.entry(&input.context.plan.zones[source].assumptions).or_default().push(source);
            }
            for sources in by_answers.into_values() {
                add(input, standing, (&sources, opening.destination_idx), &opening.lines, &mut res);
            }
        },
    );
    res
}

/// Adds what is open, or declined, between zones of which the same is decided.
fn add<'a>(
    input: &Input<'a>,
    standing: Standing,
    (sources, destination_idx): (&[usize], usize),
    lines: &[(&'a Facet, &'a Line)],
    res: &mut ByScenario<'a>,
) {
    let (catalog, plan): (&'a Catalog, _) = (input.context.catalog, input.context.plan);
    let (source, destination) = (&plan.zones[sources[0]], &plan.zones[destination_idx]);
    // Where several zones are put together, the plan says nothing of a pair.
    let decisions = PairDecisions::between(input.context, source, destination);
    let answers = &decisions.answers;
    let is_meant = |&idx: &ScenarioIdx| match standing {
        Standing::Open => {
            let id = &catalog.scenarios[idx].id;
            let is_said_of_pair = decisions.settings.is_some_and(|settings| settings.scenarios.contains_key(id));
            answers.scenarios[idx] == ScenarioDecision::Undecided && !is_said_of_pair
        }
        Standing::Declined => decisions.is_declined_by_default(idx),
    };
    let is_required = |line: &Line| answers.state(catalog, line) == LineState::Needed(Need::Required);
    let required: BTreeSet<(Transport, PortRange)> = lines
        .iter()
        .filter(|(_, line)| is_required(line))
        .flat_map(|(facet, line)| ranges(input, facet, line).map(|range| (transport(catalog, line), range)))
        .collect();
    for (facet, line) in lines {
        let is_covered = |range: PortRange| {
            required.iter().any(|&(of, required)| {
                of == transport(catalog, line) && required.contains(range.first()) && required.contains(range.last())
            })
        };
        let is_wide = ranges(input, facet, line).any(|range| !is_covered(range));
        if standing == Standing::Open && !is_wide && !line.legacy {
            continue;
        }
        for idx in answers.open_scenarios(catalog, line).into_iter().filter(is_meant) {
            let opened = res.entry(idx).or_default();
            opened.sources.extend(sources);
            opened.destinations.insert(destination_idx);
            opened.is_wide |= is_wide;
            if line.legacy {
                opened.legacy.insert(&catalog.endpoint(line.endpoint).application_protocol);
            }
        }
    }
}

/// Whether an endpoint may have more than a thousand ports.
fn may_be_wide(port: Port) -> bool {
    match port {
        Port::RpcDynamic(_) | Port::OsDynamic | Port::Parameter(_) => true,
        Port::Fixed(range) => range.num_ports() > MANY_PORTS,
        Port::Protocol => false,
    }
}

/// The ranges of more than a thousand ports on which a facet listens for a line.
fn ranges<'a>(input: &Input<'a>, facet: &'a Facet, line: &Line) -> impl Iterator<Item = PortRange> + 'a {
    let ports = input.context.table.position(line).map_or(&[][..], |line_idx| facet.ports_of(line_idx));
    ports.iter().filter_map(|port| port.range.filter(|range| range.num_ports() > MANY_PORTS))
}

fn transport(catalog: &Catalog, line: &Line) -> Transport {
    catalog.endpoint(line.endpoint).transport
}

fn push(
    input: &Input<'_>,
    collector: &mut Collector,
    (code, idx): (Code, ScenarioIdx),
    opened: &Opened<'_>,
    words: String,
    hint: &str,
) {
    let plan = input.context.plan;
    let id = input.context.catalog.scenarios[idx].id.to_string();
    // The order of the zones plays no part.
    let mut names: Vec<&str> = opened.destinations.iter().map(|&idx| shown_name(&plan.zones[idx])).collect();
    names.sort_unstable();
    let message = vec![Piece::text(words + " from "), Piece::Sources, Piece::text(format!(" to {}", listed(&names)))];
    let finding = SourceFinding {
        detail: Detail::Mention(Mention::Scenario, id.clone()),
        ids: vec![id],
        ..SourceFinding::new(code, SourceSubject::Fixed(Subject::Plan), message, vec![Piece::text(hint)])
    };
    collector.add_for(finding, opened.sources.iter().copied());
}
