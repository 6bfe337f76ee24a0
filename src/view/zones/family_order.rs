//! The families of roles in the order in which people look for them, and what of them is folded: the rules that the tree
//! of a zone's roles and the tick table share.

use crate::catalog::{Catalog, Family};
use crate::ids::RoleIdx;

/// What is folded together, for most people look for something else. Nothing that is ticked or implied is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
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

    /// What the roles of a family are folded with as long as none of them is there; `None`: they always show.
    pub(in crate::view) fn of_roles(catalog: &Catalog, roles: &[RoleIdx]) -> Option<Self> {
        if roles.iter().all(|&role_idx| is_retired(catalog, role_idx)) {
            return Some(Self::Retired);
        }
        roles.iter().all(|&role_idx| catalog.roles[role_idx].third_party).then_some(Self::OtherVendors)
    }
}

/// Whether the support of a role has ended on the day that the catalog speaks of.
pub(in crate::view) fn is_retired(catalog: &Catalog, role_idx: RoleIdx) -> bool {
    catalog.is_retired(role_idx, &catalog.as_of)
}

/// The roles of a family that can be ticked or are there, in order: those that nearly everybody ticks, the others by
/// name, and last those of which `is_last` says so.
pub(in crate::view) fn roles_of(
    catalog: &Catalog,
    family: &Family,
    is_there: impl Fn(RoleIdx) -> bool,
    is_last: impl Fn(RoleIdx) -> bool,
) -> Vec<RoleIdx> {
    let is_shown = |role_idx: &RoleIdx| !catalog.roles[*role_idx].is_abstract || is_there(*role_idx);
    let mut res: Vec<RoleIdx> = family.roles.iter().copied().filter(is_shown).collect();
    res.sort_by_cached_key(|&role_idx| {
        let role = &catalog.roles[role_idx];
        (is_last(role_idx), !role.common, role.name.to_lowercase())
    });
    res
}
