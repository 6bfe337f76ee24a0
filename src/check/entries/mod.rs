//! Checks of what is written in a plan: names, addresses, placements and settings. What is derived plays a small part.

pub(super) mod addresses;
pub(super) mod hidden;
pub(super) mod names;
pub(super) mod own_roles;
pub(super) mod placements;
pub(super) mod request;
pub(super) mod settings;
