//! The inspector: why ports are open between the two zones of the chosen pair, and what is decided about them.

use egui::{Key, Popup, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::copy_menu::{pair_menu_ui, ports_menu_ui};
use super::overview::overview_ui;
use super::pinning::pinning_ui;
use super::rule_card::rule_ui;
use super::state::InspectorState;
use crate::gui::action::Action;
use crate::gui::commands::{Command, Panel};
use crate::gui::panels::PanelCx;
use crate::gui::panels::decisions::assumptions_ui;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::{HEADING, PANEL_MARGIN, SMALL, STEP};
use crate::gui::theme::strong;
use crate::gui::widgets::{
    DraftField, empty_state, follow_focus, group_heading, segmented_ui, truncated, weak, zone_mark,
};
use crate::plan::{Edit, ScenarioDecision, Tick};
use crate::view::{InspectorView, PairScenario};

/// Shows the inspector.
pub(crate) fn inspector_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, state: &mut InspectorState) {
    if rect.width() < PANEL_MARGIN * 4.0 {
        return;
    }
    let takes_focus = cx.takes_focus(Panel::Inspector);
    let inner = rect.shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(UiBuilder::new().id_salt("inspector").max_rect(inner), |ui| {
        ui.set_clip_rect(rect);
        let had_focus = cx.focused.and_then(|id| ui.ctx().read_response(id));
        let is_inside = had_focus.is_some_and(|response| rect.contains(response.rect.center()));
        // A text field takes Escape for itself, to give up what was typed, and a menu to close.
        let is_escape_taken = ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx());
        if is_inside && !is_escape_taken && ui.input(|input| input.key_pressed(Key::Escape)) {
            cx.act(Action::Focus(Panel::Main));
        }
        match (&cx.views.pair, &cx.views.overview) {
            (Some(pair), _) => pair_ui(ui, cx, pair, state, takes_focus),
            (None, Some(overview)) => overview_ui(ui, cx, overview, &mut state.overview, takes_focus),
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

fn pair_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView, state: &mut InspectorState, takes_focus: bool) {
    title_ui(ui, pair);
    weak(ui, &pair.summary);
    ui.add_space(STEP);
    ui.horizontal_wrapped(|ui| head_buttons_ui(ui, cx, pair, state, takes_focus));
    ui.add_space(STEP);
    ScrollArea::vertical().id_salt((&pair.source, &pair.destination)).auto_shrink(false).show(ui, |ui| {
        if pair.is_empty() {
            let next = "No role here connects to a role there, or what would is suppressed, followed or tunnelled";
            if empty_state(ui, "Nothing to open", next, Some(Command::AddFlow.label())) {
                cx.command(Command::AddFlow);
            }
        }
        for group in &pair.groups {
            ui.horizontal(|ui| {
                group_heading(ui, &group.name);
                weak(ui, &group.count());
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ports_menu_ui(ui, cx, &format!("Copy ports, {}", group.name), &group.name, &group.ports);
                });
            });
            ui.spacing_mut().item_spacing.y = 0.0;
            for rule in &group.rules {
                rule_ui(ui, cx, rule, state);
            }
            ui.spacing_mut().item_spacing.y = STEP;
            ui.add_space(2.0 * STEP);
        }
        if let Some(pinning) = &pair.pinning {
            pinning_ui(ui, cx, pinning);
        }
        closed_ui(ui, cx, pair);
        settings_ui(ui, cx, pair);
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
    cx: &mut PanelCx<'_>,
    pair: &InspectorView,
    state: &mut InspectorState,
    takes_focus: bool,
) {
    let small = |text: &str| egui::Button::new(RichText::new(text).size(SMALL));
    let back = ui.add(small("← Matrix")).accessible_name("Back to the matrix");
    if takes_focus {
        back.request_focus();
    }
    if back.on_hover_text("Step back to the cell of the matrix (Escape)").clicked() {
        cx.act(Action::Focus(Panel::Main));
    }
    pair_menu_ui(ui, cx, pair);
    let rules: Vec<&String> = pair.groups.iter().flat_map(|group| &group.rules).map(|rule| &rule.id).collect();
    let opened = &mut state.opened;
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

fn closed_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView) {
    if pair.closed.is_empty() {
        return;
    }
    Section::NotOpened.ui(ui, cx, "", |ui, cx| {
        for group in &pair.closed {
            ui.label(&group.name);
            for loss in &group.losses {
                ui.label(RichText::new(format!("⚠ {loss}")).size(SMALL));
            }
            for flow in &group.flows {
                weak(ui, flow);
            }
            for (scenario, name) in &group.to_accept {
                if ui.button(format!("Accept “{name}” here")).clicked() {
                    cx.edit(Edit::SetPairScenario {
                        source: pair.source.clone(),
                        destination: pair.destination.clone(),
                        scenario: scenario.clone(),
                        decision: Some(ScenarioDecision::Accepted),
                    });
                }
            }
            ui.add_space(STEP);
        }
    });
}

/// What the pair says for itself: scenarios, assumptions, inspection, a note.
fn settings_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView) {
    if !pair.scenarios.is_empty() {
        Section::PairScenarios.ui(ui, cx, "", |ui, cx| {
            for scenario in &pair.scenarios {
                scenario_ui(ui, cx, pair, scenario);
            }
        });
    }
    Section::PairSettings.ui(ui, cx, "", |ui, cx| {
        if let Some(edit) = assumptions_ui(ui, &pair.assumptions) {
            cx.edit(edit);
        }
        inspection_ui(ui, cx, pair);
        request_ui(ui, cx, pair);
        note_ui(ui, cx, pair);
        if ui.button(Command::AddFlow.label()).on_hover_text(Command::AddFlow.tooltip()).clicked() {
            cx.command(Command::AddFlow);
        }
    });
}

/// What the change request says of the pair alone.
fn request_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView) {
    let mut request = pair.request.clone();
    let id = |field: &str| egui::Id::unique(("pair-request", field, &pair.source, &pair.destination));
    let ticket = DraftField::new(id("ticket"), ("Pair ticket", 64.0), &pair.request.ticket).hint("As the request");
    if let Some(text) = ticket.ui(ui, cx.drafts).committed {
        request.ticket = text;
    }
    let field = DraftField::new(id("justification"), ("Pair reason", 64.0), &pair.request.justification).rows(2);
    if let Some(text) = field.hint("As the request").ui(ui, cx.drafts).committed {
        request.justification = text;
    }
    ui.label("Is the firewall to log what goes between them?");
    let choices = [(None, "As the request"), (Some(true), "Yes"), (Some(false), "No")];
    if let Some(logging) = segmented_ui(ui, "Logging of the pair", pair.request.logging, &choices) {
        request.logging = logging;
    }
    if request != pair.request {
        cx.edit(Edit::SetPairRequest { source: pair.source.clone(), destination: pair.destination.clone(), request });
    }
}

fn scenario_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView, scenario: &PairScenario) {
    let response = ui.label(&scenario.name);
    if !scenario.summary.is_empty() {
        response.on_hover_text(&scenario.summary);
    }
    if let Some(decision) = segmented_ui(ui, &scenario.name, scenario.choice(), &scenario.choices()) {
        cx.edit(Edit::SetPairScenario {
            source: pair.source.clone(),
            destination: pair.destination.clone(),
            scenario: scenario.id.clone(),
            decision,
        });
    }
}

fn inspection_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView) {
    ui.label("Does the firewall between them follow the RPC endpoint mapper?");
    let of_plan = if pair.plan_mapper_only { "As the plan: yes" } else { "As the plan: no" };
    let choices = [(None, of_plan), (Some(true), "Yes"), (Some(false), "No")];
    if let Some(choice) = segmented_ui(ui, "RPC inspection", pair.mapper_only, &choices) {
        cx.edit(Edit::SetPairMapperOnly {
            source: pair.source.clone(),
            destination: pair.destination.clone(),
            mapper_only: choice.map(Tick::from),
        });
    }
}

fn note_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView) {
    let id = egui::Id::unique(("pair-note", &pair.source, &pair.destination));
    let field = DraftField::new(id, ("Pair note", 64.0), &pair.note).rows(2);
    if let Some(note) = field.ui(ui, cx.drafts).committed {
        cx.edit(Edit::SetPairNote { source: pair.source.clone(), destination: pair.destination.clone(), note });
    }
}
