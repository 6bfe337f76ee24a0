//! The tables that are one row an entity of the catalog: OS versions, services, roles.

use super::table::{CatalogTable, Column, headers, references, rows};
use crate::catalog::{OsKind, OsVersion, Role, SystemService};
use crate::table::Value;

/// OS versions in order of release, as the catalog has them.
pub(super) static OS: CatalogTable = CatalogTable {
    name: "os",
    description: "OS versions with dynamic ports and dates",
    headers: || headers(OS_COLUMNS),
    rows: |catalog| rows(OS_COLUMNS, catalog, &catalog.os),
};

const OS_COLUMNS: &[Column<OsVersion>] = &[
    ("os_id", |_, os| os.id.as_str().into()),
    ("name", |_, os| (&*os.name).into()),
    ("kind", |_, os| {
        Value::from(match os.kind {
            OsKind::Client => "client",
            OsKind::Server => "server",
            OsKind::Other => "other",
        })
    }),
    ("dynamic_ports", |_, os| os.dynamic_range.to_string().into()),
    ("released", |_, os| (&*os.released).into()),
    ("support_ends", |_, os| (&*os.support_ends).into()),
    ("references", |catalog, os| references(catalog, os.references.iter().copied())),
];

/// System services by id. What a service is rests on the documents of its endpoints.
pub(super) static SERVICES: CatalogTable = CatalogTable {
    name: "services",
    description: "System services and the roles that run them",
    headers: || headers(SERVICE_COLUMNS),
    rows: |catalog| rows(SERVICE_COLUMNS, catalog, &catalog.services),
};

const SERVICE_COLUMNS: &[Column<SystemService>] = &[
    ("service_id", |_, service| service.id.as_str().into()),
    ("system_service", |_, service| (&*service.name).into()),
    ("service_name", |_, service| (&*service.service_name).into()),
    ("summary", |_, service| (&*service.summary).into()),
    ("application_protocols", |_, service| {
        Value::distinct(service.endpoints.iter().map(|endpoint| &*endpoint.application_protocol))
    }),
    ("roles", |catalog, service| {
        let runs = |role: &&Role| role.runs.iter().any(|&idx| catalog.services[idx].id == service.id);
        Value::Names(catalog.roles.iter().filter(runs).map(|role| role.id.as_str()).collect())
    }),
    ("references", |catalog, service| {
        references(catalog, service.endpoints.iter().flat_map(|endpoint| endpoint.references.iter().copied()))
    }),
];

/// Roles by id.
pub(super) static ROLES: CatalogTable = CatalogTable {
    name: "roles",
    description: "Roles, what they run and what comes with them",
    headers: || headers(ROLE_COLUMNS),
    rows: |catalog| rows(ROLE_COLUMNS, catalog, &catalog.roles),
};

const ROLE_COLUMNS: &[Column<Role>] = &[
    ("role_id", |_, role| role.id.as_str().into()),
    ("name", |_, role| (&*role.name).into()),
    ("family", |_, role| (&*role.family).into()),
    ("summary", |_, role| (&*role.summary).into()),
    ("abstract", |_, role| if role.is_abstract { "yes" } else { "no" }.into()),
    ("os", |catalog, role| Value::Names(role.os.iter().map(|idx| catalog.os[idx].id.as_str()).collect())),
    ("system_services", |catalog, role| {
        Value::Names(role.runs.iter().map(|&idx| &*catalog.services[idx].name).collect())
    }),
    ("implies", |catalog, role| {
        Value::Names(role.implies.iter().map(|implication| catalog.roles[implication.role].id.as_str()).collect())
    }),
    ("dynamic_ports", |_, role| role.dynamic_range.map_or(Value::Nothing, |range| range.to_string().into())),
    ("references", |catalog, role| references(catalog, role.references.iter().copied())),
];
