//! The plan: zones, what stands in them, and the decisions that shape what is derived.
//!
//! Its types are plain data; [`mod@file`] is how they are written down, [`Edit`] how they change.

mod address;
mod edit;
pub mod file;
mod flows;
mod free_name;
mod host;
mod limits;
mod model;
mod moved;
mod own_catalog;
mod own_role;
mod renamed;
mod scope;
mod zone;

pub use address::{Address, ParseAddressError};
pub use edit::{Edit, EditError, MergeKey, Tick, TickKind, TickMerge, ZoneTicks};
pub use flows::{AddedFlow, Carries, Override, Selector, Tunnel};
pub(crate) use free_name::first_free;
pub use host::Host;
pub use limits::{MAX_PLACEMENTS_OF_A_ZONE, MAX_ZONES, TooLarge};
pub use model::{AcceptedRisk, PairRequest, PairSettings, Plan, Request};
pub use moved::{MovedRoles, RoleSource};
pub use own_catalog::{OWN_FAMILY, with_roles_of};
pub use own_role::{Call, Listener, OwnRole};
pub use scope::{Scope, Trust, TrustDirection, TrustKind};
pub use zone::{Placement, RpcStrategy, TrustLevel, Zone, ZoneColor};

pub use crate::catalog::ScenarioDecision;
pub use crate::ids::{
    AssumptionId, ChoiceId, OptionId, OsId, RoleId, RpcServerId, ScenarioId, ScopeId, ServiceId, TunnelKindId, ZoneId,
};
