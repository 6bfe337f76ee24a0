//! Checks of the ports that a plan chooses, and what pinning or restricting those of RPC servers would leave open.

pub(super) mod chosen;
pub(super) mod listening;
pub(super) mod pinning;
pub(super) mod proposed;
pub(super) mod rpc;
pub(super) mod rpc_setup;
