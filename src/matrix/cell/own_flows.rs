//! The flows that no connection states: those of tunnels, and those that the user adds.

use std::borrow::Cow;

use super::pair::Pair;
use super::pickers::{apply_overrides, joins};
use crate::catalog::{Catalog, EndpointRef, Need, Port};
use crate::ids::TunnelKindIdx;
use crate::matrix::flow::{Flow, FlowConfidence, Origin, Reason, Status};
use crate::matrix::flow_key::{FlowEnds, FlowKey, FlowRole, FlowService};
use crate::matrix::lines::merged_references;
use crate::plan::{AddedFlow, Override};

/// Lists them from one zone to another.
pub(super) fn own_flows<'a>(pair: &Pair<'a>) -> Vec<Flow<'a>> {
    let Pair { context, source, destination, .. } = *pair;
    let mut res = Vec::new();
    let of_pair = context.plan.tunnels.iter().enumerate().filter(|(_, tunnel)| joins(tunnel, source, destination));
    for (number, (tunnel_idx, tunnel)) in of_pair.enumerate() {
        if let Some(kind_idx) = context.catalog.tunnel_idx(tunnel.kind.as_str()) {
            let ends = FlowEnds::Tunnel { tunnel_idx, number };
            let kind = &context.catalog.tunnels[kind_idx];
            let opener = tunnel.opener.as_ref().unwrap_or(&tunnel.zones[0]);
            let opened = if *opener == source.id { &kind.from_opener[..] } else { &[] };
            for &endpoint in opened.iter().chain(&kind.both_ways) {
                res.extend(tunnel_flow(context.catalog, kind_idx, (tunnel_idx, ends), endpoint));
            }
        }
    }
    for flow in &mut res {
        apply_overrides(pair, flow);
    }
    for (override_idx, entry) in context.plan.overrides.iter().enumerate() {
        if let Override::Add { flow, reason } = entry
            && flow.source_zone == source.id
            && flow.destination_zone == destination.id
        {
            res.push(added_flow(context.catalog, override_idx, flow, reason));
        }
    }
    res
}

fn tunnel_flow(
    catalog: &Catalog,
    kind_idx: TunnelKindIdx,
    (tunnel_idx, ends): (usize, FlowEnds),
    endpoint: EndpointRef,
) -> Option<Flow<'_>> {
    let kind = &catalog.tunnels[kind_idx];
    let used = catalog.endpoint(endpoint);
    let ports = match used.port {
        Port::Fixed(range) => Some(range),
        Port::Protocol => None,
        // A tunnel's own ports are fixed; the catalog's checks say so.
        Port::RpcDynamic(_) | Port::OsDynamic | Port::Parameter(_) => return None,
    };
    let reason = Reason {
        origin: Origin::Tunnel(tunnel_idx),
        purpose: &kind.name,
        need: Need::Required,
        confidence: FlowConfidence::Documented,
        references: Cow::Owned(merged_references(&kind.references, &used.references)),
    };
    let key = FlowKey {
        source_role: FlowRole::Tunnel(kind_idx),
        destination_role: FlowRole::Tunnel(kind_idx),
        service: FlowService::Service(endpoint.service),
        application_protocol: &used.application_protocol,
        transport: used.transport,
        ports,
        source_port: used.source_port,
        ends,
    };
    Some(Flow::new(key, Status::Open, vec![reason]))
}

fn added_flow<'a>(catalog: &'a Catalog, override_idx: usize, added: &'a AddedFlow, reason: &'a str) -> Flow<'a> {
    let key = FlowKey {
        source_role: FlowRole::of_text(catalog, &added.source_role),
        destination_role: FlowRole::of_text(catalog, &added.destination_role),
        service: FlowService::of_text(catalog, &added.service),
        application_protocol: added.application_protocol.as_str(),
        transport: added.transport,
        ports: added.ports,
        source_port: None,
        ends: FlowEnds::Zones,
    };
    let reason = Reason {
        origin: Origin::Override(override_idx),
        purpose: reason,
        need: Need::for_scenarios(added.scenario.iter().map(String::as_str).collect()),
        confidence: FlowConfidence::User,
        references: Cow::default(),
    };
    Flow::new(key, Status::Open, vec![reason])
}
