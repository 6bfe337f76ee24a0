//! How the window was left: the values, how they are written, and what became of them when they can't be read.
//!
//! Nothing of a plan is in it, and the file is read and put aside elsewhere.

mod choices;
mod remembered;
mod ui_state;

pub use choices::{GridPart, Hint, LastExport, MatrixCells, Side, Tab, ThemeChoice, TickRowSet};
pub(super) use remembered::{Remembered, UI_STATE_KEY};
pub use ui_state::UiState;
pub(super) use ui_state::{MAX_ZOOM, MIN_ZOOM};
