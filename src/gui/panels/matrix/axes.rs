//! Which zones are rows and which are columns of the matrix, and where the cursor is when they are others. They are made
//! when the plan, the filter or what is folded is another one, and not each frame.

use std::collections::BTreeMap;

use crate::gui::panels::PanelCx;
use crate::gui::panels::groups::is_folded;
use crate::gui::shown::Stamp;
use crate::gui::widgets::{GridCursor, GridSize, Place};
use crate::plan::Plan;
use crate::query::FoundRules;
use crate::view::{AxisItem, AxisKey, ZoneAxis, ZoneGroups, counted};

/// The rows and the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Axes {
    /// Zones that open.
    pub rows: ZoneAxis,
    /// Zones that listen.
    pub columns: ZoneAxis,
}

/// What rows and columns depend on.
#[derive(Debug, PartialEq)]
pub(super) struct AxesKey {
    stamp: Stamp,
    groups_zones: bool,
    folds_empty: bool,
    /// What a filter asks for; empty: everything.
    query: String,
    /// The rules that it asks for are known.
    has_found: bool,
    /// Which sections are open. It holds those of other panels too, which seldom change.
    sections: BTreeMap<String, bool>,
}

impl AxesKey {
    pub(super) fn is_of_now(&self, cx: &PanelCx<'_>) -> bool {
        let Self { stamp, groups_zones, folds_empty, query, has_found, sections } = self;
        *stamp == cx.stamp
            && *groups_zones == cx.look.groups_zones
            && *folds_empty == cx.look.folds_empty
            && query == cx.filter.query().text()
            && *has_found == cx.filter.found(cx.stamp).is_some()
            && *sections == cx.look.sections
    }

    pub(super) fn of_now(cx: &PanelCx<'_>) -> Self {
        Self {
            stamp: cx.stamp,
            groups_zones: cx.look.groups_zones,
            folds_empty: cx.look.folds_empty,
            query: cx.filter.query().text().to_owned(),
            has_found: cx.filter.found(cx.stamp).is_some(),
            sections: cx.look.sections.clone(),
        }
    }
}

impl Axes {
    /// Makes rows and columns of what there is now.
    pub(super) fn build(cx: &PanelCx<'_>) -> Self {
        let none = ZoneGroups::default();
        let groups = if cx.look.groups_zones { &cx.views.groups } else { &none };
        let (opens, listens) = Self::in_use(cx);
        let axis = |is_shown: &[bool]| {
            ZoneAxis::build(cx.plan, groups, |group| is_folded(cx.look, group), |idx| is_shown[idx])
        };
        Self { rows: axis(&opens), columns: axis(&listens) }
    }

    /// Which zones have something in their row, and which in their column. What is inside a zone goes through no firewall
    /// and does not count.
    fn in_use(cx: &PanelCx<'_>) -> (Vec<bool>, Vec<bool>) {
        let num_zones = cx.plan.zones.len();
        let query = cx.filter.query();
        let found = cx.filter.found(cx.stamp).filter(|_| !query.is_empty());
        // What is suppressed is not among the rules that were found.
        let is_known = query.is_empty() || (found.is_some() && !query.asks_for_suppressed());
        if !cx.look.folds_empty || !is_known {
            return (vec![true; num_zones], vec![true; num_zones]);
        }
        let mut res = (vec![false; num_zones], vec![false; num_zones]);
        let mut note = |(source, destination): (usize, usize)| {
            res.0[source] = true;
            res.1[destination] = true;
        };
        if let Some(found) = found {
            found.across().for_each(|pair| note((pair.source_idx, pair.destination_idx)));
            return res;
        }
        for pair in cx.matrix.pairs().filter(|pair| pair.0 != pair.1) {
            let summary = cx.matrix.summary(pair.0, pair.1);
            // What was taken away has a mark that is to be seen.
            if !summary.is_empty() || summary.loses_required {
                note(pair);
            }
        }
        res
    }

    /// How many rows and columns there are.
    pub(super) fn size(&self) -> GridSize {
        GridSize { rows: self.rows.len(), columns: self.columns.len() }
    }

    /// What stands in the row and in the column of a cell.
    pub(super) fn items(&self, place: Place) -> Option<(AxisItem, AxisItem)> {
        self.rows.get(place.0).zip(self.columns.get(place.1))
    }

    /// The same, by what it is called.
    pub(super) fn keys(&self, place: Place) -> (Option<&AxisKey>, Option<&AxisKey>) {
        (self.rows.key(place.0), self.columns.key(place.1))
    }

    /// The two zones of a cell; `None`: it is a group's.
    pub(super) fn pair(&self, place: Place) -> Option<(usize, usize)> {
        match self.items(place)? {
            (AxisItem::Zone(source), AxisItem::Zone(destination)) => Some((source, destination)),
            (AxisItem::Group(_), _) | (_, AxisItem::Group(_)) => None,
        }
    }

    /// The cell of two zones, or of the groups in which they are folded; `None`: one of them is left out.
    pub(super) fn place_of(&self, pair: (usize, usize)) -> Option<Place> {
        self.rows.place_of(pair.0).zip(self.columns.place_of(pair.1))
    }

    /// Keeps a cursor at its cells, which stood on other axes. Returns whether the one that moves is still there.
    pub(super) fn take_over(&self, plan: &Plan, before: &Self, cursor: &mut GridCursor) -> bool {
        cursor.follow(|place| {
            let (row, column) = before.keys(place);
            self.rows.place_of_key(plan, row?).zip(self.columns.place_of_key(plan, column?))
        })
    }

    /// What is left out, in words; `None`: nothing is.
    pub(super) fn left_out_words(&self, found: Option<&FoundRules>) -> Option<String> {
        let [sources, destinations] = [&self.rows, &self.columns].map(ZoneAxis::num_left_out);
        let is_one = sources + destinations == 1;
        let sources = (sources > 0).then(|| counted(sources, "source", "sources"));
        let destinations = (destinations > 0).then(|| counted(destinations, "destination", "destinations"));
        let both: Vec<String> = [sources, destinations].into_iter().flatten().collect();
        let what = if found.is_some() { "without a match" } else { "without rules" };
        let verb = if is_one { "is" } else { "are" };
        (!both.is_empty()).then(|| format!("{} {what} {verb} folded", both.join(" and ")))
    }
}
