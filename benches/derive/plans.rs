//! The plans that are measured: made from a seed, as large as the budgets of the design ask for.
//!
//! They are no plans that anybody has: every role is as likely as any other, so that little can be shared.

use std::collections::BTreeSet;
use std::sync::Arc;

use portolan::catalog::{Answer, Catalog, OsKind};
use portolan::ids::{AssumptionIdx, RoleIdx};
use portolan::plan::{OsId, PairSettings, Placement, Plan, Scope, ScopeId, Zone, ZoneId};

#[path = "../../tests/core/splitmix.rs"]
#[expect(dead_code, reason = "tests use the rest")]
mod splitmix;

use splitmix::SplitMix;

/// Roles in each zone of a seeded plan.
const ROLES_EACH: usize = 20;
/// AD domains of a seeded plan: two forests, one of a single domain.
const NUM_DOMAINS: usize = 5;
/// Pairs of a seeded plan for which the user said something.
const NUM_PAIRS: usize = 50;

/// Zones of twenty roles, every family, five AD domains and fifty pairs with a word of their own.
pub(crate) fn seeded(catalog: &Catalog, num_zones: usize) -> Plan {
    let rng = &mut SplitMix::new(num_zones as u64);
    let mut plan = Plan { scopes: domains(), ..Plan::default() };
    let roles = tickable(catalog);
    let families: BTreeSet<&str> = roles.iter().map(|&role| &*catalog.roles[role].family).collect();
    let families: Vec<&str> = families.into_iter().collect();
    for idx in 0..num_zones {
        // Each zone in turn has a role of another family, so that none is left out.
        let family = families[idx % families.len()];
        let first: Vec<RoleIdx> =
            roles.iter().copied().filter(|&role| *catalog.roles[role].family == *family).collect();
        let mut ticked: BTreeSet<RoleIdx> = first.get(rng.below(first.len())).copied().into_iter().collect();
        while ticked.len() < ROLES_EACH {
            ticked.insert(roles[rng.below(roles.len())]);
        }
        let domain = ScopeId::from(format!("domain-{}", rng.below(NUM_DOMAINS)));
        let os = ticks(catalog, rng);
        plan.zones.push(Arc::new(zone(catalog, idx, os, ticked, Some(&domain))));
    }
    while plan.pairs.len() < NUM_PAIRS.min(num_zones * num_zones) {
        let mut end = || plan.zones[rng.below(num_zones)].id.clone();
        let pair = (end(), end());
        plan.pairs.insert(pair, settings(catalog, rng));
    }
    plan
}

/// Zones that are all the same: what can be shared is shared.
pub(crate) fn all_equal(catalog: &Catalog, num_zones: usize) -> Plan {
    let one = seeded(catalog, 1);
    let zones = (0..num_zones).map(|idx| Arc::new(Zone { id: zone_id(idx), ..(*one.zones[0]).clone() }));
    Plan { scopes: one.scopes, zones: zones.collect(), ..Plan::default() }
}

/// Zones that each have every role, on ticks of their own.
pub(crate) fn every_role(catalog: &Catalog, num_zones: usize) -> Plan {
    let rng = &mut SplitMix::new(num_zones as u64);
    let zones = (0..num_zones).map(|idx| {
        let domain = ScopeId::from(format!("domain-{}", idx % NUM_DOMAINS));
        let os = ticks(catalog, rng);
        Arc::new(zone(catalog, idx, os, tickable(catalog), Some(&domain)))
    });
    Plan { scopes: domains(), zones: zones.collect(), ..Plan::default() }
}

/// The plan after one tick in one zone: a role that was there is gone, or the other way round.
pub(crate) fn ticked(plan: &Plan, zone_idx: usize, role: &str) -> Plan {
    let mut res = plan.clone();
    let placements = &mut Arc::make_mut(&mut res.zones[zone_idx]).placements;
    match placements.iter().position(|placement| placement.role.as_str() == role) {
        Some(idx) => drop(placements.remove(idx)),
        None => placements.push(Placement::new(role.into())),
    }
    res
}

/// How many zones tick something that no other ticks.
pub(crate) fn num_distinct(plan: &Plan) -> usize {
    let ticks = |zone: &Zone| (zone.os.clone(), zone.placements.clone());
    plan.zones.iter().map(|zone| ticks(zone)).collect::<BTreeSet<_>>().len()
}

fn zone(
    catalog: &Catalog,
    idx: usize,
    os: BTreeSet<OsId>,
    roles: impl IntoIterator<Item = RoleIdx>,
    domain: Option<&ScopeId>,
) -> Zone {
    let placement = |role: RoleIdx| {
        let mut res = Placement::new(catalog.roles[role].id.clone());
        if is_in_domain(catalog, role) {
            res.scopes.extend(domain.map(|domain| ("ad-domain".to_owned(), domain.clone())));
        }
        res
    };
    let placements = roles.into_iter().map(placement).collect();
    Zone { id: zone_id(idx), name: format!("Zone {idx}"), os, placements, ..Zone::default() }
}

fn zone_id(idx: usize) -> ZoneId {
    format!("zone-{idx}").into()
}

/// One to three OS versions.
fn ticks(catalog: &Catalog, rng: &mut SplitMix) -> BTreeSet<OsId> {
    let windows: Vec<&str> = catalog.os.iter().filter(|os| os.kind != OsKind::Other).map(|os| os.id.as_str()).collect();
    (0..=rng.below(3)).map(|_| windows[rng.below(windows.len())].into()).collect()
}

fn settings(catalog: &Catalog, rng: &mut SplitMix) -> PairSettings {
    let mut res = PairSettings::default();
    let answers = [Answer::Unused, Answer::Optional, Answer::InUse];
    let assumption = &catalog.assumptions[AssumptionIdx::from(rng.below(catalog.assumptions.len()))];
    res.assumptions.insert(assumption.id.clone(), answers[rng.below(answers.len())]);
    res
}

fn domains() -> Vec<Scope> {
    let forest = |idx: usize| if idx == 0 { "alone.example" } else { "shared.example" };
    let domain = |idx: usize| Scope {
        id: format!("domain-{idx}").into(),
        kind: "ad-domain".to_owned(),
        name: format!("Domain {idx}"),
        forest: forest(idx).to_owned(),
        ..Scope::default()
    };
    (0..NUM_DOMAINS).map(domain).collect()
}

/// Roles that a user can tick, by position.
fn tickable(catalog: &Catalog) -> Vec<RoleIdx> {
    catalog.roles.keys().filter(|&role| !catalog.roles[role].is_abstract).collect()
}

/// Whether a role, or one that it brings, is matched on its AD domain.
fn is_in_domain(catalog: &Catalog, role: RoleIdx) -> bool {
    let effective = catalog.effective_roles(role, &[]);
    catalog.connections().any(|(place, connection)| {
        let is_end = effective.contains(&place.role) || effective.contains(&connection.to);
        is_end && connection.scope.as_ref().is_some_and(|scope| *scope.kind == *"ad-domain")
    })
}
