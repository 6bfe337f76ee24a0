//! A rule as JSON.

use serde::Serialize;

use super::head::EndsForm;
use crate::table::{RuleRow, distinct};

/// The columns of the rule table, lists as arrays.
#[derive(Serialize)]
pub(super) struct RuleForm<'a> {
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
    ends: EndsForm,
    justification: String,
    references: Vec<&'a str>,
    confidence: &'static str,
}

impl<'a> From<&RuleRow<'a>> for RuleForm<'a> {
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
