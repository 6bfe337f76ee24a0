//! A flow as JSON.

use std::borrow::Cow;

use serde::Serialize;

use super::head::EndsForm;
use super::reason::{ReasonForm, reasons};
use crate::export::pairs::Job;
use crate::matrix::Flow;
use crate::net::PortRange;
use crate::table::FlowRow;

/// The columns of the flow table, lists as arrays, and the reasons.
#[derive(Serialize)]
pub(super) struct FlowForm<'a> {
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
    ends: EndsForm,
    need: &'static str,
    scenario: Vec<&'a str>,
    purpose: Vec<&'a str>,
    references: Vec<&'a str>,
    status: &'static str,
    status_reason: Cow<'a, str>,
    confidence: &'static str,
    reasons: Vec<ReasonForm<'a>>,
}

impl<'a> FlowForm<'a> {
    pub(super) fn new(job: &'a Job<'_>, pair: (usize, usize), flow: &'a Flow<'a>) -> Self {
        let catalog = job.catalog;
        let (source, destination) = job.ends(pair);
        let row = FlowRow { catalog, plan: job.matrix.plan(), source, destination, flow };
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
