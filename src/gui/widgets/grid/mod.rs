//! What the matrix and the tick table have in common: cells under headings, of which those in sight are shown.
//!
//! ```text
//! cursor   where the cursor stands, and its block
//! border   borders of headings, at which cells are dragged larger
//! layout   where cells stand, and which can be seen
//! input    the cursor and its block by pointer and keys
//! painter  headings' frames, the lit row and column, and the marks of cursor and block
//! ```
//!
//! What stands in a cell is not its business.

mod border;
mod cursor;
mod input;
mod layout;
mod painter;

pub(in crate::gui) use border::{Border, Dragged, Resize, borders_ui};
pub(in crate::gui) use cursor::{Follow, GridCursor, GridSize, Place, Reach};
pub(in crate::gui) use input::{block_drag_ui, take_block_keys};
pub(in crate::gui) use layout::{GridLayout, points, scrolled_to_same};
pub(in crate::gui) use painter::{GridPainter, HeadingFrame};
