//! Checks of overrides and tunnels: what they leave unsaid, what does nothing, and what is lost.

pub(super) mod added;
pub(super) mod loss;
pub(super) mod losses;
pub(super) mod unmatched;
