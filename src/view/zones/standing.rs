//! Whether a role is in a zone, and why: the one answer that the tree of a zone's roles and the tick table show, and
//! what a click on it asks for.
//!
//! Which roles are listed in which order is not its business.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use crate::catalog::Catalog;
use crate::ids::RoleIdx;
use crate::matrix::resolve::effective_roles;
use crate::plan::{Edit, Placement, RoleId, Tick, Zone};
use crate::view::wording::counted;

/// Whether a role is there, and why.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum RoleState {
    /// It is not.
    #[default]
    Off,
    /// It is ticked: the positions of its placements.
    Ticked(Vec<usize>),
    /// It comes with the placements at these positions.
    Implied(Vec<usize>),
    /// The placements at these positions would bring it, and do without it.
    SwitchedOff(Vec<usize>),
}

impl RoleState {
    /// Whether its box has a tick.
    #[must_use]
    pub fn is_there(&self) -> bool {
        matches!(self, Self::Ticked(_) | Self::Implied(_))
    }

    /// Says why in a few words: “with File server”; empty when there is nothing to say.
    #[must_use]
    pub fn note(&self, catalog: &Catalog, zone: &Zone) -> String {
        let placed = |placements: &[usize]| {
            let names = placements.iter().map(|&idx| catalog.role_name(zone.placements[idx].role.as_str()));
            names.sorted_unstable().dedup().join(", ")
        };
        match self {
            Self::Ticked(placements) if placements.len() > 1 => counted(placements.len(), "placement", "placements"),
            Self::Off | Self::Ticked(_) => String::new(),
            Self::Implied(placements) => format!("with {}", placed(placements)),
            Self::SwitchedOff(placements) => format!("off for {}", placed(placements)),
        }
    }

    /// What a click on the box of `role`, which is called `name`, asks for: a tick, no tick, or to switch an implied
    /// role off or on again.
    #[must_use]
    pub fn toggled(&self, role: &RoleId, name: &str, zone: &Zone) -> Edit {
        let tick = |tick| Edit::TickRole { zone: zone.id.clone(), role: role.clone(), tick };
        match self {
            Self::Off => tick(Tick::On),
            Self::Ticked(_) => tick(Tick::Off),
            Self::Implied(placements) => without(zone, placements, (role, name), Tick::On),
            Self::SwitchedOff(placements) => without(zone, placements, (role, name), Tick::Off),
        }
    }
}

/// Switches a role off or on again. Placements change one at a time and are sorted after each, so that every one is
/// named by where it then stands.
fn without(zone: &Zone, placements: &[usize], (role, name): (&RoleId, &str), without: Tick) -> Edit {
    let mut now = zone.clone();
    let mut pending: Vec<_> = placements.iter().filter_map(|&idx| zone.placements.get(idx).cloned()).collect();
    let mut edits = Vec::new();
    while let Some(placement) = pending.pop() {
        let Some(placement_idx) = now.placements.iter().position(|other| *other == placement) else { continue };
        edits.push(Edit::WithoutRole { zone: zone.id.clone(), placement_idx, role: role.clone(), without });
        match without {
            Tick::On => now.placements[placement_idx].without.insert(role.clone()),
            Tick::Off => now.placements[placement_idx].without.remove(role),
        };
        now.sort();
    }
    let label = match without {
        Tick::On => format!("Do without {name}"),
        Tick::Off => format!("Restore {name}"),
    };
    Edit::Several { label, edits }
}

/// What is known of the roles of a zone that are ticked, implied or switched off.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::view) struct Standing {
    states: BTreeMap<RoleIdx, RoleState>,
}

impl Standing {
    /// Looks at the placements of a zone.
    pub(in crate::view) fn of(catalog: &Catalog, zone: &Zone) -> Self {
        let [mut ticked, mut implied, mut switched_off]: [BTreeMap<RoleIdx, Vec<usize>>; 3] = Default::default();
        for (placement_idx, placement) in zone.placements.iter().enumerate() {
            let Some(placed) = catalog.role_idx(placement.role.as_str()) else { continue };
            let brought = effective_roles(catalog, zone, placement, placed);
            ticked.entry(placed).or_default().push(placement_idx);
            for &role_idx in brought.keys().filter(|&&role_idx| role_idx != placed) {
                implied.entry(role_idx).or_default().push(placement_idx);
            }
            // Switched off by name. What only that role implied is gone as well, and comes back with it.
            let without = placement.without.iter().filter_map(|role| catalog.role_idx(role.as_str()));
            for role_idx in without.filter(|role_idx| !brought.contains_key(role_idx)) {
                switched_off.entry(role_idx).or_default().push(placement_idx);
            }
        }
        // What says more of a role takes the place of what says less.
        let mut states: BTreeMap<RoleIdx, RoleState> = BTreeMap::new();
        states.extend(switched_off.into_iter().map(|(role_idx, by)| (role_idx, RoleState::SwitchedOff(by))));
        states.extend(implied.into_iter().map(|(role_idx, by)| (role_idx, RoleState::Implied(by))));
        states.extend(ticked.into_iter().map(|(role_idx, by)| (role_idx, RoleState::Ticked(by))));
        Self { states }
    }

    /// Whether a role is there, and why.
    pub(in crate::view) fn state(&self, role_idx: RoleIdx) -> RoleState {
        self.states.get(&role_idx).cloned().unwrap_or_default()
    }

    /// Every role that something is known of.
    pub(in crate::view) fn into_states(self) -> BTreeMap<RoleIdx, RoleState> {
        self.states
    }
}

/// Whether something is said of a placement of a role that a tick does not show.
#[must_use]
pub(super) fn has_details(zone: &Zone, role: &RoleId) -> bool {
    let of_role = |placement: &&Placement| placement.role == *role;
    zone.placements.iter().filter(of_role).any(|placement| *placement != Placement::new(role.clone()))
}
