//! The roles of a zone as a tree of ticks by family: what is ticked, what comes with it, what was switched off.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use super::family_order::{Fold, is_retired, roles_of};
use super::standing::{RoleState, Standing, has_details};
use crate::catalog::{Catalog, Family};
use crate::ids::RoleIdx;
use crate::plan::{Edit, RoleId, Tick, Zone};

/// The families in the order in which people look for them, with their roles; those that are folded stand last.
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
    /// What it is folded with; `None`: it always shows.
    pub fold: Option<Fold>,
    /// Its roles: those that nearly everybody ticks, the others by name, and what is folded last. Those that are only
    /// ever implied stand there when they are.
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
    /// Its support has ended and it is not there: it is folded with its like.
    pub is_folded: bool,
}

impl RoleRow {
    /// Whether its box has a tick.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.state.is_there()
    }

    /// What a click on its box asks for: a tick, no tick, or to switch an implied role off or on again.
    #[must_use]
    pub fn toggled(&self, zone: &Zone) -> Edit {
        self.state.toggled(&self.id, &self.name, zone)
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
        // What is folded is not meant by “all”.
        let is_off = |row: &&RoleRow| row.state == RoleState::Off && !row.is_folded;
        let rows: Vec<&RoleRow> = match tick {
            Tick::Off => self.roles.iter().filter(is_ticked).collect(),
            Tick::On if self.roles.iter().any(|row| is_off(&row)) => self.roles.iter().filter(is_off).collect(),
            Tick::On => self.roles.iter().filter(|row| !is_ticked(row) && !row.is_folded).collect(),
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
        let mut families: Vec<FamilyRow> =
            catalog.families.iter().filter_map(|of| family(catalog, zone, of, &standing)).collect();
        families.sort_by_key(|family| family.fold);
        Self { families }
    }

    /// The families with their roles in the order that a search found these in: the family of the best role first.
    #[must_use]
    pub fn found<'r>(&self, roles: impl IntoIterator<Item = &'r RoleId>) -> Vec<(&FamilyRow, Vec<&RoleRow>)> {
        let order: BTreeMap<&RoleId, usize> = roles.into_iter().enumerate().map(|(idx, role)| (role, idx)).collect();
        let families = self.families.iter().map(|family| {
            let rows = family.roles.iter().filter_map(|row| Some((*order.get(&row.id)?, row)));
            (family, rows.sorted_by_key(|(idx, _)| *idx).collect::<Vec<_>>())
        });
        let found = families.filter(|(_, rows)| !rows.is_empty()).sorted_by_key(|(_, rows)| rows[0].0);
        found.map(|(family, rows)| (family, rows.into_iter().map(|(_, row)| row).collect())).collect()
    }
}

fn row(catalog: &Catalog, zone: &Zone, role_idx: RoleIdx, state: RoleState) -> RoleRow {
    let role = &catalog.roles[role_idx];
    RoleRow {
        id: role.id.clone(),
        name: role.name.to_string(),
        summary: role.summary.clone(),
        note: state.note(catalog, zone),
        has_details: has_details(zone, &role.id),
        is_folded: state == RoleState::Off && is_retired(catalog, role_idx),
        state,
    }
}

/// A family with those of its roles that can be ticked or are there; `None`: it has none.
fn family(catalog: &Catalog, zone: &Zone, family: &Family, standing: &Standing) -> Option<FamilyRow> {
    let is_off = |role_idx: RoleIdx| standing.state(role_idx) == RoleState::Off;
    let is_last = |role_idx: RoleIdx| is_off(role_idx) && is_retired(catalog, role_idx);
    let shown = roles_of(catalog, family, |role_idx| !is_off(role_idx), is_last);
    let are_off = shown.iter().all(|&role_idx| is_off(role_idx));
    let fold = if are_off { Fold::of_roles(catalog, &shown) } else { None };
    let rows = shown.into_iter().map(|role_idx| row(catalog, zone, role_idx, standing.state(role_idx)));
    // Where all of a family is folded, nothing of it is folded once more.
    let is_whole = fold == Some(Fold::Retired);
    let roles: Vec<RoleRow> = rows.map(|row| RoleRow { is_folded: row.is_folded && !is_whole, ..row }).collect();
    let num_there = roles.iter().filter(|row| row.is_there()).count();
    let num_shown = roles.iter().filter(|row| !row.is_folded).count();
    let has_ticked = roles.iter().any(|row| matches!(row.state, RoleState::Ticked(_)));
    let state = match num_there {
        0 => TickState::Off,
        there if there == num_shown && has_ticked => TickState::On,
        _ => TickState::Mixed,
    };
    let count = if num_there == 0 { String::new() } else { format!("{num_there} of {num_shown}") };
    (!roles.is_empty()).then(|| FamilyRow { name: family.name.to_string(), state, count, fold, roles })
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
    fn families_stand_as_people_look_for_them_and_what_has_ended_is_folded() {
        let role = |id: &str, family: &str, rest: &str| {
            let text =
                format!("(id: \"{id}\", name: \"{id}\", family: \"{family}\", summary: \"S\", {rest} references: [])");
            (format!("roles/{id}.ron"), text)
        };
        let os = "(id: \"s\", name: \"S\", kind: server, dynamic_ports: current, released: \"2020-01-01\")";
        let header = "(format: 1, as_of: \"2026-01-01\", families: [\"Web\", \"Backup\", \"Old\", \"Files\"])";
        let mut texts = vec![("catalog.ron".to_owned(), header.to_owned()), ("os/s.ron".to_owned(), os.to_owned())];
        texts.extend([
            role("a-share", "Files", ""),
            role("b-share", "Files", "retired: true,"),
            role("c-share", "Files", "common: true,"),
            role("agent", "Backup", "third_party: true,"),
            role("gopher", "Old", "retired: true,"),
            role("site", "Web", ""),
            role("base", "Abstract", "abstract: true,"),
        ]);
        let (catalog, _) = crate::catalog::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let text = |ticked: &[&str]| {
            let placements = ticked.iter().map(|&id| crate::plan::Placement::new(id.into())).collect();
            let zone = Zone { placements, ..Zone::default() };
            let families = RolePicker::build(&catalog, &zone).families.into_iter().map(|family| {
                let roles =
                    family.roles.iter().map(|row| format!("{}{}", if row.is_folded { "-" } else { "" }, row.name));
                let fold = family.fold.map_or("", Fold::label);
                format!("{} {fold}: {}", family.name, roles.collect::<Vec<_>>().join(" "))
            });
            families.collect::<Vec<_>>()
        };
        assert_eq!(
            text(&[]),
            [
                "Web : site",
                "Files : c-share a-share -b-share",
                "Backup Other vendors: agent",
                "Old No longer supported: gopher",
            ]
        );
        assert_eq!(
            text(&["agent", "gopher", "b-share"]),
            ["Web : site", "Backup : agent", "Old : gopher", "Files : c-share a-share b-share"],
            "what is there is not folded"
        );
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
