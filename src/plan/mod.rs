//! The plan: zones, what stands in them, and the decisions that shape what is derived.
//!
//! [`model`](self) types are plain data; [`mod@file`] is how they are written down, [`Edit`] how they change.

mod address;
mod canonical;
mod edit;
pub mod file;
mod limits;
mod model;

pub use address::{Address, ParseAddressError};
pub use edit::{Edit, EditError, MergeKey, Tick, TickKind, TickMerge};
pub use limits::{MAX_PLACEMENTS_OF_A_ZONE, MAX_ZONES, TooLarge};
pub use model::{
    AcceptedRisk, AddedFlow, Carries, Decision, Override, PairSettings, Placement, Plan, Request, RpcStrategy, Scope,
    Selector, Trust, TrustDirection, TrustKind, TrustLevel, Tunnel, Zone, ZoneColor,
};

pub use crate::ids::{AssumptionId, OsId, RoleId, RpcServerId, ScopeId, ServiceId, TunnelKindId, ZoneId};
