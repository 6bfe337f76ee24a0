//! Where findings of checks stand: at an entity, an endpoint or a connection.

use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::catalog::{Catalog, ConnectionRef, EndpointRef};
use crate::finding::Code;
use crate::ids::{RoleIdx, ServiceIdx};

pub(super) fn role_path(catalog: &Catalog, role_idx: RoleIdx) -> String {
    EntityKind::Role.path(catalog.roles[role_idx].id.as_str())
}

pub(super) fn service_path(catalog: &Catalog, service_idx: ServiceIdx) -> String {
    EntityKind::Service.path(catalog.services[service_idx].id.as_str())
}

/// A finding about an endpoint, or about a field of it.
pub(super) fn at_endpoint(
    report: &mut Report<'_>,
    catalog: &Catalog,
    endpoint: EndpointRef,
    field: Option<&'static str>,
    (code, message, hint): (Code, String, &str),
) {
    let mut steps = vec![Step::Field("endpoints"), Step::WithId(catalog.endpoint(endpoint).id.as_str())];
    steps.extend(field.map(Step::Field));
    report.push(code, &service_path(catalog, endpoint.service), &steps, message, hint);
}

/// A finding about a connection, or about a field of it.
pub(super) fn at_connection(
    report: &mut Report<'_>,
    catalog: &Catalog,
    connection: ConnectionRef,
    field: Option<&'static str>,
    (code, message, hint): (Code, String, &str),
) {
    let id = &catalog.connection(connection).id;
    let mut steps = vec![Step::Field("connects"), Step::WithId(id.as_str())];
    steps.extend(field.map(Step::Field));
    let message = format!("connection “{id}”: {message}");
    report.push(code, &role_path(catalog, connection.role), &steps, message, hint);
}
