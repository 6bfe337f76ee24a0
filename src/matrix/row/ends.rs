//! Who stands in a zone: the machines that placements name, and the zone itself where none is named. It knows no flow.

use std::collections::BTreeMap;

use crate::plan::{Host, Zone};

/// A part of a zone: its addresses as a whole, or machines that stand in the very same placements.
///
/// Parts are the least that rules can tell apart: whatever is opened for one machine of a part is opened for all of it.
pub(super) type Part = usize;

/// The part that stands for the zone: its addresses, or those of the end of a tunnel.
pub(super) const ZONE: Part = 0;

/// The parts of a zone.
#[derive(Debug)]
pub(super) struct ZoneParts<'a> {
    /// The machines of each part behind [`ZONE`], in the order in which placements first name them.
    machines: Vec<Vec<&'a Host>>,
    /// The parts that each placement consists of.
    of_placement: Vec<Vec<Part>>,
}

impl<'a> ZoneParts<'a> {
    pub(super) fn new(zone: &'a Zone) -> Self {
        let mut placements_of: BTreeMap<&Host, Vec<usize>> = BTreeMap::new();
        let mut hosts: Vec<&Host> = Vec::new();
        for (placement_idx, placement) in zone.placements.iter().enumerate() {
            for host in &placement.hosts {
                let placements = placements_of.entry(host).or_insert_with(|| {
                    hosts.push(host);
                    Vec::new()
                });
                if placements.last() != Some(&placement_idx) {
                    placements.push(placement_idx);
                }
            }
        }
        let mut res = Self { machines: Vec::new(), of_placement: vec![Vec::new(); zone.placements.len()] };
        let mut part_of: BTreeMap<&[usize], Part> = BTreeMap::new();
        for host in hosts {
            let placements = &*placements_of[host];
            let part = *part_of.entry(placements).or_insert_with(|| {
                res.machines.push(Vec::new());
                let part = res.machines.len();
                for &placement_idx in placements {
                    res.of_placement[placement_idx].push(part);
                }
                part
            });
            res.machines[part - 1].push(host);
        }
        for parts in res.of_placement.iter_mut().filter(|parts| parts.is_empty()) {
            parts.push(ZONE);
        }
        res
    }

    /// The parts that a placement consists of; never empty.
    pub(super) fn of_placement(&self, placement_idx: usize) -> &[Part] {
        &self.of_placement[placement_idx]
    }

    /// The machines of a part; none of [`ZONE`].
    pub(super) fn machines(&self, part: Part) -> &[&'a Host] {
        part.checked_sub(1).map_or(&[], |idx| &self.machines[idx])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Placement;

    #[test]
    fn machines_of_the_same_placements_are_one_part() {
        let placement = |role: &str, names: &[&str]| Placement {
            hosts: names.iter().map(|&name| Host { name: name.to_owned(), ..Host::default() }).collect(),
            ..Placement::new(role.into())
        };
        let placements =
            vec![placement("dc", &["dc1", "dc2"]), placement("dns", &["dc2", "dc1", "ns1"]), placement("web", &[])];
        let zone = Zone { placements, ..Zone::default() };
        let parts = ZoneParts::new(&zone);
        let names = |part: Part| parts.machines(part).iter().map(|host| &*host.name).collect::<Vec<_>>();
        assert_eq!((0..3).map(|idx| parts.of_placement(idx)).collect::<Vec<_>>(), [&[1][..], &[1, 2], &[ZONE]]);
        assert_eq!([names(ZONE), names(1), names(2)], [vec![], vec!["dc1", "dc2"], vec!["ns1"]]);
    }
}
