//! What stands before the rules and flows, as JSON: the request, the zones, the tunnels, the documents.

use serde::Serialize;

use crate::catalog::Reference;
use crate::matrix::FlowEnds;
use crate::plan::{OsId, Request, Tunnel, Zone, ZoneId};

/// The change request's own fields.
#[derive(Serialize)]
pub(super) struct RequestShape<'a> {
    ticket: &'a str,
    requester: &'a str,
    owner: &'a str,
    justification: &'a str,
    valid_until: &'a str,
}

impl<'a> From<&'a Request> for RequestShape<'a> {
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
pub(super) struct ZoneShape<'a> {
    id: &'a str,
    name: &'a str,
    addresses: &'a [String],
    trust: String,
    os: Vec<&'a str>,
    roles: Vec<&'a str>,
}

impl<'a> From<&'a Zone> for ZoneShape<'a> {
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

/// Between which addresses something goes.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum EndsShape {
    Zones,
    Tunnel { position: usize },
}

impl From<FlowEnds> for EndsShape {
    fn from(ends: FlowEnds) -> Self {
        match ends {
            FlowEnds::Zones => Self::Zones,
            FlowEnds::Tunnel { tunnel_idx, .. } => Self::Tunnel { position: tunnel_idx },
        }
    }
}

/// A tunnel. Zones are in the order of its ends.
#[derive(Serialize)]
pub(super) struct TunnelShape<'a> {
    kind: &'a str,
    zones: [&'a str; 2],
    addresses: &'a [Vec<String>; 2],
    opener: Option<&'a str>,
    note: &'a str,
}

impl<'a> From<&'a Tunnel> for TunnelShape<'a> {
    fn from(tunnel: &'a Tunnel) -> Self {
        Self {
            kind: tunnel.kind.as_str(),
            zones: [tunnel.zones[0].as_str(), tunnel.zones[1].as_str()],
            addresses: &tunnel.endpoints,
            opener: tunnel.opener.as_ref().map(ZoneId::as_str),
            note: &tunnel.note,
        }
    }
}

/// A document that connections and endpoints rest on.
#[derive(Serialize)]
pub(super) struct ReferenceShape<'a> {
    id: &'a str,
    label: &'a str,
    title: &'a str,
    publisher: &'a str,
    document: &'a str,
    version: &'a str,
    read: &'a str,
}

impl<'a> From<&'a Reference> for ReferenceShape<'a> {
    fn from(reference: &'a Reference) -> Self {
        Self {
            id: reference.id.as_str(),
            label: &reference.label,
            title: &reference.title,
            publisher: &reference.publisher,
            document: &reference.document,
            version: &reference.version,
            read: &reference.read,
        }
    }
}
