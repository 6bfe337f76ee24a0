//! What differs between two states of a plan, in a few lines: what another program did to a file, in words. It decides
//! nothing, and is no list of every field.

use std::collections::BTreeSet;

use itertools::Itertools as _;

use crate::catalog::Catalog;
use crate::plan::{OwnRole, Plan, Zone};

/// The most lines that are worth reading before a decision.
const MOST_LINES: usize = 8;

/// What `after` has that `before` has not, and the other way round, in the order of the zones; empty when the two say
/// the same.
#[must_use]
pub fn plan_changes(catalog: &Catalog, before: &Plan, after: &Plan) -> Vec<String> {
    // What stands in a file may call scenarios as older catalogs did.
    let (renamed_before, renamed_after) = (before.renamed(catalog), after.renamed(catalog));
    let (before, after) = (renamed_before.as_ref().unwrap_or(before), renamed_after.as_ref().unwrap_or(after));
    let mut res = Vec::new();
    for zone in &after.zones {
        match before.zone(zone.id.as_str()) {
            None => res.push(format!("Zone “{}” was added", zone.name)),
            Some(old) => res.extend(zone_changes(catalog, old, zone)),
        }
    }
    let gone = before.zones.iter().filter(|zone| after.zone(zone.id.as_str()).is_none());
    res.extend(gone.map(|zone| format!("Zone “{}” was removed", zone.name)));
    res.extend(role_changes(before, after));
    let without_zones = |plan: &Plan| Plan { zones: Vec::new(), roles: Vec::new(), ..plan.clone() };
    if without_zones(before) != without_zones(after) {
        res.push("What holds for the whole plan was changed".to_owned());
    }
    if res.is_empty() && before != after {
        res.push("The order of the zones was changed".to_owned());
    }
    if res.len() > MOST_LINES {
        let more = res.len() - (MOST_LINES - 1);
        res.truncate(MOST_LINES - 1);
        res.push(format!("… and {more} changes more"));
    }
    res
}

/// What differs in the roles of the plan's own, in a line each.
fn role_changes(before: &Plan, after: &Plan) -> Vec<String> {
    let told = |role: &OwnRole, what: &str| format!("Role “{}” of the plan was {what}", role.name);
    let mut res = Vec::new();
    for role in &after.roles {
        match before.own_role(role.id.as_str()) {
            None => res.push(told(role, "added")),
            Some(old) if old != role => res.push(told(role, "changed")),
            Some(_) => {}
        }
    }
    let gone = before.roles.iter().filter(|role| after.own_role(role.id.as_str()).is_none());
    res.extend(gone.map(|role| told(role, "removed")));
    res
}

/// What differs in a zone, in a line.
fn zone_changes<'a>(catalog: &'a Catalog, before: &'a Zone, after: &'a Zone) -> Option<String> {
    if before == after {
        return None;
    }
    let roles = |zone: &'a Zone| -> BTreeSet<&'a str> {
        zone.placements.iter().map(|placement| catalog.role_name(placement.role.as_str())).collect()
    };
    let (old, new) = (roles(before), roles(after));
    let mut parts = Vec::new();
    if before.name != after.name {
        parts.push(format!("was called “{}”", before.name));
    }
    for (what, names) in [("gained", new.difference(&old).join(", ")), ("lost", old.difference(&new).join(", "))] {
        if !names.is_empty() {
            parts.push(format!("{what} {names}"));
        }
    }
    if parts.is_empty() {
        parts.push("was changed".to_owned());
    }
    Some(format!("Zone “{}” {}", after.name, parts.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::catalog_dir;
    use crate::plan::file;

    fn check(before: &str, after: &str, expected: &[&str]) {
        let (catalog, _) = catalog_dir::with_overlay(&[]);
        let plan = |body: &str| file::read(&format!("(format: 1, {body})")).expect("a plan").plan;
        assert_eq!(plan_changes(&catalog, &plan(before), &plan(after)), expected, "{before} → {after}");
    }

    #[test]
    fn what_another_program_did_is_told_in_words() {
        let two = "zones: [(id: \"a\", name: \"Clients\"), (id: \"b\", name: \"Core\")]";
        check(two, two, &[]);
        check(two, "zones: [(id: \"a\", name: \"Clients\")]", &["Zone “Core” was removed"]);
        check("zones: [(id: \"a\", name: \"Clients\")]", two, &["Zone “Core” was added"]);
        check(
            two,
            "title: \"T\", zones: [(id: \"a\", name: \"Desks\", placements: [(role: \"domain-member\")]), \
             (id: \"b\", name: \"Core\", note: \"n\")]",
            &[
                "Zone “Desks” was called “Clients”; gained Domain member",
                "Zone “Core” was changed",
                "What holds for the whole plan was changed",
            ],
        );
        check(
            two,
            "zones: [(id: \"b\", name: \"Core\"), (id: \"a\", name: \"Clients\")]",
            &["The order of the zones was changed"],
        );
    }

    #[test]
    fn many_changes_are_counted() {
        let zones: Vec<String> = (0..20).map(|idx| format!("(id: \"z{idx}\", name: \"Z{idx}\")")).collect();
        let (catalog, _) = catalog_dir::with_overlay(&[]);
        let after = file::read(&format!("(format: 1, zones: [{}])", zones.join(","))).expect("a plan").plan;
        let lines = plan_changes(&catalog, &Plan::default(), &after);
        assert_eq!((lines.len(), lines[7].as_str()), (8, "… and 13 changes more"));
    }
}
