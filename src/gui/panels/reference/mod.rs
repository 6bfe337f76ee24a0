//! The tab of the reference: pages about what the catalog says, with a search and a way back.
//!
//! Pages are made by the views. This shows them and remembers where the user is among them.

mod panel;
mod resting;
mod rows;
mod state;

pub(super) use panel::reference_ui;
pub(crate) use state::ReferenceState;
