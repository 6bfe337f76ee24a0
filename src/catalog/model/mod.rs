//! The resolved catalog: names have become positions, lists are in their order, nothing changes any more.
//!
//! The list of each kind is indexed by the positions of that kind alone.

mod catalog;
mod choice;
mod condition;
mod decision;
mod entity;
mod family;
mod limit;
mod need;
mod os;
mod others;
mod role;
mod service;

pub use catalog::Catalog;
pub use choice::{Choice, ChoiceOption, ChosenAmong};
pub use condition::{Condition, ScopeMatch};
pub use family::Family;
pub use limit::Limit;
pub use need::Need;
pub use os::{OsSet, OsVersion};
pub use others::{Assumption, Pin, Reference, RpcServer, Scenario, ScopeKind, TunnelKind};
pub use role::{Connection, ConnectionRef, Consequence, Implication, Role};
pub use service::{Endpoint, EndpointGroup, EndpointRef, Follows, Port, SystemService};

pub use super::schema::{Answer, Confidence, LimitOf, OsKind, Relation, ScenarioDecision};
