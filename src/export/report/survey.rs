//! What a report says before its rules: how many there are between each two zones, and what is left to be filled. It keeps no
//! rule.

use std::collections::BTreeSet;

use crate::export::ExportError;
use crate::export::pipeline::in_order;
use crate::export::run::ExportRun;
use crate::matrix::Merge;
use crate::table::OpenPorts;

/// What is written between two zones, in numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct PairCounts {
    /// Rules that are required.
    pub num_required: usize,
    /// Rules that only optional scenarios need.
    pub num_optional: usize,
    /// Rows of a request, into which machines split the rules.
    pub num_rows: usize,
    /// Those among them that lack addresses.
    pub num_to_be_filled: usize,
    /// Which ports are open; empty where the matrix shows numbers.
    pub open: Vec<OpenPorts>,
}

impl PairCounts {
    /// How many rules there are.
    pub(super) fn num_rules(&self) -> usize {
        self.num_required + self.num_optional
    }
}

/// The numbers of all pairs of zones.
#[derive(Debug, Default)]
pub(super) struct Survey {
    num_zones: usize,
    pairs: Vec<PairCounts>,
    /// The positions of the zones whose addresses, or those of whose machines, some row lacks.
    pub to_be_filled: BTreeSet<usize>,
}

impl Survey {
    /// Counts what is written. `with_ports`: also which ports are open.
    pub(super) fn of(run: &ExportRun<'_>, with_ports: bool) -> Result<Self, ExportError> {
        let mut res = Self { num_zones: run.zones.len(), ..Self::default() };
        let make = |positions, _| run.pairs(positions).map(|pair| look(run, pair?, with_ports)).collect();
        in_order(run, make, |counted: &mut Vec<(PairCounts, BTreeSet<usize>)>| {
            for (counts, lacking) in counted.drain(..) {
                res.pairs.push(counts);
                res.to_be_filled.extend(lacking);
            }
            Ok(())
        })?;
        Ok(res)
    }

    /// The numbers of a pair.
    pub(super) fn pair(&self, (source_idx, destination_idx): (usize, usize)) -> &PairCounts {
        &self.pairs[source_idx * self.num_zones + destination_idx]
    }

    /// The numbers of every pair, in their order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &PairCounts> {
        self.pairs.iter()
    }

    /// The zones that open something, in plan order.
    pub(super) fn sources(&self) -> impl Iterator<Item = usize> {
        (0..self.num_zones).filter(|&source_idx| self.opens(source_idx))
    }

    /// The zones that something is open to, in plan order.
    pub(super) fn destinations(&self) -> impl Iterator<Item = usize> {
        let is_reached =
            |idx: &usize| (0..self.num_zones).any(|source_idx| self.pair((source_idx, *idx)).num_rules() > 0);
        (0..self.num_zones).filter(is_reached)
    }

    /// Whether a zone opens something.
    fn opens(&self, source_idx: usize) -> bool {
        (0..self.num_zones).any(|destination_idx| self.pair((source_idx, destination_idx)).num_rules() > 0)
    }
}

fn look(
    run: &ExportRun<'_>,
    pair: (usize, usize),
    with_ports: bool,
) -> Result<(PairCounts, BTreeSet<usize>), ExportError> {
    let (num_required, num_optional) = run.num_rules(pair);
    let mut counts = PairCounts { num_required, num_optional, ..PairCounts::default() };
    let mut lacking = BTreeSet::new();
    run.each_rule(pair, Merge::Ranges, |row| {
        let lacks = [0, 1].map(|end| row.lacks_addresses(end));
        counts.num_rows += 1;
        counts.num_to_be_filled += usize::from(lacks != [false; 2]);
        lacking.extend([pair.0, pair.1].into_iter().zip(lacks).filter(|(_, lacks)| *lacks).map(|(idx, _)| idx));
        Ok(())
    })?;
    if with_ports {
        counts.open = run.open_ports(pair);
    }
    Ok((counts, lacking))
}
