//! The commands: the one list of them, their keys, and what the palette offers beside them.
//!
//! Nothing is carried out here. A command becomes an action, and `apply` does what it says.

mod command;
mod env;
mod keymap;
mod keys;
mod offers;
mod texts;

pub use command::Command;
pub(super) use command::Menu;
pub use env::CommandEnv;
pub(super) use keymap::{shortcut_text, take_commands, take_pasted};
pub(super) use offers::{Offer, OfferInput, Sign};
