//! All rules as one table. Only the rows in sight are made; searching and sorting run in the background.
//!
//! Which rules there are is counted by the views, not here.

mod choices;
mod headings;
mod menu;
mod panel;
mod state;
mod suppressed;
mod table;

pub(super) use panel::rules_ui;
pub(crate) use state::RulesState;
