//! Writing rows of the table of rules for the clipboard: all rules of a large plan take longer than a frame, so it runs in
//! the background, and a newer copy takes the place of one that is under way. The clipboard is the app's.

use std::ops::Range;
use std::sync::Arc;

use egui::Context;

use super::background::{Background, Latest};
use crate::catalog::Catalog;
use crate::export::{RowNotation, rows_text};
use crate::gui::deps::Spawn;
use crate::gui::error_text::with_causes;
use crate::plan::Plan;
use crate::table::{RuleColumn, RulePosition};
use crate::view::RuleTable;

/// What is to be copied.
#[derive(Clone, Debug)]
pub(in crate::gui) struct CopyOrder {
    /// The table that is shown.
    pub table: RuleTable,
    /// Positions of the rows in it.
    pub rows: Range<usize>,
    /// The columns that are shown.
    pub columns: Vec<RuleColumn>,
    /// What the rows look like.
    pub notation: RowNotation,
    /// What is said when it is done.
    pub done: String,
}

/// What is to be put on the clipboard.
#[derive(Clone, Debug)]
pub(in crate::gui) struct RowsCopied {
    /// The rows.
    pub text: String,
    /// What is said then.
    pub done: String,
}

/// The copy that is under way.
pub(in crate::gui) type RowCopy = Latest<RowsCopied>;

impl RowCopy {
    /// Starts to write rows of the plan as it is now.
    pub(in crate::gui) fn start(
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        order: CopyOrder,
        spawn: &Spawn,
        ctx: &Context,
    ) -> Self {
        let if_lost = "Copying stopped unexpectedly. The clipboard is as it was.";
        Self::of(Background::start_on_matrix(spawn, ctx, if_lost, (catalog, plan), move |catalog, matrix, _| {
            let CopyOrder { table, rows, columns, notation, done } = order;
            let positions: Vec<RulePosition> = rows.filter_map(|row_idx| table.position(matrix, row_idx)).collect();
            let text = rows_text(catalog, matrix, &positions, &columns, notation);
            text.map(|text| Some(RowsCopied { text, done })).map_err(|err| with_causes(&err))
        }))
    }
}
