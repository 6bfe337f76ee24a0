//! Rows parted by their ports, for those who take but so many in a row. No port is lost, and none stands twice.

use super::Row;
use crate::matrix::flow::Flow;
use crate::matrix::rule::Rule;
use crate::net::{PortRange, PortSet};

/// How many ports a range counts as where a list takes but so many: its ends.
#[must_use]
pub fn num_ends(range: &PortRange) -> usize {
    if range.first() == range.last() { 1 } else { 2 }
}

impl Row<'_> {
    /// The row as several with at most so many ports each, a range of which counts as two. `flows` are those of its cell.
    ///
    /// Each part has the flows behind its own ports. A range is never parted, so a part has one at least.
    #[must_use]
    pub fn by_ports(self, flows: &[Flow<'_>], most: usize) -> Vec<Self> {
        let parts = parts(self.rule.ports.ranges(), most);
        if parts.len() < 2 {
            return vec![self];
        }
        let row = |ports: PortSet| {
            let asks_here = |idx: &usize| flows[*idx].key.ports.is_some_and(|asked| meets(&ports, asked));
            let of = |flows: &[usize]| flows.iter().copied().filter(asks_here).collect();
            let (of_part, also) = (of(&self.rule.flows), of(&self.rule.also_serves));
            let rule = Rule { ports, flows: of_part, also_serves: also, ..self.rule.clone() };
            Row { rule, ..self.clone() }
        };
        parts.into_iter().map(row).collect()
    }
}

fn meets(ports: &PortSet, asked: PortRange) -> bool {
    ports.ranges().iter().any(|range| range.first() <= asked.last() && asked.first() <= range.last())
}

fn parts(ranges: &[PortRange], most: usize) -> Vec<PortSet> {
    let mut res: Vec<Vec<PortRange>> = Vec::new();
    let mut taken = most;
    for range in ranges {
        let more = num_ends(range);
        match res.last_mut() {
            Some(last) if taken + more <= most => {
                last.push(*range);
                taken += more;
            }
            Some(_) | None => {
                res.push(vec![*range]);
                taken = more;
            }
        }
    }
    res.into_iter().map(|ranges| ranges.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(most: usize, ranges: &[(u16, u16)], expected: &[&str]) {
        let ranges: Vec<PortRange> =
            ranges.iter().map(|&(first, last)| PortRange::new(first, last).expect("a range")).collect();
        let texts: Vec<String> = parts(&ranges, most).iter().map(PortSet::to_string).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_range_counts_as_two_and_is_never_parted() {
        check(3, &[(53, 53), (88, 88), (135, 139), (389, 389)], &["53, 88", "135-139, 389"]);
        check(4, &[(53, 53), (88, 88), (135, 139), (389, 389)], &["53, 88, 135-139", "389"]);
        check(1, &[(53, 53), (135, 139)], &["53", "135-139"]);
        check(15, &[(53, 53), (135, 139)], &["53, 135-139"]);
        check(15, &[], &[]);
    }
}
