//! One zone as it would be with the machines that lines put into it. Which zone a line means is not known here.

use std::collections::BTreeSet;

use super::columns::Line;
use super::placed::placed;
use crate::catalog::Catalog;
use crate::plan::{Edit, Host, Placement, Plan, RoleId, Zone};
use crate::view::wording::counted;
use crate::view::zones::paste::Outcome;
use crate::view::zones::placement::retain_placements;

/// A zone as it would be. New placements stand behind those that are there.
pub(super) struct Draft<'a> {
    pub(super) zone: Zone,
    /// As it is in the plan.
    pub(super) before: Option<&'a Zone>,
    /// The machines that lines spoke of.
    pub(super) touched: Vec<Touched>,
}

/// A machine that a line spoke of.
pub(super) struct Touched {
    placement_idx: usize,
    host_idx: usize,
    /// The line that spoke of it first.
    line: usize,
    pub(super) is_new: bool,
    pub(super) is_changed: bool,
}

impl Draft<'_> {
    /// The position of the placement that a line means; `None`: the role is not ticked.
    pub(super) fn placement_idx(
        &self,
        plan: &Plan,
        catalog: &Catalog,
        role: &RoleId,
        line: &Line,
    ) -> Result<Option<usize>, String> {
        let placed = placed(plan, &self.zone.placements, role);
        let placement = |&(idx, _): &(usize, String)| &self.zone.placements[idx];
        let scope = line.scope.to_lowercase();
        let role = || catalog.role_name(role.as_str());
        match &placed[..] {
            [] if line.scope.is_empty() => Ok(None),
            // A scope is told as well where it tells nothing apart.
            [one] if scope.is_empty() || has_scope(plan, placement(one), &scope) => Ok(Some(one.0)),
            [] | [_] => Err(format!(
                "{} has no {} of “{}”: make that placement first, or leave the scope away",
                self.zone.name,
                role(),
                line.scope
            )),
            several => {
                let is_meant = |it: &&(usize, String)| {
                    if scope.is_empty() {
                        known_host(&placement(it).hosts, line).is_some()
                    } else {
                        it.1.to_lowercase() == scope
                    }
                };
                let mut meant = several.iter().filter(is_meant);
                if let (Some(one), None) = (meant.next(), meant.next()) {
                    return Ok(Some(one.0));
                }
                let words: Vec<String> = several.iter().map(|(_, word)| format!("“{word}”")).collect();
                let placements = counted(several.len(), "placement", "placements");
                let (zone, words) = (&self.zone.name, words.join(" or "));
                Err(format!("{zone} has {placements} of {}: write which in a column Scope, {words}", role()))
            }
        }
    }

    /// Puts the machine of a line into a placement, or into a new one of the role. Says what that does.
    pub(super) fn put(
        &mut self,
        placement_idx: Option<usize>,
        role: &RoleId,
        (number, line): (usize, &Line),
    ) -> (Outcome, String) {
        let placement_idx = placement_idx.unwrap_or_else(|| {
            self.zone.placements.push(Placement::new(role.clone()));
            self.zone.placements.len() - 1
        });
        let hosts = &mut self.zone.placements[placement_idx].hosts;
        let known = known_host(hosts, line);
        let host_idx = known.unwrap_or(hosts.len());
        let told = |it: &&mut Touched| (it.placement_idx, it.host_idx) == (placement_idx, host_idx);
        let told = self.touched.iter_mut().find(told);
        let touch = |is_new, is_changed| Touched { placement_idx, host_idx, line: number, is_new, is_changed };
        let Some(host_idx) = known else {
            hosts.push(Host { name: line.name.clone(), addresses: line.addresses.clone() });
            self.touched.push(touch(true, true));
            return (Outcome::Adds, "new".to_owned());
        };
        let host = &mut hosts[host_idx];
        if let Some(told) = told {
            // Further lines of one machine add to what the first one says.
            let num_before = host.addresses.len();
            for address in &line.addresses {
                if !host.addresses.contains(address) {
                    host.addresses.push(address.clone());
                }
            }
            let num_new = host.addresses.len() - num_before;
            told.is_changed |= num_new > 0;
            return if num_new == 0 {
                (Outcome::Nothing, format!("nothing new after line {}", told.line))
            } else {
                (Outcome::Changes, format!("adds {} to line {}", counted(num_new, "address", "addresses"), told.line))
            };
        }
        let is_changed = !line.addresses.is_empty() && line.addresses != host.addresses;
        self.touched.push(touch(false, is_changed));
        if !is_changed {
            return (Outcome::Nothing, "nothing new".to_owned());
        }
        let before = std::mem::replace(&mut host.addresses, line.addresses.clone());
        let instead = if before.is_empty() { "none".to_owned() } else { before.join(", ") };
        (Outcome::Changes, format!("{} instead of {instead}", line.addresses.join(", ")))
    }

    /// What makes the zone so.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let id = || self.zone.id.clone();
        if !self.touched.iter().any(|it| it.is_changed) {
            return Vec::new();
        }
        let mut placements = self.zone.placements.iter();
        let mut res = match self.before {
            None => vec![Edit::AddZone { id: id(), name: self.zone.name.clone(), position: usize::MAX }],
            // New placements stand behind those that are there.
            Some(before) => retain_placements(before, |placement| {
                if let Some(changed) = placements.next() {
                    placement.clone_from(changed);
                }
                true
            }),
        };
        res.extend(placements.map(|placement| Edit::AddPlacement { zone: id(), placement: placement.clone() }));
        res
    }
}

/// The machine that a line means: the one of that name, or of those addresses where it has none.
fn known_host(hosts: &[Host], line: &Line) -> Option<usize> {
    let name = line.name.to_lowercase();
    let addresses: BTreeSet<&String> = line.addresses.iter().collect();
    hosts.iter().position(|host| {
        let is_nameless = name.is_empty() && host.name.is_empty();
        host.name.to_lowercase() == name && !is_nameless
            || is_nameless && host.addresses.iter().collect::<BTreeSet<_>>() == addresses
    })
}

/// Whether a placement has a scope that is called so, in lower case.
fn has_scope(plan: &Plan, placement: &Placement, name: &str) -> bool {
    placement
        .scopes
        .values()
        .any(|scope| plan.scope_name(scope.as_str()).to_lowercase() == name || scope.as_str() == name)
}
