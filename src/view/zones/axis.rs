//! Which zones stand along one side of a table, and in which order: in that of the plan, or by their groups, of which
//! some are folded. What a table shows of them is its own business.

use std::ops::Range;

use itertools::Itertools as _;

use crate::plan::{Plan, ZoneId};

/// The groups of a plan's zones, in the order in which their first zones stand. Zones that are in none come last,
/// together; where no zone is in one, there is no group at all.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ZoneGroups {
    list: Vec<ZoneGroup>,
}

/// Zones that belong together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ZoneGroup {
    /// What it is called; empty: it holds the zones that are in none.
    pub group: String,
    /// Positions of its zones, in plan order.
    pub zones: Vec<usize>,
}

impl ZoneGroup {
    /// What its heading says.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.group.is_empty() { "No group" } else { &self.group }
    }
}

impl ZoneGroups {
    /// Groups the zones of a plan.
    #[must_use]
    pub fn build(plan: &Plan) -> Self {
        let mut list: Vec<ZoneGroup> = Vec::new();
        for (zone_idx, zone) in plan.zones.iter().enumerate() {
            match list.iter_mut().find(|known| known.group == zone.group) {
                Some(known) => known.zones.push(zone_idx),
                None => list.push(ZoneGroup { group: zone.group.clone(), zones: vec![zone_idx] }),
            }
        }
        list.sort_by_key(|known| known.group.is_empty());
        if list.iter().all(|known| known.group.is_empty()) {
            list.clear();
        }
        Self { list }
    }

    /// The group at a position.
    #[must_use]
    pub fn get(&self, group_idx: usize) -> Option<&ZoneGroup> {
        self.list.get(group_idx)
    }

    /// Every group.
    #[must_use]
    pub fn list(&self) -> &[ZoneGroup] {
        &self.list
    }
}

/// What stands at one place of an axis.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum AxisItem {
    /// A zone, by its position in the plan.
    Zone(usize),
    /// The heading of a group, by its position.
    Group(usize),
}

/// The same, by what it is called wherever it stands.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum AxisKey {
    /// A zone.
    Zone(ZoneId),
    /// The heading of a group.
    Group(String),
}

/// The rows or the columns of a table of zones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ZoneAxis {
    items: Vec<AxisItem>,
    keys: Vec<AxisKey>,
    /// Where each zone of the plan stands: at its own place, or at the heading under which it is folded; `None`: left out.
    places: Vec<Option<usize>>,
    /// The zones under each heading that is on the axis, folded or not.
    groups: ZoneGroups,
    /// How many zones are left out.
    num_left_out: usize,
}

impl ZoneAxis {
    /// Builds the axis of a plan: each group under its heading, unless it is folded.
    ///
    /// `is_shown` says which zones stand on it at all, by their positions. Where none would, all do.
    #[must_use]
    pub fn build(
        plan: &Plan,
        groups: &ZoneGroups,
        is_folded: impl Fn(&ZoneGroup) -> bool,
        is_shown: impl Fn(usize) -> bool,
    ) -> Self {
        let num_zones = plan.zones.len();
        let shown: Vec<bool> = (0..num_zones).map(is_shown).collect();
        let shown = if shown.contains(&true) { shown } else { vec![true; num_zones] };
        let mut res = Self { places: vec![None; num_zones], ..Self::default() };
        res.num_left_out = shown.iter().filter(|is_shown| !**is_shown).count();
        if groups.list.is_empty() {
            (0..num_zones).filter(|&idx| shown[idx]).for_each(|idx| res.push_zone(plan, idx));
        }
        for group in &groups.list {
            let zones: Vec<usize> = group.zones.iter().copied().filter(|&idx| shown[idx]).collect();
            if zones.is_empty() {
                continue;
            }
            let heading = res.items.len();
            res.items.push(AxisItem::Group(res.groups.list.len()));
            res.keys.push(AxisKey::Group(group.group.clone()));
            let is_folded = is_folded(group);
            for &zone_idx in &zones {
                if is_folded {
                    res.places[zone_idx] = Some(heading);
                } else {
                    res.push_zone(plan, zone_idx);
                }
            }
            res.groups.list.push(ZoneGroup { group: group.group.clone(), zones });
        }
        res
    }

    fn push_zone(&mut self, plan: &Plan, zone_idx: usize) {
        self.places[zone_idx] = Some(self.items.len());
        self.items.push(AxisItem::Zone(zone_idx));
        self.keys.push(AxisKey::Zone(plan.zones[zone_idx].id.clone()));
    }

    /// How many places it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing stands on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What stands at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<AxisItem> {
        self.items.get(place).copied()
    }

    /// The zone at a place; `None`: it is a group's.
    #[must_use]
    pub fn zone_at(&self, place: usize) -> Option<usize> {
        match self.get(place)? {
            AxisItem::Zone(zone_idx) => Some(zone_idx),
            AxisItem::Group(_) => None,
        }
    }

    /// The same, by what it is called.
    #[must_use]
    pub fn key(&self, place: usize) -> Option<&AxisKey> {
        self.keys.get(place)
    }

    /// Where a zone of the plan stands: at its own place, or at the heading under which it is folded.
    #[must_use]
    pub fn place_of(&self, zone_idx: usize) -> Option<usize> {
        self.places.get(zone_idx).copied().flatten()
    }

    /// Where something stands that stood at a place of another axis. A zone that was folded stands at its heading.
    #[must_use]
    pub fn place_of_key(&self, plan: &Plan, key: &AxisKey) -> Option<usize> {
        match key {
            AxisKey::Zone(zone) => self.place_of(plan.zone_idx(zone.as_str())?),
            AxisKey::Group(_) => self.keys.iter().position(|known| known == key),
        }
    }

    /// The group whose heading stands on the axis, with those of its zones that are not left out.
    #[must_use]
    pub fn group(&self, group_idx: usize) -> Option<&ZoneGroup> {
        self.groups.get(group_idx)
    }

    /// The group whose heading stands at a place.
    #[must_use]
    pub fn group_at(&self, place: usize) -> Option<&ZoneGroup> {
        match self.get(place)? {
            AxisItem::Zone(_) => None,
            AxisItem::Group(group_idx) => self.group(group_idx),
        }
    }

    /// The position of the group whose heading stands at a place, and its zones.
    #[must_use]
    pub fn group_idx_at(&self, place: usize) -> Option<(usize, &[usize])> {
        match self.get(place)? {
            AxisItem::Zone(_) => None,
            AxisItem::Group(group_idx) => self.group(group_idx).map(|group| (group_idx, &*group.zones)),
        }
    }

    /// Whether the zones under the heading at a place are folded.
    #[must_use]
    pub fn is_folded(&self, place: usize) -> bool {
        self.group_at(place).is_some_and(|group| group.zones.iter().all(|&idx| self.place_of(idx) == Some(place)))
    }

    /// The zones at a place: one, or those of a group.
    #[must_use]
    pub fn zones_at(&self, place: usize) -> Vec<usize> {
        match self.get(place) {
            Some(AxisItem::Zone(zone_idx)) => vec![zone_idx],
            Some(AxisItem::Group(group_idx)) => self.group(group_idx).map_or_else(Vec::new, |it| it.zones.clone()),
            None => Vec::new(),
        }
    }

    /// The zones at some places, each once. The heading of a group stands for all of its zones.
    #[must_use]
    pub fn zones_in(&self, places: Range<usize>) -> Vec<usize> {
        places.flat_map(|place| self.zones_at(place)).unique().collect()
    }

    /// How many zones are left out.
    #[must_use]
    pub fn num_left_out(&self) -> usize {
        self.num_left_out
    }

    /// What becomes of a zone that is dragged before a place: its position in the plan while it still stands where it
    /// stood, and the group that it is put into; `None`: groups are not shown, so it keeps its own.
    #[must_use]
    pub fn dropped_at(&self, place: usize) -> (usize, Option<&str>) {
        let before = place.checked_sub(1);
        let group_of = |place: usize| {
            let zone_idx = self.zones_at(place).first().copied()?;
            self.groups.list.iter().find(|group| group.zones.contains(&zone_idx))
        };
        // Between two groups it joins the upper one, whose end is there.
        let group = before.or((!self.is_empty()).then_some(place)).and_then(group_of);
        let position = match (self.get(place), before.and_then(|before| self.get(before))) {
            (Some(AxisItem::Zone(zone_idx)), _) => zone_idx,
            (_, Some(AxisItem::Zone(zone_idx))) => zone_idx + 1,
            (_, Some(AxisItem::Group(group_idx))) => {
                self.group(group_idx).and_then(|group| group.zones.last()).map_or(0, |last| last + 1)
            }
            (Some(AxisItem::Group(group_idx)), None) => {
                self.group(group_idx).and_then(|group| group.zones.first()).copied().unwrap_or(0)
            }
            (None, None) => 0,
        };
        (position, group.map(|group| group.group.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::Zone;

    /// Zones in these groups, called by their positions.
    fn plan(groups: &[&str]) -> Plan {
        let zone = |(idx, group): (usize, &&str)| {
            Arc::new(Zone { id: format!("z{idx}").into(), group: (*group).to_owned(), ..Zone::default() })
        };
        Plan { zones: groups.iter().enumerate().map(zone).collect(), ..Plan::default() }
    }

    /// What stands on an axis: `B 0 2` are the heading of a group and two zones.
    fn told(axis: &ZoneAxis) -> String {
        let items = (0..axis.len()).filter_map(|place| axis.get(place));
        let text = |item| match item {
            AxisItem::Zone(zone_idx) => zone_idx.to_string(),
            AxisItem::Group(group_idx) => axis.group(group_idx).map_or("", ZoneGroup::name).to_owned(),
        };
        items.map(text).join(" ")
    }

    #[test]
    fn groups_come_as_their_first_zones_do_and_zones_without_one_last() {
        let plan = plan(&["B", "", "A", "B", "A"]);
        let groups = ZoneGroups::build(&plan);
        let axis = |folded: &[&str], left_out: &[usize]| {
            ZoneAxis::build(&plan, &groups, |group| folded.contains(&&*group.group), |idx| !left_out.contains(&idx))
        };
        assert_eq!(told(&axis(&[], &[])), "B 0 3 A 2 4 No group 1");
        let folded = axis(&["B", ""], &[]);
        assert_eq!(told(&folded), "B A 2 4 No group");
        assert_eq!((folded.place_of(3), folded.place_of(4), folded.is_folded(0)), (Some(0), Some(3), true));
        assert_eq!(folded.zones_in(0..3), [0, 3, 2, 4], "a heading stands for its zones");
        let some = axis(&[], &[2, 4, 1]);
        assert_eq!((told(&some).as_str(), some.num_left_out()), ("B 0 3", 3), "a group without zones has no heading");
        assert_eq!(axis(&[], &[0, 1, 2, 3, 4]).num_left_out(), 0, "where none would be left, all are");
    }

    #[test]
    fn a_plan_without_groups_has_none() {
        let plan = plan(&["", "", ""]);
        let groups = ZoneGroups::build(&plan);
        assert!(groups.list().is_empty());
        assert_eq!(told(&ZoneAxis::build(&plan, &groups, |_| true, |idx| idx != 1)), "0 2");
    }

    #[test]
    fn what_stood_on_another_axis_is_found_again() {
        let plan = plan(&["B", "A", "B"]);
        let groups = ZoneGroups::build(&plan);
        let open = ZoneAxis::build(&plan, &groups, |_| false, |_| true);
        let folded = ZoneAxis::build(&plan, &groups, |_| true, |_| true);
        let moved = |place: usize| folded.place_of_key(&plan, open.key(place)?);
        assert_eq!([0, 1, 2, 3, 4].map(moved), [Some(0), Some(0), Some(0), Some(1), Some(1)]);
        let plain = ZoneAxis::build(&plan, &ZoneGroups::default(), |_| false, |_| true);
        assert_eq!(plain.place_of_key(&plan, &AxisKey::Group("B".to_owned())), None);
    }

    #[test]
    fn a_zone_that_is_dragged_joins_the_group_it_is_dropped_in() {
        let plan = plan(&["B", "A", "B"]);
        let groups = ZoneGroups::build(&plan);
        // B 0 2 A 1
        let axis = ZoneAxis::build(&plan, &groups, |_| false, |_| true);
        let dropped: Vec<_> = (0..=axis.len()).map(|place| axis.dropped_at(place)).collect();
        assert_eq!(
            dropped,
            [(0, Some("B")), (0, Some("B")), (2, Some("B")), (3, Some("B")), (1, Some("A")), (2, Some("A"))]
        );
        let plain = ZoneAxis::build(&plan, &ZoneGroups::default(), |_| false, |_| true);
        assert_eq!([0, 1, 3].map(|place| plain.dropped_at(place)), [(0, None), (1, None), (3, None)]);
    }
}
