//! The texts that a catalog was read from, so that a finding can say line and column.

mod characters;
mod locate;
mod scanner;
mod texts;

pub(crate) use characters::hidden;
pub(crate) use locate::{Step, locate, strings, text_position};
pub(super) use texts::Texts;
