//! What stands before the rules and flows, as JSON: the request, the zones, the documents.

use serde::Serialize;

use crate::catalog::Reference;
use crate::plan::{OsId, Request, Zone};

/// The change request's own fields.
#[derive(Serialize)]
pub(super) struct RequestForm<'a> {
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

/// A zone, without what only shapes how it looks.
#[derive(Serialize)]
pub(super) struct ZoneForm<'a> {
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
            os: zone.os.iter().map(OsId::as_str).collect(),
            roles: zone.placements.iter().map(|placement| placement.role.as_str()).collect(),
        }
    }
}

/// A document that facts come from.
#[derive(Serialize)]
pub(super) struct ReferenceForm<'a> {
    id: &'a str,
    label: &'a str,
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
            label: &reference.label,
            title: &reference.title,
            publisher: &reference.publisher,
            document: &reference.document,
            version: &reference.version,
            read: &reference.read,
        }
    }
}
