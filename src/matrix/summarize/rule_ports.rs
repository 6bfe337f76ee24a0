//! What the rules of a plan can say, numbered: every distinct transport, range and source port.

use super::super::context::Context;
use super::super::lines::{Line, LineTable, ones};
use super::super::resolve::{Facet, ResolvedZone};
use super::super::rule::{self, RulePort};
use crate::catalog::{Catalog, Port};
use crate::net::PortRange;

/// Every distinct one of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct RulePorts {
    /// Sorted, so that ranges that overlap stand side by side.
    all: Vec<RulePort>,
    /// By line; `None`: it depends on the listener.
    fixed: Vec<Option<u16>>,
}

impl RulePorts {
    /// Numbers from here on are free for another use.
    pub(super) const MOST: u16 = 0x8000;

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
        let mut res = Self { all, fixed: Vec::new() };
        let number = |line| fixed_range(line).and_then(|range| res.search(rule_port(catalog, line, range)));
        res.fixed = table.lines.iter().map(number).collect();
        res
    }

    /// Whether there are few enough to be told apart by number.
    pub(super) fn is_countable(&self) -> bool {
        self.all.len() <= usize::from(Self::MOST)
    }

    /// The number of a line's ports at some listener; `None`: it has none yet.
    pub(super) fn number(&self, context: Context<'_>, line_idx: usize, range: Option<PortRange>) -> Option<u16> {
        self.fixed[line_idx].or_else(|| self.search(rule_port(context.catalog, &context.table.lines[line_idx], range)))
    }

    /// How many words of bits it takes to say which of them are there.
    pub(super) fn num_words(&self) -> usize {
        self.all.len().div_ceil(64)
    }

    /// Counts the distinct ports of those that are there.
    pub(super) fn num_ports(&self, rows: impl Iterator<Item = u64>) -> u32 {
        let mut total = 0;
        let mut last = None;
        // The highest port counted so far of this transport.
        let mut covered = 0;
        for (word, bits) in rows.enumerate() {
            for bit in ones(bits) {
                let (transport, Some(range), _) = self.all[word * 64 + bit] else { continue };
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
        let of = |(word, row): (usize, u64)| ones(row).map(move |bit| self.all[word * 64 + bit]);
        let open: Vec<RulePort> = open.enumerate().flat_map(of).collect();
        let mut lost = lost.iter().copied().enumerate().flat_map(of);
        lost.any(|port| !rule::is_covered(port, open.iter().copied()))
    }

    fn search(&self, rule_port: RulePort) -> Option<u16> {
        self.all.binary_search(&rule_port).ok().and_then(|number| u16::try_from(number).ok())
    }
}

fn rule_port(catalog: &Catalog, line: &Line, range: Option<PortRange>) -> RulePort {
    (catalog.endpoint(line.endpoint).transport, range, line.source_port)
}

/// The range of a line, where it is the same at every listener.
fn fixed_range(line: &Line) -> Option<Option<PortRange>> {
    match line.port {
        Port::Fixed(range) => Some(Some(range)),
        Port::Protocol => Some(None),
        Port::RpcDynamic(_) | Port::OsDynamic | Port::Parameter(_) => None,
    }
}

/// The ranges that depend on the listener, with their lines.
fn varying<'a>(facet: &'a Facet, table: &'a LineTable) -> impl Iterator<Item = (usize, Option<PortRange>)> + 'a {
    let lines = facet.ports.iter().filter(|(line_idx, _)| fixed_range(&table.lines[*line_idx]).is_none());
    lines.flat_map(|(line_idx, ports)| ports.iter().map(|port| (*line_idx, port.range)))
}
