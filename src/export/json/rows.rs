//! A rule and a flow as JSON: the columns of their tables, lists as arrays.

use std::borrow::Cow;

use serde::Serialize;

use super::head::EndsShape;
use super::reason::{ReasonShape, reasons};
use crate::net::PortRange;
use crate::table::{FlowRow, RuleRow, distinct};

/// A rule.
#[derive(Serialize)]
pub(super) struct RuleShape<'a> {
    rule_id: String,
    action: &'static str,
    source_zone: &'a str,
    source_zone_id: &'a str,
    source_addresses: &'a [String],
    /// No plan names any machine yet.
    source_hosts: [&'a str; 0],
    destination_zone: &'a str,
    destination_zone_id: &'a str,
    destination_addresses: &'a [String],
    destination_hosts: [&'a str; 0],
    transport: &'static str,
    port_from: Option<u16>,
    port_to: Option<u16>,
    source_port: Option<u16>,
    icmp_type: Option<u8>,
    application_protocols: Vec<&'a str>,
    source_roles: Vec<&'a str>,
    destination_roles: Vec<&'a str>,
    need: &'static str,
    scenarios: Vec<&'a str>,
    /// Names of the scenarios that a required rule serves, too.
    also_serves: Vec<&'a str>,
    ends: EndsShape,
    justification: String,
    references: Vec<&'a str>,
    confidence: &'static str,
}

impl<'a> From<&RuleRow<'a>> for RuleShape<'a> {
    fn from(row: &RuleRow<'a>) -> Self {
        let &RuleRow { catalog, source, destination, rule, .. } = row;
        // Unmerged rules have one range at most.
        let range = rule.ports.ranges().first();
        let [source_addresses, destination_addresses] = row.addresses();
        Self {
            rule_id: row.id(),
            action: RuleRow::ACTION,
            source_zone: &source.name,
            source_zone_id: source.id.as_str(),
            source_addresses,
            source_hosts: [],
            destination_zone: &destination.name,
            destination_zone_id: destination.id.as_str(),
            destination_addresses,
            destination_hosts: [],
            transport: rule.transport.label(),
            port_from: range.map(|range| range.first()),
            port_to: range.map(|range| range.last()),
            source_port: rule.source_port,
            icmp_type: rule.transport.icmp_type(),
            application_protocols: row.protocols(),
            source_roles: distinct(row.all_flows().map(|flow| flow.key.source_role.id(catalog))),
            destination_roles: distinct(row.all_flows().map(|flow| flow.key.destination_role.id(catalog))),
            need: rule.need.label(),
            scenarios: row.scenarios(),
            also_serves: row.also_served_scenarios(),
            ends: rule.ends.into(),
            justification: row.justification(),
            references: row.references().collect(),
            confidence: row.confidence().label(),
        }
    }
}

/// A flow, and its reasons.
#[derive(Serialize)]
pub(super) struct FlowShape<'a> {
    source_zone: &'a str,
    source_zone_id: &'a str,
    source_role: &'a str,
    destination_zone: &'a str,
    destination_zone_id: &'a str,
    destination_role: &'a str,
    system_service: &'a str,
    application_protocol: &'a str,
    transport: &'static str,
    port_from: Option<u16>,
    port_to: Option<u16>,
    source_port: Option<u16>,
    icmp_type: Option<u8>,
    ends: EndsShape,
    need: &'static str,
    scenario: Vec<&'a str>,
    purpose: Vec<&'a str>,
    references: Vec<&'a str>,
    status: &'static str,
    status_reason: Cow<'a, str>,
    confidence: &'static str,
    reasons: Vec<ReasonShape<'a>>,
}

impl<'a> From<&FlowRow<'a>> for FlowShape<'a> {
    fn from(row: &FlowRow<'a>) -> Self {
        let &FlowRow { catalog, source, destination, flow, .. } = row;
        let key = &flow.key;
        Self {
            source_zone: &source.name,
            source_zone_id: source.id.as_str(),
            source_role: key.source_role.id(catalog),
            destination_zone: &destination.name,
            destination_zone_id: destination.id.as_str(),
            destination_role: key.destination_role.id(catalog),
            system_service: key.service.name(catalog),
            application_protocol: key.application_protocol,
            transport: key.transport.label(),
            port_from: key.ports.map(PortRange::first),
            port_to: key.ports.map(PortRange::last),
            source_port: key.source_port,
            icmp_type: key.transport.icmp_type(),
            ends: key.ends.into(),
            need: flow.need.label(),
            scenario: row.scenarios(),
            purpose: flow.purposes(),
            references: row.references().collect(),
            status: flow.status.label(),
            status_reason: row.status_reason(),
            confidence: flow.confidence.label(),
            reasons: reasons(catalog, source, destination, flow),
        }
    }
}
