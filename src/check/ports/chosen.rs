//! Ports chosen on placements that change nothing. Ports that nobody has chosen stand with the placements.

use crate::catalog::{EndpointRef, Port};
use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::at_placement;
use crate::finding::{Code, Detail};
use crate::matrix::{Instance, PortOrigin, resolve};
use crate::net::PortRange;
use crate::plan::Zone;

/// Every port that is chosen is one that somebody could reach.
pub(in crate::check) fn without_effect(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for (zone, resolved) in plan.zones.iter().zip(input.zones) {
        for (placement_idx, placement) in zone.placements.iter().enumerate().filter(|(_, it)| !it.ports.is_empty()) {
            let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
            let instances: Vec<&Instance> = resolved.instances_of_placement(placement_idx).collect();
            for (path, &chosen) in &placement.ports {
                // An endpoint that the catalog lacks becomes an unknown id.
                let Some(endpoint) = catalog.endpoint_ref(path) else { continue };
                if !is_listened_on(input, zone, endpoint, &instances) {
                    let (message, hint) = words(input, &catalog.roles[role_idx].name, endpoint, chosen, &instances);
                    let finding = at_placement(Code::PortWithoutEffect, zone, placement.role.as_str(), message, hint);
                    collector.push(finding.detail(Detail::Endpoint(path.clone())));
                }
            }
        }
    }
}

/// Whether the derivation takes the chosen port for some connection.
fn is_listened_on(input: &Input<'_>, zone: &Zone, endpoint: EndpointRef, instances: &[&Instance]) -> bool {
    let context = input.context;
    instances.iter().any(|instance| {
        let lines = context.table.listened_on_by(instance.role);
        lines.filter(|line| line.endpoint == endpoint && resolve::listens(instance, line)).any(|line| {
            let ports = resolve::resolve_ports(context.catalog, context.plan, zone, instance, line);
            ports.iter().any(|port| port.origin == PortOrigin::Chosen)
        })
    })
}

/// What is so about a chosen port that changes nothing, and what to do.
fn words(
    input: &Input<'_>,
    role: &str,
    endpoint: EndpointRef,
    chosen: PortRange,
    instances: &[&Instance],
) -> (String, String) {
    let catalog = input.context.catalog;
    let fact = catalog.endpoint(endpoint);
    let service = &catalog.services[endpoint.service];
    let (protocol, transport) = (&fact.application_protocol, fact.transport);
    let asked = format!("port {chosen} is chosen for {protocol} ({transport}) of {}", service.name);
    if !instances.iter().any(|instance| catalog.roles[instance.role].runs.contains(&endpoint.service)) {
        let message = format!("{asked}, which {role} does not run: no flow uses it");
        return (message, "take it out, or choose the port at the role that runs the service".to_owned());
    }
    match fact.port {
        Port::Fixed(range) if fact.follows.is_some() => {
            let followed = fact.follows.map(|follows| &service.endpoints[follows.endpoint].application_protocol);
            let followed = followed.map(|protocol| &**protocol).unwrap_or_default();
            (
                format!("{asked}, whose port {range} moves with that of {followed}: it has no effect"),
                format!("take it out, and choose the port of {followed} instead"),
            )
        }
        Port::Fixed(range) => (
            format!("{asked}, which always listens on {range}: {transport} {range} is asked for"),
            "take it out; for a server that really listens elsewhere, suppress the flow and add one of your own"
                .to_owned(),
        ),
        Port::RpcDynamic(server_idx) => {
            let server = &catalog.rpc_servers[server_idx];
            let hint = if server.pin.is_some() {
                format!("take it out, and pin “{}” in the RPC settings instead", server.name)
            } else {
                format!("take it out; “{}” can't be pinned, so restrict the RPC range instead", server.name)
            };
            (format!("{asked}, whose port is handed out by the RPC endpoint mapper: it has no effect"), hint)
        }
        Port::OsDynamic => (
            format!("{asked}, which takes a port of the machine's dynamic range: it has no effect"),
            "take it out, and give the placement a dynamic range of its own instead".to_owned(),
        ),
        Port::Protocol => (format!("{asked}, but {transport} has no ports"), "take it out".to_owned()),
        Port::Parameter(_) => (
            format!("{asked}, which nothing reaches on the OS versions and roles that stand there: no flow uses it"),
            "take it out, or check the OS versions and roles of the machine".to_owned(),
        ),
    }
}
