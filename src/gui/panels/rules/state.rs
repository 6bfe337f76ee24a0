//! What the table of rules keeps from one frame to the next: the filter, the rule at the cursor, and texts that were
//! seen.

use std::collections::BTreeMap;

use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::plan::ZoneId;
use crate::view::{RuleFilter, RulePosition, RuleTable, RuleTexts, rule_texts};

/// The most pairs whose texts are kept.
const MAX_PAIRS: usize = 512;
/// How many texts of a rule name its zones, which may be renamed.
const NUM_NAMES: usize = 2;

/// What is searched for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct RulesState {
    /// Which rules are shown.
    pub filter: RuleFilter,
    /// What is typed into the search field.
    pub(super) search: String,
    /// The row of the cursor in the table that is shown.
    pub(super) cursor: usize,
    /// The rule there, at which the cursor stays when rows come or go.
    at: Option<RuleAt>,
    /// The cursor was moved: bring it into sight.
    pub(super) scroll: bool,
    /// The table is to get the focus.
    pub(super) takes_focus: bool,
    /// Which table the row of the cursor is of.
    row_of: Option<(Stamp, RuleFilter)>,
    /// The texts of pairs that were seen.
    texts: Cached<Stamp, BTreeMap<(usize, usize), RuleTexts>>,
}

/// A rule, known by its zones and by what it says.
#[derive(Debug)]
struct RuleAt {
    source: ZoneId,
    destination: ZoneId,
    says: Vec<String>,
}

impl RulesState {
    /// Shows other rules. Where no words are asked for, none are left in the field either.
    pub(in crate::gui) fn show(&mut self, filter: RuleFilter) {
        if filter.words.is_empty() {
            self.search.clear();
        }
        self.filter = filter;
    }

    /// Puts the cursor into the first row: other rules are asked for.
    pub(super) fn restart(&mut self) {
        self.cursor = 0;
        self.at = None;
    }

    /// Keeps the cursor at its rule, and within a table that is not empty.
    pub(super) fn follow_rule(&mut self, cx: &PanelCx<'_>, table: &RuleTable) {
        let is_of_table =
            self.row_of.as_ref().is_some_and(|(stamp, filter)| *stamp == cx.stamp && filter == table.filter());
        if !is_of_table {
            self.row_of = Some((cx.stamp, table.filter().clone()));
            if let Some(row_idx) = self.row_of_rule(cx, table) {
                self.scroll |= row_idx != self.cursor;
                self.cursor = row_idx;
            }
        }
        self.cursor = self.cursor.min(table.num_rows().saturating_sub(1));
    }

    /// The row in which the rule of the cursor stands now; if it is gone, that of the first rule of its pair.
    fn row_of_rule(&mut self, cx: &PanelCx<'_>, table: &RuleTable) -> Option<usize> {
        let at = self.at.take()?;
        let source_idx = cx.plan.zone_idx(at.source.as_str())?;
        let destination_idx = cx.plan.zone_idx(at.destination.as_str())?;
        let texts = self.texts_of_pair(cx, (source_idx, destination_idx));
        let rule_idx = texts.iter().position(|texts| texts.iter().skip(NUM_NAMES).eq(&at.says)).unwrap_or(0);
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
        let says = self.texts(cx, position).iter().skip(NUM_NAMES).cloned().collect();
        self.at = Some(RuleAt { source: source.id.clone(), destination: destination.id.clone(), says });
    }

    /// The texts of a rule, by column.
    pub(super) fn texts(&mut self, cx: &PanelCx<'_>, position: RulePosition) -> &[String] {
        let texts = self.texts_of_pair(cx, (position.source_idx, position.destination_idx));
        texts.get(position.rule_idx).map_or(&[], Vec::as_slice)
    }

    fn texts_of_pair(&mut self, cx: &PanelCx<'_>, pair: (usize, usize)) -> &RuleTexts {
        let texts = self.texts.get(cx.stamp, BTreeMap::new);
        if texts.len() > MAX_PAIRS {
            texts.clear();
        }
        texts.entry(pair).or_insert_with(|| rule_texts(cx.catalog, cx.matrix, pair.0, pair.1))
    }
}
