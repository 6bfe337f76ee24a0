//! What the matrix keeps from one frame to the next: the cursor, what is dragged, and the ports of cells that were seen.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use egui::{FontId, Id, Ui, Vec2};

use super::geometry::Geometry;
use crate::export::Block;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::gui::theme::metrics::BODY;
use crate::gui::theme::tokens;
use crate::gui::widgets::{Follow, GridCursor, GridSize, OpenedBy, Place, Reach};
use crate::plan::{Plan, ZoneId};
use crate::view::CellPorts;

/// A cell: source and destination, by their positions.
pub(super) type Pair = Place;

/// The most cells whose ports are kept.
const MAX_PORTS: usize = 20_000;
/// The most cells whose ports are listed in one frame. The rest come in the next ones.
const MAX_NEW_PORTS: usize = 64;

/// Where the cursor stands, and the ports of cells that have been seen.
#[derive(Debug, Default)]
pub(crate) struct MatrixState {
    /// The cursor and its block.
    pub(super) cursor: GridCursor,
    /// What is to happen with a cursor that was moved.
    pub(super) follow: Follow,
    /// The cell whose menu was opened last, and how.
    pub(super) menu: Option<(Pair, OpenedBy)>,
    /// A block is being drawn with the pointer.
    pub(super) is_drawing: bool,
    /// A zone that is being dragged elsewhere.
    pub(super) drag: Option<Drag>,
    /// Something that is required is taken away in a cell in sight.
    pub(super) has_losses: bool,
    /// How wide the widest name is, in points.
    pub(super) longest_name: Cached<Stamp, f32>,
    /// The sizes of the frame before.
    pub(super) geometry: Option<Geometry>,
    /// Where the pointer zooms, from the corner of the grid; `None`: the buttons do.
    pub(super) zoom_at: Option<Vec2>,
    /// How far the matrix is scrolled.
    pub(super) offset: Vec2,
    /// The pair that was chosen last: the cursor jumps to another one, and may leave it again.
    chosen: Option<(ZoneId, ZoneId)>,
    /// The cell of the cursor in the frame before.
    cell: Option<Id>,
    /// The ports of cells that were seen, as far as a filter asks for them.
    ports: Cached<(Stamp, String), BTreeMap<Pair, CellPorts>>,
    /// How many cells this frame asked for that were not known.
    num_new: usize,
}

impl MatrixState {
    /// Stays at the zones of the cursor after a change of the plan. Positions hold for one plan alone.
    pub(crate) fn follow_plan(&mut self, before: &Plan, after: &Plan) {
        let moved = |idx: usize| before.zones.get(idx).and_then(|zone| after.zone_idx(zone.id.as_str()));
        if !self.cursor.follow(|pair| moved(pair.0).zip(moved(pair.1))) {
            // What is chosen is looked at afresh.
            self.chosen = None;
        }
        self.cursor.keep_within(square(after.zones.len()));
        self.menu = None;
    }

    /// Whether this is the cell of the cursor.
    pub(crate) fn has_cell(&self, id: Id) -> bool {
        self.cell == Some(id)
    }

    /// The cells that are selected.
    pub(crate) fn block(&self) -> Block {
        Block { sources: self.cursor.rows(), destinations: self.cursor.columns() }
    }

    /// Brings the state in line with the plan and with what is chosen.
    pub(super) fn update(&mut self, ui: &Ui, cx: &PanelCx<'_>, takes_focus: bool) {
        if self.chosen != cx.chosen.pair {
            self.chosen.clone_from(&cx.chosen.pair);
            if let Some(pair) = cx.pair_idx
                && pair != self.cursor.place
            {
                self.cursor.put(pair, Reach::Move);
            }
        }
        self.cursor.keep_within(square(cx.views.matrix.headings.len()));
        // A cell whose zone is gone takes its focus along.
        let cell = cell_id(cx, self.cursor.place);
        let lost_focus = self.cell.filter(|before| *before != cell);
        if takes_focus || lost_focus.is_some_and(|before| ui.memory(|memory| memory.has_focus(before))) {
            self.follow = Follow::Focus;
        }
        self.cell = Some(cell);
        self.num_new = 0;
    }

    /// Whether cells are still without their ports after this frame.
    pub(super) fn is_behind(&self) -> bool {
        self.num_new > MAX_NEW_PORTS
    }

    /// The ports of a cell, unless enough were listed in this frame.
    pub(super) fn ports(&mut self, cx: &PanelCx<'_>, pair: Pair) -> Option<&CellPorts> {
        let ports = self.ports.get((cx.stamp, cx.filter.query().text().to_owned()), BTreeMap::new);
        if ports.len() > MAX_PORTS {
            ports.clear();
        }
        match ports.entry(pair) {
            Entry::Occupied(known) => Some(known.into_mut()),
            Entry::Vacant(new) => {
                self.num_new += 1;
                let is_room = self.num_new <= MAX_NEW_PORTS;
                is_room.then(|| &*new.insert(CellPorts::build(cx.catalog, cx.matrix, cx.filter.query(), pair)))
            }
        }
    }

    /// How many rules of a cell a filter lets through, if that is known.
    pub(super) fn num_found(&self, pair: Pair) -> Option<usize> {
        self.ports.last()?.get(&pair)?.num_found
    }
}

/// The size of a matrix of so many zones.
pub(super) fn square(len: usize) -> GridSize {
    GridSize { rows: len, columns: len }
}

/// How wide the widest name is.
pub(super) fn longest_name(ui: &Ui, cx: &PanelCx<'_>) -> f32 {
    let names = cx.views.matrix.headings.iter().map(|heading| heading.name.clone());
    let width = |name| ui.painter().layout_no_wrap(name, FontId::proportional(BODY), tokens(ui).text.get()).size().x;
    names.map(width).fold(0.0, f32::max)
}

/// Which headings: those of rows or those of columns.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Side {
    /// Rows: zones that open.
    From,
    /// Columns: zones that listen.
    To,
}

/// A zone that is being dragged.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Drag {
    pub side: Side,
    pub zone: ZoneId,
}

/// The id of a cell: it belongs to the two zones, wherever they stand.
pub(super) fn cell_id(cx: &PanelCx<'_>, (source_idx, destination_idx): Pair) -> Id {
    let zone = |idx: usize| cx.views.matrix.headings.get(idx).map(|heading| &heading.zone_id);
    Id::unique(("matrix-cell", zone(source_idx), zone(destination_idx)))
}
