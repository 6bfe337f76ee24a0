//! What the tick table keeps from one frame to the next: the cursor, what is searched for, and which rows are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use egui::{FontId, Id, Ui, Vec2};

use super::geometry::NameWidths;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::panels::groups::is_folded;
use crate::gui::shown::{Cached, Stamp};
use crate::gui::state::{TickRowSet, UiState};
use crate::gui::theme::metrics::BODY;
use crate::gui::theme::tokens;
use crate::gui::widgets::{Follow, GridCursor, GridSize, OpenedBy, Place, Reach};
use crate::plan::ZoneId;
use crate::view::{
    RowChoice, RowSet, TickBlock, TickColumn, TickRow, TickRows, ZoneAxis, ZoneGroup, ZoneGroups, found_rows,
};

/// Where the cursor stands, and which rows there are.
#[derive(Debug, Default)]
pub(crate) struct TicksState {
    /// The cursor and its block: positions of a row and of a zone.
    pub(super) cursor: GridCursor,
    /// What is to happen with a cursor that was moved.
    pub(super) follow: Follow,
    /// The cell whose menu was opened last, and how.
    pub(super) menu: Option<(Place, OpenedBy)>,
    /// A block is being drawn with the pointer.
    pub(super) is_drawing: bool,
    /// How far the table was scrolled in the frame before, and how large a cell was.
    pub(super) scrolled: Option<(Vec2, Vec2)>,
    /// What is searched for.
    pub(super) search: String,
    /// Whether the search field is to get the focus.
    pub(super) find: Find,
    /// How wide the names of zones are.
    pub(super) name_widths: Cached<Stamp, NameWidths>,
    /// Which zones are columns.
    axis: Cached<AxisSource, ZoneAxis>,
    /// In how many zones of a group a row is there.
    in_groups: Cached<Stamp, BTreeMap<(TickRow, usize), usize>>,
    found: Cached<(u64, String), Vec<TickRow>>,
    /// Rows that were there since the user chose this set of rows.
    kept: Cached<(u64, TickRowSet, bool), BTreeSet<TickRow>>,
    rows: Cached<RowsKey, TickRows>,
    /// The zone that was chosen last: the cursor jumps to another one.
    chosen: Option<ZoneId>,
    /// The cell of the cursor in the frame before.
    cell: Option<Id>,
}

/// Whether the search field is to get the focus.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Find {
    /// It is not.
    #[default]
    No,
    /// It is, and what is typed takes the place of its text.
    Anew,
    /// It is, and what is typed goes on with its text.
    GoOn,
}

/// What the columns depend on.
#[derive(Debug, PartialEq)]
struct AxisSource {
    stamp: Stamp,
    groups_zones: bool,
    /// Which sections are open. It holds those of other panels too, which seldom change.
    sections: BTreeMap<String, bool>,
}

/// What the rows that are shown depend on.
#[derive(Debug, PartialEq)]
struct RowsKey {
    stamp: Stamp,
    set: TickRowSet,
    with_retired: bool,
    search: String,
    /// Which sections are open. It holds those of other panels too, which seldom change.
    sections: BTreeMap<String, bool>,
}

impl RowsKey {
    fn is_of_now(&self, cx: &PanelCx<'_>, searched: &str) -> bool {
        let Self { stamp, set, with_retired, search, sections } = self;
        *stamp == cx.stamp
            && *set == cx.look.tick_rows
            && *with_retired == cx.look.retired_rows
            && search == searched
            && *sections == cx.look.sections
    }
}

impl TicksState {
    /// Puts the focus into the search field.
    pub(crate) fn find(&mut self) {
        self.find = Find::Anew;
    }

    /// Closes the menu after a change of the plan: its cell may be another one.
    pub(crate) fn follow_plan(&mut self) {
        self.menu = None;
    }

    /// Forgets what was made from another catalog: rows are positions in it.
    pub(crate) fn forget_catalog(&mut self) {
        *self = Self { search: std::mem::take(&mut self.search), ..Self::default() };
    }

    /// Whether this is the cell of the cursor.
    pub(crate) fn has_cell(&self, id: Id) -> bool {
        self.cell == Some(id)
    }

    /// The rows that are shown.
    pub(super) fn rows(&self) -> Option<&TickRows> {
        self.rows.last()
    }

    /// The row at a position.
    pub(super) fn row(&self, row_idx: usize) -> Option<TickRow> {
        self.rows()?.get(row_idx)
    }

    /// The cells that are selected.
    pub(crate) fn block(&self) -> TickBlock {
        let rows = self.cursor.rows().filter_map(|row_idx| self.row(row_idx)).collect();
        TickBlock { rows, columns: self.axis().zones_in(self.cursor.columns()) }
    }

    /// The rows, the row of the cursor, and the zones from the cursor on: where a block without headings goes. Headings of
    /// groups hold nothing of it. `None`: there are no rows.
    pub(crate) fn paste_place(&self) -> Option<(&TickRows, usize, Vec<usize>)> {
        let axis = self.axis();
        let zones = (self.cursor.columns().start..axis.len()).filter_map(|place| axis.zone_at(place));
        Some((self.rows()?, self.cursor.rows().start, zones.collect()))
    }

    /// The columns.
    pub(super) fn axis(&self) -> &ZoneAxis {
        static NONE: LazyLock<ZoneAxis> = LazyLock::new(ZoneAxis::default);
        self.axis.last().unwrap_or(&NONE)
    }

    /// The zone of a column, by its position in the plan; `None`: it is a group's.
    pub(super) fn zone_idx(&self, column: usize) -> Option<usize> {
        self.axis().zone_at(column)
    }

    /// In how many zones of the group of a column a row is there, and how many zones it has.
    pub(super) fn num_in_group(&mut self, cx: &PanelCx<'_>, (row, column): (TickRow, usize)) -> (usize, usize) {
        let Some((group_idx, zones)) = self.axis.last().and_then(|axis| axis.group_idx_at(column)) else {
            return (0, 0);
        };
        let known = self.in_groups.get(cx.stamp, BTreeMap::new);
        let number = known.entry((row, group_idx)).or_insert_with(|| cx.views.ticks.num_among(row, zones));
        (*number, zones.len())
    }

    /// Searches for nothing any more. Returns whether anything was searched for.
    pub(super) fn clear_search(&mut self) -> bool {
        !std::mem::take(&mut self.search).trim().is_empty()
    }

    /// Brings the state in line with the plan, with what is chosen and with what is searched for.
    pub(super) fn update(&mut self, ui: &Ui, cx: &PanelCx<'_>, takes_focus: bool) {
        self.update_rows(cx);
        self.update_axis(cx);
        if self.chosen != cx.chosen.zone {
            self.chosen.clone_from(&cx.chosen.zone);
            let zone_idx = self.chosen.as_ref().and_then(|zone| cx.plan.zone_idx(zone.as_str()));
            let column = zone_idx.and_then(|zone_idx| self.axis().place_of(zone_idx));
            if let Some(column) = column.filter(|column| *column != self.cursor.place.1) {
                self.cursor.put((self.cursor.place.0, column), Reach::Move);
                self.follow = self.follow.max(Follow::Sight);
            }
        }
        let size = self.size();
        self.cursor.keep_within(size);
        // A cell whose row or zone is gone takes its focus along.
        let cell = self.cell_id(self.cursor.place);
        let lost_focus = self.cell.filter(|before| *before != cell);
        let goes_on = lost_focus.is_some_and(|before| ui.memory(|memory| memory.has_focus(before)));
        // Unless the search field is about to get it.
        if takes_focus || goes_on && self.find == Find::No {
            self.follow = Follow::Focus;
        }
        self.cell = Some(cell);
    }

    /// Makes the columns anew where they are others, and keeps the cursor at its zone or at the group it is folded in.
    fn update_axis(&mut self, cx: &PanelCx<'_>) {
        let look: &UiState = cx.look;
        let is_of_now = |key: &AxisSource| {
            key.stamp == cx.stamp && key.groups_zones == look.groups_zones && key.sections == look.sections
        };
        // Every frame asks: the key is made only when it is another one.
        if self.axis.key().is_some_and(is_of_now) {
            return;
        }
        let none = ZoneGroups::default();
        let groups = if look.groups_zones { &cx.views.groups } else { &none };
        let axis = ZoneAxis::build(cx.plan, groups, |group| is_folded(look, group), |_| true);
        if let Some(before) = self.axis.last()
            && !self.cursor.follow(|(row, column)| Some((row, axis.place_of_key(cx.plan, before.key(column)?)?)))
        {
            // What is chosen is looked at afresh.
            self.chosen = None;
        }
        let sections = look.sections.clone();
        self.axis.get(AxisSource { stamp: cx.stamp, groups_zones: look.groups_zones, sections }, || axis);
    }

    fn update_rows(&mut self, cx: &PanelCx<'_>) {
        // Every frame asks: the key is made only when it is another one.
        if self.rows.key().is_some_and(|key| key.is_of_now(cx, &self.search)) {
            return;
        }
        let key = RowsKey {
            stamp: cx.stamp,
            set: cx.look.tick_rows,
            with_retired: cx.look.retired_rows,
            search: self.search.clone(),
            sections: cx.look.sections.clone(),
        };
        let before = self.rows.last().cloned();
        let rows = self.make_rows(cx, &key);
        if let Some(before) = before {
            self.follow_rows(&before, &rows);
        } else {
            self.cursor.put((rows.first_tick().unwrap_or(0), self.cursor.place.1), Reach::Move);
        }
        self.rows.get(key, || rows);
    }

    fn make_rows(&mut self, cx: &PanelCx<'_>, key: &RowsKey) -> TickRows {
        let table = &cx.views.ticks;
        let kept = self.kept.get((key.stamp.generation, key.set, key.with_retired), BTreeSet::new);
        kept.extend(table.rows_there(cx.catalog));
        if !key.search.trim().is_empty() {
            let found = self.found.get((key.stamp.generation, key.search.clone()), || {
                found_rows(cx.catalog, cx.loaded.index(), &key.search)
            });
            return TickRows::of_found(cx.catalog, found);
        }
        let look: &UiState = cx.look;
        let choice = RowChoice {
            set: row_set(key.set),
            with_retired: key.with_retired,
            kept,
            is_open: &|heading, at_first| look.is_open(&heading.section(cx.catalog), at_first),
        };
        TickRows::build(cx.catalog, table, &choice)
    }

    /// Stays at the row of the cursor, or at the heading that it was folded under.
    fn follow_rows(&mut self, before: &TickRows, after: &TickRows) {
        let is_there = self.cursor.follow(|(row, column)| Some((after.position(before.get(row)?)?, column)));
        if is_there {
            return;
        }
        let heading = before.heading_above(self.cursor.place.0).and_then(|idx| before.get(idx));
        let folded = heading.and_then(|heading| after.position(heading));
        let row_idx = folded.or(after.first_tick()).unwrap_or(0);
        self.cursor.put((row_idx, self.cursor.place.1), Reach::Move);
    }

    /// How large the table is.
    pub(super) fn size(&self) -> GridSize {
        GridSize { rows: self.rows().map_or(0, TickRows::len), columns: self.axis().len() }
    }

    /// The id of a cell: it belongs to its row and to its zone or group, wherever they stand.
    pub(super) fn cell_id(&self, (row_idx, column): Place) -> Id {
        Id::unique(("tick-cell", self.row(row_idx), self.axis().key(column)))
    }

    /// Points at the zone of the cursor.
    pub(super) fn choose_zone(&mut self, cx: &mut PanelCx<'_>) {
        let zone_idx = self.zone_idx(self.cursor.place.1);
        let zone = zone_idx.and_then(|idx| cx.views.ticks.columns.get(idx)).map(|column| column.id().clone());
        if zone.is_some() && zone != cx.chosen.zone {
            self.chosen.clone_from(&zone);
            cx.actions.extend(zone.map(|zone| Action::Select(Selection::Zone(zone))));
        }
    }
}

fn row_set(set: TickRowSet) -> RowSet {
    match set {
        TickRowSet::TickedAndCommon => RowSet::TickedAndCommon,
        TickRowSet::All => RowSet::All,
    }
}

/// How wide the names of zones and groups are.
pub(super) fn name_widths(ui: &Ui, cx: &PanelCx<'_>) -> NameWidths {
    let width = |text: &str| {
        let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(BODY), tokens(ui).text.get());
        galley.size().x
    };
    let mut res = NameWidths::default();
    let groups = cx.views.groups.list().iter().map(ZoneGroup::name);
    for name in cx.views.ticks.columns.iter().map(TickColumn::name).chain(groups) {
        let one_line = width(name);
        let broken = name.match_indices(' ').map(|(at, _)| width(&name[..at]).max(width(&name[at + 1..])));
        res.one_line = res.one_line.max(one_line);
        res.two_lines = res.two_lines.max(broken.fold(one_line, f32::min));
    }
    res
}
