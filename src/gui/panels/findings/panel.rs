//! The findings as a list that can be filtered. A click goes to what a finding is about; many offer what mends them.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Id, Key, ScrollArea, Ui, UiBuilder, vec2};

use super::row::{RowPlace, row_id, row_ui};
use super::tops::RowTops;
use crate::finding::Severity;
use crate::gui::action::Action;
use crate::gui::panels::Shown;
use crate::gui::shown::Stamp;
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP};
use crate::gui::widgets::{TickBox, empty_state, search_field, segmented_ui, weak};
use crate::view::{FindingFilter, FindingRow, Fix, Words, fixes, thousands};

/// What the search field is called.
const SEARCH: &str = "Search findings";

/// What is looked for, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct FindingsState {
    search: String,
    filter: FindingFilter,
    /// Only findings about the chosen zone are shown.
    of_zone: bool,
    /// What the rest was made from.
    made_from: Option<(Stamp, FindingFilter)>,
    /// The rows that the filter lets through, by their position in the list.
    found: Vec<usize>,
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
    fn settle(&mut self, ui: &Ui, shown: &Shown<'_>) {
        self.filter.zone = shown.chosen.zone.clone().filter(|_| self.of_zone);
        let made_from = shown.views.findings_stamp().map(|stamp| (stamp, self.filter.clone()));
        if made_from != self.made_from {
            self.found = shown.views.findings.found(&self.filter);
            self.fixes.clear();
            self.tops.clear();
            self.made_from = made_from;
            self.follow_finding(ui, shown);
        }
        self.cursor = self.cursor.min(self.found.len().saturating_sub(1));
        self.at = self.found.get(self.cursor).and_then(|&idx| shown.views.findings.rows.get(idx)).cloned();
    }

    /// Stays at the finding of the cursor, wherever it stands now.
    fn follow_finding(&mut self, ui: &Ui, shown: &Shown<'_>) {
        let Some(at) = &self.at else { return };
        let rows = &shown.views.findings.rows;
        let is_same = |row: &FindingRow| (row.code, &row.place, &row.message) == (at.code, &at.place, &at.message);
        let Some(cursor) = self.found.iter().position(|&idx| rows.get(idx).is_some_and(is_same)) else { return };
        let had_focus = ui.memory(|memory| memory.has_focus(row_id(self.cursor)));
        self.follow |= had_focus && cursor != self.cursor;
        self.cursor = cursor;
    }

    /// What mends the finding of a row, made when it is first in sight.
    pub(super) fn fixes_of(&mut self, shown: &Shown<'_>, row: &FindingRow) -> Rc<[Fix]> {
        if shown.views.findings_stamp() != Some(shown.stamp) {
            // The plan is a frame ahead: what would mend what was found then is known in the next one.
            return self.fixes.get(&row.finding_idx).cloned().unwrap_or_default();
        }
        let made = self.fixes.entry(row.finding_idx).or_insert_with(|| {
            let finding = shown.views.finding(row);
            finding.map_or_else(Rc::default, |finding| fixes(shown.catalog, shown.plan, finding).into())
        });
        Rc::clone(made)
    }

    /// How many rows are shown.
    pub(super) fn num_rows(&self) -> usize {
        self.found.len()
    }
}

/// Shows the filter and the list.
pub(in crate::gui::panels) fn findings_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut FindingsState,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let rect = ui.max_rect().shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    state.follow |= takes_focus;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        if shown.views.findings.rows.is_empty() {
            empty_state(
                ui,
                "Nothing to find fault with",
                "What is odd about the plan would stand here, and a click would go there",
                None,
            );
            return;
        }
        filter_ui(ui, shown, state);
        state.settle(ui, shown);
        if state.found.is_empty() {
            empty_state(ui, "No finding is like this", "Choose All, or search for other words", None);
        } else {
            list_ui(ui, shown, state, actions);
        }
    });
}

fn filter_ui(ui: &mut Ui, shown: &Shown<'_>, state: &mut FindingsState) {
    let counts = shown.views.findings.counts;
    let texts = [
        (None, format!("All {}", thousands(counts.total()))),
        (Some(Severity::Error), format!("Errors {}", thousands(counts.errors))),
        (Some(Severity::Warning), format!("Warnings {}", thousands(counts.warnings))),
        (Some(Severity::Note), format!("Notes {}", thousands(counts.notes))),
    ];
    let choices: Vec<_> = texts.iter().map(|(severity, text)| (*severity, text.as_str())).collect();
    if let Some(severity) = segmented_ui(ui, "Show", state.filter.severity, &choices) {
        state.filter.severity = severity;
    }
    ui.horizontal(|ui| {
        let zone = shown.views.zone.as_ref().map(|views| format!("Only about {}", views.zone.name));
        let room = if zone.is_some() { ui.available_width() * 0.55 } else { ui.available_width() };
        let response = search_field(ui, Id::unique("findings-search"), SEARCH, room, &mut state.search);
        if response.changed() {
            state.filter.words = Words::new(&state.search);
        }
        let (enters, goes_down) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::ArrowDown)));
        state.follow |= (response.lost_focus() && enters) || (response.has_focus() && goes_down);
        if let Some(text) = zone {
            let tick = TickBox::new(state.of_zone.into(), &text);
            if tick.ui(ui, Id::unique("findings-of-zone"), ui.available_width()).clicked() {
                state.of_zone = !state.of_zone;
            }
        }
    });
    weak(ui, "A click goes to the place");
    ui.add_space(STEP);
}

fn list_ui(ui: &mut Ui, shown: &Shown<'_>, state: &mut FindingsState, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("findings").auto_shrink(false).animated(false);
    area.show_viewport(ui, |ui, viewport| {
        let width = ui.available_width() - STEP;
        state.tops.measure(ui, &shown.views.findings, &state.found, width);
        ui.set_height(state.tops.height());
        let origin = ui.max_rect().left_top();
        let in_sight = state.tops.between(viewport.top(), viewport.bottom());
        let stop = if in_sight.contains(&state.cursor) { state.cursor } else { in_sight.start };
        for idx in in_sight {
            let row = &shown.views.findings.rows[state.found[idx]];
            let place = RowPlace { idx, is_stop: idx == stop, rect: state.tops.rect(idx, origin, width) };
            row_ui(ui, shown, state, row, place, actions);
        }
    });
}
