//! Counting a pair of zones by bit sets, without making its flows.
//!
//! Which lines stand between two zones is an AND of a few rows of bits; which rules they come to is
//! an OR of one bit for each line. Pairs that the user said something about take the long way, through
//! their flows. Both ways must agree; a property test holds them against each other.

use std::collections::BTreeMap;

use super::context::{Context, Decisions, LineNeed};
use super::lines::LineSet;
use super::resolve::{Facet, ResolvedZone};
use super::summary::CellSummary;
use crate::catalog::Answer;
use crate::net::{PortRange, Transport};
use crate::plan::{AssumptionId, Override, Plan, Selector, Tunnel, Zone, ZoneId};

/// The ports of one rule: what a bit of a [`RuleBits`] row stands for.
type RulePorts = (Transport, Option<PortRange>, Option<u16>);

/// A row of bits, one for each entry of [`Summarizer::rule_ports`].
type RuleBits = Vec<u64>;

/// Stands for “several”: the rest of the number indexes [`FacetIndex::several`].
const SEVERAL: u16 = 0x8000;

/// What is made once for a plan, so that each pair costs next to nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Summarizer {
    /// Every distinct transport, range and source port, sorted, so that overlaps stand side by side.
    rule_ports: Vec<RulePorts>,
    /// For each line, the other lines that may give the same flow.
    rivals: Vec<Vec<usize>>,
    /// Lines to count by, whatever the pair.
    legacy: LineSet,
    guarded: LineSet,
    peers: LineSet,
    answers: LineSet,
    /// What becomes of the lines, for each distinct pair of zone answers.
    needs: Vec<Needs>,
    /// Position in `needs`, by the answers of the source and of the destination zone.
    needs_of: BTreeMap<(usize, usize), usize>,
    /// Distinct answers of zones; position 0 is “none”.
    zone_answers: Vec<ZoneAnswers>,
    /// Distinct scopes of facets.
    facet_scopes: Vec<FacetScopes>,
    /// Lines that scopes allow, by the scopes of the source and of the destination facet.
    allowed: Vec<LineSet>,
    /// Position in `allowed`, by row of source scopes.
    allowed_of: Vec<usize>,
    /// By zone.
    zones: Vec<ZoneIndex>,
    /// Pairs whose flows must be made to count them, row by row.
    long_way: Vec<bool>,
}

type ZoneAnswers = BTreeMap<AssumptionId, Answer>;
type FacetScopes = Vec<(String, String)>;

/// The open lines under some decisions.
#[derive(Clone, Debug, Default)]
struct Needs {
    required: LineSet,
    optional: LineSet,
}

/// A zone, made ready for counting.
#[derive(Clone, Debug, Default)]
struct ZoneIndex {
    /// Position in [`Summarizer::zone_answers`].
    answers: usize,
    facets: Vec<FacetIndex>,
    /// Lines that overrides suppress whenever this zone opens them.
    suppressed_from: Option<LineSet>,
    /// Lines that overrides suppress whenever this zone listens.
    suppressed_to: Option<LineSet>,
}

/// A facet, made ready for counting.
#[derive(Clone, Debug)]
struct FacetIndex {
    opens: LineSet,
    listens: LineSet,
    /// Position in [`Summarizer::facet_scopes`].
    scopes: usize,
    /// By zone position; `None`: it serves all.
    serves: Option<Vec<bool>>,
    /// For each line, the rule bit of its ports here, or [`SEVERAL`] and a position.
    rule_bits: Box<[u16]>,
    several: Vec<Vec<u16>>,
}

impl Summarizer {
    pub(super) fn new(context: Context<'_>, zones: &[ResolvedZone]) -> Self {
        let table = context.table;
        let mut rule_ports: Vec<RulePorts> = zones
            .iter()
            .flat_map(|zone| &zone.facets)
            .flat_map(|facet| &facet.ports)
            .flat_map(|(line_idx, ports)| ports.iter().map(|port| rule_port(context, *line_idx, port.range)))
            .collect();
        rule_ports.sort_unstable();
        rule_ports.dedup();
        let mut res = Self {
            rule_ports,
            rivals: rivals(context),
            legacy: table.set(|line| line.legacy),
            guarded: table.set(|line| line.guarded),
            peers: table.set(|line| line.peer || line.is_answer),
            answers: table.set(|line| line.is_answer),
            zone_answers: vec![ZoneAnswers::new()],
            long_way: long_way(context.plan),
            ..Self::default()
        };
        if res.rule_ports.len() > usize::from(SEVERAL) {
            // More than the number of a bit can tell apart: only the flows themselves can.
            res.long_way.fill(true);
        }
        for (zone, resolved) in context.plan.zones.iter().zip(zones) {
            let index = res.zone_index(context, zone, resolved);
            res.zones.push(index);
        }
        res.index_needs(context);
        res.index_scopes(context);
        res
    }

    /// Takes a zone that changed. `false`: it brings something new, and all must be made again.
    pub(super) fn replace_zone(&mut self, context: Context<'_>, zone_idx: usize, resolved: &ResolvedZone) -> bool {
        let known = |facet: &Facet| {
            self.facet_scopes.contains(&facet.scopes)
                && facet.ports.iter().all(|(line_idx, ports)| {
                    ports
                        .iter()
                        .all(|port| self.rule_ports.binary_search(&rule_port(context, *line_idx, port.range)).is_ok())
                })
        };
        let zone = &context.plan.zones[zone_idx];
        if !self.zone_answers.contains(&zone.assumptions) || !resolved.facets.iter().all(known) {
            return false;
        }
        self.zones[zone_idx] = self.zone_index(context, zone, resolved);
        true
    }

    /// Whether the user said something about this pair that only its flows can tell.
    pub(super) fn takes_long_way(&self, source_idx: usize, destination_idx: usize) -> bool {
        self.long_way[source_idx * self.zones.len() + destination_idx]
    }

    /// Counts what one zone opens to another.
    pub(super) fn summary(&self, source_idx: usize, destination_idx: usize, scratch: &mut Scratch) -> CellSummary {
        let (source, destination) = (&self.zones[source_idx], &self.zones[destination_idx]);
        let needs = &self.needs[self.needs_of[&(source.answers, destination.answers)]];
        let num_words = self.rule_ports.len().div_ceil(64);
        scratch.reset(num_words);
        let mut res = CellSummary::default();
        for from in &source.facets {
            for to in &destination.facets {
                let allowed = &self.allowed[self.allowed_of[from.scopes * self.facet_scopes.len() + to.scopes]];
                let serves = |facet: &FacetIndex, zone: usize| facet.serves.as_ref().is_none_or(|zones| zones[zone]);
                let is_served = serves(to, source_idx);
                let is_answered = serves(from, destination_idx);
                for word in 0..allowed.0.len() {
                    let mut active = from.opens.0[word] & to.listens.0[word] & allowed.0[word];
                    if active == 0 {
                        continue;
                    }
                    if !is_served {
                        active &= self.peers.0[word];
                    }
                    if !is_answered {
                        active &= !self.answers.0[word];
                    }
                    for suppressed in source.suppressed_from.iter().chain(&destination.suppressed_to) {
                        active &= !suppressed.0[word];
                    }
                    let required = active & needs.required.0[word];
                    let optional = active & needs.optional.0[word];
                    res.has_legacy |= (required | optional) & self.legacy.0[word] != 0;
                    res.has_guarded |= (required | optional) & self.guarded.0[word] != 0;
                    for (lines, bits) in [(required, &mut scratch.required), (optional, &mut scratch.optional)] {
                        for line_idx in ones(lines).map(|bit| word * 64 + bit) {
                            to.for_each_bit(line_idx, |bit| bits[usize::from(bit / 64)] |= 1 << (bit % 64));
                        }
                    }
                    scratch.note_rivals(self, to, word, required, optional);
                }
            }
        }
        scratch.settle_rivals(self);
        let count = |bits: &RuleBits| bits.iter().map(|word| word.count_ones()).sum::<u32>();
        res.required_rules = u16::try_from(count(&scratch.required)).unwrap_or(u16::MAX);
        res.optional_rules = u16::try_from(count(&scratch.optional)).unwrap_or(u16::MAX);
        res.num_ports = self.num_ports(scratch);
        res
    }

    /// Counts the distinct ports of both needs. Entries are sorted, so overlaps are with the one before.
    fn num_ports(&self, scratch: &Scratch) -> u32 {
        let mut ranges = PortCount::default();
        for (word, (required, optional)) in scratch.required.iter().zip(&scratch.optional).enumerate() {
            for bit in ones(required | optional) {
                if let (transport, Some(range), _) = self.rule_ports[word * 64 + bit] {
                    ranges.add(transport, range);
                }
            }
        }
        ranges.total
    }

    fn zone_index(&mut self, context: Context<'_>, zone: &Zone, resolved: &ResolvedZone) -> ZoneIndex {
        let answers = position(&mut self.zone_answers, &zone.assumptions);
        let facets = resolved.facets.iter().map(|facet| self.facet_index(context, facet)).collect();
        let suppressed = |is_side: fn(&Selector, &Zone) -> bool| {
            let mut res: Option<LineSet> = None;
            for selector in context.plan.overrides.iter().filter_map(whole_lines) {
                if is_side(selector, zone) {
                    let lines = selected_lines(context, selector);
                    res.get_or_insert_with(|| LineSet::new(context.table.num_words())).union_with(&lines);
                }
            }
            res
        };
        ZoneIndex {
            answers,
            facets,
            suppressed_from: suppressed(|selector, zone| {
                selector.source_zone.as_ref() == Some(&zone.id) && selector.destination_zone.is_none()
            }),
            // An override that names no zone at all is taken on this side.
            suppressed_to: suppressed(|selector, zone| {
                selector.destination_zone.as_ref().is_none_or(|id| *id == zone.id) && selector.source_zone.is_none()
            }),
        }
    }

    fn facet_index(&mut self, context: Context<'_>, facet: &Facet) -> FacetIndex {
        let mut rule_bits = vec![0; context.table.lines.len()].into_boxed_slice();
        let mut several = Vec::new();
        for (line_idx, ports) in &facet.ports {
            let mut bits: Vec<u16> = ports
                .iter()
                .filter_map(|port| self.rule_ports.binary_search(&rule_port(context, *line_idx, port.range)).ok())
                .filter_map(|bit| u16::try_from(bit).ok())
                .collect();
            bits.dedup();
            rule_bits[*line_idx] = match bits[..] {
                [bit] => bit,
                _ => {
                    several.push(bits);
                    SEVERAL | u16::try_from(several.len() - 1).unwrap_or(0)
                }
            };
        }
        let serves =
            facet.serves.as_ref().map(|zones| context.plan.zones.iter().map(|zone| zones.contains(&zone.id)).collect());
        FacetIndex {
            opens: facet.opens.clone(),
            listens: facet.listens.clone(),
            scopes: position(&mut self.facet_scopes, &facet.scopes),
            serves,
            rule_bits,
            several,
        }
    }

    fn index_needs(&mut self, context: Context<'_>) {
        for (source, source_answers) in self.zone_answers.iter().enumerate() {
            for (destination, destination_answers) in self.zone_answers.iter().enumerate() {
                let zone = |answers: &ZoneAnswers| Zone { assumptions: answers.clone(), ..Zone::default() };
                let (from, to) = (zone(source_answers), zone(destination_answers));
                let decisions = Decisions::of_pair(context.catalog, context.plan, &from, &to, None);
                let lines = |need| {
                    context.table.set(|line| decisions.need(context.catalog, line) == need && !decisions.follows(line))
                };
                self.needs_of.insert((source, destination), self.needs.len());
                self.needs.push(Needs { required: lines(LineNeed::Required), optional: lines(LineNeed::Optional) });
            }
        }
    }

    fn index_scopes(&mut self, context: Context<'_>) {
        // Few distinct patterns of “which matches hold” come out, however many scopes there are.
        let mut patterns: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for source in &self.facet_scopes {
            for destination in &self.facet_scopes {
                let pattern: Vec<bool> = context
                    .table
                    .scope_matches
                    .iter()
                    .map(|scope| context.scopes.matches(scope, source, destination))
                    .collect();
                let next = self.allowed.len();
                let allowed_idx = *patterns.entry(pattern.clone()).or_insert(next);
                if allowed_idx == next {
                    self.allowed.push(context.table.set(|line| line.scope.is_none_or(|scope| pattern[scope])));
                }
                self.allowed_of.push(allowed_idx);
            }
        }
    }
}

impl FacetIndex {
    fn for_each_bit(&self, line_idx: usize, mut each: impl FnMut(u16)) {
        let bit = self.rule_bits[line_idx];
        if bit & SEVERAL == 0 {
            each(bit);
        } else {
            self.several[usize::from(bit & !SEVERAL)].iter().copied().for_each(each);
        }
    }
}

/// Rows of bits that are used again for each pair.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    required: RuleBits,
    optional: RuleBits,
    /// Optional lines whose flow some Required line may give too: line and rule bit.
    shadowed: Vec<(usize, u16)>,
    /// Optional lines that stand on their own: line and rule bit.
    alone: Vec<u16>,
    /// Required lines that have rivals: line and rule bit.
    stronger: Vec<(usize, u16)>,
}

impl Scratch {
    fn reset(&mut self, num_words: usize) {
        for bits in [&mut self.required, &mut self.optional] {
            bits.clear();
            bits.resize(num_words, 0);
        }
        self.shadowed.clear();
        self.alone.clear();
        self.stronger.clear();
    }

    fn note_rivals(&mut self, all: &Summarizer, to: &FacetIndex, word: usize, required: u64, optional: u64) {
        for line_idx in ones(required).map(|bit| word * 64 + bit) {
            if !all.rivals[line_idx].is_empty() {
                to.for_each_bit(line_idx, |bit| self.stronger.push((line_idx, bit)));
            }
        }
        for line_idx in ones(optional).map(|bit| word * 64 + bit) {
            if all.rivals[line_idx].is_empty() {
                to.for_each_bit(line_idx, |bit| self.alone.push(bit));
            } else {
                to.for_each_bit(line_idx, |bit| self.shadowed.push((line_idx, bit)));
            }
        }
    }

    /// A flow that is Required for one reason and Optional for another is Required: its Optional bit goes,
    /// unless another Optional flow has the same ports.
    fn settle_rivals(&mut self, all: &Summarizer) {
        if self.shadowed.is_empty() || self.stronger.is_empty() {
            return;
        }
        self.optional.fill(0);
        let kept = self.shadowed.iter().filter(|(line_idx, bit)| {
            !self.stronger.iter().any(|(rival, other)| other == bit && all.rivals[*line_idx].contains(rival))
        });
        for &bit in kept.map(|(_, bit)| bit).chain(&self.alone) {
            self.optional[usize::from(bit / 64)] |= 1 << (bit % 64);
        }
    }
}

/// Counts distinct ports of ranges that come sorted by transport and first port.
#[derive(Default)]
struct PortCount {
    total: u32,
    transport: Option<Transport>,
    /// The highest port counted so far of this transport.
    covered: u32,
}

impl PortCount {
    fn add(&mut self, transport: Transport, range: PortRange) {
        if self.transport != Some(transport) {
            self.transport = Some(transport);
            self.covered = 0;
        }
        let first = u32::from(range.first()).max(self.covered + 1);
        let last = u32::from(range.last());
        if first <= last {
            self.total += last - first + 1;
            self.covered = last;
        }
    }
}

/// Marks the pairs that the user said something about that only their flows can tell, row by row.
fn long_way(plan: &Plan) -> Vec<bool> {
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

fn selected_lines(context: Context<'_>, selector: &Selector) -> LineSet {
    let catalog = context.catalog;
    let names = |wanted: Option<&str>, id: &str| wanted.is_none_or(|wanted| wanted == id);
    context.table.set(|line| {
        names(selector.source_role.as_ref().map(|id| id.as_str()), &catalog.roles[line.connection.role].id)
            && names(selector.destination_role.as_ref().map(|id| id.as_str()), &catalog.roles[line.to].id)
            && names(selector.service.as_ref().map(|id| id.as_str()), &catalog.services[line.endpoint.service].id)
            && selector.transport.is_none_or(|transport| transport == catalog.endpoint(line.endpoint).transport)
    })
}

/// For each line, the other lines that say the same role, service, protocol and transport.
fn rivals(context: Context<'_>) -> Vec<Vec<usize>> {
    let catalog = context.catalog;
    let mut by_key: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (line_idx, line) in context.table.lines.iter().enumerate() {
        let endpoint = catalog.endpoint(line.endpoint);
        let key = (
            line.connection.role,
            line.to,
            line.endpoint.service,
            &endpoint.application_protocol,
            endpoint.transport,
            line.source_port,
        );
        by_key.entry(key).or_default().push(line_idx);
    }
    let mut res = vec![Vec::new(); context.table.lines.len()];
    for lines in by_key.values().filter(|lines| lines.len() > 1) {
        for &line_idx in lines {
            res[line_idx] = lines.iter().copied().filter(|&other| other != line_idx).collect();
        }
    }
    res
}

fn rule_port(context: Context<'_>, line_idx: usize, range: Option<PortRange>) -> RulePorts {
    let line = &context.table.lines[line_idx];
    (context.catalog.endpoint(line.endpoint).transport, range, line.source_port)
}

fn position<T: Clone + PartialEq>(list: &mut Vec<T>, value: &T) -> usize {
    list.iter().position(|known| known == value).unwrap_or_else(|| {
        list.push(value.clone());
        list.len() - 1
    })
}

fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = word.trailing_zeros() as usize;
            word &= word - 1;
            bit
        })
    })
}
