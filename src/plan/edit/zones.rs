//! Edits of the list of zones: what comes and goes with a zone.

use std::sync::Arc;

use super::EditError;
use super::copy_ticks::serve_instead;
use crate::plan::{Carries, Override, Plan, Selector, Zone, ZoneColor, ZoneId, first_free};

impl Plan {
    /// An id for a new zone, made from its name: `DMZ (Berlin)` becomes `dmz-berlin`, or `dmz-berlin-2` if that is taken.
    #[must_use]
    pub fn free_zone_id(&self, name: &str) -> ZoneId {
        let lower = name.to_lowercase();
        let words: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let slug = if words.is_empty() { "zone".to_owned() } else { words.join("-") };
        first_free(&slug, '-', |id| self.zone_idx(id).is_some()).into()
    }

    pub(super) fn add_zone(&mut self, id: &ZoneId, name: &str, position: usize) -> Result<(), EditError> {
        let zone = Zone { id: id.clone(), name: name.to_owned(), ..Zone::default() };
        self.insert_zone(zone, position)
    }

    pub(super) fn duplicate_zone(&mut self, zone_id: &ZoneId, id: &ZoneId, name: &str) -> Result<(), EditError> {
        let zone_idx = self.existing_zone_idx(zone_id)?;
        let mut copy = Zone::clone(&self.zones[zone_idx]);
        copy.id = id.clone();
        name.clone_into(&mut copy.name);
        // Two zones never share addresses or machines.
        copy.addresses.clear();
        for placement in &mut copy.placements {
            placement.hosts.clear();
            serve_instead(placement, zone_id, id);
        }
        copy.sort();
        self.insert_zone(copy, zone_idx + 1)
    }

    fn insert_zone(&mut self, mut zone: Zone, position: usize) -> Result<(), EditError> {
        if [zone.id.as_str(), &zone.name].iter().any(|text| text.trim().is_empty()) {
            return Err(EditError::ZoneUnnamed);
        }
        if self.zone(zone.id.as_str()).is_some() {
            return Err(EditError::ZoneExists { zone: zone.id });
        }
        zone.color = ZoneColor::ALL[self.zones.len() % ZoneColor::ALL.len()];
        self.zones.insert(position.min(self.zones.len()), Arc::new(zone));
        Ok(())
    }

    pub(super) fn rename_zone(&mut self, zone: &ZoneId, name: &str) -> Result<(), EditError> {
        if name.trim().is_empty() {
            return Err(EditError::ZoneUnnamed);
        }
        self.change_zone(zone, |zone| name.clone_into(&mut zone.name))
    }

    pub(super) fn move_zone(&mut self, zone: &ZoneId, position: usize) -> Result<(), EditError> {
        let zone = {
            let zone_idx = self.existing_zone_idx(zone)?;
            self.zones.remove(zone_idx)
        };
        self.zones.insert(position.min(self.zones.len()), zone);
        Ok(())
    }

    pub(super) fn remove_zone(&mut self, zone: &ZoneId) -> Result<(), EditError> {
        let zone_idx = self.existing_zone_idx(zone)?;
        self.zones.remove(zone_idx);
        self.pairs.retain(|(source, destination), _| source != zone && destination != zone);
        self.forget_risks(zone.as_str());
        self.tunnels.retain(|tunnel| !tunnel.zones.contains(zone));
        for tunnel in &mut self.tunnels {
            if let Carries::Selection(selectors) = &mut tunnel.carries {
                selectors.retain(|selector| !names(selector, zone));
            }
        }
        self.overrides.retain(|entry| match entry {
            Override::Suppress { selector, .. } => !names(selector, zone),
            Override::Add { flow, .. } => flow.source_zone != *zone && flow.destination_zone != *zone,
        });
        for other in &mut self.zones {
            Zone::change_shared(other, |other| {
                for placement in &mut other.placements {
                    // An empty list would mean every zone: ports would open that nobody asked for.
                    if placement.serves.len() > 1 {
                        placement.serves.remove(zone);
                    }
                }
            });
        }
        Ok(())
    }

    pub(super) fn existing_zone_idx(&self, zone: &ZoneId) -> Result<usize, EditError> {
        self.zone_idx(zone.as_str()).ok_or_else(|| EditError::NoSuchZone { zone: zone.clone() })
    }
}

fn names(selector: &Selector, zone: &ZoneId) -> bool {
    [&selector.source_zone, &selector.destination_zone].into_iter().flatten().any(|named| named == zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Edit;
    use crate::plan::file::{read, write};

    /// `edit` makes the plan `(format: 1, {after})` of `(format: 1, {before})`.
    fn check(before: &str, edit: &Edit, after: &str) {
        let plan = |fields: &str| read(&format!("(format: 1, {fields})")).expect(fields).plan;
        let changed = plan(before).applied(edit).expect("the edit");
        assert_eq!(write(&changed), write(&plan(after)), "{edit:?}");
    }

    #[test]
    fn a_new_zone_gets_a_free_id_and_the_next_color() {
        for (name, expected) in [
            ("DMZ (Berlin)", "dmz-berlin"),
            ("  Büro 2 ", "büro-2"),
            ("…", "zone"),
            ("DMZ", "dmz-2"),
            ("Core", "core-3"),
        ] {
            let zones = ["dmz", "core", "core-2"].map(|id| Arc::new(Zone { id: id.into(), ..Zone::default() }));
            let plan = Plan { zones: zones.into(), ..Plan::default() };
            assert_eq!(plan.free_zone_id(name).as_str(), expected);
        }
        let add = |position| Edit::AddZone { id: "c".into(), name: "C".to_owned(), position };
        let (a, b, c) = ("(id: \"a\")", "(id: \"b\")", "(id: \"c\", name: \"C\", color: green)");
        check(&format!("zones: [{a}, {b}]"), &add(1), &format!("zones: [{a}, {c}, {b}]"));
        check(&format!("zones: [{a}, {b}]"), &add(9), &format!("zones: [{a}, {b}, {c}]"));
    }

    #[test]
    fn a_zone_moves_to_the_position_it_has_afterwards() {
        let zones = |ids: &str| {
            let zones = ids.chars().map(|id| format!("(id: \"{id}\")"));
            format!("zones: [{}]", zones.collect::<Vec<_>>().join(", "))
        };
        for (id, position, after) in [("a", 2, "bca"), ("c", 0, "cab"), ("b", 1, "abc"), ("a", 9, "bca")] {
            check(&zones("abc"), &Edit::MoveZone { zone: id.into(), position }, &zones(after));
        }
    }

    #[test]
    fn a_copy_has_all_but_the_addresses_and_serves_itself() {
        let original = r#"(id: "a", name: "A", addresses: ["10.0.0.0/8"], trust: low, placements: [(role: "dc", serves: ["a", "b"])])"#;
        let copy = r#"(id: "c", name: "C", trust: low, color: green, placements: [(role: "dc", serves: ["b", "c"])])"#;
        check(
            &format!("zones: [{original}, (id: \"b\")]"),
            &Edit::DuplicateZone { zone: "a".into(), id: "c".into(), name: "C".to_owned() },
            &format!("zones: [{original}, {copy}, (id: \"b\")]"),
        );
    }

    #[test]
    fn a_zone_goes_with_what_only_speaks_of_it() {
        for (before, after) in [
            // Settings of its pairs.
            (r#"pairs: [(source: "b", destination: "a", note: "n")]"#, ""),
            // Risks that were accepted for it.
            (
                r#"accepted: [(finding: "f", about: ["a", "b"], reason: "R", by: "B"), (finding: "f", about: ["b"], reason: "R", by: "B")]"#,
                r#"accepted: [(finding: "f", about: ["b"], reason: "R", by: "B")]"#,
            ),
            // Its tunnels.
            (r#"tunnels: [(kind: "k", zones: ("b", "a"))]"#, ""),
            // What goes through another tunnel.
            (
                r#"tunnels: [(kind: "k", zones: ("b", "c"), carries: selection([(source_zone: "a"), (source_zone: "b")]))]"#,
                r#"tunnels: [(kind: "k", zones: ("b", "c"), carries: selection([(source_zone: "b")]))]"#,
            ),
            // What is suppressed or added, unless it speaks of all zones.
            (r#"overrides: [suppress(match: (destination_zone: "a"))]"#, ""),
            (r#"overrides: [add(source_zone: "b", destination_zone: "a", transport: esp)]"#, ""),
            ("overrides: [suppress(match: ())]", "overrides: [suppress(match: ())]"),
        ] {
            let others = r#"(id: "b"), (id: "c")"#;
            let before = format!("zones: [(id: \"a\"), {others}], {before}");
            check(&before, &Edit::RemoveZone("a".into()), &format!("zones: [{others}], {after}"));
        }
    }

    #[test]
    fn a_placement_that_served_it_alone_does_not_serve_all() {
        let zones = |serves: &str| format!(r#"zones: [(id: "b", placements: [(role: "dc", serves: [{serves}])])"#);
        for (before, after) in [(r#""a", "b""#, r#""b""#), (r#""a""#, r#""a""#)] {
            let before = format!("{}, (id: \"a\")]", zones(before));
            check(&before, &Edit::RemoveZone("a".into()), &format!("{}]", zones(after)));
        }
    }
}
