//! The inspector: why ports are open between the two zones of the chosen pair, and what is decided about them.

use std::collections::BTreeSet;

use egui::{Key, Popup, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::closing::ClosingState;
use super::copy_menu::{pair_menu_ui, ports_menu_ui};
use super::overview::{OverviewState, overview_ui};
use super::pinning::pinning_ui;
use super::rule_card::rule_ui;
use crate::gui::action::Action;
use crate::gui::panels::assumptions::assumptions_ui;
use crate::gui::panels::{PanelStates, Shown};
use crate::gui::shown::Panel;
use crate::gui::state::UiState;
use crate::gui::theme::metrics::{HEADING, PANEL_MARGIN, SMALL, STEP};
use crate::gui::theme::strong;
use crate::gui::widgets::{
    DraftField, Drafts, empty_state, follow_focus, group_heading, labelled_row, section_ui, segmented_ui, truncated,
    weak, zone_mark,
};
use crate::plan::{Decision, Edit, Tick};
use crate::view::{InspectorView, PairScenario};

/// What is open, and what was asked for.
#[derive(Debug, Default)]
pub(crate) struct InspectorState {
    /// Ids of the rules whose reasons are shown.
    pub(super) opened: BTreeSet<String>,
    /// What would close rules.
    pub(super) closing: ClosingState,
    /// What is open of a zone.
    pub(super) overview: OverviewState,
}

/// Shows the inspector.
pub(crate) fn inspector_ui(
    ui: &mut Ui,
    rect: Rect,
    shown: &Shown<'_>,
    state: &mut UiState,
    panels: &mut PanelStates,
    actions: &mut Vec<Action>,
) {
    if rect.width() < PANEL_MARGIN * 4.0 {
        return;
    }
    let takes_focus = panels.takes_focus(Panel::Inspector);
    let inner = rect.shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(UiBuilder::new().id_salt("inspector").max_rect(inner), |ui| {
        ui.set_clip_rect(rect);
        let had_focus = shown.focused.and_then(|id| ui.ctx().read_response(id));
        let is_inside = had_focus.is_some_and(|response| rect.contains(response.rect.center()));
        // A text field takes Escape for itself, to give up what was typed, and a menu to close.
        let is_escape_taken = ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx());
        if is_inside && !is_escape_taken && ui.input(|input| input.key_pressed(Key::Escape)) {
            actions.push(Action::Focus(Panel::Main));
        }
        match (&shown.views.pair, &shown.views.overview) {
            (Some(pair), _) => pair_ui(ui, shown, pair, state, panels, takes_focus, actions),
            (None, Some(overview)) => overview_ui(ui, shown, overview, panels, takes_focus, actions),
            (None, None) => {
                empty_state(
                    ui,
                    "Nothing to inspect",
                    "Click a cell of the matrix, or move to it and press Enter",
                    None,
                );
            }
        }
    });
}

fn pair_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    pair: &InspectorView,
    state: &mut UiState,
    panels: &mut PanelStates,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    title_ui(ui, pair);
    weak(ui, &pair.summary);
    ui.add_space(STEP);
    ui.horizontal_wrapped(|ui| head_buttons_ui(ui, pair, panels, takes_focus, actions));
    ui.add_space(STEP);
    panels.inspector.closing.settle(shown);
    ScrollArea::vertical().id_salt((&pair.source, &pair.destination)).auto_shrink(false).show(ui, |ui| {
        if pair.is_empty() {
            let next = "No role here connects to a role there, or what would is suppressed, followed or tunnelled";
            empty_state(ui, "Nothing to open", next, None);
        }
        for group in &pair.groups {
            ui.horizontal(|ui| {
                group_heading(ui, &group.name);
                weak(ui, &group.count());
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ports_menu_ui(ui, &format!("Copy ports, {}", group.name), &group.name, &group.ports, actions);
                });
            });
            ui.spacing_mut().item_spacing.y = 0.0;
            for rule in &group.rules {
                rule_ui(ui, shown, rule, &mut panels.inspector, actions);
            }
            ui.spacing_mut().item_spacing.y = STEP;
            ui.add_space(2.0 * STEP);
        }
        if let Some(pinning) = &pair.pinning {
            pinning_ui(ui, pinning, state, actions);
        }
        closed_ui(ui, pair, state);
        settings_ui(ui, pair, state, &mut panels.drafts, actions);
        follow_focus(ui, "inspector");
    });
}

/// Names the two zones, one under the other: names may be long.
fn title_ui(ui: &mut Ui, pair: &InspectorView) {
    let [source, destination] = &pair.names;
    let text = |text: &str| RichText::new(text).font(strong(HEADING));
    let is_inside = pair.source == pair.destination;
    ui.horizontal(|ui| {
        zone_mark(ui, pair.colors[0]);
        truncated(ui, if is_inside { text(&pair.title) } else { text(source) });
    });
    if !is_inside {
        ui.horizontal(|ui| {
            ui.label(text("→"));
            zone_mark(ui, pair.colors[1]);
            truncated(ui, text(destination));
        });
    }
}

fn head_buttons_ui(
    ui: &mut Ui,
    pair: &InspectorView,
    panels: &mut PanelStates,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let small = |text: &str| egui::Button::new(RichText::new(text).size(SMALL));
    let back = ui.add(small("← Matrix")).accessible_name("Back to the matrix");
    if takes_focus {
        back.request_focus();
    }
    if back.on_hover_text("Step back to the cell of the matrix (Escape)").clicked() {
        actions.push(Action::Focus(Panel::Main));
    }
    pair_menu_ui(ui, pair, actions);
    let rules: Vec<&String> = pair.groups.iter().flat_map(|group| &group.rules).map(|rule| &rule.id).collect();
    let opened = &mut panels.inspector.opened;
    let all_open = !rules.is_empty() && rules.iter().all(|id| opened.contains(*id));
    let label = if all_open { "Close all" } else { "Open all" };
    if ui.add_enabled(!rules.is_empty(), small(label)).on_hover_text("Reasons of all rules").clicked() {
        for id in rules {
            if all_open {
                opened.remove(id);
            } else {
                opened.insert(id.clone());
            }
        }
    }
}

fn closed_ui(ui: &mut Ui, pair: &InspectorView, state: &mut UiState) {
    if pair.closed.is_empty() {
        return;
    }
    let mut is_open = state.is_open("closed", true);
    section_ui(ui, "Not opened", "", &mut is_open, |ui| {
        for group in &pair.closed {
            ui.label(&group.name);
            for loss in &group.losses {
                ui.label(RichText::new(format!("⚠ {loss}")).size(SMALL));
            }
            for flow in &group.flows {
                weak(ui, flow);
            }
            ui.add_space(STEP);
        }
    });
    state.set_open("closed", true, is_open);
}

/// What the pair says for itself: scenarios, assumptions, inspection, a note.
fn settings_ui(ui: &mut Ui, pair: &InspectorView, state: &mut UiState, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    if !pair.scenarios.is_empty() {
        let mut is_open = state.is_open("pair-scenarios", true);
        section_ui(ui, "Scenarios between the two", "", &mut is_open, |ui| {
            for scenario in &pair.scenarios {
                scenario_ui(ui, pair, scenario, actions);
            }
        });
        state.set_open("pair-scenarios", true, is_open);
    }
    let mut is_open = state.is_open("pair-settings", false);
    section_ui(ui, "Settings of the pair", "", &mut is_open, |ui| {
        if let Some(edit) = assumptions_ui(ui, &pair.assumptions) {
            actions.push(Action::Edit(edit));
        }
        inspection_ui(ui, pair, actions);
        note_ui(ui, pair, drafts, actions);
    });
    state.set_open("pair-settings", false, is_open);
}

fn scenario_ui(ui: &mut Ui, pair: &InspectorView, scenario: &PairScenario, actions: &mut Vec<Action>) {
    ui.label(&scenario.text);
    let of_plan = match scenario.of_plan {
        None => "As the plan: undecided",
        Some(Decision::Accepted) => "As the plan: accepted",
        Some(Decision::Declined) => "As the plan: declined",
    };
    let choices = [(None, of_plan), (Some(Decision::Accepted), "Accepted"), (Some(Decision::Declined), "Declined")];
    if let Some(decision) = segmented_ui(ui, &scenario.text, scenario.decision, &choices) {
        actions.push(Action::Edit(Edit::SetPairScenario {
            source: pair.source.clone(),
            destination: pair.destination.clone(),
            scenario: scenario.text.clone(),
            decision,
        }));
    }
}

fn inspection_ui(ui: &mut Ui, pair: &InspectorView, actions: &mut Vec<Action>) {
    ui.label("Does the firewall between them follow the RPC endpoint mapper?");
    let of_plan = if pair.plan_mapper_only { "As the plan: yes" } else { "As the plan: no" };
    let choices = [(None, of_plan), (Some(true), "Yes"), (Some(false), "No")];
    if let Some(choice) = segmented_ui(ui, "RPC inspection", pair.mapper_only, &choices) {
        actions.push(Action::Edit(Edit::SetPairMapperOnly {
            source: pair.source.clone(),
            destination: pair.destination.clone(),
            mapper_only: choice.map(Tick::from),
        }));
    }
}

fn note_ui(ui: &mut Ui, pair: &InspectorView, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let id = egui::Id::unique(("pair-note", &pair.source, &pair.destination));
    let answer =
        labelled_row(ui, "Pair note", 64.0, |ui, label| DraftField::new(id, &pair.note, label).rows(2).ui(ui, drafts));
    if let Some(note) = answer.committed {
        actions.push(Action::Edit(Edit::SetPairNote {
            source: pair.source.clone(),
            destination: pair.destination.clone(),
            note,
        }));
    }
}
