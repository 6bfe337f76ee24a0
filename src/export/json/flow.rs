//! A flow and its reasons as JSON.

use serde::Serialize;

use crate::catalog::{Catalog, OsSet};
use crate::export::pairs::Job;
use crate::matrix::{Fact, Flow, FlowColumn, FlowNeed, FlowRow, PortOrigin, Reason};
use crate::plan::Zone;

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
    need: &'static str,
    scenario: Vec<&'a str>,
    purpose: Vec<&'a str>,
    references: Vec<String>,
    status: &'static str,
    status_reason: String,
    confidence: &'static str,
    reasons: Vec<ReasonForm<'a>>,
}

impl<'a> FlowForm<'a> {
    pub(super) fn new(job: &'a Job<'_>, source_idx: usize, destination_idx: usize, flow: &'a Flow) -> Self {
        let catalog = job.catalog;
        let (source, destination) = (&*job.zones[source_idx], &*job.zones[destination_idx]);
        let row = FlowRow { catalog, plan: job.matrix.plan(), source, destination, flow };
        let key = &flow.key;
        Self {
            source_zone: &source.name,
            source_zone_id: source.id.as_str(),
            source_role: &key.source_role,
            destination_zone: &destination.name,
            destination_zone_id: destination.id.as_str(),
            destination_role: &key.destination_role,
            system_service: &flow.service_name,
            application_protocol: &key.application_protocol,
            transport: key.transport.label(),
            port_from: key.ports.map(|range| range.first()),
            port_to: key.ports.map(|range| range.last()),
            source_port: key.source_port,
            need: flow.need.label(),
            scenario: match &flow.need {
                FlowNeed::Required => Vec::new(),
                FlowNeed::Optional(scenarios) => scenarios.iter().map(|scenario| &**scenario).collect(),
            },
            purpose: flow.purposes(),
            references: flow.references().into_iter().map(|idx| catalog.references[idx].label()).collect(),
            status: flow.status.label(),
            status_reason: FlowColumn::StatusReason.cell(&row),
            confidence: flow.confidence.label(),
            reasons: flow.reasons.iter().map(|reason| ReasonForm::new(catalog, source, destination, reason)).collect(),
        }
    }
}

#[derive(Serialize)]
struct ReasonForm<'a> {
    #[serde(flatten)]
    fact: FactForm<'a>,
    purpose: &'a str,
    scenarios: Vec<&'a str>,
    confidence: &'static str,
    documents: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum FactForm<'a> {
    Connection {
        connection: String,
        endpoint: String,
        source_placement: &'a str,
        destination_placement: &'a str,
        source_os: Option<Vec<&'a str>>,
        destination_os: Option<Vec<&'a str>>,
        assumptions: Vec<&'a str>,
        port_origin: &'static str,
    },
    Tunnel {
        position: usize,
    },
    Override {
        position: usize,
    },
}

impl<'a> ReasonForm<'a> {
    fn new(catalog: &'a Catalog, source: &'a Zone, destination: &'a Zone, reason: &'a Reason) -> Self {
        Self {
            fact: FactForm::new(catalog, source, destination, &reason.fact),
            purpose: &reason.purpose,
            scenarios: reason.scenarios.iter().map(|scenario| &**scenario).collect(),
            confidence: reason.confidence.label(),
            documents: reason.references.iter().map(|&idx| &*catalog.references[idx].id).collect(),
        }
    }
}

impl<'a> FactForm<'a> {
    fn new(catalog: &'a Catalog, source: &'a Zone, destination: &'a Zone, fact: &Fact) -> Self {
        let os = |set: Option<OsSet>| set.map(|set| set.iter().map(|idx| &*catalog.os[idx].id).collect());
        match fact {
            Fact::Tunnel(position) => Self::Tunnel { position: *position },
            Fact::Override(position) => Self::Override { position: *position },
            Fact::Connection {
                connection,
                endpoint,
                source_placement,
                destination_placement,
                source_os,
                destination_os,
                assumptions,
                origin,
            } => {
                let role = &catalog.roles[connection.role];
                Self::Connection {
                    connection: format!("{}/{}", role.id, role.connects[connection.connection].id),
                    endpoint: catalog.endpoint_path(*endpoint),
                    source_placement: source.placements[*source_placement].role.as_str(),
                    destination_placement: destination.placements[*destination_placement].role.as_str(),
                    source_os: os(*source_os),
                    destination_os: os(*destination_os),
                    assumptions: assumptions.iter().map(|&idx| &*catalog.assumptions[idx].id).collect(),
                    port_origin: origin_word(*origin),
                }
            }
        }
    }
}

fn origin_word(origin: PortOrigin) -> &'static str {
    match origin {
        PortOrigin::Documented => "documented",
        PortOrigin::OsRange => "os-range",
        PortOrigin::ProductRange => "product-range",
        PortOrigin::PlacementRange => "placement-range",
        PortOrigin::Restricted => "restricted",
        PortOrigin::Pinned => "pinned",
        PortOrigin::Chosen => "chosen",
        PortOrigin::NotChosen => "not-chosen",
    }
}
