//! The tables about ports: by endpoint, by connection, and by number.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::{CatalogTable, Column, headers, references, rows, sorted_rows};
use crate::catalog::{Catalog, Endpoint, EndpointRef};
use crate::ids::ServiceIdx;
use crate::matrix::{Line, LineTable};
use crate::net::{PortRange, Transport};
use crate::table::Value;

/// What each system service listens on: by service, application protocol, transport and ports.
pub(super) static ENDPOINTS: CatalogTable = CatalogTable {
    name: "endpoints",
    description: "What each system service listens on",
    headers: || headers(ENDPOINT_COLUMNS),
    rows: |catalog| {
        sorted_rows(ENDPOINT_COLUMNS, catalog, endpoints(catalog), |entry| {
            let endpoint = entry.endpoint(catalog);
            (entry.at.service, endpoint.application_protocol.clone(), endpoint.transport, entry.ports)
        })
    },
};

const ENDPOINT_COLUMNS: &[Column<EndpointEntry>] = &[
    ("system_service", |catalog, entry| (&*catalog.services[entry.at.service].name).into()),
    ("service_name", |catalog, entry| (&*catalog.services[entry.at.service].service_name).into()),
    ("application_protocol", |catalog, entry| (&*entry.endpoint(catalog).application_protocol).into()),
    ("transport", |catalog, entry| entry.endpoint(catalog).transport.label().into()),
    ("port_from", |_, entry| entry.ports.map(PortRange::first).into()),
    ("port_to", |_, entry| entry.ports.map(PortRange::last).into()),
    ("kind", |catalog, entry| entry.endpoint(catalog).port.kind().into()),
    ("condition", |catalog, entry| catalog.endpoint_condition(entry.endpoint(catalog)).into()),
    ("references", |catalog, entry| references(catalog, entry.endpoint(catalog).references.iter().copied())),
];

/// An endpoint, and the ports that tables show for it.
struct EndpointEntry {
    at: EndpointRef,
    ports: Option<PortRange>,
}

impl EndpointEntry {
    fn endpoint<'a>(&self, catalog: &'a Catalog) -> &'a Endpoint {
        catalog.endpoint(self.at)
    }
}

/// Every endpoint, in catalog order.
fn endpoints(catalog: &Catalog) -> impl Iterator<Item = EndpointEntry> {
    catalog.services.iter_enumerated().flat_map(move |(service_idx, service)| {
        service.endpoints.keys().map(move |endpoint| {
            let at = EndpointRef { service: service_idx, endpoint };
            EndpointEntry { at, ports: catalog.shown_endpoint_range(at) }
        })
    })
}

/// Which role connects to which, and for what: by source role, destination role, service, application protocol, transport and ports.
pub(super) static CONNECTIONS: CatalogTable = CatalogTable {
    name: "connections",
    description: "Which role opens what to which",
    headers: || headers(CONNECTION_COLUMNS),
    rows: |catalog| {
        sorted_rows(CONNECTION_COLUMNS, catalog, LineTable::new(catalog).lines, |line| {
            let endpoint = catalog.endpoint(line.endpoint);
            let (roles, protocol) = ((line.connection.role, line.destination), endpoint.application_protocol.clone());
            (roles, line.endpoint.service, protocol, endpoint.transport, line.shown_range(catalog))
        })
    },
};

const CONNECTION_COLUMNS: &[Column<Line>] = &[
    ("source_role", |catalog, line| catalog.roles[line.connection.role].id.as_str().into()),
    ("destination_role", |catalog, line| catalog.roles[line.destination].id.as_str().into()),
    ("system_service", |catalog, line| (&*catalog.services[line.endpoint.service].name).into()),
    ("application_protocol", |catalog, line| (&*catalog.endpoint(line.endpoint).application_protocol).into()),
    ("transport", |catalog, line| catalog.endpoint(line.endpoint).transport.label().into()),
    ("port_from", |catalog, line| line.shown_range(catalog).map(PortRange::first).into()),
    ("port_to", |catalog, line| line.shown_range(catalog).map(PortRange::last).into()),
    ("kind", |_, line| line.port.kind().into()),
    ("need", |_, line| line.need.label().into()),
    ("scenario", |catalog, line| {
        line.need.optional().map_or(Value::Nothing, |scenario| (&*catalog.scenarios[scenario].name).into())
    }),
    ("condition", |catalog, line| line.condition(catalog).into()),
    ("references", |catalog, line| references(catalog, line.references.iter().copied())),
];

/// Which services listen on which port: by port, transport and application protocol.
pub(super) static PORTS: CatalogTable = CatalogTable {
    name: "ports",
    description: "Which services listen on which port",
    headers: || headers(PORT_COLUMNS),
    rows: |catalog| rows(PORT_COLUMNS, catalog, &listeners(catalog)),
};

const PORT_COLUMNS: &[Column<(PortKey, Vec<ServiceIdx>)>] = &[
    ("port", |_, ((port, ..), _)| match port {
        ByPort::NoPort => "n/a".into(),
        ByPort::NotChosen => Value::Nothing,
        ByPort::Ports(range) => range.to_string().into(),
    }),
    ("transport", |_, ((_, transport, _), _)| transport.label().into()),
    ("application_protocol", |_, ((.., protocol), _)| (&**protocol).into()),
    ("system_services", |catalog, (_, services)| {
        Value::distinct(services.iter().map(|&idx| &*catalog.services[idx].name))
    }),
];

/// A port, transport and application protocol.
type PortKey = (ByPort, Transport, Arc<str>);

/// The order of rows: what has no port, then ports that are not chosen yet, then by number.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum ByPort {
    NoPort,
    NotChosen,
    Ports(PortRange),
}

/// The services that listen on each port, transport and application protocol.
fn listeners(catalog: &Catalog) -> Vec<(PortKey, Vec<ServiceIdx>)> {
    let mut res: BTreeMap<PortKey, Vec<ServiceIdx>> = BTreeMap::new();
    for entry in endpoints(catalog) {
        let endpoint = entry.endpoint(catalog);
        let port = match entry.ports {
            Some(range) => ByPort::Ports(range),
            None if endpoint.transport.has_ports() => ByPort::NotChosen,
            None => ByPort::NoPort,
        };
        let key = (port, endpoint.transport, endpoint.application_protocol.clone());
        res.entry(key).or_default().push(entry.at.service);
    }
    res.into_iter().collect()
}
