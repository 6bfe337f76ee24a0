//! Checks of endpoints: that somebody reaches them, and that the documented rules hold of them.

use std::collections::BTreeSet;

use super::{finding, service_file};
use crate::catalog::{Catalog, EndpointRef, Port};
use crate::finding::{Code, Finding};
use crate::net::{PortRange, Transport};

/// Every endpoint is used by a connection or a tunnel kind.
pub(super) fn reachable(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let by_connections = catalog.connections().flat_map(|(_, connection)| &connection.uses);
    let by_tunnels = catalog.tunnels.iter().flat_map(|tunnel| tunnel.from_opener.iter().chain(&tunnel.both_ways));
    let used: BTreeSet<EndpointRef> = by_connections.chain(by_tunnels).copied().collect();
    for (service, entity) in catalog.services.iter().enumerate() {
        for (endpoint, fact) in entity.endpoints.iter().enumerate() {
            if !used.contains(&EndpointRef { service, endpoint }) {
                findings.push(finding(
                    Code::CatalogUnreachable,
                    service_file(catalog, service),
                    format!("nobody uses the endpoint “{}”", fact.id),
                    "let a role's connection use it",
                ));
            }
        }
    }
}

/// No two endpoints of a service say the same.
pub(super) fn distinct(catalog: &Catalog, findings: &mut Vec<Finding>) {
    for (service, entity) in catalog.services.iter().enumerate() {
        for (idx, a) in entity.endpoints.iter().enumerate() {
            for b in &entity.endpoints[idx + 1..] {
                let is_same = a.application_protocol == b.application_protocol
                    && a.transport == b.transport
                    && a.port == b.port
                    && a.when == b.when;
                if is_same {
                    findings.push(finding(
                        Code::CatalogDuplicate,
                        service_file(catalog, service),
                        format!("the endpoints “{}” and “{}” say the same", a.id, b.id),
                        "leave one out, or say when each holds",
                    ));
                }
            }
        }
    }
}

/// UDP 137 and 138 and TCP 139 are governed by an assumption, except where WINS listens.
///
/// Source: design rule 9; KB 204279 (NetBIOS is optional beside direct hosting).
pub(super) fn netbios(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let ports = [(Transport::Udp, 137), (Transport::Udp, 138), (Transport::Tcp, 139)];
    let is_netbios = |transport, port| {
        ports.iter().any(|&(of, number)| of == transport && PortRange::single(number).map(Port::Fixed) == Some(port))
    };
    let wins = catalog.service_idx("wins");
    for (service, entity) in catalog.services.iter().enumerate().filter(|(idx, _)| Some(*idx) != wins) {
        for endpoint in &entity.endpoints {
            if is_netbios(endpoint.transport, endpoint.port) && endpoint.when.assumption.is_none() {
                findings.push(finding(
                    Code::CatalogNetbios,
                    service_file(catalog, service),
                    format!("no assumption governs the NetBIOS endpoint “{}”", endpoint.id),
                    "add `when: (assumption: \"netbios\")`",
                ));
            }
        }
    }
}

/// What a tunnel opens has fixed ports, or none.
pub(super) fn tunnels(catalog: &Catalog, findings: &mut Vec<Finding>) {
    for tunnel in &catalog.tunnels {
        for &endpoint in tunnel.from_opener.iter().chain(&tunnel.both_ways) {
            if !matches!(catalog.endpoint(endpoint).port, Port::Fixed(_) | Port::Protocol) {
                findings.push(finding(
                    Code::CatalogPort,
                    format!("tunnels/{}.ron", tunnel.id),
                    format!("a tunnel can't use “{}”: its port is not fixed", catalog.endpoint_path(endpoint)),
                    "use endpoints with a fixed port or without ports",
                ));
            }
        }
        if !tunnel.from_opener.is_empty() && !tunnel.has_opener {
            findings.push(finding(
                Code::CatalogUnresolved,
                format!("tunnels/{}.ron", tunnel.id),
                "it says what the opener opens, but not that it has one",
                "add `has_opener: true`",
            ));
        }
    }
}
