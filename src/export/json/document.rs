//! The whole document: its head from the plan, its lists cell by cell.

use std::io::{self, Write};

use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::flow::FlowForm;
use super::lines::Lines;
use super::rule::RuleForm;
use crate::catalog::Reference;
use crate::export::pairs::Job;
use crate::export::{ExportError, SameZone};
use crate::matrix::{Merge, RuleRow};
use crate::plan::{Request, Zone};

/// Writes everything.
pub(in crate::export) fn write(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let plan = job.matrix.plan();
    let document = DocumentForm {
        format: "portolan",
        format_version: 1,
        catalog_date: &job.catalog.as_of,
        title: &plan.title,
        note: &plan.note,
        request: RequestForm::from(&plan.request),
        need: job.options.need.label(),
        same_zone: job.options.same_zone == SameZone::Include,
        zones: job.zones.iter().map(|zone| ZoneForm::from(&**zone)).collect(),
        documents: job.catalog.references.iter().map(ReferenceForm::from).collect(),
        rules: Rules(job),
        flows: Flows(job),
    };
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Lines::default());
    match document.serialize(&mut serializer) {
        Ok(()) => Ok(out.write_all(b"\n")?),
        Err(_) if job.cancel.is_cancelled() => Err(ExportError::Cancelled),
        Err(err) => Err(io::Error::from(err).into()),
    }
}

#[derive(Serialize)]
struct DocumentForm<'a> {
    format: &'static str,
    format_version: u32,
    catalog_date: &'a str,
    title: &'a str,
    note: &'a str,
    request: RequestForm<'a>,
    need: &'static str,
    same_zone: bool,
    zones: Vec<ZoneForm<'a>>,
    documents: Vec<ReferenceForm<'a>>,
    rules: Rules<'a>,
    flows: Flows<'a>,
}

#[derive(Serialize)]
struct RequestForm<'a> {
    ticket: &'a str,
    requester: &'a str,
    owner: &'a str,
    justification: &'a str,
    valid_until: &'a str,
}

impl<'a> From<&'a Request> for RequestForm<'a> {
    fn from(request: &'a Request) -> Self {
        Self {
            ticket: &request.ticket,
            requester: &request.requester,
            owner: &request.owner,
            justification: &request.justification,
            valid_until: &request.valid_until,
        }
    }
}

#[derive(Serialize)]
struct ZoneForm<'a> {
    id: &'a str,
    name: &'a str,
    addresses: &'a [String],
    trust: String,
    os: Vec<&'a str>,
    roles: Vec<&'a str>,
}

impl<'a> From<&'a Zone> for ZoneForm<'a> {
    fn from(zone: &'a Zone) -> Self {
        Self {
            id: zone.id.as_str(),
            name: &zone.name,
            addresses: &zone.addresses,
            trust: zone.trust.label().to_lowercase(),
            os: zone.os.iter().map(|os| os.as_str()).collect(),
            roles: zone.placements.iter().map(|placement| placement.role.as_str()).collect(),
        }
    }
}

#[derive(Serialize)]
struct ReferenceForm<'a> {
    id: &'a str,
    label: String,
    title: &'a str,
    publisher: &'a str,
    document: &'a str,
    version: &'a str,
    read: &'a str,
}

impl<'a> From<&'a Reference> for ReferenceForm<'a> {
    fn from(reference: &'a Reference) -> Self {
        Self {
            id: &reference.id,
            label: reference.label(),
            title: &reference.title,
            publisher: &reference.publisher,
            document: &reference.document,
            version: &reference.version,
            read: &reference.read,
        }
    }
}

/// The rules of every pair, made while they are written.
struct Rules<'a>(&'a Job<'a>);

impl Serialize for Rules<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let job = self.0;
        let mut list = serializer.serialize_seq(None)?;
        for (source_idx, destination_idx) in job.pairs() {
            job.check_cancelled().map_err(S::Error::custom)?;
            if job.matrix.summary(source_idx, destination_idx).is_empty() {
                continue;
            }
            let cell = job.matrix.cell(job.catalog, source_idx, destination_idx);
            let (source, destination) = (&*job.zones[source_idx], &*job.zones[destination_idx]);
            for rule in &cell.rules(Merge::Ranges) {
                if job.options.need.admits(rule.need) {
                    let row = RuleRow { catalog: job.catalog, source, destination, cell: &cell, rule };
                    list.serialize_element(&RuleForm::from(&row))?;
                }
            }
        }
        list.end()
    }
}

/// The flows of every pair, made while they are written.
struct Flows<'a>(&'a Job<'a>);

impl Serialize for Flows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let job = self.0;
        let mut list = serializer.serialize_seq(None)?;
        for (source_idx, destination_idx) in job.pairs() {
            job.check_cancelled().map_err(S::Error::custom)?;
            let cell = job.matrix.cell(job.catalog, source_idx, destination_idx);
            for flow in cell.flows.iter().filter(|flow| job.options.need.admits_flow(&flow.need)) {
                list.serialize_element(&FlowForm::new(job, source_idx, destination_idx, flow))?;
            }
        }
        list.end()
    }
}
