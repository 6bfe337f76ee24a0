//! Every connection alone between two zones: there is what it states, in its direction, and what the plain
//! derivation says besides.

use std::sync::Arc;

use portolan::catalog::{Answer, Catalog, Condition, ConnectionRef, OsSet, Relation};
use portolan::ids::RoleIdx;
use portolan::matrix::{Origin, derive};
use portolan::plan::{Placement, Plan, Scope, ScopeId, Trust, TrustDirection, TrustKind, Zone, ZoneId};

use super::catalog;
use crate::naive;

/// The role to place so that `role` is in effect, and with it every role of `beside`.
///
/// The role itself if it will do, else the first that brings them all.
fn placed_role(catalog: &Catalog, role: RoleIdx, beside: &[RoleIdx]) -> Option<RoleIdx> {
    let brings = |&placed: &RoleIdx| {
        let effective = catalog.effective_roles(placed, &[]);
        !catalog.roles[placed].is_abstract
            && effective.contains(&role)
            && beside.iter().all(|other| effective.contains(other))
    };
    Some(role).filter(brings).or_else(|| catalog.roles.keys().find(brings))
}

/// A zone with one role, on some OS versions, in a scope.
pub(super) fn zone(catalog: &Catalog, id: &str, role: RoleIdx, os: OsSet, scope: Option<(&str, &str)>) -> Arc<Zone> {
    let mut placement = Placement::new(catalog.roles[role].id.clone());
    placement.scopes = scope.map(|(kind, id)| (kind.to_owned(), ScopeId::from(id))).into_iter().collect();
    Arc::new(Zone {
        id: ZoneId::from(id),
        name: id.to_owned(),
        os: os.iter().map(|os| catalog.os[os].id.clone()).collect(),
        placements: vec![placement],
        ..Zone::default()
    })
}

/// Two zones, `a` with the role that opens and `b` with the role that listens, on every OS version that they
/// exist on, with every assumption in use, what has to be chosen, and the scopes that the connection asks for.
///
/// `None`: no role brings what the conditions of connection and endpoint ask for.
fn two_zones(catalog: &Catalog, place: ConnectionRef, when: &Condition) -> Option<Plan> {
    let connection = &catalog.roles[place.role].connects[place.connection];
    let source = placed_role(catalog, place.role, &[])?;
    let destination = placed_role(catalog, connection.to, &when.roles)?;
    let chosen = when.choices.iter().map(|among| {
        let choice = &catalog.choices[among.choice];
        (choice.id.clone(), choice.options[among.options[0]].id.clone())
    });
    let mut plan = Plan {
        assumptions: catalog.assumptions.iter().map(|one| (one.id.clone(), Answer::InUse)).collect(),
        choices: chosen.collect(),
        ..Plan::default()
    };
    let mut scopes = [None, None];
    if let Some(scope) = &connection.scope {
        let (of_source, of_destination) = relate(&mut plan, &scope.kind, scope.relation);
        scopes = [Some((&*scope.kind, of_source)), Some((&*scope.kind, of_destination))];
    }
    plan.zones = vec![
        zone(catalog, "a", source, catalog.roles[source].os, scopes[0]),
        zone(catalog, "b", destination, catalog.roles[destination].os, scopes[1]),
    ];
    Some(plan)
}

/// Adds the scopes and trusts of a relation; returns the caller's scope and the listener's.
fn relate(plan: &mut Plan, kind: &str, relation: Relation) -> (&'static str, &'static str) {
    let forest = |forest: &str, id: &str| Scope {
        id: ScopeId::from(id),
        kind: kind.to_owned(),
        name: id.to_owned(),
        forest: forest.to_owned(),
        ..Scope::default()
    };
    let is_one_forest = matches!(relation, Relation::Same | Relation::SameForest | Relation::OtherDomain);
    plan.scopes = vec![forest("first", "one"), forest(if is_one_forest { "first" } else { "second" }, "two")];
    let mut trust = |trusting: &str, trusted: &str| {
        plan.trusts.push(Trust {
            trusting: ScopeId::from(trusting),
            trusted: ScopeId::from(trusted),
            direction: TrustDirection::OneWay,
            kind: TrustKind::External,
        });
    };
    match relation {
        Relation::Same | Relation::SameForest => return ("one", "one"),
        Relation::OtherDomain => {}
        Relation::Trusted => trust("one", "two"),
        Relation::Trusting => trust("two", "one"),
    }
    ("one", "two")
}

#[test]
fn every_connection_alone_shows_its_endpoints_and_what_the_plain_derivation_says() {
    let catalog = catalog();
    let mut problems = Vec::new();
    for (place, connection) in catalog.connections() {
        let name = format!("{}/{}", catalog.roles[place.role].id, connection.id);
        for &endpoint in &connection.uses {
            let path = catalog.endpoint_path(endpoint);
            let when = connection.when.and(&catalog.endpoint(endpoint).when);
            let Some(plan) = two_zones(catalog, place, &when) else {
                problems.push(format!("{name}: no role brings what {path} asks for"));
                continue;
            };
            let matrix = derive(catalog, &plan);
            let is_shown = matrix.cell(catalog, 0, 1).open_flows().any(|flow| {
                flow.reasons.iter().any(|reason| {
                    matches!(&reason.origin, Origin::Connection(link)
                        if link.connection() == place && link.endpoint() == endpoint)
                })
            });
            if !is_shown {
                problems.push(format!("{name}: {path} is not open from a to b"));
            }
            for (source, destination) in [(0, 1), (1, 0)] {
                let found = naive::of_cell(catalog, &matrix.cell(catalog, source, destination));
                let expected = naive::flows(catalog, &plan, &plan.zones[source], &plan.zones[destination]);
                if found != expected {
                    problems.push(format!(
                        "{name}, {path}, zone {source} to {destination}: {found:#?} is not {expected:#?}"
                    ));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
