//! Binds the rules of one pair of zones to machines. It works on reasons, not on flows: one flow may stand between many
//! machines, some of which need it and some of which only might.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools as _;

use super::boxes::{Pairs, Product, products};
use super::ends::{Part, ZONE, ZoneParts};
use super::{Row, RowEnd, known_by};
use crate::catalog::{Catalog, Need};
use crate::matrix::cell::Cell;
use crate::matrix::derive::Matrix;
use crate::matrix::flow::{Flow, Origin, Reason, Status};
use crate::matrix::rule::{Key, Merge, Rule, Way, covers, key_of_list};
use crate::net::{PortRange, PortSet};
use crate::plan::Zone;

/// The open flows of one pair merged into rows: Required first, then by transport and ports, then by machines.
///
/// Where neither zone names a machine, they are the rules.
pub fn rows<'a>(cell: &Cell<'a>, zones: [&'a Zone; 2], merge: Merge) -> Vec<Row<'a>> {
    if !zones.into_iter().any(Zone::names_machines) {
        return cell.rules(merge).into_iter().map(Row::between_zones).collect();
    }
    let parts = zones.map(ZoneParts::new);
    let mut demands = demands(&cell.flows, &parts);
    let carried = absorb(&mut demands);
    let mut drafts = drafts(&demands, merge);
    carry(&carried, &mut drafts);
    let splits = split_texts(&drafts, zones);
    let row = |((key, product), draft): ((Key, Product), Draft), split| {
        let (need, transport, source_port, ends, _) = key;
        let [flows, also_serves] = [draft.flows, draft.also_serves].map(|flows| flows.into_iter().collect());
        let rule = Rule { transport, ports: draft.ports, source_port, ends, need, flows, also_serves };
        let [sources, destinations] = draft.placements.map(|placements| Some(placements.into_iter().collect()));
        let ends = [end(&parts[0], &product.sources, sources), end(&parts[1], &product.destinations, destinations)];
        Row { rule, ends, split }
    };
    drafts.into_iter().zip_eq(splits).map(|(draft, split)| row(draft, split)).collect()
}

/// How many rows the pair of zones at two positions has, Required and Optional; `None`: neither names a machine, and its
/// rows are its rules.
#[must_use]
pub fn num_rows(
    catalog: &Catalog,
    matrix: &Matrix,
    (source_idx, destination_idx): (usize, usize),
) -> Option<[usize; 2]> {
    let zones = [source_idx, destination_idx].map(|idx| &*matrix.plan().zones[idx]);
    let cell = || matrix.cell(catalog, source_idx, destination_idx);
    zones.into_iter().any(Zone::names_machines).then(|| num_rows_of(&cell(), zones))
}

/// How many rows a cell of two zones comes to, Required and Optional.
#[must_use]
pub fn num_rows_of(cell: &Cell<'_>, zones: [&Zone; 2]) -> [usize; 2] {
    let rows = rows(cell, zones, Merge::Ranges);
    let num_required = rows.iter().filter(|row| row.rule.need == Need::Required).count();
    [num_required, rows.len() - num_required]
}

/// The rules of one pair as they are counted, each as one row between all machines that it is there for.
pub fn whole_rules<'a>(cell: &Cell<'a>, zones: [&'a Zone; 2]) -> Vec<Row<'a>> {
    let rules = cell.rules(Merge::Ranges).into_iter();
    if !zones.into_iter().any(Zone::names_machines) {
        return rules.map(Row::between_zones).collect();
    }
    let parts = zones.map(ZoneParts::new);
    let row = |rule: Rule| {
        let mut demand = Demand::default();
        for &flow_idx in rule.flows.iter().chain(&rule.also_serves) {
            cell.flows[flow_idx].reasons.iter().for_each(|reason| demand.add(flow_idx, reason, &parts));
        }
        let pairs = demand.all_pairs();
        let sources: BTreeSet<Part> = pairs.iter().map(|&(from, _)| from).collect();
        let destinations: BTreeSet<Part> = pairs.iter().map(|&(_, to)| to).collect();
        Row { ends: [end(&parts[0], &sources, None), end(&parts[1], &destinations, None)], ..Row::between_zones(rule) }
    };
    rules.map(row).collect()
}

fn end<'a>(zone: &ZoneParts<'a>, parts: &BTreeSet<Part>, placements: Option<Vec<usize>>) -> RowEnd<'a> {
    let hosts = parts.iter().flat_map(|&part| zone.machines(part)).copied().collect();
    RowEnd { is_zone: parts.contains(&ZONE), hosts, placements }
}

/// What is asked for on one range of ports: which parts reach which, by flow, and which placements stand behind it.
#[derive(Debug, Default)]
struct Demand {
    pairs: BTreeMap<usize, Pairs>,
    /// The placements behind each part, of the source and of the destination zone.
    placements: [BTreeMap<Part, BTreeSet<usize>>; 2],
}

/// The demands of the open flows, the Required ones first.
fn demands(flows: &[Flow<'_>], parts: &[ZoneParts<'_>; 2]) -> BTreeMap<Key, Demand> {
    let mut res: BTreeMap<Key, Demand> = BTreeMap::new();
    for (flow_idx, flow) in flows.iter().enumerate().filter(|(_, flow)| flow.status == Status::Open) {
        let key = &flow.key;
        for reason in &flow.reasons {
            let demand: Key = (reason.need.kind(), key.transport, key.source_port, key.ends, key.ports);
            res.entry(demand).or_default().add(flow_idx, reason, parts);
        }
    }
    res
}

impl Demand {
    fn add(&mut self, flow_idx: usize, reason: &Reason<'_>, parts: &[ZoneParts<'_>; 2]) {
        let pairs = self.pairs.entry(flow_idx).or_default();
        let Origin::Connection(link) = reason.origin else {
            // A tunnel, or a flow that the user adds, goes from zone to zone.
            pairs.insert((ZONE, ZONE));
            return;
        };
        let sources = link.sources().map(|source| source.placement);
        let destinations = link.destinations().map(|destination| destination.placement);
        let ends = [sources.collect::<BTreeSet<usize>>(), destinations.collect()];
        let parts_of_end = |end: usize| -> BTreeSet<Part> {
            ends[end].iter().flat_map(|&placement| parts[end].of_placement(placement)).copied().collect()
        };
        let [sources, destinations] = [parts_of_end(0), parts_of_end(1)];
        pairs.extend(sources.iter().cartesian_product(&destinations).map(|(&from, &to)| (from, to)));
        for (end, placements) in ends.iter().enumerate() {
            for &placement in placements {
                for &part in parts[end].of_placement(placement) {
                    self.placements[end].entry(part).or_default().insert(placement);
                }
            }
        }
    }

    fn all_pairs(&self) -> Pairs {
        self.pairs.values().flatten().copied().collect()
    }
}

/// What is asked for by Optional flows on one range of ports, as far as Required rows open it anyway.
struct Carried {
    way: Way,
    range: Option<PortRange>,
    demand: Demand,
}

/// Takes out of the Optional demands what the Required ones open anyway, machine by machine.
fn absorb(demands: &mut BTreeMap<Key, Demand>) -> Vec<Carried> {
    let mut res = Vec::new();
    // Required sorts first.
    let first_optional = demands.keys().find(|(need, ..)| *need != Need::Required).copied();
    let optional = first_optional.map(|first| demands.split_off(&first)).unwrap_or_default();
    let required: Vec<(Key, Pairs)> = demands.iter().map(|(key, demand)| (*key, demand.all_pairs())).collect();
    for (key, mut demand) in optional {
        let (_, transport, source_port, ends, range) = key;
        let way = (transport, source_port, ends);
        let same_way = required
            .iter()
            .filter(|((_, transport, source_port, ends, _), _)| (*transport, *source_port, *ends) == way);
        let is_open = |pair: &(Part, Part)| {
            let mut open = same_way.clone().filter(|(_, pairs)| pairs.contains(pair));
            match range {
                Some(range) => covers(open.filter_map(|((.., open), _)| open.as_ref()), range),
                // Ports that nobody has chosen need not be the same ones.
                None => !transport.has_ports() && open.next().is_some(),
            }
        };
        let open: Pairs = demand.all_pairs().into_iter().filter(is_open).collect();
        let mut carried: BTreeMap<usize, Pairs> = BTreeMap::new();
        for (&flow_idx, pairs) in &mut demand.pairs {
            let opened: Pairs = pairs.intersection(&open).copied().collect();
            pairs.retain(|pair| !open.contains(pair));
            if !opened.is_empty() {
                carried.insert(flow_idx, opened);
            }
        }
        if !carried.is_empty() {
            let demand = Demand { pairs: carried, placements: demand.placements.clone() };
            res.push(Carried { way, range, demand });
        }
        demand.pairs.retain(|_, pairs| !pairs.is_empty());
        if !demand.pairs.is_empty() {
            demands.insert(key, demand);
        }
    }
    res
}

/// What a row is made of.
#[derive(Debug, Default)]
struct Draft {
    ports: PortSet,
    flows: BTreeSet<usize>,
    also_serves: BTreeSet<usize>,
    /// The placements that stand behind its own flows.
    behind: [BTreeSet<usize>; 2],
    /// These, and those behind what it also serves.
    placements: [BTreeSet<usize>; 2],
}

/// A row for each product of what is asked for, in order.
fn drafts(demands: &BTreeMap<Key, Demand>, merge: Merge) -> BTreeMap<(Key, Product), Draft> {
    let mut res: BTreeMap<(Key, Product), Draft> = BTreeMap::new();
    for (&(need, transport, source_port, ends, range), demand) in demands {
        for product in products(&demand.all_pairs()) {
            let flows = demand.pairs.iter().filter(|(_, pairs)| product.holds_any(pairs));
            let flows: Vec<usize> = flows.map(|(&idx, _)| idx).collect();
            let behind = placements_of(&demand.placements, &product);
            let key = (need, transport, source_port, ends, key_of_list(range, merge));
            let draft = res.entry((key, product)).or_default();
            if let Some(range) = range {
                draft.ports.insert(range);
            }
            draft.flows.extend(flows);
            for (end, behind) in behind.into_iter().enumerate() {
                draft.placements[end].extend(&behind);
                draft.behind[end].extend(behind);
            }
        }
    }
    res
}

fn placements_of(placements: &[BTreeMap<Part, BTreeSet<usize>>; 2], product: &Product) -> [BTreeSet<usize>; 2] {
    let of_end = |end: usize, parts: &BTreeSet<Part>| {
        parts.iter().filter_map(|part| placements[end].get(part)).flatten().copied().collect()
    };
    [of_end(0, &product.sources), of_end(1, &product.destinations)]
}

/// Lets the Required rows carry the Optional flows that they open anyway.
fn carry(carried: &[Carried], drafts: &mut BTreeMap<(Key, Product), Draft>) {
    let required = drafts.iter_mut().filter(|(((need, ..), _), _)| *need == Need::Required);
    for (((_, transport, source_port, ends, _), product), draft) in required {
        let opens = |range: Option<PortRange>| {
            range.is_none_or(|range| draft.ports.ranges().iter().any(|own| own.overlaps(range)))
        };
        let same_way = carried.iter().filter(|it| it.way == (*transport, *source_port, *ends) && opens(it.range));
        for Demand { pairs, placements } in same_way.map(|it| &it.demand) {
            let mut here =
                pairs.iter().filter(|(_, pairs)| product.holds_any(pairs)).map(|(&flow_idx, _)| flow_idx).peekable();
            if here.peek().is_none() {
                continue;
            }
            draft.also_serves.extend(here.filter(|flow_idx| !draft.flows.contains(flow_idx)));
            for (end, placements) in placements_of(placements, product).into_iter().enumerate() {
                draft.placements[end].extend(placements);
            }
        }
    }
}

/// What tells rows apart that open the same: the roles and scopes behind them, and a number where those are the same, too.
fn split_texts(drafts: &BTreeMap<(Key, Product), Draft>, zones: [&Zone; 2]) -> Vec<String> {
    let says = |((need, transport, source_port, ends, _), _): &(Key, Product), draft: &Draft| {
        (*need, *transport, *source_port, *ends, draft.ports.clone())
    };
    let mut num_that_say: BTreeMap<_, usize> = BTreeMap::new();
    for (key, draft) in drafts {
        *num_that_say.entry(says(key, draft)).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    let text = |(key, draft): (&(Key, Product), &Draft)| {
        let says = says(key, draft);
        if num_that_say.get(&says) == Some(&1) {
            return String::new();
        }
        let known_by =
            |end: usize| draft.behind[end].iter().map(|&idx| known_by(zones[end], idx)).sorted().dedup().join("\u{1d}");
        let behind = format!("{}\u{1c}{}", known_by(0), known_by(1));
        let numbered = (2..).map(|number| format!("{behind}\u{1c}{number}"));
        let mut texts = std::iter::once(behind.clone()).chain(numbered);
        texts.find(|text| taken.insert((says.clone(), text.clone()))).unwrap_or_default()
    };
    drafts.iter().map(text).collect()
}
