//! What the list of findings keeps from one frame to the next: the filter, what it lets through, and the cursor.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Id, Ui};

use super::tops::Measured;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::view::{FindingFilter, FindingRow, Fix, fixes};

/// What the rows that are shown depend on.
type FoundKey = (Option<Stamp>, FindingFilter);

/// What is looked for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct FindingsState {
    /// What is typed into the search field.
    pub(super) search: String,
    pub(super) filter: FindingFilter,
    /// Only findings about the chosen zone are shown.
    pub(super) of_zone: bool,
    /// The rows that the filter lets through, by their position in the list.
    found: Cached<FoundKey, Vec<usize>>,
    measured: Cached<(FoundKey, f32), Rc<Measured>>,
    /// What mends the findings that were in sight, by their position among the findings.
    fixes: Cached<Option<Stamp>, BTreeMap<usize, Rc<[Fix]>>>,
    /// Position among the rows that are shown.
    pub(super) cursor: usize,
    /// The finding there, which the cursor stays at.
    at: Option<FindingRow>,
    /// The row at the cursor is to get the focus.
    pub(super) follow: bool,
}

impl FindingsState {
    /// Filters afresh when the findings or the filter are others.
    pub(super) fn update(&mut self, ui: &Ui, cx: &PanelCx<'_>) {
        self.filter.zone = cx.chosen.zone.clone().filter(|_| self.of_zone);
        let key = self.key(cx);
        if !self.found.is_of(&key) {
            self.found.get(key, || cx.views.findings.found(&self.filter));
            self.follow_finding(ui, cx);
        }
        self.cursor = self.cursor.min(self.found().len().saturating_sub(1));
        self.at = self.found().get(self.cursor).and_then(|&idx| cx.views.findings.rows.get(idx)).cloned();
    }

    fn key(&self, cx: &PanelCx<'_>) -> FoundKey {
        (cx.views.findings_stamp(), self.filter.clone())
    }

    /// The rows that are shown, by their position in the list.
    pub(super) fn found(&self) -> &[usize] {
        self.found.last().map_or(&[], Vec::as_slice)
    }

    /// Where the rows stand in a list of this width.
    pub(super) fn measured(&mut self, ui: &Ui, cx: &PanelCx<'_>, width: f32) -> Rc<Measured> {
        let key = (self.key(cx), width);
        let found = self.found.last().map_or(&[][..], Vec::as_slice);
        let measure = || Rc::new(Measured::new(ui, &cx.views.findings, found, width));
        Rc::clone(self.measured.get(key, measure))
    }

    /// Stays at the finding of the cursor, wherever it stands now.
    fn follow_finding(&mut self, ui: &Ui, cx: &PanelCx<'_>) {
        let Some(at) = &self.at else { return };
        let rows = &cx.views.findings.rows;
        let is_same =
            |row: &FindingRow| (row.code, &row.location, &row.message) == (at.code, &at.location, &at.message);
        let Some(cursor) = self.found().iter().position(|&idx| rows.get(idx).is_some_and(is_same)) else { return };
        let had_focus = ui.memory(|memory| memory.has_focus(row_id(self.cursor)));
        self.follow |= had_focus && cursor != self.cursor;
        self.cursor = cursor;
    }

    /// What mends the finding of a row, made when it is first in sight.
    pub(super) fn fixes_of(&mut self, cx: &PanelCx<'_>, row: &FindingRow) -> Rc<[Fix]> {
        let findings_stamp = cx.views.findings_stamp();
        let made = self.fixes.get(findings_stamp, BTreeMap::new);
        if findings_stamp != Some(cx.stamp) {
            // The plan is a frame ahead: what would mend what was found then is known in the next one.
            return made.get(&row.finding_idx).cloned().unwrap_or_default();
        }
        let of_row = made.entry(row.finding_idx).or_insert_with(|| {
            let finding = cx.views.finding(row);
            finding.map_or_else(Rc::default, |finding| fixes(cx.catalog, cx.plan, finding).into())
        });
        Rc::clone(of_row)
    }
}

/// The id of the row at a position among those that are shown.
pub(super) fn row_id(idx: usize) -> Id {
    Id::unique(("finding", idx))
}
