//! The findings as a list that can be filtered. A click goes to what a finding is about; many offer what mends them.

use egui::{Align, Button, Id, Key, Layout, ScrollArea, Ui, UiBuilder, vec2};

use super::row::{RowPlace, row_ui};
use super::state::FindingsState;
use crate::export::RowNotation;
use crate::finding::{Finding, Severity};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::shown::SearchStatus;
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP};
use crate::gui::widgets::{RowsInSight, TickBox, empty_state, group_heading, search_field, segmented_ui, weak};
use crate::query::POSSIBLE;
use crate::view::{counted, thousands};

/// What the search field is called.
const SEARCH: &str = "Search findings";
/// What is said while rules are searched for.
const SEARCHING: &str = "Searching for rules…";

/// Shows the filter and the list.
pub(in crate::gui::panels) fn findings_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut FindingsState,
    takes_focus: bool,
) {
    let rect = ui.max_rect().shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    state.follow |= takes_focus;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        if cx.views.findings.rows.is_empty() {
            empty_state(
                ui,
                "Nothing to find fault with",
                "What is odd about the plan would stand here, and a click would go there",
                None,
            );
            return;
        }
        filter_ui(ui, cx, state);
        state.update(ui, cx);
        if state.found().is_empty() && state.search.status == SearchStatus::Running {
            weak(ui, SEARCHING);
        } else if state.found().is_empty() {
            empty_state(ui, "No finding is like this", "Choose All, or search for other words", None);
        } else {
            list_head_ui(ui, cx, state);
            list_ui(ui, cx, state);
        }
    });
}

fn filter_ui(ui: &mut Ui, cx: &PanelCx<'_>, state: &mut FindingsState) {
    let counts = cx.views.findings.counts;
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
        let zone = cx.views.zone.as_ref().map(|views| format!("Only about {}", views.zone.name));
        let room = if zone.is_some() { ui.available_width() * 0.55 } else { ui.available_width() };
        let response = search_field(ui, Id::unique("findings-search"), SEARCH, room, &mut state.search.text);
        let response = response.on_hover_text(format!("Words of findings, or which rules they are about. {POSSIBLE}"));
        if response.changed() {
            ui.ctx().request_repaint();
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
}

/// What a click does, and what can be done with all that is listed.
fn list_head_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &FindingsState) {
    ui.horizontal(|ui| {
        weak(ui, "A click goes to the place");
        match state.search.status {
            SearchStatus::Idle => {}
            SearchStatus::Running => drop(weak(ui, SEARCHING)),
            SearchStatus::Stopped => drop(weak(ui, "Rules could not be searched: only texts were")),
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let num_rows = state.found().len();
            let menu = ui.menu_button("Copy", |ui| {
                group_heading(ui, &format!("All {} shown", counted(num_rows, "finding", "findings")));
                for notation in RowNotation::ALL {
                    let (text, example) = notation.entry();
                    let button = Button::new(text).shortcut_text(example);
                    if ui.add(button).accessible_name(format!("Copy findings: {text}")).clicked() {
                        let what = counted(num_rows, "finding", "findings");
                        let rows = cx.views.findings.table(state.found());
                        cx.act(Action::CopyTable { rows, what, notation });
                        ui.close();
                    }
                }
                ui.separator();
                let button = Button::new("Export to file…").shortcut_text("CSV");
                if ui.add(button).accessible_name("Export findings to file…").clicked() {
                    cx.act(Action::ExportFindings(shown_findings(cx, state)));
                    ui.close();
                }
            });
            menu.response.accessible_name("Copy the list of findings");
        });
    });
    ui.add_space(STEP);
}

/// The findings that the filter lets through, those of folded kinds too.
fn shown_findings(cx: &PanelCx<'_>, state: &FindingsState) -> Vec<Finding> {
    let rows = state.found().iter().filter_map(|&idx| cx.views.findings.rows.get(idx));
    rows.filter_map(|row| cx.views.finding(row).cloned()).collect()
}

fn list_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut FindingsState) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("findings").auto_shrink(false).animated(false);
    area.show_viewport(ui, |ui, viewport| {
        let width = ui.available_width() - STEP;
        let measured = state.measured(ui, cx, width);
        let in_sight = RowsInSight::new(ui, viewport, &measured.tops, width);
        let stop = if in_sight.range.contains(&state.cursor) { state.cursor } else { in_sight.range.start };
        for idx in in_sight.range.clone() {
            let row = &cx.views.findings.rows[state.listed()[idx]];
            row_ui(
                ui,
                cx,
                state,
                row,
                RowPlace {
                    idx,
                    is_stop: idx == stop,
                    in_sight: &in_sight,
                    lines: measured.lines[idx],
                    head: measured.heads.get(&idx),
                },
            );
        }
    });
}
