//! Pieces that panels are put together from. Each names itself in the accessibility tree; none knows a plan.

mod draft_field;
mod grid;
mod icon;
mod item_menu;
mod list_cursor;
mod progress;
mod row;
mod row_tops;
mod scroll;
mod section;
mod segmented;
mod text;
mod text_field;
mod tick;

pub(super) use draft_field::{DraftField, Drafts};
pub(super) use grid::{
    Border, Dragged, Follow, GridCursor, GridLayout, GridPainter, GridSize, HeadingFrame, Place, Reach, Resize,
    block_drag_ui, borders_ui, points, scrolled_to_same, take_block_keys,
};
pub(super) use icon::{Icon, icon_button, paint_mark, zone_mark};
pub(super) use item_menu::{OpenedBy, item_menu_ui};
pub(super) use list_cursor::{Arrows, Move, hold_arrows, moved, take_move, take_row_move, take_shifted_move};
pub(super) use progress::{percent, progress_bar};
pub(super) use row::{Piece, Row, RowPainter, RowState};
pub(super) use row_tops::{RowTops, RowsInSight};
pub(super) use scroll::{follow_focus, scroll_at_edge};
pub(super) use section::{Level, section_ui};
pub(super) use segmented::segmented_ui;
pub(super) use text::{
    break_row, empty_state, group_heading, labelled_row, problem, truncated, weak, weak_line, whole_link,
};
pub(super) use text_field::{go_to_end, search_field, select_all, text_field};
pub(super) use tick::{TickBox, TickShape, paint_tick, toggle, toggle_ui};
