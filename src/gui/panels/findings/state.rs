//! What the list of findings keeps from one frame to the next: the filter, what it lets through, and the cursor.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Id, Ui};

use super::tops::RowTops;
use crate::gui::panels::PanelCx;
use crate::gui::shown::Stamp;
use crate::view::{FindingFilter, FindingRow, Fix, fixes};

/// What is looked for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct FindingsState {
    /// What is typed into the search field.
    pub(super) search: String,
    pub(super) filter: FindingFilter,
    /// Only findings about the chosen zone are shown.
    pub(super) of_zone: bool,
    /// What the rest was made from.
    made_from: Option<(Stamp, FindingFilter)>,
    /// The rows that the filter lets through, by their position in the list.
    pub(super) found: Vec<usize>,
    /// What mends the findings that were in sight, by their position among the findings.
    fixes: BTreeMap<usize, Rc<[Fix]>>,
    pub(super) tops: RowTops,
    /// Position among the rows that are shown.
    pub(super) cursor: usize,
    /// The finding there, which the cursor stays at.
    at: Option<FindingRow>,
    /// The row at the cursor is to get the focus.
    pub(super) follow: bool,
}

impl FindingsState {
    /// Filters afresh when the findings or the filter are others.
    pub(super) fn settle(&mut self, ui: &Ui, cx: &PanelCx<'_>) {
        self.filter.zone = cx.chosen.zone.clone().filter(|_| self.of_zone);
        let made_from = cx.views.findings_stamp().map(|stamp| (stamp, self.filter.clone()));
        if made_from != self.made_from {
            self.found = cx.views.findings.found(&self.filter);
            self.fixes.clear();
            self.tops.clear();
            self.made_from = made_from;
            self.follow_finding(ui, cx);
        }
        self.cursor = self.cursor.min(self.found.len().saturating_sub(1));
        self.at = self.found.get(self.cursor).and_then(|&idx| cx.views.findings.rows.get(idx)).cloned();
    }

    /// Stays at the finding of the cursor, wherever it stands now.
    fn follow_finding(&mut self, ui: &Ui, cx: &PanelCx<'_>) {
        let Some(at) = &self.at else { return };
        let rows = &cx.views.findings.rows;
        let is_same = |row: &FindingRow| (row.code, &row.place, &row.message) == (at.code, &at.place, &at.message);
        let Some(cursor) = self.found.iter().position(|&idx| rows.get(idx).is_some_and(is_same)) else { return };
        let had_focus = ui.memory(|memory| memory.has_focus(row_id(self.cursor)));
        self.follow |= had_focus && cursor != self.cursor;
        self.cursor = cursor;
    }

    /// What mends the finding of a row, made when it is first in sight.
    pub(super) fn fixes_of(&mut self, cx: &PanelCx<'_>, row: &FindingRow) -> Rc<[Fix]> {
        if cx.views.findings_stamp() != Some(cx.stamp) {
            // The plan is a frame ahead: what would mend what was found then is known in the next one.
            return self.fixes.get(&row.finding_idx).cloned().unwrap_or_default();
        }
        let made = self.fixes.entry(row.finding_idx).or_insert_with(|| {
            let finding = cx.views.finding(row);
            finding.map_or_else(Rc::default, |finding| fixes(cx.catalog, cx.plan, finding).into())
        });
        Rc::clone(made)
    }

    /// How many rows are shown.
    pub(super) fn num_rows(&self) -> usize {
        self.found.len()
    }
}

/// The id of the row at a position among those that are shown.
pub(super) fn row_id(idx: usize) -> Id {
    Id::unique(("finding", idx))
}
