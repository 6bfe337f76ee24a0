//! A rule and a flow as JSON: the columns of their tables, lists as arrays.

use std::iter;

use serde::{Serialize, Serializer};

use super::object::{Json, entries, object};
use super::reason::reasons;
use crate::net::PortRange;
use crate::table::{FlowRow, RuleRow, Value, distinct};

/// The values of a cell as a list.
impl Serialize for Json<&Value<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Nothing => serializer.collect_seq(iter::empty::<&str>()),
            Value::Text(text) => serializer.collect_seq([text]),
            Value::Number(number) => serializer.collect_seq([number]),
            Value::Ports(ports) => serializer.collect_seq(ports.ranges().iter().map(ToString::to_string)),
            Value::Names(names) => serializer.collect_seq(names),
            Value::Addresses(addresses) => serializer.collect_seq(*addresses),
        }
    }
}

impl Serialize for Json<&RuleRow<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(row) = self;
        let RuleRow { catalog, source, destination, rule, .. } = row;
        // Unmerged rules have one range at most.
        let range = rule.ports.ranges().first();
        object!(serializer, {
            "rule_id": row.id(),
            "action": RuleRow::ACTION,
            "source_zone": source.name,
            "source_zone_id": source.id.as_str(),
            "source_addresses": Json(&row.addresses(0)),
            "source_hosts": Json(&row.hosts(0)),
            "destination_zone": destination.name,
            "destination_zone_id": destination.id.as_str(),
            "destination_addresses": Json(&row.addresses(1)),
            "destination_hosts": Json(&row.hosts(1)),
            "transport": rule.transport.label(),
            "port_from": range.map(|range| range.first()),
            "port_to": range.map(|range| range.last()),
            "source_port": rule.source_port,
            "icmp_type": rule.transport.icmp_type(),
            "application_protocols": row.protocols(),
            "source_roles": distinct(row.all_flows().map(|flow| flow.key.source_role.id(catalog))),
            "destination_roles": distinct(row.all_flows().map(|flow| flow.key.destination_role.id(catalog))),
            "need": rule.need.label(),
            "scenarios": row.scenarios(),
            "also_serves": row.also_served_scenarios(),
            "ends": Json(rule.ends),
            "justification": row.justification(),
            "references": row.references().collect::<Vec<_>>(),
            "confidence": row.confidence().label(),
        })
    }
}

impl Serialize for Json<&FlowRow<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(row) = self;
        let FlowRow { catalog, source, destination, flow, .. } = row;
        let key = &flow.key;
        object!(serializer, {
            "source_zone": source.name,
            "source_zone_id": source.id.as_str(),
            "source_role": key.source_role.id(catalog),
            "destination_zone": destination.name,
            "destination_zone_id": destination.id.as_str(),
            "destination_role": key.destination_role.id(catalog),
            "system_service": key.service.name(catalog),
            "application_protocol": key.application_protocol,
            "transport": key.transport.label(),
            "port_from": key.ports.map(PortRange::first),
            "port_to": key.ports.map(PortRange::last),
            "source_port": key.source_port,
            "icmp_type": key.transport.icmp_type(),
            "ends": Json(key.ends),
            "need": flow.need.label(),
            "scenario": flow.need.scenarios(),
            "purpose": flow.purposes(),
            "references": row.references().collect::<Vec<_>>(),
            "status": flow.status.label(),
            "status_reason": row.status_reason(),
            "confidence": flow.confidence.label(),
            "reasons": reasons(row),
        })
    }
}
