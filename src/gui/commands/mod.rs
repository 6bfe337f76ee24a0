//! The commands: the one list of them, their keys, and what the palette offers beside them.
//!
//! Nothing is carried out here. A command becomes an action, and `apply` does what it says.

mod command;
mod keymap;
mod offers;

pub(super) use command::Menu;
pub use command::{Command, CommandEnv};
pub(super) use keymap::{shortcut_text, take_commands, take_pasted};
pub(super) use offers::{Offer, OfferInput, Sign};
