//! The flows as a sheet, whatever their status: why each is there, why it is not open, and on whose word.

use std::collections::BTreeSet;
use std::ops::Range;

use super::book::Book;
use super::long_sheet::{ColumnLook, LongSheet};
use crate::export::ExportError;
use crate::export::csv::{FlowSet, SEPARATOR, each_flow};
use crate::export::pipeline::in_order;
use crate::export::row_cells::RowCells;
use crate::export::run::ExportRun;
use crate::ids::ReferenceIdx;
use crate::matrix::Status;
use crate::table::FlowColumn;

/// What the sheet is called.
pub(super) const FLOWS: &str = "Flows";

/// What was written.
#[derive(Debug, Default)]
pub(super) struct WrittenFlows {
    /// How many flows.
    pub num_flows: usize,
    /// The documents behind them.
    pub references: BTreeSet<ReferenceIdx>,
    /// The scenarios that nobody decided on, and that open flows serve.
    pub undecided: BTreeSet<String>,
}

/// What one thread makes of flows.
#[derive(Default)]
struct Made {
    cells: RowCells,
    references: BTreeSet<ReferenceIdx>,
    undecided: BTreeSet<String>,
}

/// Writes the sheet, and says what was written.
pub(super) fn write(run: &ExportRun<'_>, book: &mut Book) -> Result<WrittenFlows, ExportError> {
    let columns = FlowSet::All.columns();
    let headers = FlowSet::All.headers().map(str::to_owned).collect();
    let looks = columns.iter().map(|&column| look(column)).collect();
    let mut sheet = LongSheet::begin(book, FLOWS, vec![headers], looks)?;
    let mut written = WrittenFlows::default();
    let make = |positions: Range<usize>, taken: Option<Made>| {
        let mut made = taken.unwrap_or_default();
        made.cells.clear();
        for pair in run.pairs(positions) {
            each_flow(run, FlowSet::All, pair?, |row| {
                made.cells.values(columns.iter().map(|column| column.value(row)), SEPARATOR);
                made.references.extend(row.flow.references());
                if row.flow.status == Status::Open {
                    add_names(row.flow.need.scenarios(), &mut made.undecided);
                }
                Ok(())
            })?;
        }
        Ok(made)
    };
    in_order(run, make, |Made { cells, references, undecided }| {
        written.references.append(references);
        written.undecided.append(undecided);
        cells.rows(0).try_for_each(|row| {
            written.num_flows += 1;
            sheet.row(row)
        })
    })?;
    sheet.end()?;
    Ok(written)
}

/// Adds names that are not there yet.
fn add_names(names: &[&str], to: &mut BTreeSet<String>) {
    for &name in names {
        if !to.contains(name) {
            to.insert(name.to_owned());
        }
    }
}

/// How a column looks.
fn look(column: FlowColumn) -> ColumnLook {
    match column {
        FlowColumn::Transport | FlowColumn::PortFrom | FlowColumn::PortTo | FlowColumn::Need => ColumnLook::plain(10.0),
        FlowColumn::Status | FlowColumn::Confidence => ColumnLook::plain(12.0),
        FlowColumn::SourceZone
        | FlowColumn::SourceRole
        | FlowColumn::DestinationZone
        | FlowColumn::DestinationRole
        | FlowColumn::ApplicationProtocol => ColumnLook::wrapped(18.0),
        FlowColumn::SystemService | FlowColumn::Scenario => ColumnLook::wrapped(22.0),
        FlowColumn::StatusReason => ColumnLook::wrapped(28.0),
        FlowColumn::Purpose => ColumnLook::wrapped(36.0),
        // Several documents stand behind most flows: a narrow column would make every row high.
        FlowColumn::References => ColumnLook::wrapped(60.0),
    }
}
