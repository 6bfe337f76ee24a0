//! What is shown: the views of what is open, what the window points at, and what is under way.
//!
//! Plain data. The app brings it up to date, panels and dialogs read it, and nothing here draws.

mod busy;
mod cached;
mod chosen;
mod drawn;
mod filter;
mod finding_search;
mod found_roles;
mod stamp;
mod views;

pub(super) use busy::{Busy, SearchStatus};
pub(super) use cached::Cached;
pub use chosen::Chosen;
pub(super) use drawn::{DiagramKey, DrawnDiagram, PairIds};
pub(super) use filter::Filter;
pub(super) use finding_search::FindingSearch;
pub(super) use found_roles::FoundRoles;
pub(super) use stamp::Stamp;
pub(super) use views::{RuleNumber, ViewInput, Views, ZoneViews};
