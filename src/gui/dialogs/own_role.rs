//! Makes a role that no catalog has, or changes one: what it listens on, whom it calls, and who calls it.

use std::collections::BTreeMap;

use egui::{Button, ComboBox, Id, Key, Label, Response, Role, ScrollArea, Sense, TextEdit, Ui};

use super::shell::{Fields, cancel_ui, firm_dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, FoundRoles, Stamp};
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{
    Icon, Piece, Row, TickBox, icon_button, labelled_row, problem, search_field, text_field, toggle, weak,
};
use crate::plan::{Edit, RoleId};
use crate::view::{CallDraft, CalledEndpoint, RoleDraft};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 88.0;
const FIELDS: Fields = Fields { dialog: "own-role", name_width: NAME_WIDTH };
/// How many roles a search shows.
const MOST_FOUND: usize = 6;

/// The role as it is typed so far.
#[derive(Debug)]
pub(crate) struct OwnRoleDialog {
    draft: RoleDraft,
    /// What is typed to find a role to call.
    search: String,
    found: FoundRoles,
    /// What can be called of each role.
    offered: Cached<Stamp, BTreeMap<RoleId, Vec<CalledEndpoint>>>,
}

impl OwnRoleDialog {
    /// Starts with a draft.
    #[must_use]
    pub(crate) fn new(draft: RoleDraft) -> Self {
        Self { draft, search: String::new(), found: FoundRoles::default(), offered: Cached::default() }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let is_new = self.draft.role.is_none();
        let title = if is_new { "Role of your own" } else { "Change the role" };
        firm_dialog_ui(ui, cx, ("own-role", title), 600.0, |ui, cx| {
            let name = FIELDS.ui(ui, "Name", &mut self.draft.name, "Payroll server");
            focus_first(ui, &name);
            FIELDS.ui(ui, "Listens on", &mut self.draft.listens, "HTTPS 8443/tcp, 9000-9010/udp, or empty: on nothing");
            labelled_row(ui, "Calls", NAME_WIDTH, |ui, _| ui.vertical(|ui| self.calls_ui(ui, cx)));
            let callers = FIELDS.ui(ui, "Called by", &mut self.draft.callers, "Payroll client: a role of this plan");
            self.new_callers_ui(ui, cx);
            let summary = FIELDS.ui(ui, "Summary", &mut self.draft.summary, "What it is for, in a few words");
            let is_entered =
                [callers, summary].iter().any(Response::lost_focus) && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(STEP);
            weak(ui, "It stands in the plan, under “Roles of this plan”. Its rules need no document: you say so");
            ui.add_space(2.0 * STEP);
            let trouble = self.draft.problem(cx.plan);
            if let Some(text) = trouble.as_ref().filter(|_| !self.draft.name.trim().is_empty()) {
                problem(ui, text);
            }
            ui.horizontal(|ui| self.buttons_ui(ui, cx, trouble.as_deref(), is_entered));
        });
    }

    fn buttons_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, trouble: Option<&str>, is_entered: bool) {
        let edit = self.draft.edit(cx.catalog, cx.plan);
        let text = if self.draft.role.is_none() { "Make the role" } else { "Change the role" };
        let button = ui.add_enabled(edit.is_some(), Button::new(text));
        let is_wanted = button.on_disabled_hover_text(trouble.unwrap_or_default()).clicked() || is_entered;
        if let Some(edit) = edit.filter(|_| is_wanted) {
            let name = self.draft.name.trim();
            let done = match self.draft.role {
                None => format!("{name} is there to be ticked, under “Roles of this plan”"),
                Some(_) => format!("Changed the role {name}"),
            };
            cx.act(Action::CloseDialog);
            cx.act(Action::EditWithNotice { edit, done });
        }
        cancel_ui(ui, cx);
        let Some(role) = &self.draft.role else { return };
        let delete = ui.button("Delete the role").on_hover_text("Also takes it from zones and from roles that call it");
        if delete.clicked() {
            cx.act(Action::CloseDialog);
            cx.edit(Edit::RemoveRole(role.clone()));
        }
        let is_as_it_was = RoleDraft::of(cx.plan, role.as_str()).as_ref() == Some(&self.draft);
        let button = ui.add_enabled(is_as_it_was, Button::new("Move to a catalog folder…"));
        if button.on_disabled_hover_text("Change the role first").clicked() {
            cx.act(Action::OfferMove(role.clone()));
        }
    }

    /// What it calls, and a field that finds more.
    fn calls_ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>) {
        let offered = self.offered.get(cx.stamp, BTreeMap::new);
        let mut gone = None;
        for (idx, call) in self.draft.calls.iter_mut().enumerate() {
            let endpoints = offered
                .entry(call.role.clone())
                .or_insert_with(|| CalledEndpoint::all(cx.catalog, cx.plan, &call.role));
            if call_ui(ui, cx, call, endpoints) {
                gone = Some(idx);
            }
        }
        if let Some(idx) = gone {
            self.draft.calls.remove(idx);
        }
        if let Some(role) = self.search_ui(ui, cx) {
            self.draft.calls.push(CallDraft::new(cx.catalog, cx.plan, &role));
            self.search.clear();
        }
    }

    /// Returns the role that is to be called.
    fn search_ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>) -> Option<RoleId> {
        let id = Id::unique("own-role-search");
        let field = search_field(ui, id, "Search roles to call", f32::INFINITY, &mut self.search);
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_entered {
            field.request_focus();
        }
        if self.search.trim().is_empty() {
            return None;
        }
        let draft = &self.draft;
        let is_called = |role: &RoleId| draft.calls.iter().any(|call| call.role == *role);
        let can_be_called = |id: &RoleId| {
            let role = cx.catalog.role_idx(id.as_str()).map(|idx| &cx.catalog.roles[idx]);
            role.is_some_and(|role| !role.is_abstract) && !is_called(id)
        };
        let found = self.found.get(cx.stamp, cx.loaded, &self.search).iter().map(|(id, _)| id);
        let found: Vec<RoleId> = found.filter(|id| can_be_called(id)).take(MOST_FOUND).cloned().collect();
        if found.is_empty() {
            weak(ui, "No role has these words");
        }
        let mut res = found.first().filter(|_| is_entered).cloned();
        ui.spacing_mut().item_spacing.y = 0.0;
        for role in found {
            if found_ui(ui, cx, &role).clicked() {
                res = Some(role);
            }
        }
        ui.spacing_mut().item_spacing.y = STEP;
        res
    }

    /// Says which of those that call it are made with it.
    fn new_callers_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>) {
        let callers = self.draft.callers(cx.plan);
        let new: Vec<String> =
            callers.into_iter().filter(|(_, is_new)| *is_new).map(|(name, _)| format!("“{name}”")).collect();
        let text = match &new[..] {
            [] => return,
            [one] => format!("{one} is made as well: a role of this plan that calls it"),
            [..] => format!("{} are made as well: roles of this plan that call it", new.join(", ")),
        };
        labelled_row(ui, "", NAME_WIDTH, |ui, _| weak(ui, &text));
    }
}

/// Shows a role that can be called. The field keeps the focus.
fn found_ui(ui: &mut Ui, cx: &PanelCx<'_>, id: &RoleId) -> Response {
    let role = cx.catalog.role_idx(id.as_str()).map(|idx| &cx.catalog.roles[idx]);
    let (name, family) = role.map_or((id.as_str(), ""), |role| (&role.name, &role.family));
    let row = Row { description: family, sense: Sense::CLICK, ..Row::new(Role::Button, name) };
    row.ui(ui, Id::unique(("own-role-found", id)), |row| {
        let note = Piece::small(family, row.tokens.text_weak).after(3.0 * STEP);
        let pieces = [Piece::body(name, row.tokens.text), note];
        row.line(row.middle(), row.rect.left() + 2.0 * STEP, row.rect.right() - STEP, &pieces);
    })
}

/// Shows a call. Returns whether it is to be taken out.
fn call_ui(ui: &mut Ui, cx: &PanelCx<'_>, call: &mut CallDraft, endpoints: &[CalledEndpoint]) -> bool {
    let role = call.role.clone();
    let name = cx.catalog.role_name(role.as_str());
    let mut is_gone = false;
    ui.horizontal(|ui| {
        is_gone = icon_button(ui, Icon::Cross, &format!("Do not call {name}"), true, "").clicked();
        let (icon, verb) = if call.is_open { (Icon::Opened, "Hide") } else { (Icon::Closed, "Show") };
        call.is_open ^= icon_button(ui, icon, &format!("{verb} the call of {name}"), true, "").clicked();
        ui.label(name);
        ui.add(Label::new(egui::RichText::new(call.summary(endpoints)).weak()).truncate());
    });
    if call.is_open {
        ui.indent(("own-role-call", &role), |ui| details_ui(ui, cx, call, endpoints));
    }
    is_gone
}

fn details_ui(ui: &mut Ui, cx: &PanelCx<'_>, call: &mut CallDraft, endpoints: &[CalledEndpoint]) {
    ScrollArea::vertical().id_salt(("own-role-endpoints", &call.role)).max_height(150.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for endpoint in endpoints {
            let tick = TickBox::new(call.uses.contains(&endpoint.path).into(), &endpoint.text);
            let id = Id::unique(("own-role-uses", &call.role, &endpoint.path));
            let width = ui.available_width();
            if tick.ui(ui, id, width).clicked() {
                toggle(&mut call.uses, endpoint.path.clone());
            }
        }
    });
    for (name, text, hint) in [
        ("Purpose", &mut call.purpose, "Why, in a few words"),
        ("Scenario", &mut call.scenario, "Only for what, or empty: it is required"),
    ] {
        labelled_row(ui, name, NAME_WIDTH, |ui, label| {
            let id = Id::unique(("own-role-call-field", name, &call.role));
            let width = ui.available_width();
            let edit = TextEdit::singleline(text).id(id).hint_text(hint).desired_width(width);
            text_field(ui, edit).labelled_by(label);
        });
    }
    labelled_row(ui, "Within one", NAME_WIDTH, |ui, label| {
        let text = call.scope.as_ref().map_or("Scopes play no part", |kind| cx.catalog.scope_kind_name(kind));
        let combo = ComboBox::from_id_salt(("own-role-scope", &call.role)).selected_text(text);
        let response = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut call.scope, None, "Scopes play no part");
            for kind in &cx.catalog.scope_kinds {
                ui.selectable_value(&mut call.scope, Some(kind.id.to_string()), &*kind.name);
            }
        });
        response.response.labelled_by(label);
    });
}
