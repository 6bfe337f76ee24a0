//! Adds a flow to what is derived, or changes one that the plan adds.

use egui::{Button, ComboBox, Key, Response, Ui};

use super::shell::{Fields, cancel_ui, firm_dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{labelled_row, problem, weak};
use crate::net::Transport;
use crate::plan::{Edit, ZoneId};
use crate::view::{FlowDraft, without};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 88.0;
const FIELDS: Fields = Fields { dialog: "added-flow", name_width: NAME_WIDTH };

/// The flow as it is typed so far.
#[derive(Debug)]
pub(crate) struct AddedFlowDialog {
    draft: FlowDraft,
}

impl AddedFlowDialog {
    /// Starts with a draft.
    #[must_use]
    pub(crate) fn new(draft: FlowDraft) -> Self {
        Self { draft }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let title = if self.draft.override_idx.is_none() { "Add a flow" } else { "Change the added flow" };
        firm_dialog_ui(ui, cx, ("added-flow", title), 520.0, |ui, cx| {
            let draft = &mut self.draft;
            zone_ui(ui, cx, "From", &mut draft.source);
            zone_ui(ui, cx, "To", &mut draft.destination);
            transport_ui(ui, draft);
            let ports = FIELDS.ui(ui, "Ports", &mut draft.ports, "8443, or 9000-9010");
            focus_first(ui, &ports);
            let reason = FIELDS.ui(ui, "Reason", &mut draft.reason, "Why it is to be open");
            FIELDS.ui(ui, "Protocol", &mut draft.protocol, "HTTPS, or empty");
            FIELDS.ui(ui, "Service", &mut draft.service, "Backup agent, or empty");
            FIELDS.ui(ui, "Opens", &mut draft.source_role, "What opens it, or empty");
            FIELDS.ui(ui, "Listens", &mut draft.destination_role, "What listens, or empty");
            let scenario = FIELDS.ui(ui, "Scenario", &mut draft.scenario, "Only for what, or empty: it is required");
            let is_entered = [ports, reason, scenario].iter().any(Response::lost_focus)
                && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(STEP);
            weak(ui, "It is added to what is derived between the two zones, on your word");
            ui.add_space(2.0 * STEP);
            let trouble = draft.problem(cx.plan);
            if let Some(text) = trouble.as_ref().filter(|_| !draft.ports.trim().is_empty()) {
                problem(ui, text);
            }
            ui.horizontal(|ui| self.buttons_ui(ui, cx, trouble.as_deref(), is_entered));
        });
    }

    fn buttons_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, trouble: Option<&str>, is_entered: bool) {
        let edit = self.draft.edit(cx.catalog, cx.plan);
        let (text, done) = match self.draft.override_idx {
            None => ("Add the flow", "Added a flow"),
            Some(_) => ("Change the flow", "Changed an added flow"),
        };
        let button = ui.add_enabled(edit.is_some(), Button::new(text));
        let is_wanted = button.on_disabled_hover_text(trouble.unwrap_or_default()).clicked() || is_entered;
        if let Some(edit) = edit.filter(|_| is_wanted) {
            cx.act(Action::CloseDialog);
            cx.act(Action::EditWithNotice { edit, done: done.to_owned() });
        }
        cancel_ui(ui, cx);
        if let Some(idx) = self.draft.override_idx
            && ui.button("Delete the flow").clicked()
        {
            cx.act(Action::CloseDialog);
            cx.edit(Edit::SetOverrides(without(&cx.plan.overrides, idx)));
        }
    }
}

fn zone_ui(ui: &mut Ui, cx: &PanelCx<'_>, name: &str, chosen: &mut Option<ZoneId>) {
    labelled_row(ui, name, NAME_WIDTH, |ui, label| {
        let text = chosen.as_ref().map_or("", |zone| cx.plan.zone_name(zone.as_str()));
        let response = ComboBox::from_id_salt(("added-flow", name)).selected_text(text).show_ui(ui, |ui| {
            for zone in &cx.plan.zones {
                ui.push_id(&zone.id, |ui| ui.selectable_value(chosen, Some(zone.id.clone()), &zone.name));
            }
        });
        response.response.labelled_by(label);
    });
}

fn transport_ui(ui: &mut Ui, draft: &mut FlowDraft) {
    labelled_row(ui, "Transport", NAME_WIDTH, |ui, label| {
        let text = draft.transport().label();
        let response = ComboBox::from_id_salt("added-flow-transport").selected_text(text).show_ui(ui, |ui| {
            for &transport in Transport::ALL {
                if ui.selectable_label(draft.transport() == transport, transport.label()).clicked() {
                    draft.transport = Some(transport);
                }
            }
        });
        response.response.labelled_by(label);
    });
}
