//! Checks of connections: that both ends fit, and that RPC comes whole.

use super::locations::at_connection;
use crate::catalog::report::Report;
use crate::catalog::{Catalog, EndpointRef, Port};
use crate::finding::Code;
use crate::net::{PortRange, Transport};

/// The destination, or a role that it implies, runs every service whose endpoints are used;
/// of an answer, the side that opens does.
pub(super) fn run_by_destination(catalog: &Catalog, report: &mut Report<'_>) {
    for (at, connection) in catalog.connections() {
        let running = if connection.answers.is_some() { at.role } else { connection.to };
        let effective = catalog.effective_roles(running, &[]);
        for &used in &connection.uses {
            if !effective.iter().any(|&role| catalog.roles[role].runs.contains(&used.service)) {
                let (role, service) = (&catalog.roles[running].id, &catalog.services[used.service].id);
                let message = format!("{role} does not run {service}");
                let hint = "add the service to `runs` of that role, or connect to another one";
                at_connection(report, catalog, at, Some("uses"), (Code::CatalogNotRun, message, hint));
            }
        }
    }
}

/// A dynamic RPC port over TCP is found through the endpoint mapper, so TCP 135 is used together with it.
///
/// Source: KB 154596.
pub(super) fn mapper(catalog: &Catalog, report: &mut Report<'_>) {
    let mapper = PortRange::single(135).map(Port::Fixed);
    let is_mapper = |used: &EndpointRef| {
        let endpoint = catalog.endpoint(*used);
        endpoint.transport == Transport::Tcp && Some(endpoint.port) == mapper
    };
    let is_dynamic = |used: &EndpointRef| {
        let endpoint = catalog.endpoint(*used);
        endpoint.transport == Transport::Tcp && matches!(endpoint.port, Port::RpcDynamic(_))
    };
    for (at, connection) in catalog.connections() {
        if connection.uses.iter().any(is_dynamic) && !connection.uses.iter().any(is_mapper) {
            let message = "it uses a dynamic RPC port without the endpoint mapper".to_owned();
            let hint = "add the service's TCP 135 endpoint to `uses`";
            at_connection(report, catalog, at, Some("uses"), (Code::CatalogNoMapper, message, hint));
        }
    }
}

/// What answers a connection goes back the way that came.
pub(super) fn answers(catalog: &Catalog, report: &mut Report<'_>) {
    for (at, connection) in catalog.connections() {
        let Some(answered) = connection.answers else { continue };
        let asked = &catalog.roles[answered.role].connects[answered.connection];
        if asked.to != at.role || connection.to != answered.role {
            let message = "it answers a connection between other roles".to_owned();
            let hint = "an answer goes from the role that was asked to the role that asked";
            at_connection(report, catalog, at, Some("answers"), (Code::CatalogNotRun, message, hint));
        }
    }
}
