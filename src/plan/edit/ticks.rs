//! Ticks and unticks OS versions and roles of several zones at once: a block of the tick table, or what was pasted.

use std::collections::BTreeSet;

use super::{EditError, Tick, ZoneTicks};
use crate::plan::{Placement, Plan, RoleId, Zone, ZoneId};

impl ZoneTicks {
    /// No change of a zone.
    #[must_use]
    pub fn none(zone: ZoneId) -> Self {
        Self { zone, ..Self::default() }
    }

    /// How many ticks change.
    #[must_use]
    pub fn num_ticks(&self) -> usize {
        self.ticks().count()
    }

    fn ticks(&self) -> impl Iterator<Item = Tick> {
        self.os.values().chain(self.roles.values()).copied()
    }

    fn apply(&self, zone: &mut Zone) {
        for (os, tick) in &self.os {
            match tick {
                Tick::On => zone.os.insert(os.clone()),
                Tick::Off => zone.os.remove(os),
            };
        }
        let is_off = |role: &RoleId| self.roles.get(role) == Some(&Tick::Off);
        zone.placements.retain(|placement| !is_off(&placement.role));
        let there: BTreeSet<RoleId> = zone.placements.iter().map(|placement| placement.role.clone()).collect();
        let new = self.roles.iter().filter(|(role, tick)| tick.is_on() && !there.contains(*role));
        zone.placements.extend(new.map(|(role, _)| Placement::new(role.clone())));
    }
}

impl Plan {
    pub(super) fn set_ticks(&mut self, zones: &[ZoneTicks]) -> Result<(), EditError> {
        zones.iter().try_for_each(|ticks| self.change_zone(&ticks.zone, |zone| ticks.apply(zone)))
    }
}

/// What changing these ticks is called: “Add 12 ticks”.
pub(super) fn label(zones: &[ZoneTicks]) -> String {
    let number: usize = zones.iter().map(ZoneTicks::num_ticks).sum();
    let num_on = zones.iter().flat_map(ZoneTicks::ticks).filter(|tick| tick.is_on()).count();
    let verb = match num_on {
        0 => "Remove",
        all if all == number => "Add",
        _ => "Change",
    };
    let ticks = if number == 1 { "tick" } else { "ticks" };
    format!("{verb} {number} {ticks}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::Edit;
    use crate::plan::file::{read, write};

    const BEFORE: &str = r#"(format: 1, zones: [
        (id: "a", name: "A", os: ["x"], placements: [(role: "dc", note: "1"), (role: "dc", note: "2")]),
        (id: "b", name: "B", placements: [(role: "dns")]),
        (id: "c", name: "C"),
    ])"#;

    fn ticks(zone: &str, os: &[(&str, Tick)], roles: &[(&str, Tick)]) -> ZoneTicks {
        ZoneTicks {
            zone: zone.into(),
            os: os.iter().map(|&(os, tick)| (os.into(), tick)).collect(),
            roles: roles.iter().map(|&(role, tick)| (role.into(), tick)).collect(),
        }
    }

    #[test]
    fn each_zone_gets_its_ticks_and_the_others_stay_shared() {
        let before = read(BEFORE).expect("the plan").plan;
        let edit = Edit::SetTicks(vec![
            ticks("a", &[("x", Tick::Off), ("y", Tick::On)], &[("dc", Tick::Off), ("adfs", Tick::On)]),
            ticks("b", &[], &[("dns", Tick::On), ("dc", Tick::Off)]),
        ]);
        let after = before.applied(&edit).expect("the edit");
        let expected = r#"(format: 1, zones: [
            (id: "a", name: "A", os: ["y"], placements: [(role: "adfs")]),
            (id: "b", name: "B", placements: [(role: "dns")]),
            (id: "c", name: "C"),
        ])"#;
        assert_eq!(write(&after), write(&read(expected).expect("the plan").plan));
        for idx in [1, 2] {
            assert!(Arc::ptr_eq(&before.zones[idx], &after.zones[idx]), "nothing changes in zone {idx}");
        }
        let gone = Edit::SetTicks(vec![ticks("b", &[("x", Tick::On)], &[]), ticks("gone", &[], &[])]);
        assert!(before.applied(&gone).is_err());
    }

    #[test]
    fn the_label_counts_and_tells_more_from_less() {
        for (zones, expected) in [
            (vec![ticks("a", &[("x", Tick::On)], &[])], "Add 1 tick"),
            (vec![ticks("a", &[("x", Tick::Off)], &[("dc", Tick::Off)])], "Remove 2 ticks"),
            (vec![ticks("a", &[("x", Tick::Off)], &[]), ticks("b", &[], &[("dc", Tick::On)])], "Change 2 ticks"),
        ] {
            assert_eq!(Edit::SetTicks(zones).label(), expected);
        }
    }
}
