//! The count of one pair: which numbers are there, Required and Optional, and which of two needs wins.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::lines::Line;
use super::decided::Needs;
use super::index::FacetIndex;
use super::rule_ports::RulePorts;

/// For each line, the number of its group: lines of one group may give the same flow.
///
/// A flow that is Required for one reason and Optional for another is Required.
pub(super) fn same_flow_groups(context: Context<'_>) -> Vec<u32> {
    let mut numbers = BTreeMap::new();
    let group = |line: &Line| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry((line.key, line.source_port)).or_insert(next)
    };
    context.table.lines.iter().map(group).collect()
}

/// Rows of bits that are used again for each pair.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// One bit for each number of [`RulePorts`].
    required: Vec<u64>,
    optional: Vec<u64>,
    /// What is Required and taken away by an override.
    lost: Vec<u64>,
    /// Group and number of contested lines that are Required.
    stronger: Vec<(u32, u16)>,
    /// Group and number of contested lines that are Optional: not counted before the Required ones are known.
    weaker: Vec<(u32, u16)>,
}

impl Tally {
    pub(super) fn reset(&mut self, num_blocks: usize) {
        for row in [&mut self.required, &mut self.optional, &mut self.lost] {
            row.clear();
            row.resize(num_blocks, 0);
        }
        self.stronger.clear();
        self.weaker.clear();
    }

    /// Takes the open lines of one block between two facets.
    pub(super) fn add(&mut self, needs: &Needs, groups: &[u32], to: &FacetIndex, block: usize, lines: u64) {
        let (required, contested) = (needs.required.0[block], needs.contested.0[block]);
        to.for_each_number(block, lines & required, |_, number| set(&mut self.required, number));
        to.for_each_number(block, lines & !required & !contested, |_, number| set(&mut self.optional, number));
        to.for_each_number(block, lines & contested, |bit, number| {
            let group = groups[block * 64 + bit];
            let is_required = required & 1 << bit != 0;
            if is_required { &mut self.stronger } else { &mut self.weaker }.push((group, number));
        });
    }

    /// Takes the Required lines of one block that an override takes away between two facets.
    pub(super) fn lose(&mut self, to: &FacetIndex, block: usize, lines: u64) {
        to.for_each_cut_number(block, lines, |number| set(&mut self.lost, number));
    }

    /// Counts what stands Optional only where nothing Required says the same, or opens it anyway.
    pub(super) fn finish(&mut self, rule_ports: &RulePorts) {
        self.stronger.sort_unstable();
        for contested in &self.weaker {
            if self.stronger.binary_search(contested).is_err() {
                set(&mut self.optional, contested.1);
            }
        }
        rule_ports.absorb(&self.required, &mut self.optional);
    }

    pub(super) fn num_required(&self) -> u16 {
        num_ones(&self.required)
    }

    pub(super) fn num_optional(&self) -> u16 {
        num_ones(&self.optional)
    }

    pub(super) fn num_ports(&self, rule_ports: &RulePorts) -> u32 {
        rule_ports.num_ports(self.open())
    }

    /// Whether something is lost that nothing open stands in for.
    pub(super) fn loses_required(&self, rule_ports: &RulePorts) -> bool {
        rule_ports.lack_some(&self.lost, self.open())
    }

    fn open(&self) -> impl Iterator<Item = u64> {
        self.required.iter().zip(&self.optional).map(|(required, optional)| required | optional)
    }
}

fn set(row: &mut [u64], number: u16) {
    row[usize::from(number / 64)] |= 1 << (number % 64);
}

fn num_ones(row: &[u64]) -> u16 {
    u16::try_from(row.iter().map(|block| block.count_ones()).sum::<u32>()).unwrap_or(u16::MAX)
}
