//! Families: the groups that roles are listed under, in the order in which people look for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use typed_index_collections::{TiSlice, TiVec};

use super::role::Role;
use crate::ids::{FamilyIdx, RoleIdx};

/// A group of roles.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Family {
    /// What it is called.
    pub name: Arc<str>,
    /// Its roles, by id; those that are only ever implied are among them.
    pub roles: Vec<RoleIdx>,
}

impl Family {
    /// The families of some roles: those that are listed in the order of the list, then the others by name.
    pub(in crate::catalog) fn all(roles: &TiSlice<RoleIdx, Role>, listed: &[String]) -> TiVec<FamilyIdx, Self> {
        let mut by_name: BTreeMap<Arc<str>, Vec<RoleIdx>> = BTreeMap::new();
        for (role_idx, role) in roles.iter_enumerated() {
            by_name.entry(Arc::clone(&role.family)).or_default().push(role_idx);
        }
        let listed: Vec<_> = listed.iter().filter_map(|name| by_name.remove_entry(name.as_str())).collect();
        listed.into_iter().chain(by_name).map(|(name, roles)| Self { name, roles }).collect()
    }
}
