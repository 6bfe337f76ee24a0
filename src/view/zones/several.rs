//! Several zones as one: what they have in common, and edits that set something for all of them in one step. What makes a
//! zone the one it is, its name and addresses, is none of it.

use super::os_picker::{OsPicker, OsRow};
use crate::catalog::Catalog;
use crate::check::joined;
use crate::plan::{Edit, Plan, TrustLevel, Zone, ZoneColor, ZoneId};
use crate::view::wording::counted;

/// Two zones or more. What is `None` differs between them.
#[derive(Clone, Debug, PartialEq)]
pub struct SeveralZones {
    /// Their ids, in plan order.
    pub zones: Vec<ZoneId>,
    /// `5 zones`.
    pub count: String,
    /// What the first of them are called: `Clients, Core and 3 more`.
    pub names: String,
    /// How far they are trusted.
    pub trust: Option<TrustLevel>,
    /// The mark they are drawn with.
    pub color: Option<ZoneColor>,
    /// The group they are in; empty: none of them is in one.
    pub group: Option<String>,
    /// Their note; empty: none of them has one.
    pub note: Option<String>,
    /// Their OS versions.
    pub os: OsPicker,
}

impl SeveralZones {
    /// Builds the page of the zones at some positions; `None`: they are not several.
    #[must_use]
    pub fn build(catalog: &Catalog, plan: &Plan, zone_idxs: &[usize]) -> Option<Self> {
        if zone_idxs.len() < 2 {
            return None;
        }
        let zones: Vec<&Zone> = zone_idxs.iter().filter_map(|&idx| plan.zones.get(idx)).map(|zone| &**zone).collect();
        let names: Vec<&str> = zones.iter().map(|zone| zone.name.as_str()).collect();
        Some(Self {
            zones: zones.iter().map(|zone| zone.id.clone()).collect(),
            count: counted(zones.len(), "zone", "zones"),
            names: joined(&names),
            trust: common(&zones, |zone| zone.trust),
            color: common(&zones, |zone| zone.color),
            group: common(&zones, |zone| zone.group.clone()),
            note: common(&zones, |zone| zone.note.clone()),
            os: OsPicker::build(catalog, &zones),
        })
    }

    /// Sets the trust level of all.
    #[must_use]
    pub fn set_trust(&self, trust: TrustLevel) -> Edit {
        self.edit("Change trust level of", |zone| Edit::SetTrust { zone, trust })
    }

    /// Sets the color of all.
    #[must_use]
    pub fn set_color(&self, color: ZoneColor) -> Edit {
        self.edit("Change color of", |zone| Edit::SetColor { zone, color })
    }

    /// Puts all into a group; an empty one takes them out of theirs.
    #[must_use]
    pub fn set_group(&self, group: &str) -> Edit {
        self.edit("Change group of", |zone| Edit::SetGroup { zone, group: group.to_owned() })
    }

    /// Sets the note of all.
    #[must_use]
    pub fn set_note(&self, note: &str) -> Edit {
        self.edit("Change note of", |zone| Edit::SetZoneNote { zone, note: note.to_owned() })
    }

    /// Ticks an OS version in all, or unticks it where all have it.
    #[must_use]
    pub fn toggle_os(&self, row: &OsRow) -> Edit {
        let tick = row.toggled();
        let label = if tick.is_on() { "Add OS version to" } else { "Remove OS version from" };
        self.edit(label, |zone| Edit::TickOs { zone, os: row.id.clone(), tick })
    }

    fn edit(&self, label: &str, of_zone: impl Fn(ZoneId) -> Edit) -> Edit {
        let edits = self.zones.iter().cloned().map(of_zone).collect();
        Edit::Several { label: format!("{label} {}", self.count), edits }
    }
}

fn common<T: PartialEq>(zones: &[&Zone], of: impl Fn(&Zone) -> T) -> Option<T> {
    let (first, rest) = zones.split_first()?;
    let value = of(first);
    rest.iter().all(|zone| of(zone) == value).then_some(value)
}

/// Removes the zones at some positions.
#[must_use]
pub fn remove_zones(plan: &Plan, zone_idxs: &[usize]) -> Edit {
    let edits = zone_idxs.iter().map(|&idx| Edit::RemoveZone(plan.zones[idx].id.clone())).collect();
    together("Remove", edits)
}

/// Moves the zones at some positions, which are in order, up by one place. Those at the top have no zone to pass and stay.
#[must_use]
pub fn move_zones_up(plan: &Plan, zone_idxs: &[usize]) -> Edit {
    let movable = zone_idxs.iter().enumerate().filter(|&(place, &idx)| idx > place);
    let edit = |idx: usize| Edit::MoveZone { zone: plan.zones[idx].id.clone(), position: idx - 1 };
    together("Move", movable.map(|(_, &idx)| edit(idx)).collect())
}

/// Moves the zones at some positions, which are in order, down by one place. Those at the bottom stay.
#[must_use]
pub fn move_zones_down(plan: &Plan, zone_idxs: &[usize]) -> Edit {
    let num_zones = plan.zones.len();
    let movable = zone_idxs.iter().rev().enumerate().filter(|&(place, &idx)| idx + place + 1 < num_zones);
    let edit = |idx: usize| Edit::MoveZone { zone: plan.zones[idx].id.clone(), position: idx + 1 };
    together("Move", movable.map(|(_, &idx)| edit(idx)).collect())
}

/// One edit as it is, and several as one that counts them.
fn together(verb: &str, mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(edit) if edits.is_empty() => edit,
        last => {
            edits.extend(last);
            Edit::Several { label: format!("{verb} {}", counted(edits.len(), "zone", "zones")), edits }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::view::{TickState, sample};

    #[test]
    fn what_differs_is_none_and_an_edit_sets_it_for_all() {
        let (catalog, plan) = (sample::catalog(), sample::plan());
        let all: Vec<usize> = (0..plan.zones.len()).collect();
        let build = |plan: &Plan| SeveralZones::build(&catalog, plan, &all).expect("several");
        let several = build(&plan);
        assert_eq!(several.count, format!("{} zones", plan.zones.len()));
        let rows = |several: &SeveralZones| -> Vec<OsRow> {
            several.os.groups.iter().flat_map(|group| &group.columns).flat_map(|column| column.rows.clone()).collect()
        };
        let os = rows(&several).into_iter().find(|row| row.state == TickState::Mixed).expect("one that some have");
        let edits = [
            several.set_trust(TrustLevel::High),
            several.set_color(ZoneColor::Red),
            several.set_group("Berlin"),
            several.set_note("Ours"),
            several.toggle_os(&os),
        ];
        let after = edits.iter().fold(plan.clone(), |plan, edit| plan.applied(edit).expect("the edit"));
        let set = build(&after);
        assert_eq!((set.trust, set.color), (Some(TrustLevel::High), Some(ZoneColor::Red)));
        assert_eq!((set.group.as_deref(), set.note.as_deref()), (Some("Berlin"), Some("Ours")));
        let ticked = rows(&set).into_iter().find(|row| row.id == os.id).expect("it is there");
        assert_eq!(ticked.state, TickState::On);
        let low = Edit::SetTrust { zone: after.zones[0].id.clone(), trust: TrustLevel::Low };
        let one = after.applied(&low).expect("the edit");
        assert_eq!(build(&one).trust, None);
        assert_eq!(edits[0].label(), format!("Change trust level of {}", several.count));
        assert_eq!(edits[4].label(), format!("Add OS version to {}", several.count));
        assert_eq!(SeveralZones::build(&catalog, &plan, &[0]), None);
    }

    #[test]
    fn zones_move_past_those_that_stay() {
        let zone = |id: char| Arc::new(Zone { id: id.to_string().into(), ..Zone::default() });
        let plan = Plan { zones: "abcdef".chars().map(zone).collect(), ..Plan::default() };
        let told = |edit: &Edit| -> String {
            let after = plan.applied(edit).expect("the edit");
            after.zones.iter().map(|zone| zone.id.as_str()).collect()
        };
        for (zone_idxs, up, down) in [
            (vec![2], "acbdef", "abdcef"),
            (vec![1, 2, 4], "bcaedf", "adbcfe"),
            (vec![0, 1, 3], "abdcef", "cabedf"),
            (vec![2, 4, 5], "acbefd", "abdcef"),
        ] {
            let edits = [move_zones_up(&plan, &zone_idxs), move_zones_down(&plan, &zone_idxs)];
            assert_eq!([told(&edits[0]), told(&edits[1])], [up, down], "{zone_idxs:?}");
        }
        assert_eq!(move_zones_up(&plan, &[0, 1, 3]).label(), "Move zone", "the other two stay");
        assert_eq!(told(&remove_zones(&plan, &[0, 2, 5])), "bde");
        assert_eq!(remove_zones(&plan, &[0, 2, 5]).label(), "Remove 3 zones");
    }
}
