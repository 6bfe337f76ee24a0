//! What holds for the whole plan: the request's fields, assumptions, RPC, scenarios, and the lists of what was set.

use egui::{Id, ScrollArea, Ui, UiBuilder, vec2};

use super::lists::lists_ui;
use super::own_roles::own_roles_ui;
use super::scenarios::scenarios_ui;
use super::scopes::scopes_ui;
use super::state::PlanState;
use crate::date::Date;
use crate::gui::panels::PanelCx;
use crate::gui::panels::decisions::{RpcField, assumptions_ui, choices_ui, rpc_ui};
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP};
use crate::gui::widgets::{DraftField, follow_focus, labelled_row, segmented_ui, weak};
use crate::plan::{Edit, Request, Tick};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 96.0;
/// The widest that settings get: lines that are too long are hard to read.
const MAX_WIDTH: f32 = 720.0;

/// Where a field of the change request stands.
type Field = fn(&mut Request) -> &mut String;

/// The fields of the change request: id, name, an example, and where it stands.
const REQUEST_FIELDS: [(&str, &str, &str, Field); 8] = [
    ("ticket", "Ticket", "", |request| &mut request.ticket),
    ("requester", "Requester", "", |request| &mut request.requester),
    ("owner", "Owner", "", |request| &mut request.owner),
    ("approver", "Approver", "", |request| &mut request.approver),
    ("application-id", "Application", "Its id in your register", |request| &mut request.application_id),
    ("environment", "Environment", "Such as production", |request| &mut request.environment),
    ("justification", "Justification", "", |request| &mut request.justification),
    ("firewall-note", "Firewall note", "For the people who run the firewall", |request| &mut request.firewall_note),
];

/// The days of the change request; likewise.
const REQUEST_DAYS: [(&str, &str, &str, Field); 2] = [
    ("valid-from", "Valid from", "Such as 2027-01-01", |request| &mut request.valid_from),
    ("valid-until", "Valid until", "Such as 2027-12-31", |request| &mut request.valid_until),
];

/// Shows the settings.
pub(in crate::gui::panels) fn plan_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut PlanState, takes_focus: bool) {
    let Some(settings) = &cx.views.settings else { return };
    let rect = ui.max_rect().shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        ScrollArea::vertical().id_salt("plan").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(MAX_WIDTH.min(ui.available_width()));
            Section::Request.ui(ui, cx, "", |ui, cx| {
                request_ui(ui, cx, takes_focus);
            });
            own_roles_ui(ui, cx, settings);
            Section::Assumptions.ui(ui, cx, "", |ui, cx| {
                if let Some(edit) = assumptions_ui(ui, &settings.assumptions) {
                    cx.edit(edit);
                }
            });
            if !settings.choices.rows.is_empty() {
                Section::Choices.ui(ui, cx, "", |ui, cx| {
                    if let Some(edit) = choices_ui(ui, &settings.choices) {
                        cx.edit(edit);
                    }
                });
            }
            Section::Rpc.ui(ui, cx, "", |ui, cx| {
                strategy_ui(ui, cx);
            });
            let num_decided = cx.plan.scenarios.len();
            let detail = format!("{num_decided} decided");
            Section::Scenarios.ui(ui, cx, &detail, |ui, cx| {
                scenarios_ui(ui, cx, settings, &mut state.scenario_search);
            });
            scopes_ui(ui, cx, settings, state);
            lists_ui(ui, cx, settings, state);
            follow_focus(ui, "plan");
        });
    });
}

fn request_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, takes_focus: bool) {
    let plan = cx.plan;
    let title = DraftField::new(Id::unique("plan-title"), ("Title", NAME_WIDTH), &plan.title).focused(takes_focus);
    if let Some(title) = title.ui(ui, cx.drafts).committed {
        cx.edit(Edit::SetTitle(title));
    }
    let note = DraftField::new(Id::unique("plan-note"), ("Plan note", NAME_WIDTH), &plan.note).rows(3);
    if let Some(note) = note.ui(ui, cx.drafts).committed {
        cx.edit(Edit::SetNote(note));
    }
    for (id, name, hint, field) in REQUEST_FIELDS {
        let mut request = plan.request.clone();
        let draft = DraftField::new(Id::unique(("request", id)), (name, NAME_WIDTH), field(&mut request)).hint(hint);
        if let Some(text) = draft.ui(ui, cx.drafts).committed {
            *field(&mut request) = text;
            cx.edit(Edit::SetRequest(request));
        }
    }
    let is_day = |text: &str| match text.trim().parse::<Date>() {
        Err(err) if !text.trim().is_empty() => vec![err.to_string()],
        _ => Vec::new(),
    };
    for (id, name, hint, field) in REQUEST_DAYS {
        let mut request = plan.request.clone();
        let day = DraftField::new(Id::unique(("request", id)), (name, NAME_WIDTH), field(&mut request));
        if let Some(text) = day.hint(hint).refuses(&is_day).ui(ui, cx.drafts).committed {
            text.trim().clone_into(field(&mut request));
            cx.edit(Edit::SetRequest(request));
        }
    }
    labelled_row(ui, "Logging", NAME_WIDTH, |ui, _| {
        let choices = [(None, "Not said"), (Some(true), "Yes"), (Some(false), "No")];
        if let Some(logging) = segmented_ui(ui, "Logging", plan.request.logging, &choices) {
            cx.edit(Edit::SetRequest(Request { logging, ..plan.request.clone() }));
        }
    });
}

fn strategy_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    ui.label("How do RPC servers listen?");
    let field = RpcField { id: Id::unique("plan-rpc"), group: "RPC", value: Some(&cx.plan.rpc), inherited: None };
    if let Some(Some(rpc)) = rpc_ui(ui, cx, field) {
        cx.edit(Edit::SetRpc(rpc));
    }
    ui.add_space(2.0 * STEP);
    ui.label("Do the firewalls follow the RPC endpoint mapper?");
    let choices = [(false, "No"), (true, "Yes, they open RPC ports themselves")];
    if let Some(choice) = segmented_ui(ui, "RPC inspection of the plan", cx.plan.mapper_only, &choices) {
        cx.edit(Edit::SetMapperOnly(Tick::from(choice)));
    }
    weak(
        ui,
        "Then TCP 135 alone is opened, and the data ports are listed as followed. The firewall must inspect DCE/RPC",
    );
}
