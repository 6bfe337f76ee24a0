//! The commands: the one table of them, their keys, and what they depend on.
//!
//! Nothing is carried out here. A command becomes an action, and the app's `apply` does what it says.

mod command;
mod env;
mod keymap;
mod keys;
mod panel;
mod table;

pub use command::{Command, Step, Zoom};
pub use env::CommandEnv;
pub(super) use keymap::{shortcut_text, take_commands, take_pasted};
pub(super) use panel::Panel;
pub(super) use table::Menu;
