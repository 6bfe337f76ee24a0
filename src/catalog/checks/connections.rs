//! Checks of connections: that both ends fit, and that RPC comes whole.

use super::locations::at_connection;
use crate::catalog::report::Report;
use crate::catalog::{Catalog, EndpointRef, OsSet, Port};
use crate::finding::Code;
use crate::ids::RoleIdx;
use crate::net::{PortRange, Transport};

/// The destination, or a role that it implies, runs every service whose endpoints are used;
/// of an answer, the side that opens does.
pub(super) fn run_by_destination(catalog: &Catalog, report: &mut Report<'_>) {
    for (at, connection) in catalog.connections() {
        let is_answer = connection.answers.is_some();
        let running = if is_answer { at.role } else { connection.to };
        for &used in &connection.uses {
            let when = connection.when.and(&catalog.endpoint(used).when);
            let condition = if is_answer { connection.when.source_os } else { when.destination_os };
            let exists_on = catalog.roles[running].os;
            let os = condition.map_or(exists_on, |os| os.and(exists_on));
            let effective = catalog.effective_roles_on(running, &[], os);
            let runs = |role: RoleIdx| catalog.roles[role].runs.contains(&used.service);
            let runs_on = effective.iter().filter(|&(&role, _)| runs(role)).map(|(_, on)| *on).reduce(OsSet::or);
            // What comes on some OS versions runs there alone.
            if runs_on.is_none_or(|on| !os.without(on).is_empty()) {
                let (role, service) = (&catalog.roles[running].id, &catalog.services[used.service].id);
                let message = format!("{role} does not run {service}");
                let hint = "add the service to `runs` of that role, or connect to another one";
                at_connection(report, catalog, at, Some("uses"), (Code::CatalogNotRun, message, hint));
            }
        }
    }
}

/// A dynamic RPC port over TCP is found through the endpoint mapper, so TCP 135 is used together with it; and who asks
/// the mapper goes to a dynamic port then, unless the documents really list none.
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
    let is_of_system = |used: &EndpointRef| {
        let endpoint = catalog.endpoint(*used);
        endpoint.transport == Transport::Tcp && endpoint.port == Port::OsDynamic
    };
    for (at, connection) in catalog.connections() {
        let uses = &connection.uses;
        let has_dynamic = uses.iter().any(is_dynamic);
        if has_dynamic && !uses.iter().any(is_mapper) {
            let message = "it uses a dynamic RPC port without the endpoint mapper".to_owned();
            let hint = "add the service's TCP 135 endpoint to `uses`";
            at_connection(report, catalog, at, Some("uses"), (Code::CatalogNoMapper, message, hint));
        }
        let is_alone = uses.iter().any(is_mapper) && !has_dynamic && !uses.iter().any(is_of_system);
        let (field, message, hint) = match (is_alone, connection.mapper_alone) {
            (true, false) => (
                "uses",
                "it uses the endpoint mapper and no dynamic port behind it",
                "add the dynamic endpoint to `uses`, or `mapper_alone: true` where the document lists none",
            ),
            (false, true) => (
                "mapper_alone",
                "it does not use the endpoint mapper without a dynamic port",
                "leave out `mapper_alone`",
            ),
            (true, true) | (false, false) => continue,
        };
        at_connection(report, catalog, at, Some(field), (Code::CatalogMapperAlone, message.to_owned(), hint));
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
