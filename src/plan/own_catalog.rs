//! The catalog as a plan sees it: the plan's own roles laid over what was read from files, as entities like any others.

use std::sync::Arc;

use super::{Call, Listener, OwnRole, Plan};
use crate::catalog::schema::{
    Conditions, Confidence, Connection, Endpoint, Need, OsFilter, OsKind, Port, Relation, Role, Scenario,
    ScenarioDecision, ScopeMatch, Service,
};
use crate::catalog::{Addition, Catalog};

/// The family that the plan's own roles are listed under.
pub const OWN_FAMILY: &str = "Roles of this plan";

/// The catalog with the roles of a plan, in place of those of any other plan. Without any it is that of the files.
#[must_use]
pub fn with_roles_of(catalog: &Arc<Catalog>, plan: &Plan) -> Arc<Catalog> {
    let of_files = Catalog::of_files(catalog);
    if plan.roles.is_empty() {
        return Arc::clone(of_files);
    }
    let additions: Vec<Addition> = plan.roles.iter().map(|role| addition(of_files, plan, role)).collect();
    Arc::new(Catalog::with(of_files, &additions))
}

/// A role as a catalog has it.
///
/// What is empty in the plan gets words here, since a catalog has some everywhere: what it listens on is named by the
/// role, and a call by its two ends.
pub(super) fn addition(catalog: &Catalog, plan: &Plan, role: &OwnRole) -> Addition {
    let service = (!role.listens.is_empty()).then(|| service(role));
    let mut scenarios = Vec::new();
    let connects = role.calls.iter().enumerate().map(|(idx, call)| {
        let need = call.scenario.as_ref().map_or(Need::Required, |text| {
            let known = catalog.scenario_meant(text).map(|idx| catalog.scenarios[idx].id.to_string());
            if known.is_none() {
                scenarios.push(scenario(text));
            }
            Need::Optional(known.unwrap_or_else(|| text.clone()))
        });
        connection(catalog, plan, role, call, format!("call-{}", idx + 1), need)
    });
    let connects = connects.collect();
    let role = Role {
        id: role.id.to_string(),
        name: role.name.clone(),
        aliases: Vec::new(),
        family: OWN_FAMILY.to_owned(),
        summary: if role.summary.is_empty() { "A role of this plan".to_owned() } else { role.summary.clone() },
        os: any_os(),
        is_abstract: false,
        guarded: false,
        common: true,
        third_party: false,
        retired: false,
        formerly: Vec::new(),
        runs: service.iter().map(|service| service.id.clone()).collect(),
        implies: Vec::new(),
        implies_on: Vec::new(),
        usually_with: Vec::new(),
        dynamic_range: None,
        connects,
        references: Vec::new(),
    };
    Addition { role, service, scenarios }
}

/// Whatever a machine runs on.
fn any_os() -> OsFilter {
    OsFilter { kinds: Some(vec![OsKind::Client, OsKind::Server, OsKind::Other]), ..OsFilter::default() }
}

/// What a role listens on. The same thing twice is one endpoint.
fn service(role: &OwnRole) -> Service {
    let mut endpoints: Vec<Endpoint> = Vec::new();
    for listener in &role.listens {
        let id = endpoint_id(listener);
        if !endpoints.iter().any(|other| other.id == id) {
            endpoints.push(endpoint(role, listener, id));
        }
    }
    Service {
        id: role.id.to_string(),
        name: role.name.clone(),
        aliases: Vec::new(),
        service_name: String::new(),
        summary: "What a role of this plan listens on".to_owned(),
        endpoints,
    }
}

fn endpoint(role: &OwnRole, listener: &Listener, id: String) -> Endpoint {
    let name = [&listener.application_protocol, &role.name].into_iter().find(|text| !text.is_empty());
    Endpoint {
        id,
        application_protocol: name.cloned().unwrap_or_default(),
        aliases: Vec::new(),
        transport: listener.transport,
        port: listener.ports.map_or(Port::Protocol, |range| Port::Range(range.first(), range.last())),
        source_port: None,
        follows: None,
        when: Conditions::default(),
        legacy: false,
        note: String::new(),
        confidence: Confidence::User,
        references: Vec::new(),
    }
}

/// How a plan names an endpoint of its own role behind the role's id: `tcp-8443`, `udp-9000-9010`, `gre`.
fn endpoint_id(listener: &Listener) -> String {
    let transport = listener.transport.label().to_lowercase();
    match listener.ports {
        None => transport,
        Some(range) if range.first() == range.last() => format!("{transport}-{}", range.first()),
        Some(range) => format!("{transport}-{}-{}", range.first(), range.last()),
    }
}

fn connection(catalog: &Catalog, plan: &Plan, role: &OwnRole, call: &Call, id: String, need: Need) -> Connection {
    let callee = call.role.as_str();
    let own = plan.own_role(callee).filter(|_| !catalog.is_in_files(callee));
    let uses = match own.filter(|_| call.uses.is_empty()) {
        Some(own) => own.listens.iter().map(|it| format!("{}/{}", own.id, endpoint_id(it))).collect(),
        None => call.uses.clone(),
    };
    let name = own.map_or_else(|| catalog.role_name(callee), |own| &own.name);
    Connection {
        id,
        to: callee.to_owned(),
        uses,
        purpose: if call.purpose.is_empty() { format!("{} calls {name}", role.name) } else { call.purpose.clone() },
        consequences: Vec::new(),
        need,
        when: Conditions::default(),
        scope: call.scope.as_ref().map(|kind| ScopeMatch {
            kind: kind.clone(),
            relation: Relation::Same,
            may_lack: false,
        }),
        peer: callee == role.id.as_str(),
        mapper_alone: false,
        answers: None,
        confidence: Confidence::User,
        references: Vec::new(),
    }
}

/// A scenario in the user's words, which are its id: a decision of the plan names it so.
fn scenario(text: &str) -> Scenario {
    Scenario {
        id: text.to_owned(),
        name: text.to_owned(),
        aliases: Vec::new(),
        summary: "What a role of this plan calls others for".to_owned(),
        default: ScenarioDecision::Undecided,
        formerly: Vec::new(),
        references: Vec::new(),
    }
}
