//! The tables that are one row an entity: OS versions, services, roles.

use crate::catalog::{Catalog, OsKind, OsVersion, Role, SystemService};
use crate::export::csv::SEPARATOR;
use crate::ids::ServiceIdx;

pub(super) const OS_HEADERS: [&str; 7] =
    ["os_id", "name", "kind", "dynamic_ports", "released", "support_ends", "references"];

pub(super) const SERVICE_HEADERS: [&str; 7] =
    ["service_id", "system_service", "service_name", "summary", "application_protocols", "roles", "references"];

pub(super) const ROLE_HEADERS: [&str; 10] = [
    "role_id",
    "name",
    "family",
    "summary",
    "abstract",
    "os",
    "system_services",
    "implies",
    "dynamic_ports",
    "references",
];

/// In order of release, as the catalog has them.
pub(super) fn os_rows(catalog: &Catalog) -> Vec<Vec<String>> {
    let kind = |kind| match kind {
        OsKind::Client => "client",
        OsKind::Server => "server",
        OsKind::Other => "other",
    };
    let row = |os: &OsVersion| {
        vec![
            os.id.to_string(),
            os.name.to_string(),
            kind(os.kind).to_owned(),
            os.dynamic_range.to_string(),
            os.released.clone(),
            os.support_ends.clone(),
            catalog.reference_labels(os.references.iter().copied()).join(SEPARATOR),
        ]
    };
    catalog.os.iter().map(row).collect()
}

/// By id. What a service is rests on the documents of its endpoints.
pub(super) fn service_rows(catalog: &Catalog) -> Vec<Vec<String>> {
    let row = |(service_idx, service): (ServiceIdx, &SystemService)| {
        let runs = catalog.roles.iter().filter(|role| role.runs.contains(&service_idx)).map(|role| &*role.id);
        let mut protocols: Vec<&str> = Vec::new();
        for endpoint in &service.endpoints {
            if !protocols.contains(&&*endpoint.application_protocol) {
                protocols.push(&endpoint.application_protocol);
            }
        }
        let references = service.endpoints.iter().flat_map(|endpoint| endpoint.references.iter().copied());
        vec![
            service.id.to_string(),
            service.name.to_string(),
            service.service_name.to_string(),
            service.summary.clone(),
            protocols.join(SEPARATOR),
            runs.collect::<Vec<_>>().join(SEPARATOR),
            catalog.reference_labels(references).join(SEPARATOR),
        ]
    };
    catalog.services.iter_enumerated().map(row).collect()
}

/// By id.
pub(super) fn role_rows(catalog: &Catalog) -> Vec<Vec<String>> {
    let row = |role: &Role| {
        let os: Vec<&str> = role.os.iter().map(|os_idx| &*catalog.os[os_idx].id).collect();
        let services: Vec<&str> = role.runs.iter().map(|&idx| &*catalog.services[idx].name).collect();
        let implies: Vec<&str> = role.implies.iter().map(|&idx| &*catalog.roles[idx].id).collect();
        vec![
            role.id.to_string(),
            role.name.to_string(),
            role.family.to_string(),
            role.summary.clone(),
            if role.is_abstract { "yes" } else { "no" }.to_owned(),
            os.join(SEPARATOR),
            services.join(SEPARATOR),
            implies.join(SEPARATOR),
            role.dynamic_range.map(|range| range.to_string()).unwrap_or_default(),
            catalog.reference_labels(role.references.iter().copied()).join(SEPARATOR),
        ]
    };
    catalog.roles.iter().map(row).collect()
}
