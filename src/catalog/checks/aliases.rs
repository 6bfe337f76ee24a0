//! Checks of other names: an alias means one entity, and so does an id that a role had before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::locations::{role_path, service_path};
use super::wording::blank_problem;
use crate::catalog::Catalog;
use crate::catalog::kinds::{EntityKind, ID_HINT, is_id};
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::RoleIdx;

/// Something that has a name and others beside it.
struct Named<'a> {
    /// The file that says so, and where in it.
    path: String,
    steps: Vec<Step<'a>>,
    name: &'a str,
    aliases: &'a [Arc<str>],
}

/// No alias is the name or an alias of another entity of its kind, whatever the case of its letters.
///
/// Endpoints go by what is spoken: those of one application protocol may share an alias.
pub(super) fn unique(catalog: &Catalog, report: &mut Report<'_>) {
    let roles = catalog.roles.iter_enumerated().map(|(idx, role)| {
        let path = role_path(catalog, idx);
        Named { path, steps: Vec::new(), name: &role.name, aliases: &role.aliases }
    });
    clashes(&roles.collect::<Vec<_>>(), report);
    let services = catalog.services.iter_enumerated().map(|(idx, service)| {
        let path = service_path(catalog, idx);
        Named { path, steps: Vec::new(), name: &service.name, aliases: &service.aliases }
    });
    clashes(&services.collect::<Vec<_>>(), report);
    let endpoints = catalog.endpoints().map(|(at, endpoint)| {
        let steps = vec![Step::Field("endpoints"), Step::WithId(endpoint.id.as_str())];
        let (path, name) = (service_path(catalog, at.service), &*endpoint.application_protocol);
        Named { path, steps, name, aliases: &endpoint.aliases }
    });
    clashes(&endpoints.collect::<Vec<_>>(), report);
    let servers = catalog.rpc_servers.iter().map(|server| {
        let path = EntityKind::RpcServer.path(server.id.as_str());
        Named { path, steps: Vec::new(), name: &server.name, aliases: &server.aliases }
    });
    clashes(&servers.collect::<Vec<_>>(), report);
    let scenarios = catalog.scenarios.iter().map(|scenario| {
        let path = EntityKind::Scenario.path(scenario.id.as_str());
        Named { path, steps: Vec::new(), name: &scenario.name, aliases: &scenario.aliases }
    });
    clashes(&scenarios.collect::<Vec<_>>(), report);
}

fn clashes(all: &[Named<'_>], report: &mut Report<'_>) {
    // Who is called so, by name; and whether it is the name itself.
    let mut called: BTreeMap<String, BTreeMap<&str, bool>> = BTreeMap::new();
    for Named { name, aliases, .. } in all {
        called.entry(name.to_lowercase()).or_default().insert(name, true);
        for alias in *aliases {
            called.entry(alias.to_lowercase()).or_default().entry(name).or_insert(false);
        }
    }
    for Named { path, steps, name, aliases } in all {
        for (idx, alias) in aliases.iter().enumerate() {
            let others = called.get(&alias.to_lowercase()).into_iter().flatten();
            let quoted = excerpt(alias);
            let (code, message) = if let Some(problem) = blank_problem(alias) {
                (Code::CatalogWording, format!("the alias {problem}: “{quoted}”"))
            } else if alias.to_lowercase() == name.to_lowercase() {
                (Code::CatalogDuplicate, format!("“{quoted}” is the name itself"))
            } else if let Some((other, is_name)) = others.into_iter().find(|(other, _)| *other != name) {
                let what = if *is_name { "the name" } else { "an alias" };
                (Code::CatalogDuplicate, format!("“{quoted}” is {what} of {} as well", excerpt(other)))
            } else {
                continue;
            };
            let steps: Vec<Step<'_>> = steps.iter().copied().chain([Step::Field("aliases"), Step::Item(idx)]).collect();
            report.push(code, path, &steps, message, "leave the alias out");
        }
    }
}

/// An id that a role had before is an id, and no role has it now or had it as well.
pub(super) fn former_ids(catalog: &Catalog, report: &mut Report<'_>) {
    let mut had: BTreeMap<&str, BTreeSet<RoleIdx>> = BTreeMap::new();
    for (role_idx, role) in catalog.roles.iter_enumerated() {
        for id in &role.formerly {
            had.entry(id.as_str()).or_default().insert(role_idx);
        }
    }
    for (role_idx, role) in catalog.roles.iter_enumerated() {
        for (idx, id) in role.formerly.iter().enumerate() {
            let quoted = excerpt(id.as_str());
            let other = had.get(id.as_str()).into_iter().flatten().find(|other| **other != role_idx);
            let (code, message, hint) = if !is_id(id.as_str()) {
                (Code::CatalogId, format!("“{quoted}” is no id"), ID_HINT)
            } else if catalog.role_idx(id.as_str()).is_some() {
                (Code::CatalogDuplicate, format!("there is a role “{quoted}”"), "leave the old id out")
            } else if let Some(&other) = other {
                let message = format!("“{quoted}” is an old id of {} as well", catalog.roles[other].id);
                (Code::CatalogDuplicate, message, "keep one of the two")
            } else {
                continue;
            };
            let path = [Step::Field("formerly"), Step::Item(idx)];
            report.push(code, &role_path(catalog, role_idx), &path, message, hint);
        }
    }
}
