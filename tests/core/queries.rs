//! The language of filters, held against a filter that is written as plain loops, over random plans and random queries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portolan::catalog::{Catalog, Need, Port};
use portolan::ids::RoleIdx;
use portolan::matrix::{Cell, Flow, FlowRole, Merge, Origin, Rule, Status, derive};
use portolan::net::{PortRange, Transport};
use portolan::plan::Plan;
use portolan::query::{FoundRules, Query};
use portolan::view::{PageRow, Reference, RowForm, SearchIndex};

use crate::random_plan::on_many_plans;
use crate::splitmix::SplitMix;

const NUM_PLANS: [u32; 2] = [600, 40];
const NUM_QUERIES: usize = 8;

/// One possibility of a term.
#[derive(Clone, Debug)]
enum Possible {
    Ports(Option<Transport>, u16, u16),
    Transport(Transport),
    Word(&'static str),
    From(usize),
    To(usize),
    Role(String),
}

/// What is asked for: one of these, or none of them.
#[derive(Clone, Debug)]
struct Asked {
    is_excluded: bool,
    any_of: Vec<Possible>,
}

fn number(rng: &mut SplitMix) -> u16 {
    const KNOWN: [u16; 12] = [53, 80, 88, 123, 135, 389, 443, 445, 3389, 5985, 50_000, 60_000];
    if rng.below(4) == 0 { 1 + u16::try_from(rng.below(65_535)).unwrap_or(0) } else { KNOWN[rng.below(KNOWN.len())] }
}

fn possible(rng: &mut SplitMix, catalog: &Catalog, plan: &Plan) -> Possible {
    let transport = Transport::ALL[rng.below(3)];
    match rng.below(10) {
        0..=3 => {
            let first = number(rng);
            let last = if rng.below(3) == 0 { first.saturating_add(2000) } else { first };
            Possible::Ports((rng.below(3) == 0).then_some(transport).filter(|it| it.has_ports()), first, last)
        }
        4 => Possible::Transport(transport),
        5 => Possible::Word(["required", "optional", "legacy"][rng.below(3)]),
        6 if !plan.zones.is_empty() => Possible::From(rng.below(plan.zones.len())),
        7 if !plan.zones.is_empty() => Possible::To(rng.below(plan.zones.len())),
        _ => {
            let placed: Vec<&str> =
                plan.zones.iter().flat_map(|zone| &zone.placements).map(|placement| placement.role.as_str()).collect();
            let known = placed.into_iter().filter(|id| catalog.role_idx(id).is_some()).collect::<Vec<_>>();
            known
                .get(rng.below(known.len().max(1)))
                .map_or(Possible::Word("legacy"), |id| Possible::Role((*id).to_owned()))
        }
    }
}

fn query(rng: &mut SplitMix, catalog: &Catalog, plan: &Plan) -> Vec<Asked> {
    let num_terms = 1 + rng.below(3);
    let term = |rng: &mut SplitMix| Asked {
        is_excluded: rng.below(5) == 0,
        any_of: (0..=rng.below(8) / 6).map(|_| possible(rng, catalog, plan)).collect(),
    };
    (0..num_terms).map(|_| term(rng)).collect()
}

fn written(asked: &[Asked], plan: &Plan) -> String {
    // A name is compared without what parts its words.
    let zone = |idx: usize| plan.zones[idx].id.as_str().replace('"', " ");
    let one = |possible: &Possible| match possible {
        Possible::Ports(transport, first, last) => {
            let ports = if first == last { first.to_string() } else { format!("{first}-{last}") };
            transport.map_or(ports.clone(), |transport| format!("{}/{ports}", transport.label().to_lowercase()))
        }
        Possible::Transport(transport) => transport.label().to_owned(),
        Possible::Word(word) => (*word).to_owned(),
        Possible::From(idx) => format!("from:\"{}\"", zone(*idx)),
        Possible::To(idx) => format!("to:\"{}\"", zone(*idx)),
        Possible::Role(id) => format!("role:{id}"),
    };
    let term = |asked: &Asked| {
        let minus = if asked.is_excluded { "-" } else { "" };
        format!("{minus}{}", asked.any_of.iter().map(one).collect::<Vec<_>>().join(","))
    };
    // What follows a key belongs to it, so that keys come alone.
    asked.iter().map(term).collect::<Vec<_>>().join(" ")
}

fn has_one(
    possible: &Possible,
    catalog: &Catalog,
    plan: &Plan,
    pair: (usize, usize),
    need: Need,
    flow: &Flow<'_>,
) -> bool {
    let is_called = |zone_idx: usize, wanted: usize| {
        let zone = &plan.zones[zone_idx];
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let wanted = plain(plan.zones[wanted].id.as_str());
        plain(zone.id.as_str()) == wanted || plain(&zone.name) == wanted
    };
    match possible {
        Possible::Ports(transport, first, last) => flow.key.ports.is_some_and(|range: PortRange| {
            transport.is_none_or(|transport| transport == flow.key.transport)
                && (*first..=*last).any(|port| range.first() <= port && port <= range.last())
        }),
        Possible::Transport(transport) => flow.key.transport == *transport,
        Possible::Word("required") => need == Need::Required,
        Possible::Word("optional") => need != Need::Required,
        Possible::Word(_) => flow.reasons.iter().any(|reason| match reason.origin {
            Origin::Connection(link) => link.is_legacy(),
            Origin::Tunnel(_) | Origin::Override(_) => false,
        }),
        Possible::From(idx) => is_called(pair.0, *idx),
        Possible::To(idx) => is_called(pair.1, *idx),
        Possible::Role(id) => {
            let plain = |text: &str| text.replace('-', "").to_lowercase();
            let is = |role: FlowRole<'_>| match role {
                FlowRole::Role(idx) => plain(catalog.roles[idx].id.as_str()) == plain(id),
                FlowRole::Tunnel(_) | FlowRole::Text(_) => false,
            };
            is(flow.key.source_role)
                || is(flow.key.destination_role)
                || flow.reasons.iter().any(|reason| match reason.origin {
                    Origin::Connection(link) => {
                        link.sources().map(|end| end.placed_role).any(|idx| is(FlowRole::Role(idx)))
                            || link.destinations().map(|end| end.placed_role).any(|idx| is(FlowRole::Role(idx)))
                    }
                    Origin::Tunnel(_) | Origin::Override(_) => false,
                })
        }
    }
}

/// Positions of the rules that are asked for, by plain loops.
fn naive(
    asked: &[Asked],
    catalog: &Catalog,
    plan: &Plan,
    pair: (usize, usize),
    cell: &Cell<'_>,
    rules: &[Rule],
) -> Vec<usize> {
    let has = |asked: &Asked, need: Need, flow: &Flow<'_>| {
        let has_some = asked.any_of.iter().any(|possible| has_one(possible, catalog, plan, pair, need, flow));
        has_some != asked.is_excluded
    };
    let is_about_ports =
        |asked: &&Asked| !asked.is_excluded && asked.any_of.iter().any(|it| matches!(it, Possible::Ports(..)));
    let about_ports: Vec<&Asked> = asked.iter().filter(is_about_ports).collect();
    let others: Vec<&Asked> = asked.iter().filter(|asked| !is_about_ports(asked)).collect();
    let with = |ports: Option<&Asked>| {
        let mut res = BTreeSet::new();
        for (idx, rule) in rules.iter().enumerate() {
            for &flow_idx in rule.flows.iter().chain(&rule.also_serves) {
                let flow = &cell.flows[flow_idx];
                if others.iter().copied().chain(ports).all(|asked| has(asked, rule.need, flow)) {
                    res.insert(idx);
                }
            }
        }
        res
    };
    if about_ports.is_empty() {
        return with(None).into_iter().collect();
    }
    let by_port: Vec<BTreeSet<usize>> = about_ports.iter().map(|ports| with(Some(ports))).collect();
    if by_port.iter().any(BTreeSet::is_empty) {
        Vec::new()
    } else {
        by_port.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

#[test]
fn a_query_asks_for_the_rules_that_plain_loops_find() {
    let num_found = std::cell::Cell::new(0);
    on_many_plans(NUM_PLANS, |catalog, plan, seed| {
        let rng = &mut SplitMix::new(seed);
        let matrix = derive(catalog, plan);
        for _ in 0..NUM_QUERIES {
            let asked = query(rng, catalog, plan);
            // A key holds for what follows it after a comma, so that mixed lists mean something else.
            let is_mixed = |it: &Asked| {
                it.any_of.len() > 1
                    && it.any_of.iter().any(|it| matches!(it, Possible::From(_) | Possible::To(_) | Possible::Role(_)))
            };
            if asked.iter().any(is_mixed) {
                continue;
            }
            let text = written(&asked, plan);
            let query = Query::read(&text, catalog, plan).expect(&text);
            let found = FoundRules::find(catalog, &matrix, &query, || false).expect("nobody cancels");
            let mut expected = Vec::new();
            for pair in matrix.pairs() {
                let cell = matrix.cell(catalog, pair.0, pair.1);
                let rules = cell.rules(Merge::Ranges);
                let of_pair = naive(&asked, catalog, plan, pair, &cell, &rules);
                assert!(query.may_be_in(pair) || of_pair.is_empty(), "{text}, {pair:?}");
                expected.extend(of_pair.into_iter().map(|rule_idx| (pair, rule_idx)));
            }
            let of_pair = |it: &portolan::query::FoundPair| {
                let pair = (it.source_idx, it.destination_idx);
                it.rules.iter().map(|&rule_idx| (pair, rule_idx)).collect::<Vec<_>>()
            };
            let found: Vec<_> = found.pairs.iter().flat_map(of_pair).collect();
            assert_eq!(found, expected, "{text}");
            num_found.set(num_found.get() + found.len());
        }
    });
    assert!(num_found.get() > 10_000, "{}", num_found.get());
}

#[test]
fn flows_that_are_not_open_are_found_where_they_are_asked_for() {
    on_many_plans([200, 10], |catalog, plan, _| {
        let matrix = derive(catalog, plan);
        let [suppressed, tcp] = ["suppressed", "tcp"].map(|text| Query::read(text, catalog, plan).expect(text));
        for pair in matrix.pairs() {
            let cell = matrix.cell(catalog, pair.0, pair.1);
            let is = |query: &Query| query.flows(pair, &cell);
            for (flow, (is_suppressed, is_tcp)) in cell.flows.iter().zip(is(&suppressed).into_iter().zip(is(&tcp))) {
                assert_eq!(is_suppressed, matches!(flow.status, Status::Suppressed { .. }));
                assert_eq!(is_tcp, flow.status == Status::Open && flow.key.transport == Transport::Tcp);
            }
        }
    });
}

/// The pairs of roles between which the reference says that somebody connects, for what is typed into its search.
fn pairs_of_reference(reference: &mut Reference, catalog: &Catalog, typed: &str) -> BTreeSet<(String, String)> {
    reference.search(catalog, typed);
    let rows = reference.page().rows.iter();
    let heading = |row: &PageRow| row.parts.first().is_some_and(|part| part.text == "Who connects");
    let rows = rows.skip_while(|row| !heading(row)).skip(1).take_while(|row| row.form != RowForm::Heading);
    let ends = |row: &PageRow| match &row.parts[..] {
        [source, _, destination] => Some((source.text.clone(), destination.text.clone())),
        _ => None,
    };
    rows.filter_map(ends).collect()
}

/// The pairs of roles whose connections have all that is asked for, by plain loops over the catalog.
fn naive_pairs(asked: &[Asked], catalog: &Catalog) -> BTreeSet<(String, String)> {
    let has_one = |possible: &Possible, of: &Stated| match possible {
        Possible::Ports(transport, first, last) => of.ports.is_some_and(|range| {
            transport.is_none_or(|transport| transport == of.transport)
                && (*first..=*last).any(|port| range.first() <= port && port <= range.last())
        }),
        Possible::Transport(transport) => of.transport == *transport,
        Possible::Word("required") => of.is_required,
        Possible::Word("optional") => !of.is_required,
        Possible::Word(_) => of.is_legacy,
        Possible::From(_) | Possible::To(_) => panic!("there are no zones"),
        Possible::Role(id) => {
            let plain = |text: &str| text.replace('-', "").to_lowercase();
            of.ends.iter().any(|end| plain(catalog.roles[*end].id.as_str()) == plain(id))
        }
    };
    let has = |asked: &Asked, of: &Stated| asked.any_of.iter().any(|it| has_one(it, of)) != asked.is_excluded;
    let is_port = |asked: &Asked| !asked.is_excluded && asked.any_of.iter().any(|it| matches!(it, Possible::Ports(..)));
    let mut by_ends: BTreeMap<[RoleIdx; 2], Vec<Stated>> = BTreeMap::new();
    for of in stated(catalog) {
        by_ends.entry(of.ends).or_default().push(of);
    }
    let mut res = BTreeSet::new();
    for (ends, all) in by_ends {
        let others = |of: &Stated| asked.iter().filter(|it| !is_port(it)).all(|it| has(it, of));
        let ports: Vec<&Asked> = asked.iter().filter(|it| is_port(it)).collect();
        let is_found = if ports.is_empty() {
            all.iter().any(others)
        } else {
            ports.iter().all(|port| all.iter().any(|of| others(of) && has(port, of)))
        };
        if is_found {
            let name = |idx: RoleIdx| catalog.roles[idx].name.to_string();
            res.insert((name(ends[0]), name(ends[1])));
        }
    }
    res
}

/// An endpoint of a connection, as the catalog states it.
struct Stated {
    ends: [RoleIdx; 2],
    transport: Transport,
    ports: Option<PortRange>,
    is_required: bool,
    is_legacy: bool,
}

fn stated(catalog: &Catalog) -> Vec<Stated> {
    let mut res = Vec::new();
    for (at, connection) in catalog.connections() {
        for &used in &connection.uses {
            let endpoint = catalog.endpoint(used);
            // Who answers from a port of the service is reached on a dynamic one.
            let port = if connection.answers.is_some() && endpoint.transport.has_ports() {
                Port::OsDynamic
            } else {
                endpoint.port
            };
            let roles: Vec<RoleIdx> =
                connection.when.and(&endpoint.when).roles.into_iter().chain([connection.to]).collect();
            res.push(Stated {
                ends: [at.role, connection.to],
                transport: endpoint.transport,
                ports: catalog.shown_range(port, &roles),
                is_required: connection.need == Need::Required,
                is_legacy: endpoint.legacy,
            });
        }
    }
    res
}

#[test]
fn the_reference_finds_the_connections_that_plain_loops_find() {
    let num_found = std::cell::Cell::new(0);
    on_many_plans([60, 8], |catalog, plan, seed| {
        let rng = &mut SplitMix::new(seed);
        let mut reference = Reference::new(catalog, Arc::new(SearchIndex::build(catalog)));
        for _ in 0..NUM_QUERIES {
            let mut asked = query(rng, catalog, plan);
            // The reference knows no zones.
            asked.retain(|it| !it.any_of.iter().any(|it| matches!(it, Possible::From(_) | Possible::To(_))));
            let is_role = |it: &Possible| matches!(it, Possible::Role(_));
            let is_mixed = asked.iter().any(|it| it.any_of.len() > 1 && it.any_of.iter().any(is_role));
            let expected = naive_pairs(&asked, catalog);
            if asked.is_empty() || is_mixed || expected.is_empty() {
                continue;
            }
            let text = written(&asked, plan);
            assert_eq!(pairs_of_reference(&mut reference, catalog, &text), expected, "{text}");
            num_found.set(num_found.get() + expected.len());
        }
    });
    assert!(num_found.get() > 1_000, "{}", num_found.get());
}
