//! Checks of roles as such: who implies whom, and whether anybody needs them.

use std::collections::BTreeSet;

use typed_index_collections::TiVec;

use super::locations::{role_path, service_path};
use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::catalog::{Catalog, Port};
use crate::finding::Code;
use crate::ids::{AssumptionIdx, ChoiceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};

/// The most roles of a circle that a finding names.
const MAX_NAMED: usize = 8;

/// No role implies itself, however far around.
///
/// Each circle is reported once: roles are walked depth first, and a step back to a role on the way closes one.
pub(super) fn cycles(catalog: &Catalog, report: &mut Report<'_>) {
    let mut is_done: TiVec<RoleIdx, bool> = vec![false; catalog.roles.len()].into();
    let mut is_on_way = is_done.clone();
    for start in catalog.roles.keys() {
        if is_done[start] {
            continue;
        }
        // The way to where the walk is, with how many of each role's steps were taken.
        let mut way = vec![(start, 0)];
        is_on_way[start] = true;
        while let Some((role_idx, num_taken)) = way.last_mut() {
            let role_idx = *role_idx;
            let Some(next) = catalog.roles[role_idx].implies.get(*num_taken).map(|it| it.role) else {
                is_done[role_idx] = true;
                is_on_way[role_idx] = false;
                way.pop();
                continue;
            };
            *num_taken += 1;
            if is_on_way[next] {
                let first = way.iter().position(|(idx, _)| *idx == next).unwrap_or_default();
                let circle: Vec<RoleIdx> = way[first..].iter().map(|(idx, _)| *idx).collect();
                report_circle(catalog, &circle, report);
            } else if !is_done[next] {
                is_on_way[next] = true;
                way.push((next, 0));
            }
        }
    }
}

fn report_circle(catalog: &Catalog, circle: &[RoleIdx], report: &mut Report<'_>) {
    let Some(first) = circle.iter().min() else { return };
    let start = circle.iter().position(|role_idx| role_idx == first).unwrap_or_default();
    let id = &catalog.roles[*first].id;
    let around = circle[start..].iter().chain(&circle[..start]);
    let mut names: Vec<&str> = around.map(|&role_idx| catalog.roles[role_idx].id.as_str()).take(MAX_NAMED).collect();
    if circle.len() > MAX_NAMED {
        names.push("…");
    }
    let message = format!("{id} implies itself: {} → {id}", names.join(" → "));
    let path = [Step::Field("implies")];
    report.push(Code::CatalogCycle, &role_path(catalog, *first), &path, message, "leave out one of the steps");
}

/// Every service is run, every RPC server, assumption, choice and scope kind is named,
/// and every abstract role is implied.
pub(super) fn orphans(catalog: &Catalog, report: &mut Report<'_>) {
    let mut orphan = |file: String, what: &str, hint: &str| report.push(Code::CatalogOrphan, &file, &[], what, hint);
    let run: BTreeSet<ServiceIdx> = catalog.roles.iter().flat_map(|role| &role.runs).copied().collect();
    for service_idx in catalog.services.keys().filter(|idx| !run.contains(idx)) {
        orphan(service_path(catalog, service_idx), "no role runs this service", "name it in a role's `runs`");
    }
    let endpoints = || catalog.services.iter().flat_map(|service| &service.endpoints);
    let servers: BTreeSet<RpcServerIdx> = endpoints()
        .filter_map(|endpoint| if let Port::RpcDynamic(server_idx) = endpoint.port { Some(server_idx) } else { None })
        .collect();
    for (_, server) in catalog.rpc_servers.iter_enumerated().filter(|(idx, _)| !servers.contains(idx)) {
        let hint = "leave it out, or name it in an endpoint";
        orphan(EntityKind::RpcServer.path(server.id.as_str()), "no endpoint belongs to this RPC server", hint);
    }
    let of_connections = || catalog.connections().map(|(_, connection)| &connection.when);
    let conditions = || endpoints().map(|endpoint| &endpoint.when).chain(of_connections());
    let governing: BTreeSet<AssumptionIdx> = conditions().flat_map(|when| &when.assumptions).copied().collect();
    for (_, assumption) in catalog.assumptions.iter_enumerated().filter(|(idx, _)| !governing.contains(idx)) {
        let hint = "leave it out, or name it in a `when`";
        orphan(EntityKind::Assumption.path(assumption.id.as_str()), "nothing is governed by this assumption", hint);
    }
    let asked: BTreeSet<ChoiceIdx> = conditions().flat_map(|when| &when.choices).map(|chosen| chosen.choice).collect();
    for (_, choice) in catalog.choices.iter_enumerated().filter(|(idx, _)| !asked.contains(idx)) {
        let hint = "leave it out, or name it in a `when`";
        orphan(EntityKind::Choice.path(choice.id.as_str()), "nothing hangs on this choice", hint);
    }
    let served = catalog.connections().filter_map(|(_, connection)| connection.need.optional());
    let served: BTreeSet<ScenarioIdx> = served.chain(catalog.assumptions.iter().map(|it| it.scenario)).collect();
    for (_, scenario) in catalog.scenarios.iter_enumerated().filter(|(idx, _)| !served.contains(idx)) {
        let hint = "leave it out, or name it in a connection's `need`";
        orphan(
            EntityKind::Scenario.path(scenario.id.as_str()),
            "no connection and no assumption serves this scenario",
            hint,
        );
    }
    let matched: BTreeSet<&str> =
        catalog.connections().filter_map(|(_, connection)| Some(&*connection.scope.as_ref()?.kind)).collect();
    for kind in catalog.scope_kinds.iter().filter(|kind| !matched.contains(kind.id.as_str())) {
        let hint = "leave it out, or name it in a connection's `scope`";
        orphan(EntityKind::ScopeKind.path(kind.id.as_str()), "no connection is matched on this scope kind", hint);
    }
    let implied: BTreeSet<RoleIdx> = catalog.roles.iter().flat_map(|role| &role.implies).map(|it| it.role).collect();
    let called: BTreeSet<RoleIdx> = catalog.connections().map(|(_, connection)| connection.to).collect();
    for (role_idx, role) in catalog.roles.iter_enumerated() {
        if role.is_abstract && !implied.contains(&role_idx) {
            let hint = "imply it, or make it a real one";
            orphan(role_path(catalog, role_idx), "no role implies this abstract role", hint);
        }
        let does_nothing = role.connects.is_empty() && role.runs.is_empty() && role.implies.is_empty();
        if does_nothing && !called.contains(&role_idx) {
            orphan(role_path(catalog, role_idx), "this role runs and opens nothing", "say what it is for");
        }
    }
}
