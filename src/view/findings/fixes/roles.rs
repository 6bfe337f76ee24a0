//! Roles that are missing, and roles that can't stand by themselves.

use std::cmp::Reverse;

use itertools::Itertools as _;

use super::fix::{Fix, Fixer};
use super::placed::{Placed, known_os, os_id, windows};
use crate::catalog::{OsKind, Role};
use crate::finding::Subject;
use crate::ids::{OsIdx, RoleIdx, ServiceIdx};
use crate::plan::{Edit, OsId, Placement, Tick, TrustLevel, Zone};
use crate::view::zones::{free_zone_name, retain_placements};

/// The most roles that are offered.
const MOST_ROLES: usize = 8;
/// About how many zones are offered, shared among the roles.
const MOST_ZONES: usize = 12;

impl<'a> Fixer<'a> {
    /// Lets a placement that serves other zones serve the caller's too, if it has one of these roles and its scope.
    pub(super) fn let_serve(self, caller: &Subject, ids: &[String], scope: Option<&(String, String)>) -> Vec<Fix> {
        let Some(calling) = self.zone(caller) else { return Vec::new() };
        let would_do = |placement: &Placement| {
            let is_in_scope = scope
                .is_none_or(|(kind, id)| placement.scopes.get(kind.as_str()).is_none_or(|other| other.as_str() == id));
            ids.iter().any(|id| placement.role.as_str() == id)
                && is_in_scope
                && !placement.serves.is_empty()
                && !placement.serves.contains(&calling.id)
        };
        let mut res = Vec::new();
        for zone in &self.plan.zones {
            let able = zone.placements.iter().filter(|placement| would_do(placement));
            for role in able.map(|placement| &placement.role).dedup() {
                let edits = retain_placements(zone, |placement| {
                    if placement.role == *role && would_do(placement) {
                        placement.serves.insert(calling.id.clone());
                    }
                    true
                });
                let name = self.catalog.role_name(role.as_str());
                res.extend(Fix::new(format!("Let {name} in {} serve {}", zone.name, calling.name), edits));
            }
        }
        res
    }

    /// Adds one of these roles: to the zones where it fits best, or to a new one.
    pub(super) fn add_a_role(self, subject: &Subject, ids: &[String], scope: Option<&(String, String)>) -> Vec<Fix> {
        let mut roles = self.worth_adding(ids);
        roles.truncate(MOST_ROLES);
        let num_zones = (MOST_ZONES / roles.len().max(1)).clamp(2, MOST_ZONES);
        let mut res = Vec::new();
        for role in roles {
            let mut placement = Placement::new(role.id.clone());
            placement.scopes.extend(scope.map(|(kind, id)| (kind.clone(), id.as_str().into())));
            let mut zones: Vec<&Zone> = self.plan.zones.iter().map(|zone| &**zone).collect();
            zones.sort_by_key(|zone| self.misfit(role, zone, subject));
            for zone in zones.into_iter().take(num_zones) {
                let mut placement = self.fitted(role, zone, placement.clone());
                let newest = self.newest_os(role).filter(|_| zone.os.is_empty());
                let tick = newest.clone().filter(|os| self.is_default_of_all(zone, os));
                if tick.is_none() {
                    placement.os.extend(newest);
                }
                // An OS version that is not the zone's is worth a word.
                let os = placement.os.iter().next().map(|os| format!(" on {}", self.catalog.os_name(os.as_str())));
                let label = format!("Add {} to {}{}", role.name, zone.name, os.unwrap_or_default());
                res.extend(Fix::new(label, added(zone, tick, placement)));
            }
            res.extend(self.in_new_zone(role, placement));
        }
        res
    }

    pub(super) fn role(self, id: &str) -> Option<&'a Role> {
        self.catalog.role_idx(id).map(|idx| &self.catalog.roles[idx])
    }

    /// How ill a role would stand in a zone: not where trust is low, best on OS versions that are ticked, beside
    /// other servers, and not where it is called from.
    fn misfit(self, role: &Role, zone: &Zone, caller: &Subject) -> impl Ord + use<> {
        let os = known_os(self.catalog, &zone.os);
        let is_server = |os_idx: OsIdx| self.catalog.os[os_idx].kind == OsKind::Server;
        let is_caller = matches!(caller, Subject::Placement { zone: id, .. } if zone.id.as_str() == id);
        (
            zone.trust == TrustLevel::Low,
            os.and(role.os).is_empty(),
            !os.iter().any(is_server),
            is_caller,
            Reverse(zone.trust),
        )
    }

    /// Whether every placement without OS versions of its own stands on this one as long as the zone ticks none, so
    /// that ticking it moves nobody.
    fn is_default_of_all(self, zone: &Zone, os: &OsId) -> bool {
        let untold = zone.placements.iter().filter(|placement| placement.os.is_empty());
        let mut roles = untold.filter_map(|placement| self.role(placement.role.as_str()));
        roles.all(|role| self.newest_os(role).as_ref() == Some(os))
    }

    /// Takes out what was said of the role before and changes nothing at this one.
    fn with_its_settings(self, role: &Role, mut placement: Placement) -> Placement {
        let Some(role_idx) = self.catalog.role_idx(role.id.as_str()) else { return placement };
        let brought = self.catalog.effective_roles(role_idx, &[]);
        let runs = |service: ServiceIdx| brought.iter().any(|&role| self.catalog.roles[role].runs.contains(&service));
        placement.ports.retain(|path, _| self.catalog.endpoint_ref(path).is_none_or(|endpoint| runs(endpoint.service)));
        let kinds = self.catalog.scope_kinds_of(&brought);
        let known = self.catalog.matched_kinds();
        placement.scopes.retain(|kind, _| kinds.contains(kind.as_str()) || !known.contains(kind.as_str()));
        let is_brought = |role: RoleIdx| role != role_idx && brought.contains(&role);
        placement.without.retain(|id| self.catalog.role_idx(id.as_str()).is_none_or(is_brought));
        placement
    }

    /// Gives a placement an OS version of its own where the role exists on none that it would stand on.
    fn fitted(self, role: &Role, zone: &Zone, mut placement: Placement) -> Placement {
        let ticks = if placement.os.is_empty() { &zone.os } else { &placement.os };
        let is_misfit = !ticks.is_empty() && known_os(self.catalog, ticks).and(role.os).is_empty();
        if let Some(newest) = self.newest_os(role).filter(|_| is_misfit) {
            placement.os = [newest].into();
        }
        placement
    }

    /// The newest Windows that a role exists on.
    fn newest_os(self, role: &Role) -> Option<OsId> {
        windows(self.catalog, role.os).next_back().map(|os_idx| os_id(self.catalog, os_idx))
    }

    fn in_new_zone(self, role: &Role, placement: Placement) -> Option<Fix> {
        let name = free_zone_name(self.plan, &role.name);
        let id = self.plan.free_zone_id(&name);
        let mut edits = vec![Edit::AddZone { id: id.clone(), name, position: self.plan.zones.len() }];
        edits.extend(self.newest_os(role).map(|os| Edit::TickOs { zone: id.clone(), os, tick: Tick::On }));
        edits.push(Edit::AddPlacement { zone: id, placement });
        Fix::new(format!("Add {} in a new zone", role.name), edits)
    }
}

/// Adds a placement, and ticks an OS version for the zone.
fn added(zone: &Zone, tick: Option<OsId>, placement: Placement) -> Vec<Edit> {
    let tick = tick.map(|os| Edit::TickOs { zone: zone.id.clone(), os, tick: Tick::On });
    tick.into_iter().chain([Edit::AddPlacement { zone: zone.id.clone(), placement }]).collect()
}

impl Placed<'_> {
    /// Replaces the role by one of these, or takes it away.
    pub(super) fn stand_ins(&self, ids: &[String]) -> Vec<Fix> {
        let roles = self.fixer.worth_adding(ids).into_iter().take(MOST_ROLES);
        let mut res: Vec<Fix> = roles.filter_map(|role| self.replaced_by(role)).collect();
        res.extend(self.removed(|_| true));
        res
    }

    fn replaced_by(&self, role: &Role) -> Option<Fix> {
        let edits = self.retained(|placement| {
            let renamed = Placement { role: role.id.clone(), ..placement.clone() };
            *placement = self.fixer.fitted(role, self.zone, self.fixer.with_its_settings(role, renamed));
            !self.zone.placements.contains(placement)
        });
        Fix::new(format!("Replace {} by {} in {}", self.name, role.name, self.zone.name), edits)
    }
}
