//! The by-port table: one row for each port, transport and application protocol, with the services that listen.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, EndpointRef};
use crate::export::csv::SEPARATOR;
use crate::net::{PortRange, Transport};

pub(super) const HEADERS: [&str; 4] = ["port", "transport", "application_protocol", "system_services"];

/// Where a row stands: what has no port first, then a port that is yet to be chosen, then by number.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum ByPort {
    NoPort,
    NotChosen,
    Ports(PortRange),
}

/// By port, transport and application protocol.
pub(super) fn rows(catalog: &Catalog) -> Vec<Vec<String>> {
    let mut services: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (service_idx, service) in catalog.services.iter_enumerated() {
        for (endpoint_idx, endpoint) in service.endpoints.iter_enumerated() {
            let endpoint_ref = EndpointRef { service: service_idx, endpoint: endpoint_idx };
            let port = match catalog.shown_endpoint_range(endpoint_ref) {
                Some(range) => ByPort::Ports(range),
                None if endpoint.transport.has_ports() => ByPort::NotChosen,
                None => ByPort::NoPort,
            };
            let row = services.entry((port, endpoint.transport, &*endpoint.application_protocol)).or_default();
            if !row.contains(&&*service.name) {
                row.push(&service.name);
            }
        }
    }
    let row = |((port, transport, application_protocol), services): ((ByPort, Transport, &str), Vec<&str>)| {
        let port = match port {
            ByPort::NoPort => "n/a".to_owned(),
            ByPort::NotChosen => String::new(),
            ByPort::Ports(range) => range.to_string(),
        };
        vec![port, transport.label().to_owned(), application_protocol.to_owned(), services.join(SEPARATOR)]
    };
    services.into_iter().map(row).collect()
}
