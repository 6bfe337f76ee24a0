//! What holds for the whole plan: the request's fields, assumptions, RPC, scenarios, and the lists of what was set.

use egui::{Id, ScrollArea, Ui, UiBuilder, vec2};

use super::lists::{OverrideForm, TunnelForm, lists_ui};
use super::scenarios::scenarios_ui;
use super::scopes::{ScopeForm, TrustForm, scopes_ui};
use crate::gui::action::Action;
use crate::gui::panels::assumptions::assumptions_ui;
use crate::gui::panels::rpc::{RpcField, rpc_ui};
use crate::gui::panels::section::in_section;
use crate::gui::panels::{PanelStates, Shown};
use crate::gui::state::UiState;
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP};
use crate::gui::widgets::{DraftField, Drafts, follow_focus, labelled_row, segmented_ui, weak};
use crate::plan::{Edit, Request, Tick};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 96.0;
/// The widest that settings get: lines that are too long are hard to read.
const MAX_WIDTH: f32 = 720.0;

/// What is being typed into forms.
#[derive(Debug, Default)]
pub(crate) struct PlanState {
    /// What scenarios are searched for.
    pub(super) scenario_search: String,
    /// A scope that is being made.
    pub(super) scope: ScopeForm,
    /// A trust that is being made.
    pub(super) trust: TrustForm,
    /// A tunnel that is being made.
    pub(super) tunnel: TunnelForm,
    /// An override that is being made.
    pub(super) over: OverrideForm,
}

/// A field of the change request.
type Field = fn(&mut Request) -> &mut String;

/// Shows the settings.
pub(in crate::gui::panels) fn plan_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut UiState,
    panels: &mut PanelStates,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let Some(settings) = &shown.views.settings else { return };
    let rect = ui.max_rect().shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ScrollArea::vertical().id_salt("plan").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(MAX_WIDTH.min(ui.available_width()));
            in_section(ui, state, ("Request", "", true), |ui, _| {
                request_ui(ui, shown, &mut panels.drafts, takes_focus, actions);
            });
            in_section(ui, state, ("Assumptions", "", true), |ui, _| {
                if let Some(edit) = assumptions_ui(ui, &settings.assumptions) {
                    actions.push(Action::Edit(edit));
                }
            });
            in_section(ui, state, ("RPC", "", true), |ui, _| {
                strategy_ui(ui, shown, &mut panels.drafts, actions);
            });
            let num_decided = shown.plan.scenarios.len();
            let detail = format!("{num_decided} decided");
            in_section(ui, state, ("Optional scenarios", &detail, true), |ui, _| {
                scenarios_ui(ui, settings, &mut panels.plan.scenario_search, actions);
            });
            scopes_ui(ui, shown, settings, state, panels, actions);
            lists_ui(ui, shown, settings, state, &mut panels.plan, actions);
            follow_focus(ui, "plan");
        });
    });
}

fn request_ui(ui: &mut Ui, shown: &Shown<'_>, drafts: &mut Drafts, takes_focus: bool, actions: &mut Vec<Action>) {
    let plan = shown.plan;
    let title = labelled_row(ui, "Title", NAME_WIDTH, |ui, label| {
        DraftField::new(Id::unique("plan-title"), &plan.title, label).focused(takes_focus).ui(ui, drafts)
    });
    if let Some(title) = title.committed {
        actions.push(Action::Edit(Edit::SetTitle(title)));
    }
    let note = labelled_row(ui, "Plan note", NAME_WIDTH, |ui, label| {
        DraftField::new(Id::unique("plan-note"), &plan.note, label).rows(3).ui(ui, drafts)
    });
    if let Some(note) = note.committed {
        actions.push(Action::Edit(Edit::SetNote(note)));
    }
    let request = &plan.request;
    let fields: [(&str, &str, Field); 5] = [
        ("Ticket", &request.ticket, |request| &mut request.ticket),
        ("Requester", &request.requester, |request| &mut request.requester),
        ("Owner", &request.owner, |request| &mut request.owner),
        ("Justification", &request.justification, |request| &mut request.justification),
        ("Valid until", &request.valid_until, |request| &mut request.valid_until),
    ];
    for (name, value, field) in fields {
        let answer = labelled_row(ui, name, NAME_WIDTH, |ui, label| {
            let hint = if name == "Valid until" { "2027-12-31" } else { "" };
            DraftField::new(Id::unique(("request", name)), value, label).hint(hint).ui(ui, drafts)
        });
        if let Some(text) = answer.committed {
            let mut request = request.clone();
            *field(&mut request) = text;
            actions.push(Action::Edit(Edit::SetRequest(request)));
        }
    }
}

fn strategy_ui(ui: &mut Ui, shown: &Shown<'_>, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    ui.label("How do RPC servers listen?");
    let field = RpcField { id: Id::unique("plan-rpc"), group: "RPC", value: Some(&shown.plan.rpc), inherited: None };
    if let Some(Some(rpc)) = rpc_ui(ui, shown, field, drafts) {
        actions.push(Action::Edit(Edit::SetRpc(rpc)));
    }
    ui.add_space(2.0 * STEP);
    ui.label("Do the firewalls follow the RPC endpoint mapper?");
    let choices = [(false, "No"), (true, "Yes, they open RPC ports themselves")];
    if let Some(choice) = segmented_ui(ui, "RPC inspection of the plan", shown.plan.mapper_only, &choices) {
        actions.push(Action::Edit(Edit::SetMapperOnly(Tick::from(choice))));
    }
    weak(
        ui,
        "Then TCP 135 alone is opened, and the data ports are listed as followed. The firewall must inspect DCE/RPC",
    );
}
