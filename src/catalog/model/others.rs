//! Documents, scope kinds, RPC servers, scenarios, assumptions and tunnel kinds.

use std::sync::Arc;

use super::entity::{Entity, entities};
use super::os::OsSet;
use super::service::EndpointRef;
use super::{Answer, ScenarioDecision};
use crate::ids::{
    AssumptionId, ReferenceId, ReferenceIdx, RpcServerId, ScenarioId, ScenarioIdx, ScopeKindId, TunnelKindId,
};

entities!(with references: RpcServer, Scenario, Assumption, TunnelKind; without: Reference, ScopeKind);

/// A document that entities, endpoints and connections rest on.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Kebab-case id.
    pub id: ReferenceId,
    /// Title of the document.
    pub title: Arc<str>,
    /// Who published it.
    pub publisher: String,
    /// Knowledge-base number.
    pub kb: Option<u32>,
    /// Where it stands.
    pub document: String,
    /// Its public address; empty when it has none.
    pub url: String,
    /// The version read; empty when it has none.
    pub version: String,
    /// The day it was read.
    pub read: String,
    /// The short name that rules and exports cite: `KB 832017`, or the title.
    pub label: Arc<str>,
}

/// What scopes can be of.
#[derive(Clone, Debug)]
pub struct ScopeKind {
    /// Kebab-case id.
    pub id: ScopeKindId,
    /// What one such scope is called.
    pub name: Arc<str>,
    /// One line.
    pub summary: String,
    /// Scopes of this kind form forests and trust each other.
    pub has_forests: bool,
}

/// A program that listens on an RPC port of its own.
#[derive(Clone, Debug)]
pub struct RpcServer {
    /// Kebab-case id.
    pub id: RpcServerId,
    /// What the documents call it.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// How its port is pinned; `None` when it can't be.
    pub pin: Option<Pin>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// How an RPC server is told to use one port.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Registry key and value, policy, or command.
    pub setting: String,
    /// What makes it take effect.
    pub apply: String,
    /// What else to know; may be empty.
    pub caution: String,
    /// OS versions that have the setting.
    pub os: OsSet,
}

/// Something that only some set-ups need, on which an administrator decides.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Kebab-case id.
    pub id: ScenarioId,
    /// What a user decides on.
    pub name: Arc<str>,
    /// Other words that people have for it.
    pub aliases: Vec<Arc<str>>,
    /// What it is for, in one sentence.
    pub summary: String,
    /// What holds where a plan says nothing of it.
    pub default: ScenarioDecision,
    /// What it was called in older catalogs.
    pub formerly: Vec<Arc<str>>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// A planning decision that changes what is derived.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// Kebab-case id.
    pub id: AssumptionId,
    /// The question as a user reads it.
    pub question: String,
    /// Position of its scenario in [`Catalog::scenarios`](crate::catalog::Catalog::scenarios).
    pub scenario: ScenarioIdx,
    /// The answer of a plan that says nothing.
    pub default: Answer,
    /// What each answer changes.
    pub changes: String,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// What a kind of tunnel opens at the filter it passes.
#[derive(Clone, Debug)]
pub struct TunnelKind {
    /// Kebab-case id.
    pub id: TunnelKindId,
    /// What a user picks.
    pub name: Arc<str>,
    /// One line.
    pub summary: String,
    /// The plan must say which zone opens it.
    pub has_opener: bool,
    /// Opened from the opener to the other zone.
    pub from_opener: Vec<EndpointRef>,
    /// Opened in both directions.
    pub both_ways: Vec<EndpointRef>,
    /// Those of them that are needed only where a NAT lies between the ends.
    pub across_nat: Vec<EndpointRef>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}
