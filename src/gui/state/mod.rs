//! How the window was left: the values, how they are written, and what became of them when they can't be read.
//!
//! Nothing of a plan is in it, and the file is read and put aside elsewhere.

mod remembered;
mod text;
mod ui_state;

pub(super) use remembered::{Remembered, UI_STATE_KEY};
pub(super) use ui_state::{MAX_ZOOM, MIN_ZOOM};
pub use ui_state::{MatrixCells, Tab, ThemeChoice, UiState};
