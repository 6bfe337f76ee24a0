//! OS versions that a role does not exist on, that nobody ticked, or that are past their support.

use std::collections::BTreeSet;

use super::fix::{Fix, Fixer};
use super::placed::{Placed, known_os, os_id, windows};
use crate::catalog::{OsKind, OsSet};
use crate::ids::OsIdx;
use crate::plan::{Edit, OsId, Placement, Tick, Zone};
use crate::view::zones::retain_placements;

impl Placed<'_> {
    /// Puts the role onto an OS version that has it, where it stands on none.
    pub(super) fn on_fitting_os(&self) -> Vec<Fix> {
        let catalog = self.fixer.catalog;
        let Some(role) = self.role() else { return Vec::new() };
        let zone_os = known_os(catalog, &self.zone.os);
        let is_misfit = |placement: &Placement| {
            let os = if placement.os.is_empty() { zone_os } else { known_os(catalog, &placement.os) };
            !os.is_empty() && os.and(role.os).is_empty()
        };
        let on = |os: Option<OsId>| {
            self.changed(|placement| {
                if is_misfit(placement) {
                    placement.os = os.iter().cloned().collect();
                }
            })
        };
        let mut res = Vec::new();
        if !zone_os.and(role.os).is_empty() {
            res.extend(Fix::new(format!("Give {} the OS versions of {}", self.name, self.zone.name), on(None)));
        }
        if let Some(newest) = windows(catalog, role.os).next_back() {
            let (id, name) = (os_id(catalog, newest), &catalog.os[newest].name);
            let label = format!("Place {} in {} on {name} alone", self.name, self.zone.name);
            res.extend(Fix::new(label, on(Some(id.clone()))));
            let mut placements = self.zone.placements.iter().filter(|it| it.role.as_str() == self.role_id);
            if placements.all(|placement| placement.os.is_empty()) {
                res.extend(self.fixer.ticked(self.zone, id));
            }
        }
        res.extend(self.removed(is_misfit));
        res
    }

    /// Ticks the newest OS version that the roles exist on for which none is ticked.
    pub(super) fn ticks(&self) -> Vec<Fix> {
        let catalog = self.fixer.catalog;
        let Some(role) = self.role() else { return Vec::new() };
        let is_untold = |placement: &&Placement| placement.os.is_empty();
        let others = self.zone.placements.iter().filter(is_untold).filter_map(|it| self.fixer.role(it.role.as_str()));
        let with_windows = others.map(|role| role.os).filter(|os| windows(catalog, *os).next().is_some());
        let common = with_windows.fold(role.os, OsSet::and);
        let common = if windows(catalog, common).next().is_some() { common } else { role.os };
        let newest = |kind: OsKind| windows(catalog, common).rev().find(|&idx| catalog.os[idx].kind == kind);
        let mut offered: Vec<OsIdx> = [OsKind::Server, OsKind::Client].into_iter().filter_map(newest).collect();
        offered.sort_unstable_by(|a, b| b.cmp(a));
        // Ticks of its own that the catalog lacks hide those of the zone.
        let own = |id: &OsId| {
            self.changed(|placement| {
                if !placement.os.is_empty() && known_os(catalog, &placement.os).is_empty() {
                    placement.os = [id.clone()].into();
                }
            })
        };
        let fix = |os_idx: OsIdx| {
            let id = os_id(catalog, os_idx);
            let mut res = self.fixer.ticked(self.zone, id.clone())?;
            if let Edit::Several { edits, .. } = &mut res.edit {
                edits.extend(own(&id));
            }
            Some(res)
        };
        offered.into_iter().filter_map(fix).collect()
    }
}

impl Fixer<'_> {
    fn ticked(self, zone: &Zone, os: OsId) -> Option<Fix> {
        let name = self.catalog.os_name(os.as_str());
        Fix::new(
            format!("Tick {name} in {}", zone.name),
            vec![Edit::TickOs { zone: zone.id.clone(), os, tick: Tick::On }],
        )
    }

    /// Narrows these OS versions out of a zone, all together or one of them, where others stay.
    pub(super) fn narrowed(self, zone: &Zone, ids: &[String]) -> Vec<Fix> {
        let each = ids.chunks(1);
        let together = (ids.len() > 1).then_some(ids);
        together.into_iter().chain(each).filter_map(|ids| self.without_os(zone, ids)).collect()
    }

    fn without_os(self, zone: &Zone, ids: &[String]) -> Option<Fix> {
        let goes = |id: &OsId| ids.iter().any(|other| other == id.as_str());
        let stays = |os: &BTreeSet<OsId>| known_os(self.catalog, os.iter().filter(|id| !goes(id)));
        let zone_stays = stays(&zone.os);
        let keeps_none = |os: &BTreeSet<OsId>| os.iter().any(goes) && stays(os).is_empty();
        let loses_its_role = |placement: &Placement| {
            let (before, after) = if placement.os.is_empty() {
                (known_os(self.catalog, &zone.os), zone_stays)
            } else {
                (known_os(self.catalog, &placement.os), stays(&placement.os))
            };
            let exists_on = self.role(placement.role.as_str()).map_or(before, |role| role.os);
            !before.and(exists_on).is_empty() && after.and(exists_on).is_empty()
        };
        let mut placements = zone.placements.iter();
        if keeps_none(&zone.os) || placements.any(|it| keeps_none(&it.os) || loses_its_role(it)) {
            return None;
        }
        let ticks = zone.os.iter().filter(|id| goes(id));
        let untick = |os: &OsId| Edit::TickOs { zone: zone.id.clone(), os: os.clone(), tick: Tick::Off };
        let mut edits: Vec<Edit> = ticks.map(untick).collect();
        edits.extend(retain_placements(zone, |placement| {
            placement.os.retain(|id| !goes(id));
            true
        }));
        let names: Vec<&str> = ids.iter().map(|id| self.catalog.os_name(id)).collect();
        Fix::new(format!("Narrow {} out of {}", names.join(" and "), zone.name), edits)
    }
}
