//! The roles of a zone as a tree of ticks by family: what is ticked, what comes with it, what was switched off.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use crate::catalog::{Catalog, Family};
use crate::ids::RoleIdx;
use crate::matrix::resolve::effective_roles;
use crate::plan::{Edit, RoleId, Tick, Zone};
use crate::view::wording::counted;

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

/// What is folded together, for most people look for something else. Nothing that is ticked or implied is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Fold {
    /// Their vendors are others than Microsoft.
    OtherVendors,
    /// Their support has ended.
    Retired,
}

impl Fold {
    /// What a user reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OtherVendors => "Other vendors",
            Self::Retired => "No longer supported",
        }
    }
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
        note,
        has_details,
        is_folded: state == RoleState::Off && catalog.is_retired(role_idx, &catalog.as_of),
        state,
    }
}

/// A family with those of its roles that can be ticked or are there; `None`: it has none.
fn family(catalog: &Catalog, zone: &Zone, family: &Family, standing: &Standing) -> Option<FamilyRow> {
    let shown = family.roles.iter().map(|&idx| (idx, standing.state(idx)));
    let shown = shown.filter(|(idx, state)| !catalog.roles[*idx].is_abstract || *state != RoleState::Off);
    let mut roles: Vec<(RoleIdx, RoleRow)> = shown.map(|(idx, state)| (idx, row(catalog, zone, idx, state))).collect();
    roles.sort_by_key(|(idx, row)| (row.is_folded, !catalog.roles[*idx].common, row.name.to_lowercase()));
    let are_off = roles.iter().all(|(_, row)| row.state == RoleState::Off);
    let fold = if !are_off {
        None
    } else if roles.iter().all(|(_, row)| row.is_folded) {
        Some(Fold::Retired)
    } else {
        roles.iter().all(|(idx, _)| catalog.roles[*idx].third_party).then_some(Fold::OtherVendors)
    };
    // Where all of a family is folded, nothing of it is folded once more.
    let is_whole = fold == Some(Fold::Retired);
    let rows = roles.into_iter().map(|(_, row)| RoleRow { is_folded: row.is_folded && !is_whole, ..row });
    let roles: Vec<RoleRow> = rows.collect();
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
