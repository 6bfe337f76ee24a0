//! The roles of a zone as a tree of ticks by family: what is ticked, what comes with it, what was switched off.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use crate::catalog::Catalog;
use crate::ids::RoleIdx;
use crate::matrix::resolve::effective_roles;
use crate::plan::{Edit, RoleId, Tick, Zone};
use crate::view::wording::counted;

/// The families in alphabetical order, with their roles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RolePicker {
    /// One entry a family.
    pub families: Vec<FamilyRow>,
}

/// A family with its box of three states.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyRow {
    /// What the family is called.
    pub name: String,
    /// How many of its roles are ticked.
    pub state: TickState,
    /// `2 of 7`; empty when nothing is ticked or implied.
    pub count: String,
    /// Its roles by name. Those that are only ever implied stand there when they are.
    pub roles: Vec<RoleRow>,
}

/// A box of three states.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum TickState {
    /// Nothing.
    #[default]
    Off,
    /// Some, or by implication.
    Mixed,
    /// All.
    On,
}

impl From<bool> for TickState {
    fn from(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }
}

/// A role in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleRow {
    /// The role.
    pub id: RoleId,
    /// What it is called.
    pub name: String,
    /// What it is, for a tooltip.
    pub summary: String,
    /// Whether it is there, and why.
    pub state: RoleState,
    /// Says why in a few words: “with File server”; empty when there is nothing to say.
    pub note: String,
    /// Something is said of the placement that a tick does not show.
    pub has_details: bool,
}

/// Whether a role is there, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RoleState {
    /// It is not.
    Off,
    /// It is ticked: the positions of its placements.
    Ticked(Vec<usize>),
    /// It comes with the placements at these positions.
    Implied(Vec<usize>),
    /// The placements at these positions would bring it, and do without it.
    SwitchedOff(Vec<usize>),
}

impl RoleRow {
    /// Whether its box has a tick.
    #[must_use]
    pub fn is_there(&self) -> bool {
        matches!(self.state, RoleState::Ticked(_) | RoleState::Implied(_))
    }

    /// What a click on its box asks for: a tick, no tick, or to switch an implied role off or on again.
    #[must_use]
    pub fn toggled(&self, zone: &Zone) -> Edit {
        let tick = |tick| Edit::TickRole { zone: zone.id.clone(), role: self.id.clone(), tick };
        match &self.state {
            RoleState::Off => tick(Tick::On),
            RoleState::Ticked(_) => tick(Tick::Off),
            RoleState::Implied(placements) => self.without(zone, placements, Tick::On),
            RoleState::SwitchedOff(placements) => self.without(zone, placements, Tick::Off),
        }
    }

    /// Switches the role off or on again. Placements change one at a time and are sorted after each, so that every
    /// one is named by where it then stands.
    fn without(&self, zone: &Zone, placements: &[usize], without: Tick) -> Edit {
        let mut now = zone.clone();
        let mut pending: Vec<_> = placements.iter().filter_map(|&idx| zone.placements.get(idx).cloned()).collect();
        let mut edits = Vec::new();
        while let Some(placement) = pending.pop() {
            let Some(placement_idx) = now.placements.iter().position(|other| *other == placement) else { continue };
            edits.push(Edit::WithoutRole { zone: zone.id.clone(), placement_idx, role: self.id.clone(), without });
            match without {
                Tick::On => now.placements[placement_idx].without.insert(self.id.clone()),
                Tick::Off => now.placements[placement_idx].without.remove(&self.id),
            };
            now.sort();
        }
        let label = match without {
            Tick::On => format!("Do without {}", self.name),
            Tick::Off => format!("Restore {}", self.name),
        };
        Edit::Several { label, edits }
    }
}

impl FamilyRow {
    /// What a click on the family's box asks for: all of its roles, or none.
    ///
    /// What comes by implication stays as it is, unless nothing else is left to tick.
    #[must_use]
    pub fn toggled(&self, zone: &Zone) -> Edit {
        let tick = if self.state == TickState::On { Tick::Off } else { Tick::On };
        let is_ticked = |row: &&RoleRow| matches!(row.state, RoleState::Ticked(_));
        let is_off = |row: &&RoleRow| row.state == RoleState::Off;
        let rows: Vec<&RoleRow> = match tick {
            Tick::Off => self.roles.iter().filter(is_ticked).collect(),
            Tick::On if self.roles.iter().any(|row| is_off(&row)) => self.roles.iter().filter(is_off).collect(),
            Tick::On => self.roles.iter().filter(|row| !is_ticked(row)).collect(),
        };
        let edit = |row: &RoleRow| Edit::TickRole { zone: zone.id.clone(), role: row.id.clone(), tick };
        let verb = if tick.is_on() { "Add" } else { "Remove" };
        Edit::Several { label: format!("{verb} roles of {}", self.name), edits: rows.into_iter().map(edit).collect() }
    }
}

impl RolePicker {
    /// Builds the tree for a zone.
    #[must_use]
    pub fn build(catalog: &Catalog, zone: &Zone) -> Self {
        let standing = Standing::of(catalog, zone);
        let mut families: BTreeMap<&str, Vec<RoleRow>> = BTreeMap::new();
        for (role_idx, role) in catalog.roles.iter_enumerated() {
            let state = standing.state(role_idx);
            if role.is_abstract && state == RoleState::Off {
                continue;
            }
            families.entry(&role.family).or_default().push(row(catalog, zone, role_idx, state));
        }
        Self { families: families.into_iter().map(|(name, roles)| family(name, roles)).collect() }
    }

    /// The families with their roles in the order that a search found these in: the family of the best role first.
    #[must_use]
    pub fn found(&self, roles: &[RoleId]) -> Vec<(&FamilyRow, Vec<&RoleRow>)> {
        let order: BTreeMap<&RoleId, usize> = roles.iter().enumerate().map(|(idx, role)| (role, idx)).collect();
        let families = self.families.iter().map(|family| {
            let rows = family.roles.iter().filter_map(|row| Some((*order.get(&row.id)?, row)));
            (family, rows.sorted_by_key(|(idx, _)| *idx).collect::<Vec<_>>())
        });
        let found = families.filter(|(_, rows)| !rows.is_empty()).sorted_by_key(|(_, rows)| rows[0].0);
        found.map(|(family, rows)| (family, rows.into_iter().map(|(_, row)| row).collect())).collect()
    }
}

/// Which placements bring a role, or would.
struct Standing {
    ticked: BTreeMap<RoleIdx, Vec<usize>>,
    implied: BTreeMap<RoleIdx, Vec<usize>>,
    switched_off: BTreeMap<RoleIdx, Vec<usize>>,
}

impl Standing {
    fn of(catalog: &Catalog, zone: &Zone) -> Self {
        let mut res = Self { ticked: BTreeMap::new(), implied: BTreeMap::new(), switched_off: BTreeMap::new() };
        for (placement_idx, placement) in zone.placements.iter().enumerate() {
            let Some(placed) = catalog.role_idx(placement.role.as_str()) else { continue };
            let without: Vec<RoleIdx> =
                placement.without.iter().filter_map(|role| catalog.role_idx(role.as_str())).collect();
            let brought = effective_roles(catalog, zone, placement, placed);
            res.ticked.entry(placed).or_default().push(placement_idx);
            for &role_idx in brought.keys().filter(|&&role_idx| role_idx != placed) {
                res.implied.entry(role_idx).or_default().push(placement_idx);
            }
            // Switched off by name. What only that role implied is gone as well, and comes back with it.
            for role_idx in without.into_iter().filter(|role_idx| !brought.contains_key(role_idx)) {
                res.switched_off.entry(role_idx).or_default().push(placement_idx);
            }
        }
        res
    }

    fn state(&self, role_idx: RoleIdx) -> RoleState {
        let of = |map: &BTreeMap<RoleIdx, Vec<usize>>| map.get(&role_idx).cloned();
        (of(&self.ticked).map(RoleState::Ticked))
            .or_else(|| of(&self.implied).map(RoleState::Implied))
            .or_else(|| of(&self.switched_off).map(RoleState::SwitchedOff))
            .unwrap_or(RoleState::Off)
    }
}

fn row(catalog: &Catalog, zone: &Zone, role_idx: RoleIdx, state: RoleState) -> RoleRow {
    let role = &catalog.roles[role_idx];
    let placed = |placements: &[usize]| {
        let names = placements.iter().map(|&idx| catalog.role_name(zone.placements[idx].role.as_str()));
        names.sorted_unstable().dedup().join(", ")
    };
    let note = match &state {
        RoleState::Ticked(placements) if placements.len() > 1 => counted(placements.len(), "placement", "placements"),
        RoleState::Off | RoleState::Ticked(_) => String::new(),
        RoleState::Implied(placements) => format!("with {}", placed(placements)),
        RoleState::SwitchedOff(placements) => format!("off for {}", placed(placements)),
    };
    let has_details = zone.placements.iter().any(|placement| {
        placement.role == role.id && *placement != crate::plan::Placement::new(placement.role.clone())
    });
    RoleRow {
        id: role.id.clone(),
        name: role.name.to_string(),
        summary: role.summary.clone(),
        state,
        note,
        has_details,
    }
}

fn family(name: &str, mut roles: Vec<RoleRow>) -> FamilyRow {
    roles.sort_by_key(|row| row.name.to_lowercase());
    let num_there = roles.iter().filter(|row| row.is_there()).count();
    let has_ticked = roles.iter().any(|row| matches!(row.state, RoleState::Ticked(_)));
    let state = match num_there {
        0 => TickState::Off,
        there if there == roles.len() && has_ticked => TickState::On,
        _ => TickState::Mixed,
    };
    let count = if num_there == 0 { String::new() } else { format!("{num_there} of {}", roles.len()) };
    FamilyRow { name: name.to_owned(), state, count, roles }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::view::lookup::SearchIndex;
    use crate::view::sample;

    fn text(plan: &Plan, zone_idx: usize) -> Vec<String> {
        let mut res = Vec::new();
        for family in RolePicker::build(&sample::catalog(), &plan.zones[zone_idx]).families {
            res.push(format!("{:?} {} {}", family.state, family.name, family.count).trim_end().to_owned());
            for role in &family.roles {
                let tick = match role.state {
                    RoleState::Off => "[ ]",
                    RoleState::Ticked(_) => "[x]",
                    RoleState::Implied(_) => "[i]",
                    RoleState::SwitchedOff(_) => "[-]",
                };
                res.push(format!("  {tick} {} {}", role.name, role.note).trim_end().to_owned());
            }
        }
        res
    }

    #[test]
    fn implied_roles_say_what_they_come_with() {
        assert_eq!(
            text(&sample::plan(), 1),
            [
                "On Directory 2 of 2",
                "  [x] Domain controller",
                "  [i] Domain member with Domain controller",
                "Off Files",
                "  [ ] File server",
            ]
        );
    }

    #[test]
    fn an_implied_role_is_switched_off_and_on_again() {
        let mut plan = sample::plan();
        let toggle = |plan: &mut Plan| {
            let picker = RolePicker::build(&sample::catalog(), &plan.zones[1]);
            let member = &picker.families[0].roles[1];
            let edit = member.toggled(&plan.zones[1]);
            assert_eq!(plan.apply(&edit), Ok(()));
        };
        toggle(&mut plan);
        assert_eq!(text(&plan, 1)[2], "  [-] Domain member off for Domain controller");
        toggle(&mut plan);
        assert_eq!(plan, sample::plan());
    }

    #[test]
    fn a_family_box_ticks_what_is_missing_and_then_clears_all() {
        let mut plan = sample::plan();
        for (expected, ticked) in [("On Directory 2 of 2", 2), ("Off Directory", 0)] {
            let picker = RolePicker::build(&sample::catalog(), &plan.zones[2]);
            assert_eq!(plan.apply(&picker.families[0].toggled(&plan.zones[2])), Ok(()));
            assert_eq!(text(&plan, 2)[0], expected);
            assert_eq!(plan.zones[2].placements.len(), ticked);
        }
    }

    #[test]
    fn a_search_finds_names_families_and_summaries() {
        let catalog = sample::catalog();
        let picker = RolePicker::build(&catalog, &sample::plan().zones[2]);
        let index = SearchIndex::build(&catalog);
        let found = |search: &str| {
            let roles: Vec<RoleId> = index.roles(&catalog, search).into_iter().map(|(role, _)| role).collect();
            let families = picker.found(&roles).into_iter();
            families.flat_map(|(_, rows)| rows).map(|row| row.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("shares"), ["File server"]);
        assert_eq!(found("directory member"), ["Domain member"]);
        assert_eq!(found("server files"), ["File server"]);
        assert_eq!(found("nothing"), Vec::<String>::new());
    }
}
