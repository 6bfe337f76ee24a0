//! Roles of the plan's own on their way into a catalog folder: the files that say the same as the plan, with the document
//! that they rest on from now on. It writes no file.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::own_catalog::addition;
use super::{OwnRole, Plan};
use crate::catalog::Catalog;
use crate::catalog::schema::{Connection, Endpoint, Need, Port, Role, Scenario, Service};
use crate::date::Date;
use crate::ids::RoleId;
use crate::ron_text::layout::{ROUND, SQUARE, inline, quoted, rows};

/// The family of roles that were moved.
const FAMILY: &str = "Roles of our own";

/// The document that moved roles rest on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleSource {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it stands: an address, or a path.
    pub document: String,
    /// The day it was read.
    pub read: Date,
}

/// Roles that are moved into a catalog folder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MovedRoles {
    /// The roles that go.
    pub roles: BTreeSet<RoleId>,
    /// What is written, by name below the folder.
    pub files: Vec<(String, String)>,
}

impl Plan {
    /// The roles of the plan's own that go where one goes: those that it calls or that call it, and theirs in turn.
    /// A catalog without them would not be whole.
    #[must_use]
    pub fn roles_with(&self, role_id: &RoleId) -> BTreeSet<RoleId> {
        let mut res = BTreeSet::new();
        let mut pending = vec![role_id];
        while let Some(id) = pending.pop() {
            let Some(role) = self.own_role(id.as_str()).filter(|_| !res.contains(id)) else { continue };
            res.insert(id.clone());
            pending.extend(role.calls.iter().map(|call| &call.role));
            let calls_it = |other: &&OwnRole| other.calls.iter().any(|call| call.role == *id);
            pending.extend(self.roles.iter().filter(calls_it).map(|other| &other.id));
        }
        res
    }

    /// What is written where a role goes into a folder, with those that go with it. `catalog` is the one of the files.
    #[must_use]
    pub fn moved_roles(&self, catalog: &Catalog, role_id: &RoleId, source: &RoleSource) -> MovedRoles {
        let roles = self.roles_with(role_id);
        let reference = free_id(&source.title, |id| catalog.reference_idx(id).is_some());
        let mut files = vec![(format!("references/{reference}.ron"), reference_text(&reference, source))];
        let mut scenarios: BTreeMap<String, String> = BTreeMap::new();
        for role in self.roles.iter().filter(|role| roles.contains(&role.id)) {
            let addition = addition(catalog, self, role);
            for Scenario { id: text, .. } in addition.scenarios {
                let is_taken = |id: &str| catalog.scenario_idx(id).is_some() || scenarios.values().any(|it| it == id);
                let free = free_id(&text, is_taken);
                let Entry::Vacant(entry) = scenarios.entry(text) else { continue };
                files.push((format!("scenarios/{free}.ron"), scenario_text(&free, entry.key(), &reference)));
                entry.insert(free);
            }
            if let Some(service) = &addition.service {
                files.push((format!("services/{}.ron", service.id), service_text(service, &reference)));
            }
            let text = role_text(&addition.role, &scenarios, &reference);
            files.push((format!("roles/{}.ron", role.id), text));
        }
        files.sort();
        MovedRoles { roles, files }
    }
}

/// An id made from words, which nothing has yet.
fn free_id(words: &str, is_taken: impl Fn(&str) -> bool) -> String {
    Plan::default().free_role_id(words, is_taken).to_string()
}

fn field(name: &str, value: impl std::fmt::Display) -> String {
    format!("{name}: {value}")
}

fn texts(name: &str, texts: &[String]) -> String {
    field(name, inline(SQUARE, &texts.iter().map(quoted).collect::<Vec<_>>()))
}

fn references(reference: &str) -> String {
    texts("references", &[reference.to_owned()])
}

fn file(fields: Vec<String>) -> String {
    rows(ROUND, fields) + "\n"
}

fn reference_text(id: &str, source: &RoleSource) -> String {
    file(vec![
        field("id", quoted(id)),
        field("title", quoted(&source.title)),
        field("publisher", quoted(&source.publisher)),
        field("document", quoted(&source.document)),
        field("read", quoted(source.read)),
    ])
}

fn scenario_text(id: &str, name: &str, reference: &str) -> String {
    file(vec![
        field("id", quoted(id)),
        field("name", quoted(name)),
        field("summary", quoted("What a role of our own calls others for")),
        references(reference),
    ])
}

fn service_text(service: &Service, reference: &str) -> String {
    let endpoints = service.endpoints.iter().map(|endpoint| endpoint_text(endpoint, reference)).collect();
    file(vec![
        field("id", quoted(&service.id)),
        field("name", quoted(&service.name)),
        field("summary", quoted("What a role of our own listens on")),
        field("endpoints", rows(SQUARE, endpoints)),
    ])
}

fn endpoint_text(endpoint: &Endpoint, reference: &str) -> String {
    let port = match &endpoint.port {
        Port::Range(first, last) if first == last => format!("fixed({first})"),
        Port::Range(first, last) => format!("range({first}, {last})"),
        // A role of a plan listens on ports that it names, or on none.
        Port::Fixed(_)
        | Port::RpcDynamic(_)
        | Port::OsDynamic
        | Port::Parameter(_)
        | Port::ParameterRange(..)
        | Port::Protocol => "protocol".to_owned(),
    };
    let fields = [
        field("id", quoted(&endpoint.id)),
        field("application_protocol", quoted(&endpoint.application_protocol)),
        field("transport", endpoint.transport.label().to_lowercase()),
        field("port", port),
        references(reference),
    ];
    inline(ROUND, &fields)
}

fn role_text(role: &Role, scenarios: &BTreeMap<String, String>, reference: &str) -> String {
    let connects = role.connects.iter().map(|it| connection_text(it, scenarios, reference)).collect();
    file(vec![
        field("id", quoted(&role.id)),
        field("name", quoted(&role.name)),
        field("family", quoted(FAMILY)),
        field("summary", quoted(&role.summary)),
        field("os", "(kinds: [client, server, other])"),
        field("common", true),
        texts("runs", &role.runs),
        field("connects", rows(SQUARE, connects)),
        references(reference),
    ])
}

fn connection_text(connection: &Connection, scenarios: &BTreeMap<String, String>, reference: &str) -> String {
    let need = match &connection.need {
        Need::Required => "required".to_owned(),
        Need::Optional(scenario) => format!("optional({})", quoted(scenarios.get(scenario).unwrap_or(scenario))),
    };
    let mut fields = vec![
        field("id", quoted(&connection.id)),
        field("to", quoted(&connection.to)),
        texts("uses", &connection.uses),
        field("purpose", quoted(&connection.purpose)),
        field("need", need),
    ];
    fields.extend(connection.scope.as_ref().map(|it| format!("scope: (kind: {}, relation: same)", quoted(&it.kind))));
    fields.extend(connection.peer.then(|| field("peer", true)));
    fields.push(references(reference));
    rows(ROUND, fields)
}
