//! What each zone has of each row. A zone that did not change keeps its column: one tick among a thousand zones costs
//! one column.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use typed_index_collections::{TiVec, ti_vec};

use super::row::TickRow;
use crate::catalog::{Catalog, OsSet};
use crate::ids::{FamilyIdx, OsIdx, RoleIdx};
use crate::plan::{Host, Placement, Plan, Zone, ZoneColor, ZoneId};
use crate::view::zones::{RoleState, Standing};

/// The tick table of a plan.
#[derive(Clone, Debug, Default)]
pub struct TickTable {
    /// One column a zone, in plan order.
    pub columns: Vec<TickColumn>,
    /// In how many zones each OS version is ticked.
    num_os: TiVec<OsIdx, usize>,
    /// In how many zones each role is there.
    num_roles: TiVec<RoleIdx, usize>,
    /// In how many zones each role is there or was switched off.
    num_known: TiVec<RoleIdx, usize>,
    /// In how many zones some role of each family is there.
    num_families: TiVec<FamilyIdx, usize>,
}

/// A zone in the tick table.
#[derive(Clone, Debug)]
pub struct TickColumn {
    zone: Arc<Zone>,
    os: OsSet,
    roles: BTreeMap<RoleIdx, RoleTick>,
    /// How many roles of each family are there; families without any are left out.
    families: BTreeMap<FamilyIdx, usize>,
}

/// What a zone has of a role.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RoleTick {
    pub state: RoleState,
    /// How many machines are named that have it.
    pub num_hosts: usize,
    /// Something else is said of a placement that a tick does not show.
    pub has_settings: bool,
}

impl TickTable {
    /// Builds the table of a plan. Columns of `before`, which was made with the same catalog, are kept where their zone
    /// is the very same.
    #[must_use]
    pub fn build(catalog: &Catalog, plan: &Plan, before: Self) -> Self {
        let mut known: BTreeMap<ZoneId, TickColumn> =
            before.columns.into_iter().map(|column| (column.zone.id.clone(), column)).collect();
        let families = families_of_roles(catalog);
        let columns = plan.zones.iter().map(|zone| {
            let known = known.remove(&zone.id).filter(|column| Arc::ptr_eq(&column.zone, zone));
            known.unwrap_or_else(|| TickColumn::build(catalog, &families, Arc::clone(zone)))
        });
        let mut res = Self {
            columns: columns.collect(),
            num_os: ti_vec![0; catalog.os.len()],
            num_roles: ti_vec![0; catalog.roles.len()],
            num_known: ti_vec![0; catalog.roles.len()],
            num_families: ti_vec![0; catalog.families.len()],
        };
        for column in &res.columns {
            column.os.iter().for_each(|os_idx| res.num_os[os_idx] += 1);
            for (&role_idx, tick) in &column.roles {
                res.num_known[role_idx] += 1;
                res.num_roles[role_idx] += usize::from(tick.state.is_there());
            }
            column.families.keys().for_each(|&family_idx| res.num_families[family_idx] += 1);
        }
        res
    }

    /// In how many zones something of a row is there.
    #[must_use]
    pub fn num_zones(&self, row: TickRow) -> usize {
        match row {
            TickRow::OsVersions => self.columns.iter().filter(|column| !column.os.is_empty()).count(),
            TickRow::Os(os_idx) => self.num_os.get(os_idx).copied().unwrap_or_default(),
            TickRow::Fold(_) => 0,
            TickRow::Family(family_idx) => self.num_families.get(family_idx).copied().unwrap_or_default(),
            TickRow::Role(role_idx) => self.num_roles.get(role_idx).copied().unwrap_or_default(),
        }
    }

    /// In how many of some zones something of a row is there.
    #[must_use]
    pub fn num_among(&self, row: TickRow, zones: &[usize]) -> usize {
        let is_there = |column_idx: &&usize| match row {
            TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => {
                self.columns.get(**column_idx).is_some_and(|column| column.num_under(row) > 0)
            }
            TickRow::Os(_) | TickRow::Role(_) => self.cell(row, **column_idx).mark.is_there(),
        };
        zones.iter().filter(is_there).count()
    }

    /// Whether something is known of a role in any zone: that it is there, or that it was switched off.
    pub(super) fn has_role(&self, role_idx: RoleIdx) -> bool {
        self.num_known.get(role_idx).is_some_and(|number| *number > 0)
    }

    /// The position of a zone's column.
    #[must_use]
    pub fn column_idx(&self, zone: &ZoneId) -> Option<usize> {
        self.columns.iter().position(|column| column.zone.id == *zone)
    }
}

impl TickColumn {
    fn build(catalog: &Catalog, families_of: &TiVec<RoleIdx, Option<FamilyIdx>>, zone: Arc<Zone>) -> Self {
        let states = Standing::of(catalog, &zone).into_states();
        let tick = |(role_idx, state): (RoleIdx, RoleState)| {
            let role = &catalog.roles[role_idx].id;
            let of_role = || zone.placements.iter().filter(|placement| placement.role == *role);
            let hosts: BTreeSet<&Host> = of_role().flat_map(|placement| &placement.hosts).collect();
            let says_more = |placement: &Placement| {
                let without_hosts = Placement { hosts: Vec::new(), ..placement.clone() };
                without_hosts != Placement::new(role.clone())
            };
            let has_settings = of_role().any(says_more);
            (role_idx, RoleTick { state, num_hosts: hosts.len(), has_settings })
        };
        let roles: BTreeMap<RoleIdx, RoleTick> = states.into_iter().map(tick).collect();
        let mut families: BTreeMap<FamilyIdx, usize> = BTreeMap::new();
        for (&role_idx, _) in roles.iter().filter(|(_, tick)| tick.state.is_there()) {
            families_of[role_idx].into_iter().for_each(|family_idx| *families.entry(family_idx).or_default() += 1);
        }
        let os = zone.os.iter().filter_map(|os| catalog.os_idx(os.as_str())).collect();
        Self { zone, os, roles, families }
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The zone's id.
    #[must_use]
    pub fn id(&self) -> &ZoneId {
        &self.zone.id
    }

    /// The zone's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.zone.name
    }

    /// The zone's mark.
    #[must_use]
    pub fn color(&self) -> ZoneColor {
        self.zone.color
    }

    /// How many rows under a heading have something in the zone.
    #[must_use]
    pub fn num_under(&self, heading: TickRow) -> usize {
        match heading {
            TickRow::OsVersions => self.os.iter().count(),
            TickRow::Family(family_idx) => self.families.get(&family_idx).copied().unwrap_or_default(),
            TickRow::Os(_) | TickRow::Fold(_) | TickRow::Role(_) => 0,
        }
    }

    pub(super) fn has_os(&self, os_idx: OsIdx) -> bool {
        self.os.contains(os_idx)
    }

    pub(super) fn role(&self, role_idx: RoleIdx) -> Option<&RoleTick> {
        self.roles.get(&role_idx)
    }
}

/// The family of each role.
pub(super) fn families_of_roles(catalog: &Catalog) -> TiVec<RoleIdx, Option<FamilyIdx>> {
    let mut res: TiVec<RoleIdx, Option<FamilyIdx>> = ti_vec![None; catalog.roles.len()];
    for (family_idx, family) in catalog.families.iter_enumerated() {
        family.roles.iter().for_each(|&role_idx| res[role_idx] = Some(family_idx));
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Edit, Tick};
    use crate::view::sample;

    #[test]
    fn rows_are_counted_by_zones_and_headings_by_rows() {
        let catalog = sample::catalog();
        let table = TickTable::build(&catalog, &sample::plan(), TickTable::default());
        let role = |id| TickRow::Role(catalog.role_idx(id).expect(id));
        assert_eq!(table.num_zones(role("member")), 2, "ticked in one zone, implied in another");
        assert_eq!(table.num_zones(role("controller")), 1);
        assert_eq!(table.num_zones(TickRow::OsVersions), 2);
        let family = |name: &str| TickRow::Family(catalog.families.position(|it| &*it.name == name).expect(name));
        let under = |heading| table.columns.iter().map(|column| column.num_under(heading)).collect::<Vec<_>>();
        assert_eq!(under(family("Directory")), [1, 2, 0]);
        assert_eq!(under(TickRow::OsVersions), [1, 2, 0]);
        assert_eq!(table.num_zones(family("Files")), 1);
        for (row, number) in [(role("member"), 1), (TickRow::OsVersions, 1), (family("Directory"), 1)] {
            assert_eq!((table.num_among(row, &[1, 2]), table.num_among(row, &[])), (number, 0), "{row:?}");
        }
    }

    #[test]
    fn a_tick_makes_one_column_anew() {
        let catalog = sample::catalog();
        let plan = sample::plan();
        let table = TickTable::build(&catalog, &plan, TickTable::default());
        let places = |table: &TickTable| -> Vec<*const Zone> {
            table.columns.iter().map(|column| Arc::as_ptr(&column.zone)).collect()
        };
        let before = places(&table);
        let edit = Edit::TickRole { zone: "lab".into(), role: "member".into(), tick: Tick::On };
        let after = TickTable::build(&catalog, &plan.applied(&edit).expect("the edit"), table);
        assert_eq!(places(&after)[..2], before[..2]);
        assert_ne!(places(&after)[2], before[2]);
        let member = catalog.role_idx("member").expect("it is there");
        assert_eq!(after.num_zones(TickRow::Role(member)), 3);
    }
}
