//! The inspector at the right: the rules of the chosen pair and why they are there, or else what the chosen zone opens.
//!
//! What it says comes from the views, and what is decided in it is asked for as actions. It derives nothing itself.

mod chain;
mod closing;
mod copy_menu;
mod overview;
mod panel;
mod pinning;
mod rule_card;
mod state;

pub(crate) use panel::inspector_ui;
pub(crate) use state::InspectorState;
