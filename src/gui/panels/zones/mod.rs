//! The zones at the left: their list, and under it the editor of the chosen one with its OS versions and roles, or of
//! several at once.
//!
//! A placement's scopes and settings are not edited here, but in a dialog of their own.

mod editor;
mod os_ticks;
mod panel;
mod role_tree;
mod several_page;
mod shared_fields;
mod state;

pub(super) use panel::choose;
pub(crate) use panel::zones_ui;
pub(crate) use state::{EditorState, ZonesState, zone_row_id};
