//! How what is found is called, and the phrases that a screen and the whole answer share.

use itertools::Itertools as _;

use crate::catalog::{Port, ScenarioDecision};
use crate::view::{EndpointFound, Found, ScenarioFound, ServiceFound};

/// What holds of a scenario where a plan says nothing of it; empty: it is undecided.
pub(super) fn default_of(scenario: &ScenarioFound) -> &'static str {
    match scenario.default {
        ScenarioDecision::Undecided => "",
        ScenarioDecision::Declined => "declined by the catalog until you accept it",
        ScenarioDecision::Accepted => "accepted by the catalog until you decline it",
    }
}

/// What names a hit.
pub(super) fn heading(hit: &Found) -> String {
    match hit {
        Found::Role(role) => format!("Role {} ({}), {}", role.name, role.id, role.family),
        Found::Service(service) => match &service.endpoints[..] {
            [endpoint] => endpoint_heading(service, endpoint),
            endpoints => {
                let listens = endpoints.iter().map(|it| format!("{}{}", it.transport, ports(it))).unique().join("; ");
                let listens = if listens.is_empty() { listens } else { format!(": {listens}") };
                format!("Service {}{}{listens}", service.name, service_name(service))
            }
        },
        Found::Scenario(scenario) => format!("Scenario {}", scenario.name),
        Found::RpcServer(server) => format!("RPC server {} ({})", server.name, server.id),
        Found::Os(os) => format!("OS version {} ({})", os.name, os.id),
        Found::Document(document) => format!("Document {}", document.label),
    }
}

pub(super) fn endpoint_heading(service: &ServiceFound, endpoint: &EndpointFound) -> String {
    let EndpointFound { transport, application_protocol, .. } = endpoint;
    format!("{transport}{}, {application_protocol}: {}{}", ports(endpoint), service.name, service_name(service))
}

pub(super) fn service_name(service: &ServiceFound) -> String {
    if service.service_name.is_empty() { String::new() } else { format!(" ({})", service.service_name) }
}

/// Where an endpoint listens, with a blank in front; empty where there is no port.
pub(super) fn ports(endpoint: &EndpointFound) -> String {
    match endpoint.port {
        Port::RpcDynamic(_) | Port::OsDynamic => format!(" {} (dynamic)", endpoint.ports),
        Port::Parameter(None) => " port chosen by the administrator".to_owned(),
        Port::Parameter(Some(_)) => format!(" {} (default)", endpoint.ports),
        Port::Fixed(_) => format!(" {}", endpoint.ports),
        Port::Protocol => String::new(),
    }
}

pub(super) fn need(scenario: Option<&str>) -> String {
    scenario.map_or_else(|| "required".to_owned(), |scenario| format!("optional, for {scenario}"))
}
