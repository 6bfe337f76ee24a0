//! What a change removed from a plan, as a toast says it. It compares two plans and knows no edit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::wording::counted;
use crate::catalog::Catalog;
use crate::plan::{Placement, Plan, RoleId, Zone};

/// What `after` lacks of `before`: “Removed File server from Branch”; `None`: nothing was taken away.
///
/// What goes with a zone, such as the overrides that speak of it alone, is not named.
#[must_use]
pub fn removed(catalog: &Catalog, before: &Plan, after: &Plan) -> Option<String> {
    let zones: Vec<&Zone> =
        before.zones.iter().filter(|zone| after.zone(zone.id.as_str()).is_none()).map(|zone| &**zone).collect();
    match zones[..] {
        [] => {}
        [zone] => return Some(format!("Removed {}", zone.name)),
        [..] => return Some(format!("Removed {}", counted(zones.len(), "zone", "zones"))),
    }
    if let Some(role) = before.roles.iter().find(|role| after.own_role(role.id.as_str()).is_none()) {
        let has_it = |zone: &&Arc<Zone>| zone.placements.iter().any(|placement| placement.role == role.id);
        let zones: Vec<&str> = before.zones.iter().filter(has_it).map(|zone| zone.name.as_str()).collect();
        let from = match zones[..] {
            [] => String::new(),
            [zone] => format!(", which was ticked in {zone}"),
            [..] => format!(", which was ticked in {}", counted(zones.len(), "zone", "zones")),
        };
        return Some(format!("Deleted the role {}{from}", role.name));
    }
    let of_zone = |zone: &Zone| Some((zone.name.clone(), gone_roles(zone, after.zone(zone.id.as_str())?)));
    let placements = before.zones.iter().filter_map(|zone| of_zone(zone)).find(|(_, roles)| !roles.is_empty());
    if let Some((zone, roles)) = placements {
        let what = match &roles[..] {
            [role] => catalog.role_name(role.as_str()).to_owned(),
            several => counted(several.len(), "role", "roles"),
        };
        return Some(format!("Removed {what} from {zone}"));
    }
    let scope = before.scopes.iter().find(|scope| after.scope(scope.id.as_str()).is_none());
    if let Some(scope) = scope {
        return Some(format!("Removed the scope {}", scope.name));
    }
    let lists = [
        (before.tunnels.len(), after.tunnels.len(), "a tunnel"),
        (before.overrides.len(), after.overrides.len(), "an override"),
        (before.trusts.len(), after.trusts.len(), "a trust"),
        (before.pairs.len(), after.pairs.len(), "the settings of a pair"),
    ];
    lists.into_iter().find(|(before, after, _)| after < before).map(|(_, _, what)| format!("Removed {what}"))
}

/// Whether a placement that said more than a tick went with its role, which a tick alone does not bring back.
#[must_use]
pub fn loses_settings(before: &Plan, after: &Plan) -> bool {
    before.zones.iter().zip(&after.zones).filter(|(before, after)| !Arc::ptr_eq(before, after)).any(
        |(before, after)| {
            let is_gone = |placement: &&Placement| after.placements.iter().all(|other| other.role != placement.role);
            let has_settings = |placement: &Placement| *placement != Placement::new(placement.role.clone());
            before.placements.iter().filter(is_gone).any(has_settings)
        },
    )
}

/// The roles that a zone has fewer placements of than before.
fn gone_roles(before: &Zone, after: &Zone) -> Vec<RoleId> {
    let count = |zone: &Zone| {
        let mut res: BTreeMap<RoleId, usize> = BTreeMap::new();
        zone.placements.iter().for_each(|placement| *res.entry(placement.role.clone()).or_default() += 1);
        res
    };
    let left = count(after);
    count(before)
        .into_iter()
        .filter(|(role, num)| left.get(role).is_none_or(|left| left < num))
        .map(|it| it.0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Edit, Tick};
    use crate::view::sample;

    /// What is told of an edit of the sample plan.
    fn check(edit: &Edit, expected: Option<&str>) {
        let before = sample::plan();
        let after = before.applied(edit).expect("the edit");
        assert_eq!(removed(&sample::catalog(), &before, &after).as_deref(), expected, "{edit:?}");
    }

    #[test]
    fn an_override_that_is_removed_is_told_and_one_that_is_added_is_not() {
        let catalog = sample::catalog();
        let text = "(format: 1, overrides: [suppress(match: (transport: icmp), reason: \"Nobody pings\")])";
        let plan = crate::plan::file::read(text).expect("a plan").plan;
        let without = plan.applied(&Edit::SetOverrides(Vec::new())).expect("the edit");
        assert_eq!(removed(&catalog, &plan, &without).as_deref(), Some("Removed an override"));
        assert_eq!(removed(&catalog, &without, &plan), None);
    }

    #[test]
    fn what_was_taken_away_is_named() {
        let plan = sample::plan();
        let zone = &plan.zones[0];
        let role = zone.placements[0].role.clone();
        let catalog = sample::catalog();
        let name = catalog.role_name(role.as_str());
        let tick = |tick| Edit::TickRole { zone: zone.id.clone(), role: role.clone(), tick };
        check(&tick(Tick::Off), Some(&format!("Removed {name} from {}", zone.name)));
        check(&tick(Tick::On), None);
        check(&Edit::RemoveZone(zone.id.clone()), Some(&format!("Removed {}", zone.name)));
        check(&Edit::RenameZone { zone: zone.id.clone(), name: "Other".to_owned() }, None);
        check(&Edit::MoveZone { zone: zone.id.clone(), position: 1 }, None);
        check(&Edit::SetTitle("Other".to_owned()), None);
    }

    #[test]
    fn a_tick_alone_has_no_settings_to_lose() {
        let plan = sample::plan();
        let placement = Placement { note: "Ours".to_owned(), ..plan.zones[0].placements[0].clone() };
        let zone = || plan.zones[0].id.clone();
        let noted = Edit::SetPlacement { zone: zone(), placement_idx: 0, placement: placement.clone() };
        let noted = plan.applied(&noted).expect("the edit");
        let untick = Edit::TickRole { zone: zone(), role: placement.role.clone(), tick: Tick::Off };
        for (before, expected) in [(&plan, false), (&noted, true)] {
            let after = before.applied(&untick).expect("the edit");
            assert_eq!(loses_settings(before, &after), expected);
        }
        assert!(!loses_settings(&plan, &noted), "what was only changed is still there");
    }
}
