//! The dialog that asks what to export: the form or the format, which pairs of zones, and what is left out. It shows the first
//! rows and says what is to be known of them all; both are made in the background, by others.
//!
//! ```text
//! offered   what can be exported
//! switches  what is written of it
//! seen      what came back of the work in the background
//! table     the first rows
//! dialog    all of it
//! ```

mod dialog;
mod offered;
mod seen;
mod switches;
mod table;

pub(in crate::gui) use dialog::ExportDialog;
pub(in crate::gui) use offered::{key_of_form, offered};
pub(in crate::gui) use seen::ExportSeen;
