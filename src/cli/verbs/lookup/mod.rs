//! `lookup`: what the reference says about a few words, as text.

mod heading;
mod screen;
mod whole;

use std::path::Path;

use super::input;
use crate::cli::console::Console;
use crate::cli::outcome::Failure;
use crate::view;

/// How much is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cli) enum Extent {
    /// What fits a screen: the best hit, and the names of others.
    Screen,
    /// Everything that was found, with all that is said of it.
    All,
}

/// Writes what the words find, the best first.
pub(in crate::cli) fn lookup(
    words: &str,
    extent: Extent,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let found = view::lookup(&catalog, words);
    if found.is_empty() {
        console.say(&format!("nothing found for “{words}”"));
        return Ok(());
    }
    match extent {
        Extent::Screen => Ok(screen::write(&mut console.lines(), &found)?),
        Extent::All => Ok(whole::write(console.lines(), &found)?),
    }
}
