//! What stands before the rules and flows, as JSON: the request, the zones, the tunnels, the accepted risks, the
//! documents.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::object::{Json, entries, object};
use crate::catalog::Reference;
use crate::export::Pairs;
use crate::matrix::FlowEnds;
use crate::plan::{AcceptedRisk, Host, OsId, Plan, Request, RoleId, Tunnel, Zone, ZoneId};

/// The change request's own fields.
impl Serialize for Json<&Request> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(request) = self;
        object!(serializer, {
            "ticket": request.ticket,
            "requester": request.requester,
            "owner": request.owner,
            "justification": request.justification,
            "valid_until": request.valid_until,
            "approver": request.approver,
            "application_id": request.application_id,
            "environment": request.environment,
            "valid_from": request.valid_from,
            "logging": request.logging,
            "firewall_note": request.firewall_note,
        })
    }
}

/// Which pairs were written, by the ids of their zones.
impl Serialize for Json<(&Pairs, &Plan)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self((pairs, plan)) = self;
        let ids = |idxs: &BTreeSet<usize>| -> Vec<String> {
            idxs.iter().filter_map(|idx| plan.zones.get(*idx)).map(|zone| zone.id.to_string()).collect()
        };
        match pairs {
            Pairs::All => serializer.serialize_none(),
            Pairs::Of(zones) => object!(serializer, { "zones": ids(zones) }),
            Pairs::Between { sources, destinations } => {
                object!(serializer, { "source_zones": ids(sources), "destination_zones": ids(destinations) })
            }
        }
    }
}

/// A zone, without what only shapes how it looks.
impl Serialize for Json<&Zone> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(zone) = self;
        object!(serializer, {
            "id": zone.id.as_str(),
            "name": zone.name,
            "addresses": zone.addresses,
            "trust": zone.trust.label().to_lowercase(),
            "group": zone.group,
            "os": zone.os.iter().map(OsId::as_str).collect::<Vec<_>>(),
            "roles": zone.placements.iter().map(|placement| placement.role.as_str()).collect::<Vec<_>>(),
            "hosts": hosts(zone).collect::<Vec<_>>(),
        })
    }
}

/// The machines of a zone, each with a role that it has.
fn hosts(zone: &Zone) -> impl Iterator<Item = Json<(&RoleId, &Host)>> {
    let placements = zone.placements.iter();
    placements.flat_map(|placement| placement.hosts.iter().map(|host| Json((&placement.role, host))))
}

impl Serialize for Json<(&RoleId, &Host)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self((role, host)) = self;
        object!(serializer, { "name": host.name, "addresses": host.addresses, "role": role.as_str() })
    }
}

/// Between which addresses something goes.
impl Serialize for Json<FlowEnds> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            FlowEnds::Zones => object!(serializer, { "kind": "zones" }),
            FlowEnds::Tunnel { tunnel_idx, .. } => {
                object!(serializer, { "kind": "tunnel", "position": tunnel_idx })
            }
        }
    }
}

/// A tunnel. Zones are in the order of its ends.
impl Serialize for Json<&Tunnel> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(tunnel) = self;
        object!(serializer, {
            "kind": tunnel.kind.as_str(),
            "zones": [tunnel.zones[0].as_str(), tunnel.zones[1].as_str()],
            "addresses": tunnel.endpoints,
            "opener": tunnel.opener.as_ref().map(ZoneId::as_str),
            "note": tunnel.note,
        })
    }
}

/// A finding that the plan accepts as a risk.
impl Serialize for Json<&AcceptedRisk> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(risk) = self;
        object!(serializer, {
            "finding": risk.finding,
            "about": risk.about,
            "reason": risk.reason,
            "by": risk.by,
            "on": risk.on.map(|on| on.to_string()),
            "until": risk.until.map(|until| until.to_string()),
        })
    }
}

/// A document that connections and endpoints rest on.
impl Serialize for Json<&Reference> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(reference) = self;
        object!(serializer, {
            "id": reference.id.as_str(),
            "label": &*reference.label,
            "title": &*reference.title,
            "publisher": &*reference.publisher,
            "document": &*reference.document,
            "version": &*reference.version,
            "read": &*reference.read,
        })
    }
}
