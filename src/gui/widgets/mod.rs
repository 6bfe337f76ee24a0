//! Pieces that panels are put together from. Each names itself in the accessibility tree; none knows a plan.

mod draft_field;
mod icon;
mod icon_button;
mod list_cursor;
mod notice;
mod row;
mod section;
mod segmented;
mod text_field;
mod tick;
mod weak;
mod zone_mark;

pub use draft_field::{DraftField, Drafts};
pub use icon::Icon;
pub use icon_button::icon_button;
pub use list_cursor::{Move, moved, take_move};
pub use notice::{empty_state, problem};
pub use row::{RowLook, row_ui};
pub use section::{section_ui, subsection_ui};
pub use segmented::segmented_ui;
pub use text_field::text_field;
pub use tick::TickBox;
pub use weak::{group_heading, labelled_row, truncated, weak};
pub use zone_mark::{paint_mark, zone_mark};
