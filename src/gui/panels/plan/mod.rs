//! The tab of the plan: what holds for all of it, part by part under headings that fold.
//!
//! What holds for one zone or one pair is set in the editor and in the inspector.

mod lists;
mod own_roles;
mod panel;
mod scenarios;
mod scopes;
mod state;

pub(super) use panel::plan_ui;
pub(crate) use state::PlanState;
