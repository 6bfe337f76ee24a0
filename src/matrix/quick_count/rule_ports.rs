//! What the rules of a plan can say, numbered: every distinct transport, range and source port.

use super::super::context::Context;
use super::super::lines::{Line, LineTable, ones};
use super::super::resolve::{Facet, ResolvedZone};
use super::super::rule::covers;
use super::super::rule::{self, RulePort};
use crate::catalog::{Catalog, Port};
use crate::net::PortRange;

/// Every distinct one of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct RulePorts {
    /// Sorted, so that ranges that overlap stand side by side.
    all: Vec<RulePort>,
    /// By line; `None`: it depends on the destination.
    fixed: Vec<Option<u16>>,
    /// Rows of bits: those that a Required rule of the same number opens anyway, all but ports nobody has chosen.
    chosen: Vec<u64>,
    /// Rows of bits: those of which some other opens the first port, so that others may open all of it.
    coverable: Vec<u64>,
    /// For each of them, which others open its first port; one list after another.
    openers: Vec<u16>,
    /// Where those lists end.
    ends_of_openers: Vec<usize>,
}

impl RulePorts {
    /// Numbers from here on are free for another use.
    pub(super) const MOST: u16 = 0x8000;

    /// So many pairs of ranges that overlap are not worth listing: the flows are compared then.
    const MOST_OPENERS: usize = 1 << 20;

    pub(super) fn new(context: Context<'_>, zones: &[ResolvedZone]) -> Self {
        let Context { catalog, table, .. } = context;
        let fixed = table.lines.iter().filter_map(|line| Some(rule_port(catalog, line, fixed_range(line)?)));
        let mut all: Vec<RulePort> = fixed.collect();
        for facet in zones.iter().flat_map(|zone| &zone.facets) {
            all.extend(
                varying(facet, table).map(|(line_idx, range)| rule_port(catalog, &table.lines[line_idx], range)),
            );
        }
        all.sort_unstable();
        all.dedup();
        let mut res = Self { all, ..Self::default() };
        res.list_openers();
        let number = |line| fixed_range(line).and_then(|range| res.search(rule_port(catalog, line, range)));
        res.fixed = table.lines.iter().map(number).collect();
        res
    }

    /// Whether there are few enough to be told apart by number.
    pub(super) fn is_countable(&self) -> bool {
        self.all.len() <= usize::from(Self::MOST) && self.openers.len() < Self::MOST_OPENERS
    }

    /// The number of a line's ports at some destination; `None`: it has none yet.
    pub(super) fn number(&self, context: Context<'_>, line_idx: usize, range: Option<PortRange>) -> Option<u16> {
        self.fixed[line_idx].or_else(|| self.search(rule_port(context.catalog, &context.table.lines[line_idx], range)))
    }

    /// How many blocks of bits it takes to say which of them are there.
    pub(super) fn num_blocks(&self) -> usize {
        self.all.len().div_ceil(64)
    }

    /// Lists, for each of them, which others open its first port.
    fn list_openers(&mut self) {
        let num_blocks = self.num_blocks();
        (self.chosen, self.coverable) = (vec![0; num_blocks], vec![0; num_blocks]);
        self.ends_of_openers = vec![0; self.all.len()];
        // Of one transport and in the order of first ports: those that reach as far as the port at hand.
        let mut reaching: Vec<usize> = Vec::new();
        let groups = self.all.chunk_by(|a, b| (a.0, a.1.map(PortRange::first)) == (b.0, b.1.map(PortRange::first)));
        let (mut start, mut last) = (0, None);
        for group in groups {
            let (transport, range, _) = group[0];
            if last.replace(transport) != Some(transport) {
                reaching.clear();
            }
            let numbers = start..start + group.len();
            start = numbers.end;
            if let Some(range) = range {
                reaching.retain(|&other| self.all[other].1.is_some_and(|other| other.last() >= range.first()));
                reaching.extend(numbers.clone());
            }
            for number in numbers {
                if range.is_some() || !transport.has_ports() {
                    mark(&mut self.chosen, number);
                }
                let is_other = |other: &&usize| **other != number && self.all[**other].2 == self.all[number].2;
                let others = reaching.iter().filter(is_other).filter_map(|&other| u16::try_from(other).ok());
                let before = self.openers.len();
                // Numbers beyond those that count are looked at by nobody.
                self.openers.extend(others.take(Self::MOST_OPENERS - before.min(Self::MOST_OPENERS)));
                if self.openers.len() > before {
                    mark(&mut self.coverable, number);
                }
                self.ends_of_openers[number] = self.openers.len();
            }
        }
    }

    /// Takes out of the Optional ones what the Required ones open anyway.
    pub(super) fn absorb(&self, required: &[u64], optional: &mut [u64]) {
        for block in 0..optional.len() {
            optional[block] &= !(required[block] & self.chosen[block]);
            for bit in ones(optional[block] & self.coverable[block]) {
                if self.is_covered(block * 64 + bit, required) {
                    optional[block] &= !(1 << bit);
                }
            }
        }
    }

    /// Whether the Required ones cover this one together.
    fn is_covered(&self, number: usize, required: &[u64]) -> bool {
        let is_there = |number: usize| required[number / 64] & (1 << (number % 64)) != 0;
        let start = if number == 0 { 0 } else { self.ends_of_openers[number - 1] };
        let openers = &self.openers[start..self.ends_of_openers[number]];
        let (transport, Some(range), source_port) = self.all[number] else { return false };
        let reach = openers.iter().map(|&other| usize::from(other)).filter(|&other| is_there(other));
        let Some(farthest) = reach.filter_map(|other| self.all[other].1.map(PortRange::last)).max() else {
            return false;
        };
        // Most are covered by one of them alone.
        if farthest >= range.last() {
            return true;
        }
        let of_transport = self.all.partition_point(|other| other.0 < transport)..self.all.len();
        let ranges = of_transport.filter(|&other| self.all[other].2 == source_port && is_there(other));
        let is_same = |other: &usize| self.all[*other].0 == transport;
        covers(ranges.take_while(is_same).filter_map(|other| self.all[other].1.as_ref()), range)
    }

    /// Counts the distinct ports of those that are there.
    pub(super) fn num_ports(&self, rows: impl Iterator<Item = u64>) -> u32 {
        let mut total = 0;
        let mut last = None;
        // The highest port counted so far of this transport.
        let mut covered = 0;
        for (block, bits) in rows.enumerate() {
            for bit in ones(bits) {
                let (transport, Some(range), _) = self.all[block * 64 + bit] else { continue };
                if last != Some(transport) {
                    last = Some(transport);
                    covered = 0;
                }
                let (first, end) = (u32::from(range.first()).max(covered + 1), u32::from(range.last()) + 1);
                if first < end {
                    total += end - first;
                    covered = end - 1;
                }
            }
        }
        total
    }

    /// Whether some of `lost` is let through by none of `open`, both being rows of bits.
    pub(super) fn lack_some(&self, lost: &[u64], open: impl Iterator<Item = u64>) -> bool {
        if lost.iter().all(|&row| row == 0) {
            return false;
        }
        let of = |(block, row): (usize, u64)| ones(row).map(move |bit| self.all[block * 64 + bit]);
        let open: Vec<RulePort> = open.enumerate().flat_map(of).collect();
        let mut lost = lost.iter().copied().enumerate().flat_map(of);
        lost.any(|port| !rule::is_covered(port, open.iter().copied()))
    }

    fn search(&self, rule_port: RulePort) -> Option<u16> {
        self.all.binary_search(&rule_port).ok().and_then(|number| u16::try_from(number).ok())
    }
}

fn mark(row: &mut [u64], number: usize) {
    row[number / 64] |= 1 << (number % 64);
}

fn rule_port(catalog: &Catalog, line: &Line, range: Option<PortRange>) -> RulePort {
    (catalog.endpoint(line.endpoint).transport, range, line.source_port)
}

/// The range of a line, where it is the same at every destination.
fn fixed_range(line: &Line) -> Option<Option<PortRange>> {
    match line.port {
        Port::Fixed(range) if line.follows.is_none() => Some(Some(range)),
        Port::Protocol => Some(None),
        Port::Fixed(_) | Port::RpcDynamic(_) | Port::OsDynamic | Port::Parameter(_) => None,
    }
}

/// The ranges that depend on the destination, with their lines.
fn varying<'a>(facet: &'a Facet, table: &'a LineTable) -> impl Iterator<Item = (usize, Option<PortRange>)> + 'a {
    let lines = facet.ports.iter().filter(|(line_idx, _)| fixed_range(&table.lines[*line_idx]).is_none());
    lines.flat_map(|(line_idx, ports)| ports.iter().map(|port| (*line_idx, port.range)))
}
