//! The tab of the findings: a list that can be filtered, and what mends each of them.
//!
//! It finds nothing and makes no fixes; both come ready from the views.

mod panel;
mod row;
mod state;
mod tops;

pub(super) use panel::findings_ui;
pub(crate) use state::FindingsState;
