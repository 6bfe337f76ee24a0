//! A zone: a network segment, and what stands in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use strum::VariantArray;

use super::Host;
use crate::catalog::Answer;
use crate::ids::{AssumptionId, OsId, RoleId, RpcServerId, ScopeId, ZoneId};
use crate::net::PortRange;

/// A network segment with one trust level.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Zone {
    /// Unique in the plan.
    pub id: ZoneId,
    /// What the user calls it.
    pub name: String,
    /// CIDR blocks, ranges or host names, as typed.
    pub addresses: Vec<String>,
    /// How far the zone is trusted.
    pub trust: TrustLevel,
    /// The mark it is drawn with.
    pub color: ZoneColor,
    /// What it belongs to with other zones, such as a site or a tier; empty: nothing.
    pub group: String,
    /// Free text.
    pub note: String,
    /// OS versions ticked.
    pub os: BTreeSet<OsId>,
    /// Answers for flows to and from this zone.
    pub assumptions: BTreeMap<AssumptionId, Answer>,
    /// How RPC servers of this zone listen; `None`: as the plan says.
    pub rpc: Option<RpcStrategy>,
    /// Roles, sorted.
    pub placements: Vec<Placement>,
}

impl Zone {
    /// Whether its placements are in order.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        self.placements.is_sorted()
    }

    /// Whether any of its placements names its machines.
    #[must_use]
    pub fn names_machines(&self) -> bool {
        self.placements.iter().any(|placement| !placement.hosts.is_empty())
    }

    /// Puts its placements in order: by role, then by everything else they say.
    pub fn sort(&mut self) {
        self.placements.sort();
    }

    /// Changes and sorts a zone that other plans may share; where nothing changes, it stays shared.
    pub(super) fn change_shared(zone: &mut Arc<Self>, change: impl FnOnce(&mut Self)) {
        let mut changed = Self::clone(zone);
        change(&mut changed);
        changed.sort();
        if changed != **zone {
            *zone = Arc::new(changed);
        }
    }
}

/// How far a zone is trusted.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, VariantArray)]
pub enum TrustLevel {
    /// Outside, or close to it: Internet, DMZ, guests.
    Low,
    /// Users and ordinary servers.
    #[default]
    Medium,
    /// Identity, management, crown jewels.
    High,
}

impl TrustLevel {
    /// Every level, lowest first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word shown to the user.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}

/// The mark a zone is drawn with. A name, not a color: the theme decides how it looks.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum ZoneColor {
    /// Blue.
    #[default]
    Blue,
    /// Teal.
    Teal,
    /// Green.
    Green,
    /// Yellow.
    Yellow,
    /// Orange.
    Orange,
    /// Red.
    Red,
    /// Purple.
    Purple,
    /// Gray.
    Gray,
}

impl ZoneColor {
    /// Every color, in the order in which new zones get them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word in files and on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.into()
    }
}

/// A role put in a zone. The order of the fields is the order in which placements sort.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Placement {
    /// The role.
    pub role: RoleId,
    /// Its own OS versions; empty: the zone's.
    pub os: BTreeSet<OsId>,
    /// Its scope of each kind, by kind.
    pub scopes: BTreeMap<String, ScopeId>,
    /// Source zones that use it; empty: all.
    pub serves: BTreeSet<ZoneId>,
    /// Implied roles that it does without.
    pub without: BTreeSet<RoleId>,
    /// How its RPC servers listen; `None`: as the zone says.
    pub rpc: Option<RpcStrategy>,
    /// Its own dynamic range; `None`: the product's or the operating system's.
    pub dynamic_range: Option<PortRange>,
    /// Ports chosen for parameter endpoints, by `service/endpoint`.
    pub ports: BTreeMap<String, PortRange>,
    /// The machines that have the role, as typed; empty: nobody named them, and the zone's addresses stand for them.
    pub hosts: Vec<Host>,
    /// Free text.
    pub note: String,
}

impl Placement {
    /// A role with nothing said about it.
    #[must_use]
    pub fn new(role: RoleId) -> Self {
        Self { role, ..Self::default() }
    }
}

/// How an RPC server's port is settled. A setting of the listener.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum RpcStrategy {
    /// The dynamic range of the operating system or the product.
    #[default]
    Dynamic,
    /// One range for all RPC servers of the machine.
    Restricted(PortRange),
    /// A port for each server named, the rest dynamic.
    Pinned(BTreeMap<RpcServerId, PortRange>),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_color_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = ZoneColor::ALL.iter().map(|color| color.label()).collect();
        assert!(names.len() == ZoneColor::ALL.len() && names.iter().all(|name| !name.is_empty()), "{names:?}");
    }
}
