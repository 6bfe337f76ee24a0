//! Wide openings: told of each zone that opens them, with what was tried and lessens them.

use std::collections::{BTreeMap, BTreeSet};

use super::remedy::{Remedies, Remedy};
use super::trial::RpcTrial;
use crate::catalog::Port;
use crate::check::collector::{Collector, Numbers, Piece, SourceFinding, SourceSubject, Sources};
use crate::check::input::Input;
use crate::check::wording::joined;
use crate::finding::{Code, Detail, Settling, Subject};
use crate::ids::ScenarioIdx;
use crate::matrix::MANY_PORTS;
use crate::plan::RpcStrategy;

/// So many openings that differ are tried at the most: more would hold up the window at each edit.
const MOST_TRIED: usize = 1_000;

/// By position of the destination: the sources that open more than a thousand ports to it, and how many.
type Openings = BTreeMap<usize, Vec<(usize, u32)>>;

/// Openings of more than a thousand ports are named, with what would leave fewer.
pub(in crate::check) fn many_ports(input: &Input<'_>, collector: &mut Collector) {
    let openings = openings(input);
    if openings.is_empty() {
        return;
    }
    let alike = input.matrix.quick_counter().representatives();
    let mut remedies = (!differ_too_much(input, &alike, &openings)).then(|| Remedies::new(input, alike));
    for (destination_idx, sources) in openings {
        // By whether every port is open, and by what lessens it.
        let mut found: BTreeMap<(bool, Option<Remedy>), Sources> = BTreeMap::new();
        for (source_idx, now) in sources {
            let (remedy, left) = match &mut remedies {
                Some(remedies) => remedies.of((source_idx, destination_idx), now),
                None => (Some(Remedy::Untried), now),
            };
            found.entry((is_every(now), remedy)).or_default().push((source_idx, [now, left]));
        }
        for ((is_every, remedy), sources) in found {
            collector.add_with_numbers(finding(input, destination_idx, is_every, remedy.as_ref(), &sources), sources);
        }
    }
}

fn openings(input: &Input<'_>) -> Openings {
    let num_zones = input.zones.len();
    let mut res = Openings::new();
    for destination in 0..num_zones {
        for source in (0..num_zones).filter(|&source| source != destination) {
            let num_ports = input.matrix.summary(source, destination).num_ports;
            if num_ports > MANY_PORTS {
                res.entry(destination).or_default().push((source, num_ports));
            }
        }
    }
    res
}

/// Whether there are more openings than can be tried, those of zones that are counted alike taken as one. The order of
/// the zones plays no part in it.
fn differ_too_much(input: &Input<'_>, alike: &[usize], openings: &Openings) -> bool {
    let counter = input.matrix.quick_counter();
    let mut distinct = BTreeSet::new();
    let pairs = openings.iter().flat_map(|(&to, sources)| sources.iter().map(move |&(source, _)| (source, to)));
    for (source, destination) in pairs {
        let is_counted_alone = counter.is_counted_by_flows(source, destination);
        let pair = if is_counted_alone { (source, destination) } else { (alike[source], alike[destination]) };
        distinct.insert((is_counted_alone, pair));
        if distinct.len() > MOST_TRIED {
            return true;
        }
    }
    false
}

fn is_every(num_ports: u32) -> bool {
    num_ports >= u32::from(u16::MAX)
}

fn finding(
    input: &Input<'_>,
    destination_idx: usize,
    is_every: bool,
    remedy: Option<&Remedy>,
    sources: &[(usize, Numbers)],
) -> SourceFinding {
    let catalog = input.context.catalog;
    let zone = &input.context.plan.zones[destination_idx];
    let words = if is_every { "every port is opened to it from " } else { " ports are opened to it from " };
    let number = (!is_every).then_some(Piece::Number(0));
    let message = number.into_iter().chain([Piece::text(words), Piece::Sources]).collect();
    let quoted = |scenarios: &BTreeSet<ScenarioIdx>| {
        let names: Vec<String> = scenarios.iter().map(|&idx| format!("“{}”", catalog.scenarios[idx].name)).collect();
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
    let detail = remedy.map_or(Detail::None, |remedy| detail(input, destination_idx, remedy, sources));
    let code = if is_every { Code::AnyPort } else { Code::ManyPorts };
    let subject = SourceSubject::Fixed(Subject::Zone(zone.id.to_string()));
    SourceFinding { detail, ids: vec![zone.id.to_string()], ..SourceFinding::new(code, subject, message, hint) }
}

/// What would lessen it as an edit; nothing where a word about the zone is not all that it takes.
fn detail(input: &Input<'_>, destination_idx: usize, remedy: &Remedy, sources: &[(usize, Numbers)]) -> Detail {
    let catalog = input.context.catalog;
    let (rpc, declined) = match remedy {
        Remedy::Open { rpc, declined } => (*rpc, declined),
        // Somebody wanted it so: nothing is to be changed with a click.
        Remedy::Overruled(_) | Remedy::Untried => return Detail::None,
    };
    let rpc = match (rpc, servers(input, destination_idx, sources)) {
        (RpcTrial::AsIs, _) => Settling::AsIs,
        (RpcTrial::Pinned, Some(servers)) => Settling::Pinned(servers),
        (RpcTrial::Restricted, Some(_)) => Settling::Restricted,
        (RpcTrial::Pinned | RpcTrial::Restricted, None) => return Detail::None,
    };
    let scenarios = declined.iter().map(|&idx| catalog.scenarios[idx].id.to_string()).collect();
    Detail::Lessening { rpc, scenarios }
}

/// The RPC servers that these sources use and that a word about the zone would pin; `None`: a placement that listens
/// has a word of its own.
fn servers(input: &Input<'_>, destination_idx: usize, sources: &[(usize, Numbers)]) -> Option<Vec<String>> {
    let (catalog, plan, table) = (input.context.catalog, input.context.plan, input.context.table);
    let (zone, resolved) = (&plan.zones[destination_idx], &input.zones[destination_idx]);
    let in_force = zone.rpc.as_ref().unwrap_or(&plan.rpc);
    let is_pinned = |id: &str| matches!(in_force, RpcStrategy::Pinned(pins) if pins.contains_key(id));
    let is_open = |line_idx: usize| {
        sources.iter().any(|(idx, _)| input.zones[*idx].facets.iter().any(|from| from.opens.contains(line_idx)))
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
