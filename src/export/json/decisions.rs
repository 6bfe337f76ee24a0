//! What was decided for a request, as JSON: answers, scenarios, choices, overrides, and what pairs of zones say alone.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::{Serialize, Serializer};

use super::object::{Json, entries, object};
use crate::net::{PortRange, Transport};
use crate::plan::file::Choice as _;
use crate::plan::{AddedFlow, Override, PairSettings, Plan, Selector, ZoneId};

/// The decisions of the plan as a whole. What is not in them is as the catalog says.
pub(super) struct Decisions<'a>(pub &'a Plan);

impl Serialize for Decisions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan) = self;
        object!(serializer, {
            "assumptions": labels(&plan.assumptions, |answer| answer.word()),
            "scenarios": labels(&plan.scenarios, |decision| decision.word()),
            "choices": labels(&plan.choices, |option| option.as_str()),
            "overrides": plan.overrides.iter().map(Json).collect::<Vec<_>>(),
        })
    }
}

/// What was decided of each id.
fn labels<'a, K: Display, V>(map: &'a BTreeMap<K, V>, label: fn(&'a V) -> &'a str) -> BTreeMap<String, &'a str> {
    map.iter().map(|(id, value)| (id.to_string(), label(value))).collect()
}

/// The settings of a pair of zones, by their ids.
impl Serialize for Json<(&(ZoneId, ZoneId), &PairSettings)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(((source, destination), settings)) = self;
        object!(serializer, {
            "source_zone_id": source.as_str(),
            "destination_zone_id": destination.as_str(),
            "assumptions": labels(&settings.assumptions, |answer| answer.word()),
            "scenarios": labels(&settings.scenarios, |decision| decision.word()),
            "mapper_only": settings.mapper_only,
            "ticket": settings.request.ticket,
            "justification": settings.request.justification,
            "logging": settings.request.logging,
            "note": settings.note,
        })
    }
}

/// What is suppressed, by all that it must match, or what is added; with the reason.
impl Serialize for Json<&Override> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Override::Suppress { selector, reason } => {
                object!(serializer, { "kind": "suppress", "match": Json(selector), "reason": reason })
            }
            Override::Add { flow, reason } => {
                object!(serializer, { "kind": "add", "flow": Json(flow), "reason": reason })
            }
        }
    }
}

impl Serialize for Json<&Selector> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(selector) = self;
        object!(serializer, {
            "source_zone_id": selector.source_zone.as_ref().map(ToString::to_string),
            "destination_zone_id": selector.destination_zone.as_ref().map(ToString::to_string),
            "source_role": selector.source_role.as_ref().map(ToString::to_string),
            "destination_role": selector.destination_role.as_ref().map(ToString::to_string),
            "system_service": selector.service.as_ref().map(ToString::to_string),
            "transport": selector.transport.map(Transport::label),
            "port_from": selector.ports.map(PortRange::first),
            "port_to": selector.ports.map(PortRange::last),
        })
    }
}

impl Serialize for Json<&AddedFlow> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(flow) = self;
        object!(serializer, {
            "source_zone_id": flow.source_zone.as_str(),
            "source_role": flow.source_role,
            "destination_zone_id": flow.destination_zone.as_str(),
            "destination_role": flow.destination_role,
            "system_service": flow.service,
            "application_protocol": flow.application_protocol,
            "transport": flow.transport.label(),
            "port_from": flow.ports.map(PortRange::first),
            "port_to": flow.ports.map(PortRange::last),
            "scenario": flow.scenario,
        })
    }
}
