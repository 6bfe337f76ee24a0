//! What the list of findings keeps from one frame to the next: the filter, what it lets through, and the cursor.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use egui::{Id, Ui};

use super::tops::{Listing, Measured};
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, FindingSearch, Stamp};
use crate::view::{FindingFilter, FindingKind, FindingRow, Fix, Words, fixes};

/// What the rows that are shown depend on: the findings, the filter, and whether the rules that are asked for are known.
type FoundKey = (Option<Stamp>, FindingFilter, bool);

/// What is looked for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct FindingsState {
    /// What is searched for.
    pub(in crate::gui) search: FindingSearch,
    pub(super) filter: FindingFilter,
    /// Only findings about the chosen zone are shown.
    pub(super) of_zone: bool,
    /// The rows that the filter lets through, by their position in the list.
    found: Cached<FoundKey, Vec<usize>>,
    /// The kinds whose rows are put away.
    folded: BTreeSet<FindingKind>,
    /// What of them is listed.
    listing: Cached<(FoundKey, BTreeSet<FindingKind>), Listing>,
    measured: Cached<(FoundKey, BTreeSet<FindingKind>, f32), Rc<Measured>>,
    /// What mends the findings that were in sight, by their position among the findings.
    fixes: Cached<Option<Stamp>, BTreeMap<usize, Rc<[Fix]>>>,
    /// Position among the rows that are listed.
    pub(super) cursor: usize,
    /// The finding there, which the cursor stays at.
    at: Option<FindingRow>,
    /// The row at the cursor is to get the focus.
    pub(super) follow: bool,
}

impl FindingsState {
    /// Shows the findings that have these words, whatever was asked for before.
    pub(in crate::gui) fn show(&mut self, words: String) {
        self.search.text = words;
        self.filter = FindingFilter::default();
        self.of_zone = false;
        self.folded.clear();
        (self.cursor, self.at) = (0, None);
    }

    /// Filters afresh when the findings or the filter are others.
    pub(super) fn update(&mut self, ui: &Ui, cx: &PanelCx<'_>) {
        self.filter.words = Words::new(&self.search.text);
        self.filter.zone = cx.chosen.zone.clone().filter(|_| self.of_zone);
        let key = self.key(cx);
        let listed = (key.clone(), self.folded.clone());
        let is_listed = self.listing.is_of(&listed);
        if !self.found.is_of(&key) {
            let concerned = |(rules, texts)| cx.views.concerned(cx.plan, rules, texts);
            let concerned = self.search.answer().map(concerned).unwrap_or_default();
            self.found.get(key, || cx.views.findings.found(&self.filter, &concerned));
        }
        if !is_listed {
            let found = self.found.last().map_or(&[][..], Vec::as_slice);
            self.listing.get(listed, || Listing::new(&cx.views.findings, found, &self.folded));
            self.follow_finding(ui, cx);
        }
        self.cursor = self.cursor.min(self.listed().len().saturating_sub(1));
        self.at = self.listed().get(self.cursor).and_then(|&idx| cx.views.findings.rows.get(idx)).cloned();
    }

    fn key(&self, cx: &PanelCx<'_>) -> FoundKey {
        (cx.views.findings_stamp(), self.filter.clone(), self.search.answer().is_some())
    }

    /// The rows that the filter lets through, by their position in the list.
    pub(super) fn found(&self) -> &[usize] {
        self.found.last().map_or(&[], Vec::as_slice)
    }

    /// Those of them that are listed, and not folded away.
    pub(super) fn listed(&self) -> &[usize] {
        self.listing.last().map_or(&[], |listing| &listing.rows)
    }

    /// Puts the rows of a kind away, or shows them again. The cursor goes to its heading.
    pub(super) fn fold(&mut self, kind: FindingKind, is_folded: bool) {
        if is_folded {
            self.folded.insert(kind);
        } else {
            self.folded.remove(&kind);
        }
        if let Some(first) = self.listing.last().and_then(|listing| listing.first_of(kind)) {
            self.cursor = first;
        }
        self.at = None;
        self.follow = true;
    }

    /// Puts away the rows of the kind that the row at a position is of.
    pub(super) fn fold_at(&mut self, idx: usize) {
        if let Some(kind) = self.listing.last().and_then(|listing| listing.kind_of(idx)) {
            self.fold(kind, true);
        }
    }

    /// Where the rows stand in a list of this width.
    pub(super) fn measured(&mut self, ui: &Ui, cx: &PanelCx<'_>, width: f32) -> Rc<Measured> {
        let key = (self.key(cx), self.folded.clone(), width);
        let nothing = Listing::default();
        let listing = self.listing.last().unwrap_or(&nothing);
        let measure = || Rc::new(Measured::new(ui, &cx.views.findings, listing, width));
        Rc::clone(self.measured.get(key, measure))
    }

    /// Stays at the finding of the cursor, wherever it stands now.
    fn follow_finding(&mut self, ui: &Ui, cx: &PanelCx<'_>) {
        let Some(at) = &self.at else { return };
        let rows = &cx.views.findings.rows;
        let is_same =
            |row: &FindingRow| (row.code, &row.location, &row.message) == (at.code, &at.location, &at.message);
        let Some(cursor) = self.listed().iter().position(|&idx| rows.get(idx).is_some_and(is_same)) else { return };
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

/// The id of the row at a position among those that are listed.
pub(super) fn row_id(idx: usize) -> Id {
    Id::unique(("finding", idx))
}
