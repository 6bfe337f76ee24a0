//! The zones at the left: their list, and under it the editor of the chosen one with its OS versions and roles.
//!
//! A placement's scopes and settings are not edited here, but in a dialog of their own.

mod editor;
mod os_ticks;
mod panel;
mod role_tree;

pub(crate) use editor::EditorState;
pub(crate) use panel::{ZonesState, zone_row_id, zones_ui};
