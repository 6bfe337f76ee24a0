//! Checks of connections: that both ends fit, and that RPC comes whole.

use super::{finding, role_file};
use crate::catalog::{Catalog, Connection, ConnectionRef, EndpointRef, Port};
use crate::finding::{Code, Finding};
use crate::net::{PortRange, Transport};

/// The destination, or a role that it implies, runs every service whose endpoints are used;
/// of an answer, the side that opens does.
pub(super) fn run_by_destination(catalog: &Catalog, findings: &mut Vec<Finding>) {
    for (place, connection) in catalog.connections() {
        let listener = if connection.answers.is_some() { place.role } else { connection.to };
        let effective = catalog.effective_roles(listener, &[]);
        for &used in &connection.uses {
            if !effective.iter().any(|&role| catalog.roles[role].runs.contains(&used.service)) {
                findings.push(at(
                    catalog,
                    place,
                    connection,
                    Code::CatalogNotRun,
                    &format!("{} does not run {}", catalog.roles[listener].id, catalog.services[used.service].id),
                    "add the service to `runs` of that role, or connect to another one",
                ));
            }
        }
        if connection.uses.is_empty() {
            let message = "it uses no endpoint";
            findings.push(at(catalog, place, connection, Code::CatalogNotRun, message, "name endpoints in `uses`"));
        }
    }
}

/// A dynamic RPC port over TCP is found through the endpoint mapper, so TCP 135 stands beside it.
///
/// Source: KB 154596.
pub(super) fn mapper(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let mapper = PortRange::single(135).map(Port::Fixed);
    for (place, connection) in catalog.connections() {
        let is_mapper = |used: &&EndpointRef| {
            let endpoint = catalog.endpoint(**used);
            endpoint.transport == Transport::Tcp && Some(endpoint.port) == mapper
        };
        let is_dynamic = |used: &&EndpointRef| {
            let endpoint = catalog.endpoint(**used);
            endpoint.transport == Transport::Tcp && matches!(endpoint.port, Port::RpcDynamic(_))
        };
        if connection.uses.iter().any(|used| is_dynamic(&used)) && !connection.uses.iter().any(|used| is_mapper(&used))
        {
            findings.push(at(
                catalog,
                place,
                connection,
                Code::CatalogNoMapper,
                "it uses a dynamic RPC port without the endpoint mapper",
                "add the service's TCP 135 endpoint to `uses`",
            ));
        }
    }
}

/// What answers a connection goes back the way that came.
pub(super) fn answers(catalog: &Catalog, findings: &mut Vec<Finding>) {
    for (place, connection) in catalog.connections() {
        let Some(answered) = connection.answers else { continue };
        let asked = &catalog.roles[answered.role].connects[answered.connection];
        if asked.to != place.role || connection.to != answered.role {
            findings.push(at(
                catalog,
                place,
                connection,
                Code::CatalogNotRun,
                "it answers a connection between other roles",
                "an answer goes from the role that was asked to the role that asked",
            ));
        }
    }
}

fn at(
    catalog: &Catalog,
    place: ConnectionRef,
    connection: &Connection,
    code: Code,
    message: &str,
    hint: &str,
) -> Finding {
    finding(code, role_file(catalog, place.role), format!("connection “{}”: {message}", connection.id), hint)
}
