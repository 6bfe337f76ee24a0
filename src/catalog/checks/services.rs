//! Checks of endpoints: that somebody reaches them, and that the documented rules hold of them.

use std::collections::{BTreeMap, BTreeSet};

use super::locations::at_endpoint;
use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::catalog::{Catalog, Endpoint, EndpointRef, Port};
use crate::finding::Code;
use crate::ids::ServiceIdx;
use crate::net::{PortRange, Transport};

/// Every endpoint is used by a connection or a tunnel kind.
pub(super) fn reachable(catalog: &Catalog, report: &mut Report<'_>) {
    let by_connections = catalog.connections().flat_map(|(_, connection)| &connection.uses);
    let by_tunnels = catalog.tunnels.iter().flat_map(|tunnel| tunnel.from_opener.iter().chain(&tunnel.both_ways));
    let used: BTreeSet<EndpointRef> = by_connections.chain(by_tunnels).copied().collect();
    for (at, endpoint) in catalog.endpoints().filter(|(at, _)| !used.contains(at)) {
        let message = format!("nobody uses the endpoint “{}”", endpoint.id);
        let hint = "let a role's connection use it";
        at_endpoint(report, catalog, at, None, (Code::CatalogUnreachable, message, hint));
    }
}

/// No two endpoints of a service say the same.
pub(super) fn distinct(catalog: &Catalog, report: &mut Report<'_>) {
    // Those before in the same service, by what they say.
    let mut by_wording: BTreeMap<(ServiceIdx, &str, Transport), Vec<&Endpoint>> = BTreeMap::new();
    for (at, endpoint) in catalog.endpoints() {
        let key = (at.service, &*endpoint.application_protocol, endpoint.transport);
        let alike = by_wording.entry(key).or_default();
        if let Some(other) = alike.iter().find(|other| other.port == endpoint.port && other.when == endpoint.when) {
            let message = format!("the endpoints “{}” and “{}” say the same", other.id, endpoint.id);
            let hint = "leave one out, or say when each holds";
            at_endpoint(report, catalog, at, None, (Code::CatalogDuplicate, message, hint));
        }
        alike.push(endpoint);
    }
}

/// UDP 137 and 138 and TCP 139 are governed by an assumption, except where WINS listens.
///
/// Source: design rule 9; KB 204279 (NetBIOS is optional beside direct hosting).
pub(super) fn netbios(catalog: &Catalog, report: &mut Report<'_>) {
    let ports = [(Transport::Udp, 137), (Transport::Udp, 138), (Transport::Tcp, 139)];
    let is_netbios = |transport, port| {
        ports.iter().any(|&(of, number)| of == transport && PortRange::single(number).map(Port::Fixed) == Some(port))
    };
    let wins = catalog.service_idx("wins");
    for (at, endpoint) in catalog.endpoints().filter(|(at, _)| Some(at.service) != wins) {
        if is_netbios(endpoint.transport, endpoint.port) && endpoint.when.assumptions.is_empty() {
            let message = format!("no assumption governs the NetBIOS endpoint “{}”", endpoint.id);
            let hint = "add `when: (assumption: \"netbios\")`";
            at_endpoint(report, catalog, at, None, (Code::CatalogNetbios, message, hint));
        }
    }
}

/// What a tunnel opens has fixed ports, or none, there is something that it opens, and what a NAT asks for is among it.
pub(super) fn tunnels(catalog: &Catalog, report: &mut Report<'_>) {
    for tunnel in &catalog.tunnels {
        let file = EntityKind::TunnelKind.path(tunnel.id.as_str());
        for (field, endpoints) in [("from_opener", &tunnel.from_opener), ("both_ways", &tunnel.both_ways)] {
            for &endpoint in endpoints {
                if !matches!(catalog.endpoint(endpoint).port, Port::Fixed(_) | Port::Protocol) {
                    let path = catalog.endpoint_path(endpoint);
                    let message = format!("a tunnel can't use “{path}”: its port is not fixed");
                    let hint = "use endpoints with a fixed port or without ports";
                    report.push(Code::CatalogPort, &file, &[Step::Field(field)], message, hint);
                }
            }
        }
        for (idx, endpoint) in tunnel.across_nat.iter().enumerate() {
            if !tunnel.both_ways.contains(endpoint) && !tunnel.from_opener.contains(endpoint) {
                let message = format!("the tunnel does not open “{}”", catalog.endpoint_path(*endpoint));
                let path = [Step::Field("across_nat"), Step::Item(idx)];
                let hint = "name one of `both_ways` or `from_opener`";
                report.push(Code::CatalogUnresolved, &file, &path, message, hint);
            }
        }
        if !tunnel.from_opener.is_empty() && !tunnel.has_opener {
            let message = "it says what the opener opens, but not that it has one";
            let path = [Step::Field("from_opener")];
            report.push(Code::CatalogUnresolved, &file, &path, message, "add `has_opener: true`");
        }
        if tunnel.from_opener.is_empty() && tunnel.both_ways.is_empty() {
            let message = "this tunnel kind opens nothing";
            report.push(Code::CatalogOrphan, &file, &[], message, "name endpoints in `both_ways` or `from_opener`");
        }
    }
}
