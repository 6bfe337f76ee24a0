//! One row an endpoint: what each system service listens on.

use super::table::sorted;
use crate::catalog::{Catalog, EndpointRef};
use crate::export::csv::SEPARATOR;

pub(super) const HEADERS: [&str; 9] = [
    "system_service",
    "service_name",
    "application_protocol",
    "transport",
    "port_from",
    "port_to",
    "kind",
    "condition",
    "references",
];

/// By service, application protocol, transport and ports.
pub(super) fn rows(catalog: &Catalog) -> Vec<Vec<String>> {
    let mut res = Vec::new();
    for (service_idx, service) in catalog.services.iter_enumerated() {
        for (endpoint_idx, endpoint) in service.endpoints.iter_enumerated() {
            let range = catalog.shown_endpoint_range(EndpointRef { service: service_idx, endpoint: endpoint_idx });
            let key = (service_idx, endpoint.application_protocol.clone(), endpoint.transport, range);
            let row = vec![
                service.name.to_string(),
                service.service_name.to_string(),
                endpoint.application_protocol.to_string(),
                endpoint.transport.label().to_owned(),
                range.map(|range| range.first().to_string()).unwrap_or_default(),
                range.map(|range| range.last().to_string()).unwrap_or_default(),
                endpoint.port.kind().to_owned(),
                catalog.endpoint_condition(endpoint),
                catalog.reference_labels(endpoint.references.iter().copied()).join(SEPARATOR),
            ];
            res.push((key, row));
        }
    }
    sorted(res)
}
