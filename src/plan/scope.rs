//! Scopes, and the trusts between those that are AD domains.

use std::collections::BTreeMap;

use crate::ids::{ChoiceId, OptionId, ScopeId};

/// A named instance of a scope kind.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scope {
    /// Unique in the plan.
    pub id: ScopeId,
    /// `ad-domain`, `failover-cluster`, …
    pub kind: String,
    /// What the user calls it.
    pub name: String,
    /// The forest of an AD domain, by name; empty: a forest of its own.
    pub forest: String,
    /// Options that hold for flows to and from what is in it.
    pub choices: BTreeMap<ChoiceId, OptionId>,
}

/// A trust between two AD domains.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Trust {
    /// The domain that trusts: its resources are used.
    pub trusting: ScopeId,
    /// The domain that is trusted: its accounts are used.
    pub trusted: ScopeId,
    /// One-way or two-way.
    pub direction: TrustDirection,
    /// Between two domains, or between all domains of two forests.
    pub kind: TrustKind,
}

/// Whether a trust holds in one direction or both.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum TrustDirection {
    /// Only as named.
    #[default]
    OneWay,
    /// Either domain trusts the other.
    TwoWay,
}

/// How far a trust reaches.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum TrustKind {
    /// The two domains named and no others.
    #[default]
    External,
    /// Every domain of the forest of each.
    Forest,
}
