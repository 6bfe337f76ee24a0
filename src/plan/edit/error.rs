//! Why an edit can't happen. What is merely odd about a plan is a finding and no error.

use crate::date::Date;
use crate::plan::{RoleId, ScopeId, TooLarge, ZoneId};

/// An edit can't happen. The plan is as it was.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The zone is not there.
    #[error("there is no zone “{zone}” (any more): choose one of the list")]
    NoSuchZone {
        /// The id that was asked for.
        zone: ZoneId,
    },
    /// A new zone's id is taken.
    #[error("there is a zone with the id “{zone}” already: choose another id")]
    ZoneExists {
        /// The id that was asked for.
        zone: ZoneId,
    },
    /// A zone without a name or an id.
    #[error("a zone needs a name: type one")]
    ZoneUnnamed,
    /// The placement is not there.
    #[error("there is no placement {} in zone “{zone}” (any more): choose one of the list", placement_idx + 1)]
    NoSuchPlacement {
        /// The zone.
        zone: ZoneId,
        /// The position that was asked for, from 0.
        placement_idx: usize,
    },
    /// The role is none of the plan's own.
    #[error("there is no role “{role}” of this plan (any more): choose one of the list")]
    NoSuchRole {
        /// The id that was asked for.
        role: RoleId,
    },
    /// A role of the plan's own could not be read again, or could not be told apart.
    #[error("{0}")]
    BadRole(String),
    /// The scope is not there.
    #[error("there is no scope “{scope}” (any more): choose one of the list")]
    NoSuchScope {
        /// The id that was asked for.
        scope: ScopeId,
    },
    /// A new scope's id is taken.
    #[error("there is a scope with the id “{scope}” already: choose another id")]
    ScopeExists {
        /// The id that was asked for.
        scope: ScopeId,
    },
    /// A scope without an id.
    #[error("a scope needs an id: type one")]
    ScopeUnnamed,
    /// The risk is not accepted.
    #[error("the finding “{finding}” is not accepted here (any more): choose one of the list")]
    NoSuchRisk {
        /// The finding's code.
        finding: String,
    },
    /// The plan could not be read again.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// Nobody could tell later why a risk was taken, or by whom.
    #[error("accepting a risk needs a reason and a name: type both")]
    RiskUnexplained,
    /// It would end before it began.
    #[error("a risk is accepted until a day behind the one on which it was taken: write a later one than {on}")]
    RiskEndsFirst {
        /// The day on which it was taken.
        on: Date,
    },
}
