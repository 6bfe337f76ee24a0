//! What the table of rules keeps from one frame to the next: filter and order, the rows that are chosen, and texts that
//! were seen.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::Id;

use super::suppressed::SuppressedState;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::gui::widgets::{OpenedBy, Reach};
use crate::plan::ZoneId;
use crate::table::{RuleColumn, RulePosition};
use crate::view::{RuleFilter, RuleLine, RuleOrder, RuleTable, rule_lines, rule_reason};

/// The most pairs whose texts are kept.
const MAX_PAIRS: usize = 512;

/// The lines of rules by their pair of zones.
type LinesOfPairs = BTreeMap<(usize, usize), Vec<RuleLine>>;

/// What is searched for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct RulesState {
    /// Which rules are shown.
    pub filter: RuleFilter,
    /// In which order.
    pub order: RuleOrder,
    /// The row of the cursor in the table that is shown.
    pub(super) cursor: usize,
    /// Where the rows begin that are chosen; they end at the cursor.
    anchor: usize,
    /// The rule there, at which the cursor stays when rows come or go.
    at: Option<RuleAt>,
    /// The cursor was moved: bring it into sight.
    pub(super) scroll: bool,
    /// The table is to get the focus.
    pub(super) takes_focus: bool,
    /// The row whose menu is open, and how it was opened.
    pub(super) menu: Option<(usize, OpenedBy)>,
    /// Which table the row of the cursor is of.
    row_of: Option<(Stamp, RuleFilter, String, RuleOrder)>,
    /// The rows that were in sight last.
    pub(super) in_sight: Range<usize>,
    /// The lines of pairs that were seen.
    lines: Cached<(Stamp, Vec<RuleColumn>), LinesOfPairs>,
    /// The lines of suppressed flows that were seen.
    pub(super) suppressed: SuppressedState,
    /// How many more rows than rules are shown.
    more_rows: Cached<(Stamp, RuleFilter), usize>,
    /// Why the rule under the pointer is there.
    reason: Cached<(Stamp, RulePosition), String>,
}

/// A rule, known by its zones and its stable id.
#[derive(Debug)]
struct RuleAt {
    source: ZoneId,
    destination: ZoneId,
    rule_id: String,
}

impl RulesState {
    /// The id of the table.
    pub(super) fn table_id() -> Id {
        Id::unique("rule-table")
    }

    /// Whether this is the table.
    pub(in crate::gui) fn is_table(id: Id) -> bool {
        id == Self::table_id()
    }

    /// How many more rows than rules a request has of those that the filter lets through.
    pub(super) fn more_rows(&mut self, cx: &PanelCx<'_>) -> usize {
        if !cx.filter.query().is_empty() {
            return cx.filter.found(cx.stamp).map_or(0, |found| self.filter.more_rows_of(cx.matrix, found));
        }
        let Some((counted, counts)) = cx.views.row_counts(cx.plan) else { return 0 };
        *self.more_rows.get((*counted, self.filter.clone()), || counts.more_of(cx.matrix, &self.filter))
    }

    /// Shows other rules.
    pub(in crate::gui) fn show(&mut self, filter: RuleFilter) {
        self.filter = filter;
    }

    /// Puts the cursor into the first row: other rules are asked for.
    pub(super) fn restart(&mut self) {
        (self.cursor, self.anchor) = (0, 0);
        self.at = None;
    }

    /// Puts the cursor into a row. What is chosen is that row alone, or reaches there.
    pub(super) fn put(&mut self, row_idx: usize, reach: Reach) {
        self.cursor = row_idx;
        if reach == Reach::Move {
            self.anchor = row_idx;
        }
    }

    /// The rows that are chosen in a table of so many.
    pub(in crate::gui) fn chosen_rows(&self, num_rows: usize) -> Range<usize> {
        let (first, last) = (self.cursor.min(self.anchor), self.cursor.max(self.anchor));
        first.min(num_rows)..(last + 1).min(num_rows)
    }

    /// Whether several rows are chosen.
    pub(super) fn is_block(&self) -> bool {
        self.cursor != self.anchor
    }

    /// Keeps the cursor at its rule, and within a table that is not empty.
    pub(super) fn follow_rule(&mut self, cx: &PanelCx<'_>, table: &RuleTable) {
        let is_of_table = self.row_of.as_ref().is_some_and(|(stamp, filter, typed, order)| {
            *stamp == cx.stamp && filter == table.filter() && typed == table.query_text() && *order == table.order()
        });
        if !is_of_table {
            let typed = table.query_text().to_owned();
            self.row_of = Some((cx.stamp, table.filter().clone(), typed, table.order()));
            self.menu = None;
            self.anchor = self.cursor;
            if let Some(row_idx) = self.row_of_rule(cx, table) {
                self.scroll |= row_idx != self.cursor;
                self.put(row_idx, Reach::Move);
            }
        }
        let last = table.num_rows().saturating_sub(1);
        (self.cursor, self.anchor) = (self.cursor.min(last), self.anchor.min(last));
    }

    /// The row in which the rule of the cursor stands now; if it is gone, that of the first rule of its pair.
    fn row_of_rule(&mut self, cx: &PanelCx<'_>, table: &RuleTable) -> Option<usize> {
        let at = self.at.take()?;
        let source_idx = cx.plan.zone_idx(at.source.as_str())?;
        let destination_idx = cx.plan.zone_idx(at.destination.as_str())?;
        let lines = self.lines_of_pair(cx, (source_idx, destination_idx));
        let rule_idx = lines.iter().position(|line| line.id == at.rule_id).unwrap_or(0);
        let position = |rule_idx| RulePosition { source_idx, destination_idx, rule_idx };
        let row_of = |rule_idx| table.row_of(cx.matrix, position(rule_idx));
        row_of(rule_idx).or_else(|| row_of(0))
    }

    /// Notes which rule stands at the cursor.
    pub(super) fn note_rule(&mut self, cx: &PanelCx<'_>, table: &RuleTable) {
        let Some(position) = table.position(cx.matrix, self.cursor) else { return };
        let zones = &cx.plan.zones;
        let Some((source, destination)) = zones.get(position.source_idx).zip(zones.get(position.destination_idx))
        else {
            return;
        };
        let Some(line) = self.line(cx, position) else { return };
        let rule_id = line.id.clone();
        self.at = Some(RuleAt { source: source.id.clone(), destination: destination.id.clone(), rule_id });
    }

    /// The line of a rule, with the columns that are shown.
    pub(super) fn line(&mut self, cx: &PanelCx<'_>, position: RulePosition) -> Option<&RuleLine> {
        self.lines_of_pair(cx, position.pair()).get(position.rule_idx)
    }

    fn lines_of_pair(&mut self, cx: &PanelCx<'_>, pair: (usize, usize)) -> &[RuleLine] {
        let columns = cx.look.columns_of_rules();
        let lines = self.lines.get((cx.stamp, columns.clone()), BTreeMap::new);
        if lines.len() > MAX_PAIRS {
            lines.clear();
        }
        lines.entry(pair).or_insert_with(|| rule_lines(cx.catalog, cx.matrix, pair, &columns))
    }

    /// Why a rule is there, and which documents say so.
    pub(super) fn reason(&mut self, cx: &PanelCx<'_>, position: RulePosition) -> &str {
        self.reason.get((cx.stamp, position), || rule_reason(cx.catalog, cx.matrix, position))
    }

    /// Chooses a rule: the inspector shows its reasons.
    pub(super) fn choose(&mut self, cx: &mut PanelCx<'_>, position: RulePosition) {
        let headings = &cx.views.matrix.headings;
        let ends = headings.get(position.source_idx).zip(headings.get(position.destination_idx));
        let ends = ends.map(|(source, destination)| (source.zone_id.clone(), destination.zone_id.clone()));
        if let Some(((source, destination), line)) = ends.zip(self.line(cx, position)) {
            cx.act(Action::Select(Selection::Rule { source, destination, rule: line.id.clone() }));
        }
    }
}
