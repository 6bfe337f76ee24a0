//! Scopes and the trusts between AD domains.

use egui::{ComboBox, Id, TextEdit, Ui};

use super::state::PlanState;
use crate::gui::panels::PanelCx;
use crate::gui::panels::decisions::choices_ui;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, Icon, break_row, icon_button, text_field, toggle_ui, weak};
use crate::plan::{Edit, Scope, ScopeId};
use crate::view::{PlanSettings, ScopeDraft, ScopeRow, TrustDraft, has_forests, without};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 96.0;

/// Shows both sections.
pub(super) fn scopes_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, settings: &PlanSettings, state: &mut PlanState) {
    let detail = settings.scopes.len().to_string();
    Section::Scopes.ui(ui, cx, &detail, |ui, cx| {
        weak(
            ui,
            "A scope is an instance of what roles belong to: an AD domain, a cluster, a site. Roles of different scopes don't connect",
        );
        for row in &settings.scopes {
            scope_ui(ui, cx, row);
        }
        add_scope_ui(ui, cx, settings, &mut state.new_scope);
    });
    let detail = settings.trusts.len().to_string();
    Section::Trusts.ui(ui, cx, &detail, |ui, cx| {
        for (idx, row) in settings.trusts.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                if icon_button(ui, Icon::Cross, &format!("Remove trust {}", idx + 1), true, "").clicked() {
                    cx.edit(Edit::SetTrusts(without(&cx.plan.trusts, idx)));
                }
                ui.label(&row.text);
            });
        }
        add_trust_ui(ui, cx, &mut state.new_trust);
    });
}

fn scope_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: &ScopeRow) {
    let scope = &row.scope;
    ui.horizontal_wrapped(|ui| {
        let name = format!("Remove scope {}", scope.name);
        if icon_button(ui, Icon::Cross, &name, true, "Also takes it from placements and trusts").clicked() {
            cx.edit(Edit::RemoveScope(scope.id.clone()));
        }
        ui.label(&row.kind);
        weak(ui, &row.uses);
    });
    let id = |field: &str| Id::unique(("scope", field, &scope.id));
    let name = DraftField::new(id("name"), ("Scope name", NAME_WIDTH), &scope.name);
    if let Some(name) = name.ui(ui, cx.drafts).committed {
        cx.edit(Edit::SetScope(Scope { name, ..scope.clone() }));
    }
    if row.has_forests {
        let forest = DraftField::new(id("forest"), ("Forest", NAME_WIDTH), &scope.forest).hint("A forest of its own");
        if let Some(forest) = forest.ui(ui, cx.drafts).committed {
            cx.edit(Edit::SetScope(Scope { forest, ..scope.clone() }));
        }
    }
    // Two scopes are asked the same.
    ui.push_id(("scope-choices", &scope.id), |ui| {
        if let Some(edit) = choices_ui(ui, &row.choices) {
            cx.edit(edit);
        }
    });
    ui.add_space(STEP);
}

fn add_scope_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, settings: &PlanSettings, draft: &mut ScopeDraft) {
    draft.fill(cx.catalog, &settings.scope_kinds);
    ui.horizontal_wrapped(|ui| {
        let text = cx.catalog.scope_kind_name(&draft.kind);
        let response = ComboBox::from_id_salt("new-scope-kind").selected_text(text).show_ui(ui, |ui| {
            for kind in &settings.scope_kinds {
                ui.selectable_value(&mut draft.kind, kind.clone(), cx.catalog.scope_kind_name(kind));
            }
        });
        response.response.accessible_name("Kind of the new scope");
        let hint = if has_forests(cx.catalog, &draft.kind) { "corp.example" } else { "Name" };
        break_row(ui, 160.0);
        let edit = TextEdit::singleline(&mut draft.name).hint_text(hint).desired_width(160.0);
        text_field(ui, edit).accessible_name("Name of the new scope");
        if ui.button("Add scope").clicked() {
            cx.edit(draft.edit(cx.catalog, cx.plan));
            draft.name.clear();
        }
    });
}

fn add_trust_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, draft: &mut TrustDraft) {
    let scopes = draft.fill(cx.catalog, cx.plan);
    if scopes.len() < 2 {
        weak(ui, "A trust needs two AD domains among the scopes");
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let [trusting, trusted] = &mut draft.ends;
        domain_ui(ui, ("trusting", "Trusting domain"), &scopes, trusting);
        ui.label("trusts");
        domain_ui(ui, ("trusted", "Trusted domain"), &scopes, trusted);
        for (id, text, is_on) in
            [("two-way", "Two-way", &mut draft.is_two_way), ("of-forests", "Forest trust", &mut draft.is_of_forests)]
        {
            toggle_ui(ui, Id::unique(("new-trust", id)), text, is_on);
        }
        let edit = draft.edit(cx.plan);
        let button = ui.add_enabled(edit.is_some(), egui::Button::new("Add trust"));
        if let Some(edit) = edit.filter(|_| button.clicked()) {
            cx.edit(edit);
        }
    });
}

fn domain_ui(ui: &mut Ui, (id, name): (&str, &str), scopes: &[&Scope], chosen: &mut Option<ScopeId>) {
    let text = scopes.iter().find(|scope| Some(&scope.id) == chosen.as_ref()).map_or("", |scope| &scope.name);
    let response = ComboBox::from_id_salt(id).selected_text(text).show_ui(ui, |ui| {
        for scope in scopes {
            ui.push_id(&scope.id, |ui| ui.selectable_value(chosen, Some(scope.id.clone()), &scope.name));
        }
    });
    response.response.accessible_name(name);
}
