//! The tick table: zones are columns, OS versions and roles are rows, and a cell is a tick.
//!
//! ```text
//! row          what a row stands for
//! table        what each zone has of each row; made again only for zones that changed
//! rows         which rows are shown, in which order, and what of them is folded
//! found        the rows that a search finds
//! cell         what is said of one cell, and what ticking it asks for
//! block        several cells: ticking them at once, and copying them as a table
//! remarks      what findings say about placements
//! names        what people call roles and OS versions
//! paste        a block from a spreadsheet
//! effect       what an edit did to the rules, from the summaries before and after it
//! rule_counts  in how many rules the roles of each row take part
//! ```
//!
//! Plain data: no widget, and no thread.

mod block;
mod cell;
mod effect;
mod found;
mod names;
mod paste;
mod remarks;
mod row;
mod rows;
mod rule_counts;
mod table;

pub use block::TickBlock;
pub(super) use block::set_tick;
pub use cell::{TickCell, TickMark};
pub use effect::{RulesBefore, rules_effect};
pub use found::found_rows;
pub use names::TickNames;
pub use paste::{PasteTarget, TickPaste};
pub use remarks::{TickRemark, TickRemarks};
pub use row::TickRow;
pub use rows::{RowChoice, RowSet, TickRows};
pub use rule_counts::RuleCounts;
pub use table::{TickColumn, TickTable};
