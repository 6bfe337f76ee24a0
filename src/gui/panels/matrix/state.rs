//! What the matrix keeps from one frame to the next: the cursor, what is dragged, and the ports of cells that were seen.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::LazyLock;

use egui::{FontId, Id, Ui, Vec2};

use super::axes::{Axes, AxesKey};
use super::geometry::Geometry;
use crate::export::Block;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::gui::theme::metrics::BODY;
use crate::gui::theme::tokens;
use crate::gui::widgets::{Follow, GridCursor, OpenedBy, Place, Reach};
use crate::plan::ZoneId;
use crate::view::{CellPorts, Shade, UnionCell};

/// Two zones, source first, by their positions in the plan.
pub(super) type Pair = (usize, usize);

/// The most cells whose ports are kept.
const MAX_PORTS: usize = 20_000;
/// The most cells whose ports are listed in one frame. The rest come in the next ones.
const MAX_NEW_PORTS: usize = 64;

/// Where the cursor stands, and the ports of cells that have been seen.
#[derive(Debug, Default)]
pub(crate) struct MatrixState {
    /// The cursor and its block, by places of rows and columns.
    pub(super) cursor: GridCursor,
    /// Which zones are rows and columns.
    axes: Cached<AxesKey, Axes>,
    /// What the cells of groups come to, by their places.
    unions: Cached<UnionsKey, BTreeMap<Place, UnionCell>>,
    /// What is to happen with a cursor that was moved.
    pub(super) follow: Follow,
    /// The cell whose menu was opened last, and how.
    pub(super) menu: Option<(Place, OpenedBy)>,
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
    /// Closes the menu after a change of the plan: its cell may be another one.
    pub(crate) fn follow_plan(&mut self) {
        self.menu = None;
    }

    /// Whether this is the cell of the cursor.
    pub(crate) fn has_cell(&self, id: Id) -> bool {
        self.cell == Some(id)
    }

    /// The cells that are selected.
    pub(crate) fn block(&self) -> Block {
        let Some(axes) = self.axes.last() else { return Block::default() };
        Block {
            sources: axes.rows.zones_in(self.cursor.rows()),
            destinations: axes.columns.zones_in(self.cursor.columns()),
        }
    }

    /// Rows and columns.
    pub(super) fn axes(&self) -> &Axes {
        static NONE: LazyLock<Axes> = LazyLock::new(Axes::default);
        self.axes.last().unwrap_or(&NONE)
    }

    /// Brings the state in line with the plan and with what is chosen.
    pub(super) fn update(&mut self, ui: &Ui, cx: &PanelCx<'_>, takes_focus: bool) {
        self.update_axes(cx);
        if self.chosen != cx.chosen.pair {
            self.chosen.clone_from(&cx.chosen.pair);
            let place = cx.pair_idx.and_then(|pair| self.axes().place_of(pair));
            if let Some(place) = place.filter(|place| *place != self.cursor.place) {
                self.cursor.put(place, Reach::Move);
            }
        }
        let size = self.axes().size();
        self.cursor.keep_within(size);
        // A cell whose zone is gone takes its focus along.
        let cell = self.cell_id(self.cursor.place);
        let lost_focus = self.cell.filter(|before| *before != cell);
        if takes_focus || lost_focus.is_some_and(|before| ui.memory(|memory| memory.has_focus(before))) {
            self.follow = Follow::Focus;
        }
        self.cell = Some(cell);
        self.num_new = 0;
    }

    /// Makes rows and columns anew where they are others, and keeps the cursor at its cell.
    fn update_axes(&mut self, cx: &PanelCx<'_>) {
        // Every frame asks: the key is made only when it is another one.
        if self.axes.key().is_some_and(|key| key.is_of_now(cx)) {
            return;
        }
        let axes = Axes::build(cx);
        if let Some(before) = self.axes.last()
            && !axes.take_over(cx.plan, before, &mut self.cursor)
        {
            // What is chosen is looked at afresh.
            self.chosen = None;
        }
        self.axes.get(AxesKey::of_now(cx), || axes);
        self.unions.forget();
    }

    /// What the cell of a group comes to; `None`: what a filter asks for is not known yet.
    pub(super) fn union(&mut self, cx: &PanelCx<'_>, place: Place) -> Option<UnionCell> {
        let found = cx.filter.found(cx.stamp);
        if !cx.filter.query().is_empty() && found.is_none() {
            return None;
        }
        let axes = self.axes.last()?;
        let key = UnionsKey { stamp: cx.stamp, shade: cx.look.shade, query: cx.filter.query().text().to_owned() };
        let known = self.unions.get(key, BTreeMap::new);
        let new = || {
            let zones = (axes.rows.zones_at(place.0), axes.columns.zones_at(place.1));
            UnionCell::build(&cx.views.matrix, cx.matrix, cx.look.shade, (&zones.0, &zones.1), found)
        };
        Some(*known.entry(place).or_insert_with(new))
    }

    /// The id of a cell: it belongs to what its row and its column are called, wherever they stand.
    pub(super) fn cell_id(&self, place: Place) -> Id {
        Id::unique(("matrix-cell", self.axes().keys(place)))
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

/// What the cells of groups depend on, beside the rows and columns.
#[derive(Debug, Eq, PartialEq)]
struct UnionsKey {
    stamp: Stamp,
    shade: Shade,
    query: String,
}

/// How wide the widest name of a zone or a group is.
pub(super) fn longest_name(ui: &Ui, cx: &PanelCx<'_>) -> f32 {
    let groups = cx.views.groups.list().iter().map(|group| group.name().to_owned());
    let names = cx.views.matrix.headings.iter().map(|heading| heading.name.clone()).chain(groups);
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
