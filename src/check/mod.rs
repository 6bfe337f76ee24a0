//! What the user should know about a plan: one list of checks over the plan and its matrix.
//!
//! Checks push findings and never change what is derived. [`list`] names them all; [`collector`] puts together what is
//! so of several zones, and [`accepted`] marks what the plan accepts as a risk. [`entries`] looks at what is written,
//! [`ports`] at ports that were chosen, [`roles`] at roles that others need, [`overrides`] at overrides and tunnels, and
//! [`exposure`] at what is open.

mod accepted;
mod collector;
mod entries;
mod exposure;
mod input;
mod list;
mod overrides;
mod ports;
mod roles;
mod wording;

pub use list::{errors, findings, findings_as_of};
pub use overrides::loss::{Loss, RoleLoss, losses};
pub use ports::pinning::{Pinning, RESTRICTED_PORTS, RpcUse};
pub use ports::proposed::{FIRST_PIN, PINNED_FIRST};
pub(crate) use ports::proposed::{pinned_too, proposed_pins, proposed_range};
pub use ports::rpc_setup::{RpcSetup, RpcTask, rpc_setup};
pub(crate) use wording::joined;
