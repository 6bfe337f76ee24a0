//! A zone, made ready for counting: its bits and numbers, with nothing left to look up.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::lines::{LineSet, ones};
use super::super::resolve::{Facet, ResolvedZone};
use super::cuts::Cuts;
use super::rule_ports::RulePorts;
use crate::catalog::Answer;
use crate::plan::{AssumptionId, Zone};

/// The answers of a zone.
pub(super) type ZoneAnswers = BTreeMap<AssumptionId, Answer>;

/// The scopes of a facet: kind and id, sorted.
pub(super) type FacetScopes = Vec<(String, String)>;

/// A zone. Two that are equal are counted the same, unless some facet serves one of them and not the other.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct ZoneIndex {
    /// Position in [`Indexer::answers`].
    pub(super) answers: usize,
    pub(super) facets: Vec<FacetIndex>,
    /// Some line is opened from a port that follows a chosen one: its pairs are counted by their flows.
    pub(super) has_own_source_ports: bool,
}

/// A facet.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct FacetIndex {
    /// Position in [`Indexer::scopes`].
    pub(super) scopes: usize,
    /// By zone position; `None`: it serves all.
    pub(super) serves: Option<Vec<bool>>,
    /// Lines that it opens, but for those that overrides suppress whenever this zone opens them.
    opens: LineSet,
    /// Lines that it listens on, but for those that overrides suppress whenever this zone listens.
    listens: Listening,
    /// Lines that it opens and that overrides suppress somewhere; empty without such overrides.
    cut_opens: LineSet,
    /// Lines that it listens on and that overrides suppress somewhere; empty without such overrides.
    cut_listens: Listening,
}

/// The lines that a facet listens on, with the numbers of their ports, packed: a thousand zones should fit the cache.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Listening {
    blocks: Box<[ListeningBlock]>,
    /// For each line of the set, the number of its ports, or [`RulePorts::MOST`] and a position in `several`.
    numbers: Box<[u16]>,
    several: Vec<Vec<u16>>,
}

/// One block of the set.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct ListeningBlock {
    lines: u64,
    /// How many lines the blocks before it have.
    rank: usize,
}

impl FacetIndex {
    /// The blocks in which this facet opens lines that the other listens on.
    pub(super) fn shared<'a>(&'a self, to: &'a Self) -> impl Iterator<Item = (usize, u64)> + 'a {
        let blocks = self.opens.0.iter().zip(&to.listens.blocks).enumerate();
        blocks.map(|(idx, (opens, listens))| (idx, opens & listens.lines)).filter(|(_, shared)| *shared != 0)
    }

    /// The blocks in which this facet opens lines that the other listens on and that overrides suppress between them.
    pub(super) fn cut<'a>(&'a self, to: &'a Self) -> impl Iterator<Item = (usize, u64)> + 'a {
        let blocks = self.cut_opens.0.iter().zip(&to.cut_listens.blocks).enumerate();
        let cut = blocks.map(|(idx, (opens, listens))| {
            let left = self.opens.0[idx] & to.listens.blocks[idx].lines;
            (idx, opens & listens.lines & !left)
        });
        cut.filter(|(_, cut)| *cut != 0)
    }

    /// Calls `each` for each line of a block, which this facet listens on, with its bit and the number of each range.
    pub(super) fn for_each_number(&self, block: usize, lines: u64, each: impl FnMut(usize, u16)) {
        self.listens.for_each_number(block, lines, each);
    }

    /// Calls `each` with the number of each range of lines of a block that overrides suppress.
    pub(super) fn for_each_cut_number(&self, block: usize, lines: u64, mut each: impl FnMut(u16)) {
        self.cut_listens.for_each_number(block, lines, |_, number| each(number));
    }

    /// Whether it serves the zone at this position.
    pub(super) fn serves(&self, zone_idx: usize) -> bool {
        self.serves.as_ref().is_none_or(|zones| zones[zone_idx])
    }
}

impl Listening {
    fn for_each_number(&self, block: usize, lines: u64, mut each: impl FnMut(usize, u16)) {
        let Self { blocks, numbers, several } = self;
        let ListeningBlock { lines: known, rank } = blocks[block];
        let mut each_of = |bit, number: u16| {
            if number < RulePorts::MOST {
                each(bit, number);
            } else {
                for &number in &several[usize::from(number - RulePorts::MOST)] {
                    each(bit, number);
                }
            }
        };
        // To walk over what is not asked for costs less than to find the place of each that is, where most are.
        if lines.count_ones() * 2 > known.count_ones() {
            for (bit, &number) in ones(known).zip(&numbers[rank..]) {
                if lines & (1 << bit) != 0 {
                    each_of(bit, number);
                }
            }
        } else {
            for bit in ones(lines) {
                let below = (known & ((1 << bit) - 1)).count_ones() as usize;
                each_of(bit, numbers[rank + below]);
            }
        }
    }
}

/// What zones and facets are numbered by.
#[derive(Clone, Debug, Default)]
pub(super) struct Indexer {
    /// Distinct answers of zones.
    pub(super) answers: Vec<ZoneAnswers>,
    /// Distinct scopes of facets.
    pub(super) scopes: Vec<FacetScopes>,
    pub(super) rule_ports: RulePorts,
    pub(super) cuts: Cuts,
}

impl Indexer {
    pub(super) fn new(context: Context<'_>, zones: &[ResolvedZone]) -> Self {
        let mut answers: Vec<_> = context.plan.zones.iter().map(|zone| zone.assumptions.clone()).collect();
        answers.sort();
        answers.dedup();
        let mut scopes: Vec<_> = zones.iter().flat_map(|zone| &zone.facets).map(|facet| facet.scopes.clone()).collect();
        scopes.sort();
        scopes.dedup();
        Self { answers, scopes, rule_ports: RulePorts::new(context, zones), cuts: Cuts::new(context) }
    }

    /// Makes a zone ready; `None`: it brings something that has no number yet.
    pub(super) fn zone(&self, context: Context<'_>, zone: &Zone, resolved: &ResolvedZone) -> Option<ZoneIndex> {
        let (from, to) = self.cuts.of_zone(context, zone);
        let facet = |facet: &Facet| self.facet(context, facet, &from, &to);
        Some(ZoneIndex {
            answers: self.answers.binary_search(&zone.assumptions).ok()?,
            facets: resolved.facets.iter().map(facet).collect::<Option<_>>()?,
            has_own_source_ports: resolved.facets.iter().any(|facet| !facet.source_ports.is_empty()),
        })
    }

    fn facet(&self, context: Context<'_>, facet: &Facet, from: &LineSet, to: &LineSet) -> Option<FacetIndex> {
        let serves =
            facet.serves.as_ref().map(|zones| context.plan.zones.iter().map(|zone| zones.contains(&zone.id)).collect());
        Some(FacetIndex {
            scopes: self.scopes.binary_search(&facet.scopes).ok()?,
            serves,
            opens: facet.opens.without(from),
            listens: self.listening(context, facet, &facet.listens.without(to))?,
            cut_opens: self.cuts.all.and(&facet.opens),
            cut_listens: self.listening(context, facet, &self.cuts.all.and(&facet.listens))?,
        })
    }

    fn listening(&self, context: Context<'_>, facet: &Facet, lines: &LineSet) -> Option<Listening> {
        let mut numbers = Vec::new();
        let mut several = Vec::new();
        // A set without blocks holds no line.
        let ports = if lines.0.is_empty() { &[] } else { &facet.ports[..] };
        for (line_idx, ports) in ports.iter().filter(|(line_idx, _)| lines.contains(*line_idx)) {
            let number = |range| self.rule_ports.number(context, *line_idx, range);
            if let [port] = ports[..] {
                numbers.push(number(port.range)?);
                continue;
            }
            let mut distinct: Vec<u16> = ports.iter().map(|port| number(port.range)).collect::<Option<_>>()?;
            distinct.dedup();
            numbers.push(u16::try_from(several.len()).ok()?.checked_add(RulePorts::MOST)?);
            several.push(distinct);
        }
        let mut rank = 0;
        let block = |&lines: &u64| {
            let res = ListeningBlock { lines, rank };
            rank += lines.count_ones() as usize;
            res
        };
        Some(Listening { blocks: lines.0.iter().map(block).collect(), numbers: numbers.into(), several })
    }
}
