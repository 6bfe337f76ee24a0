//! Every field of the file as it is read: a shape for each type of the model, under the name that messages use.
//!
//! The model's types carry no attributes of the file: serde builds them from the fields listed here (`remote`), so that a
//! field of the model that has none here does not compile. A field without a default is required, and every other one may
//! be missing; one that is not listed is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error as _};

use super::values::{each, two, unique_keys};
use crate::catalog::Answer;
use crate::date::Date;
use crate::finding::excerpt;
use crate::ids::{
    AssumptionId, ChoiceId, OptionId, OsId, RoleId, ScenarioId, ScopeId, ServiceId, TunnelKindId, ZoneId,
};
use crate::net::{PortRange, Transport};
use crate::plan::{
    AcceptedRisk, AddedFlow, Call, Carries, Host, Listener, Override, OwnRole, PairRequest, PairSettings, Placement,
    Plan, Request, RpcStrategy, ScenarioDecision, Scope, Selector, Trust, TrustDirection, TrustKind, TrustLevel,
    Tunnel, Zone, ZoneColor,
};

/// A plan behind its format; its RPC settings stand together.
#[derive(Default, serde::Deserialize)]
#[serde(rename = "plan", deny_unknown_fields, default)]
pub(super) struct PlanShape {
    #[serde(deserialize_with = "refuse_again")]
    format: (),
    title: String,
    note: String,
    request: Request,
    #[serde(deserialize_with = "unique_keys")]
    assumptions: BTreeMap<AssumptionId, Answer>,
    #[serde(deserialize_with = "unique_keys")]
    scenarios: BTreeMap<ScenarioId, ScenarioDecision>,
    #[serde(deserialize_with = "unique_keys")]
    choices: BTreeMap<ChoiceId, OptionId>,
    rpc: RpcShape,
    scopes: Vec<Scope>,
    trusts: Vec<Trust>,
    #[serde(deserialize_with = "roles")]
    roles: Vec<OwnRole>,
    zones: Vec<Zone>,
    #[serde(deserialize_with = "pairs")]
    pairs: BTreeMap<(ZoneId, ZoneId), PairSettings>,
    tunnels: Vec<Tunnel>,
    overrides: Vec<Override>,
    #[serde(deserialize_with = "accepted")]
    accepted: Vec<AcceptedRisk>,
}

/// The plan's own RPC settings: how the servers listen, and whether the firewall follows the mapper.
#[derive(Default, serde::Deserialize)]
#[serde(rename = "rpc", deny_unknown_fields, default)]
struct RpcShape {
    strategy: RpcStrategy,
    mapper_only: bool,
}

impl From<PlanShape> for Plan {
    fn from(shape: PlanShape) -> Self {
        let plan = Self {
            title: shape.title,
            note: shape.note,
            request: shape.request,
            assumptions: shape.assumptions,
            scenarios: shape.scenarios,
            choices: shape.choices,
            rpc: shape.rpc.strategy,
            mapper_only: shape.rpc.mapper_only,
            scopes: shape.scopes,
            trusts: shape.trusts,
            roles: shape.roles,
            zones: shape.zones.into_iter().map(Arc::new).collect(),
            pairs: shape.pairs,
            tunnels: shape.tunnels,
            overrides: shape.overrides,
            accepted: shape.accepted,
        };
        plan.canonical()
    }
}

/// The format was read before all else.
fn refuse_again<'de, D: Deserializer<'de>>(_: D) -> Result<(), D::Error> {
    Err(D::Error::duplicate_field("format"))
}

#[derive(Default, serde::Deserialize)]
#[serde(remote = "Request", rename = "request", deny_unknown_fields, default)]
struct RequestShape {
    ticket: String,
    requester: String,
    owner: String,
    approver: String,
    application_id: String,
    environment: String,
    justification: String,
    valid_from: String,
    valid_until: String,
    logging: Option<bool>,
    firewall_note: String,
}

#[derive(serde::Deserialize)]
#[serde(remote = "Scope", rename = "scope", deny_unknown_fields)]
struct ScopeShape {
    id: ScopeId,
    kind: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    forest: String,
    #[serde(default, deserialize_with = "unique_keys")]
    choices: BTreeMap<ChoiceId, OptionId>,
}

#[derive(serde::Deserialize)]
#[serde(remote = "Trust", rename = "trust", deny_unknown_fields)]
struct TrustShape {
    trusting: ScopeId,
    trusted: ScopeId,
    #[serde(default)]
    direction: TrustDirection,
    #[serde(default)]
    kind: TrustKind,
}

#[derive(serde::Deserialize)]
#[serde(remote = "OwnRole", rename = "role", deny_unknown_fields)]
struct OwnRoleShape {
    id: RoleId,
    name: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    listens: Vec<Listener>,
    #[serde(default)]
    calls: Vec<Call>,
}

#[derive(serde::Deserialize)]
#[serde(remote = "Listener", rename = "listener", deny_unknown_fields)]
struct ListenerShape {
    #[serde(default)]
    application_protocol: String,
    transport: Transport,
    ports: Option<PortRange>,
}

#[derive(serde::Deserialize)]
#[serde(remote = "Call", rename = "call", deny_unknown_fields)]
struct CallShape {
    role: RoleId,
    #[serde(default)]
    uses: Vec<String>,
    #[serde(default)]
    purpose: String,
    scenario: Option<String>,
    scope: Option<String>,
}

/// Reads the roles of the plan's own, sorted. One that no catalog could hold, or that stands there twice, is an error.
fn roles<'de, D: Deserializer<'de>>(de: D) -> Result<Vec<OwnRole>, D::Error> {
    each(de, |res: &mut Vec<OwnRole>, role: OwnRole| {
        if let Some(problem) = role.problem() {
            return Err(problem);
        }
        match res.binary_search_by(|other| other.id.cmp(&role.id)) {
            Ok(_) => Err(format!("the role “{}” stands here twice: keep one of the two", excerpt(role.id.as_str()))),
            Err(idx) => {
                res.insert(idx, role);
                Ok(())
            }
        }
    })
}

#[derive(serde::Deserialize)]
#[serde(remote = "Zone", rename = "zone", deny_unknown_fields)]
struct ZoneShape {
    id: ZoneId,
    #[serde(default)]
    name: String,
    #[serde(default)]
    addresses: Vec<String>,
    #[serde(default)]
    trust: TrustLevel,
    #[serde(default)]
    color: ZoneColor,
    #[serde(default)]
    group: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    os: BTreeSet<OsId>,
    #[serde(default, deserialize_with = "unique_keys")]
    assumptions: BTreeMap<AssumptionId, Answer>,
    rpc: Option<RpcStrategy>,
    #[serde(default)]
    placements: Vec<Placement>,
}

#[derive(serde::Deserialize)]
#[serde(remote = "Placement", rename = "placement", deny_unknown_fields)]
struct PlacementShape {
    role: RoleId,
    #[serde(default)]
    os: BTreeSet<OsId>,
    #[serde(default, deserialize_with = "unique_keys")]
    scopes: BTreeMap<String, ScopeId>,
    #[serde(default)]
    serves: BTreeSet<ZoneId>,
    #[serde(default)]
    without: BTreeSet<RoleId>,
    rpc: Option<RpcStrategy>,
    dynamic_range: Option<PortRange>,
    #[serde(default, deserialize_with = "unique_keys")]
    ports: BTreeMap<String, PortRange>,
    #[serde(default)]
    hosts: Vec<Host>,
    #[serde(default)]
    note: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(remote = "Host", rename = "host", deny_unknown_fields, default)]
struct HostShape {
    name: String,
    addresses: Vec<String>,
}

/// The settings of a pair stand beside its two zones.
#[derive(serde::Deserialize)]
#[serde(rename = "pair", deny_unknown_fields)]
struct PairShape {
    source: ZoneId,
    destination: ZoneId,
    #[serde(default, deserialize_with = "unique_keys")]
    assumptions: BTreeMap<AssumptionId, Answer>,
    #[serde(default, deserialize_with = "unique_keys")]
    scenarios: BTreeMap<ScenarioId, ScenarioDecision>,
    mapper_only: Option<bool>,
    #[serde(default)]
    ticket: String,
    #[serde(default)]
    justification: String,
    logging: Option<bool>,
    #[serde(default)]
    note: String,
}

/// Reads the pairs that have settings. Each may stand there once, or one of the two would be lost.
fn pairs<'de, D: Deserializer<'de>>(de: D) -> Result<BTreeMap<(ZoneId, ZoneId), PairSettings>, D::Error> {
    each(de, |res: &mut BTreeMap<_, _>, shape: PairShape| {
        let PairShape {
            source,
            destination,
            assumptions,
            scenarios,
            mapper_only,
            ticket,
            justification,
            logging,
            note,
        } = shape;
        let pair = (source, destination);
        if res.contains_key(&pair) {
            let (source, destination) = (excerpt(pair.0.as_str()), excerpt(pair.1.as_str()));
            return Err(format!("the pair {source} to {destination} stands here twice: put both into one"));
        }
        let request = PairRequest { ticket, justification, logging };
        let settings = PairSettings { assumptions, scenarios, mapper_only, request, note };
        res.insert(pair, settings);
        Ok(())
    })
}

#[derive(serde::Deserialize)]
#[serde(remote = "Tunnel", rename = "tunnel", deny_unknown_fields)]
struct TunnelShape {
    kind: TunnelKindId,
    #[serde(deserialize_with = "two")]
    zones: [ZoneId; 2],
    #[serde(default, deserialize_with = "two")]
    endpoints: [Vec<String>; 2],
    #[serde(default)]
    carries: Carries,
    opener: Option<ZoneId>,
    #[serde(default)]
    note: String,
}

/// `everything`, or `selection([(…), (…)])`.
#[derive(serde::Deserialize)]
#[serde(remote = "Carries", rename = "what a tunnel carries", rename_all = "snake_case")]
enum CarriesShape {
    Everything,
    Selection(Vec<Selector>),
}

#[derive(serde::Deserialize)]
#[serde(remote = "Selector", rename = "selection", deny_unknown_fields)]
struct SelectorShape {
    source_zone: Option<ZoneId>,
    destination_zone: Option<ZoneId>,
    source_role: Option<RoleId>,
    destination_role: Option<RoleId>,
    service: Option<ServiceId>,
    transport: Option<Transport>,
    ports: Option<PortRange>,
}

/// An added flow stands beside its reason.
#[derive(serde::Deserialize)]
#[serde(rename = "an override", rename_all = "snake_case", deny_unknown_fields)]
enum OverrideShape {
    Suppress {
        // Without a selection everything would be suppressed: that must be said, not forgotten.
        #[serde(rename = "match")]
        selector: Selector,
        #[serde(default)]
        reason: String,
    },
    Add {
        source_zone: ZoneId,
        destination_zone: ZoneId,
        #[serde(default)]
        source_role: String,
        #[serde(default)]
        destination_role: String,
        #[serde(default)]
        service: String,
        #[serde(default)]
        application_protocol: String,
        transport: Transport,
        ports: Option<PortRange>,
        scenario: Option<String>,
        #[serde(default)]
        reason: String,
    },
}

impl From<OverrideShape> for Override {
    fn from(shape: OverrideShape) -> Self {
        match shape {
            OverrideShape::Suppress { selector, reason } => Self::Suppress { selector, reason },
            OverrideShape::Add {
                source_zone,
                destination_zone,
                source_role,
                destination_role,
                service,
                application_protocol,
                transport,
                ports,
                scenario,
                reason,
            } => {
                let flow = AddedFlow {
                    source_zone,
                    destination_zone,
                    source_role,
                    destination_role,
                    service,
                    application_protocol,
                    transport,
                    ports,
                    scenario,
                };
                Self::Add { flow, reason }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Override {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        OverrideShape::deserialize(de).map(Self::from)
    }
}

#[derive(serde::Deserialize)]
#[serde(remote = "AcceptedRisk", rename = "acceptance", deny_unknown_fields)]
struct AcceptedRiskShape {
    finding: String,
    #[serde(default)]
    about: Vec<String>,
    reason: String,
    by: String,
    on: Option<Date>,
    until: Option<Date>,
}

/// Reads the findings accepted as a risk, sorted. Each may stand there once, or one of two reasons would be lost.
fn accepted<'de, D: Deserializer<'de>>(de: D) -> Result<Vec<AcceptedRisk>, D::Error> {
    each(de, |res: &mut Vec<AcceptedRisk>, risk: AcceptedRisk| {
        match res.binary_search_by(|other| other.key().cmp(&risk.key())) {
            Ok(_) => {
                let finding = excerpt(&risk.finding);
                Err(format!("a finding “{finding}” about the same is accepted here twice: keep one of the two"))
            }
            Err(idx) => {
                res.insert(idx, risk);
                Ok(())
            }
        }
    })
}

/// Lets a type of the model be read by its shape wherever it stands: in a list, a map or a field.
macro_rules! read_by_shape {
    ($($type:ident: $shape:ident),* $(,)?) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
                $shape::deserialize(de)
            }
        }
    )*};
}

read_by_shape! {
    AcceptedRisk: AcceptedRiskShape,
    Call: CallShape,
    Carries: CarriesShape,
    Host: HostShape,
    Listener: ListenerShape,
    OwnRole: OwnRoleShape,
    Placement: PlacementShape,
    Request: RequestShape,
    Scope: ScopeShape,
    Selector: SelectorShape,
    Trust: TrustShape,
    Tunnel: TunnelShape,
    Zone: ZoneShape,
}
