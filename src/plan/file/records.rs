//! Every field of the file: one list for each struct, in the order in which it is written.
//!
//! Where the file's shape is not the model's, a struct of `shapes` stands between them.

use serde::de::{Deserializer, MapAccess};

use super::form::Form;
use super::record::{Fields, Record, RecordVisitor, record, write_always, write_if_said};
use super::shapes::{AddRecord, PairRecord, PlanRecord, RpcRecord, SuppressRecord};
use super::values::Ends;
use super::write::{Items, Layout, Writer};
use crate::plan::{AcceptedRisk, Placement, Request, Scope, Selector, Trust, Tunnel, Zone};

record! {
    PlanRecord as "plan", Rows;
    format = "format" required,
    plan.title = "title",
    plan.note = "note",
    plan.request = "request",
    plan.assumptions = "assumptions",
    plan.scenarios = "scenarios",
    rpc = "rpc",
    plan.scopes = "scopes",
    plan.trusts = "trusts",
    plan.zones = "zones",
    pairs = "pairs",
    plan.tunnels = "tunnels",
    plan.overrides = "overrides",
    accepted = "accepted",
}

record! {
    Request as "request", Rows;
    ticket = "ticket",
    requester = "requester",
    owner = "owner",
    justification = "justification",
    valid_until = "valid_until",
}

record! {
    RpcRecord as "rpc", Inline;
    strategy = "strategy",
    mapper_only = "mapper_only",
}

record! {
    Scope as "scope", Inline;
    id = "id" required,
    kind = "kind" required,
    name = "name",
    forest = "forest",
}

record! {
    Trust as "trust", Inline;
    trusting = "trusting" required,
    trusted = "trusted" required,
    direction = "direction",
    kind = "kind",
}

// The brackets of the placements always stand there, so that the first role is one more line like any other.
record! {
    Zone as "zone", Rows;
    id = "id" required,
    name = "name",
    addresses = "addresses",
    trust = "trust",
    color = "color",
    note = "note",
    os = "os",
    assumptions = "assumptions",
    rpc = "rpc",
    placements = "placements" always,
}

record! {
    Placement as "placement", Inline;
    role = "role" required,
    os = "os",
    scopes = "scopes",
    serves = "serves",
    without = "without",
    rpc = "rpc",
    dynamic_range = "dynamic_range" ends,
    ports = "ports",
    note = "note",
}

record! {
    PairRecord as "pair", Inline;
    source = "source" required,
    destination = "destination" required,
    settings.assumptions = "assumptions",
    settings.scenarios = "scenarios",
    settings.mapper_only = "mapper_only",
    settings.note = "note",
}

record! {
    Tunnel as "tunnel", Inline;
    kind = "kind" required,
    zones = "zones" required,
    endpoints = "endpoints",
    carries = "carries",
    opener = "opener",
    note = "note",
}

record! {
    Selector as "selection", Inline;
    source_zone = "source_zone",
    destination_zone = "destination_zone",
    source_role = "source_role",
    destination_role = "destination_role",
    service = "service",
    transport = "transport",
    ports = "ports",
}

// Without a selection everything would be suppressed: that must be said, not forgotten.
record! {
    SuppressRecord as "suppress", Inline;
    selector = "match" required,
    reason = "reason",
}

record! {
    AddRecord as "add", Inline;
    flow.source_zone = "source_zone" required,
    flow.destination_zone = "destination_zone" required,
    flow.source_role = "source_role",
    flow.destination_role = "destination_role",
    flow.service = "service",
    flow.application_protocol = "application_protocol",
    flow.transport = "transport" required,
    flow.ports = "ports",
    flow.scenario = "scenario",
    reason = "reason",
}

record! {
    AcceptedRisk as "acceptance", Inline;
    finding = "finding" required,
    about = "about",
    reason = "reason" required,
    by = "by" required,
    until = "until",
}
