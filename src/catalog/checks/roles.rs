//! Checks of roles as such: who implies whom, and whether anybody needs them.

use super::{finding, role_file, service_file};
use crate::catalog::{Catalog, Port};
use crate::finding::{Code, Finding};

/// No role implies itself, however far around.
pub(super) fn cycles(catalog: &Catalog, findings: &mut Vec<Finding>) {
    for (role_idx, role) in catalog.roles.iter().enumerate() {
        let mut path = vec![role_idx];
        if let Some(cycle) = way_back(catalog, role_idx, &mut path) {
            // Each circle is told once, from its first role.
            if cycle.iter().all(|&other| other >= role_idx) {
                let names: Vec<&str> = cycle.iter().map(|&idx| &*catalog.roles[idx].id).collect();
                findings.push(finding(
                    Code::CatalogCycle,
                    role_file(catalog, role_idx),
                    format!("{} implies itself: {} → {}", role.id, names.join(" → "), role.id),
                    "leave out one of the steps",
                ));
            }
        }
    }
}

fn way_back(catalog: &Catalog, start: usize, path: &mut Vec<usize>) -> Option<Vec<usize>> {
    let last = *path.last()?;
    for &next in &catalog.roles[last].implies {
        if next == start {
            return Some(path.clone());
        }
        if !path.contains(&next) {
            path.push(next);
            let found = way_back(catalog, start, path);
            if found.is_some() {
                return found;
            }
            path.pop();
        }
    }
    None
}

/// Every service is run, every RPC server and assumption is named by an endpoint or a connection,
/// and every abstract role is implied.
pub(super) fn orphans(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let mut orphan = |file: String, what: &str, hint: &str| {
        findings.push(finding(Code::CatalogOrphan, file, what.to_owned(), hint));
    };
    for service_idx in 0..catalog.services.len() {
        if !catalog.roles.iter().any(|role| role.runs.contains(&service_idx)) {
            orphan(service_file(catalog, service_idx), "no role runs this service", "name it in a role's `runs`");
        }
    }
    let endpoints = || catalog.services.iter().flat_map(|service| &service.endpoints);
    for (server_idx, server) in catalog.rpc_servers.iter().enumerate() {
        if !endpoints().any(|endpoint| endpoint.port == Port::RpcDynamic(server_idx)) {
            let file = format!("rpc-servers/{}.ron", server.id);
            orphan(file, "no endpoint belongs to this RPC server", "leave it out, or name it in an endpoint");
        }
    }
    for (assumption_idx, assumption) in catalog.assumptions.iter().enumerate() {
        let conditions = endpoints()
            .map(|endpoint| &endpoint.when)
            .chain(catalog.connections().map(|(_, connection)| &connection.when));
        if !conditions.into_iter().any(|when| when.assumption == Some(assumption_idx)) {
            let file = format!("assumptions/{}.ron", assumption.id);
            orphan(file, "nothing is governed by this assumption", "leave it out, or name it in a `when`");
        }
    }
    for (role_idx, role) in catalog.roles.iter().enumerate() {
        if role.is_abstract && !catalog.roles.iter().any(|other| other.implies.contains(&role_idx)) {
            orphan(
                role_file(catalog, role_idx),
                "no role implies this abstract role",
                "imply it, or make it a real one",
            );
        }
        let is_called = catalog.connections().any(|(_, connection)| connection.to == role_idx);
        if role.connects.is_empty() && role.runs.is_empty() && role.implies.is_empty() && !is_called {
            orphan(role_file(catalog, role_idx), "this role runs and opens nothing", "say what it is for");
        }
    }
}

/// Every role exists on some OS version.
pub(super) fn exist_somewhere(catalog: &Catalog, findings: &mut Vec<Finding>) {
    for (role_idx, role) in catalog.roles.iter().enumerate() {
        if role.os.is_empty() {
            findings.push(finding(
                Code::CatalogOrphan,
                role_file(catalog, role_idx),
                "no OS version satisfies the role's filter",
                "widen `os`",
            ));
        }
    }
}
