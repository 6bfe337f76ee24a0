//! What roles need: a role that stands alone is told what it lacks, and with that it lacks nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use portolan::catalog::{Catalog, Condition, Need};
use portolan::check;
use portolan::finding::{Code, Finding};
use portolan::matrix::derive;
use portolan::plan::{Placement, Plan, RoleId, Zone};

use crate::catalogs;

/// More roles than any role needs, one bringing the next.
const MOST_ROLES: usize = 40;

/// A plan of one zone that runs on what its roles exist on.
fn plan(roles: &[&str]) -> Plan {
    let placements = roles.iter().map(|&role| Placement::new(RoleId::from(role))).collect();
    let zone = Zone { id: "here".into(), name: "Here".to_owned(), placements, ..Zone::default() };
    Plan { zones: vec![Arc::new(zone)], ..Plan::default() }
}

fn unmet(catalog: &Catalog, roles: &[&str]) -> Vec<Finding> {
    let plan = plan(roles);
    let findings = check::findings(catalog, &derive(catalog, &plan));
    findings.into_iter().filter(|finding| finding.code == Code::RoleMissing).collect()
}

/// The first role that a hint proposes.
fn proposed<'a>(catalog: &'a Catalog, finding: &Finding) -> &'a str {
    let names = finding.hint.strip_prefix("tick one of: ").expect("a hint that names roles");
    // Names may hold commas themselves: the one that the hint begins with.
    let roles = catalog.roles.iter().filter(|role| !role.is_abstract);
    let found = roles.filter(|role| names.starts_with(&*role.name)).max_by_key(|role| role.name.len());
    found.unwrap_or_else(|| panic!("no role is called like the first of “{names}”")).id.as_str()
}

/// Ticks what the findings propose until nothing is lacking.
fn with_what_it_needs<'a>(catalog: &'a Catalog, role: &'a str) -> Result<Vec<&'a str>, String> {
    let mut roles = vec![role];
    while roles.len() < MOST_ROLES {
        let findings = unmet(catalog, &roles);
        if findings.is_empty() {
            return Ok(roles);
        }
        let proposed: BTreeSet<&str> = findings.iter().map(|finding| proposed(catalog, finding)).collect();
        if let Some(vain) = roles.iter().find(|role| proposed.contains(*role)) {
            return Err(format!("{role}: ticking {vain} does not help: {}", findings[0].message));
        }
        roles.extend(proposed);
    }
    Err(format!("{role}: still lacking something beside {roles:?}"))
}

#[test]
fn every_role_is_content_with_what_the_findings_propose() {
    let catalog = catalogs::embedded();
    let ticked = catalog.roles.iter().filter(|role| !role.is_abstract);
    let problems: Vec<String> =
        ticked.filter_map(|role| with_what_it_needs(&catalog, role.id.as_str()).err()).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_role_that_stands_alone_is_told_what_is_missing() {
    let catalog = catalogs::embedded();
    let mut problems = Vec::new();
    for (role_idx, role) in catalog.roles.iter_enumerated().filter(|(_, role)| !role.is_abstract) {
        let effective = catalog.effective_roles(role_idx, &[]);
        let findings = unmet(&catalog, &[role.id.as_str()]);
        for &stating in &effective {
            for connection in &catalog.roles[stating].connects {
                let is_bare = |when: &Condition| *when == Condition::default();
                let is_needed = matches!(connection.need, Need::Required) && is_bare(&connection.when);
                let asks = connection.uses.iter().any(|&used| is_bare(&catalog.endpoint(used).when));
                if !is_needed || !asks || connection.peer || connection.answers.is_some() || connection.scope.is_some()
                {
                    continue;
                }
                let wanted = &catalog.roles[connection.to];
                let is_told = findings.iter().any(|finding| finding.message.contains(&*wanted.name));
                if !effective.contains(&connection.to) && !is_told {
                    problems.push(format!("{}: nothing says that {} is missing", role.id, wanted.id));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
