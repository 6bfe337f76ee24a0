//! When something exists: what must hold at its two ends, and what the user must have said.

use std::sync::Arc;

use super::Relation;
use super::choice::ChosenAmong;
use super::os::OsSet;
use crate::ids::{AssumptionIdx, RoleIdx};

/// When an endpoint, a connection, or one endpoint of a connection exists. All that is named must hold.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Condition {
    /// OS versions of the source, one of which must be there; `None`: whatever is.
    pub source_os: Option<OsSet>,
    /// OS versions of the destination, one of which must be there; `None`: whatever is.
    pub destination_os: Option<OsSet>,
    /// Roles that the destination's placement must have in effect, each once.
    pub roles: Vec<RoleIdx>,
    /// The assumptions that govern it, ascending.
    pub assumptions: Vec<AssumptionIdx>,
    /// What must be chosen, ascending.
    pub choices: Vec<ChosenAmong>,
}

impl Condition {
    /// The condition under which both hold, as those of a connection and of an endpoint that it uses.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let both = |a: Option<OsSet>, b: Option<OsSet>| match (a, b) {
            (Some(a), Some(b)) => Some(a.and(b)),
            (a, b) => a.or(b),
        };
        let mut roles = self.roles.clone();
        roles.extend(other.roles.iter().filter(|role| !self.roles.contains(role)));
        let mut assumptions = [&*self.assumptions, &*other.assumptions].concat();
        assumptions.sort_unstable();
        assumptions.dedup();
        let mut choices = [&*self.choices, &*other.choices].concat();
        choices.sort_unstable();
        choices.dedup();
        Self {
            source_os: both(self.source_os, other.source_os),
            destination_os: both(self.destination_os, other.destination_os),
            roles,
            assumptions,
            choices,
        }
    }
}

/// The relation of the scopes of the two ends.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ScopeMatch {
    /// The scope kind.
    pub kind: Arc<str>,
    /// How the two must relate.
    pub relation: Relation,
    /// Either end may as well be in no such scope.
    pub may_lack: bool,
}
