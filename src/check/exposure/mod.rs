//! Checks of what is open between zones: cleartext, what low trust reaches, and wide openings.

pub(super) mod legacy;
pub(super) mod low_trust;
mod openings;
mod remedy;
pub(super) mod scenarios;
mod trial;
pub(super) mod wide;
