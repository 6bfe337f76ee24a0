//! Scopes and the trusts between AD domains.

use egui::{ComboBox, Id, TextEdit, Ui};

use super::state::PlanState;
use super::state::{ScopeForm, TrustForm};
use crate::gui::panels::PanelCx;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, Icon, TickBox, break_row, icon_button, labelled_row, text_field, weak};
use crate::plan::{Edit, Plan, Scope, ScopeId, Trust, TrustDirection, TrustKind};
use crate::view::{PlanSettings, ScopeRow};

/// The scope kind that has forests and trusts.
const AD_DOMAIN: &str = "ad-domain";
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
        add_scope_ui(ui, cx, cx.plan, settings, &mut state.scope);
    });
    let detail = settings.trusts.len().to_string();
    Section::Trusts.ui(ui, cx, &detail, |ui, cx| {
        for (idx, row) in settings.trusts.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                if icon_button(ui, Icon::Cross, &format!("Remove trust {}", idx + 1), true, "").clicked() {
                    let mut trusts = cx.plan.trusts.clone();
                    trusts.remove(idx);
                    cx.edit(Edit::SetTrusts(trusts));
                }
                ui.label(&row.text);
            });
        }
        add_trust_ui(ui, cx, cx.plan, &mut state.trust);
    });
}

fn scope_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, row: &ScopeRow) {
    let scope = &row.scope;
    ui.horizontal_wrapped(|ui| {
        let name = format!("Remove scope {}", scope.name);
        if icon_button(ui, Icon::Cross, &name, true, "Also takes it from placements and trusts").clicked() {
            cx.edit(Edit::RemoveScope(scope.id.clone()));
        }
        ui.label(&scope.kind);
        weak(ui, &row.uses);
    });
    let id = |field: &str| Id::unique(("scope", field, &scope.id));
    let name = labelled_row(ui, "Scope name", NAME_WIDTH, |ui, label| {
        DraftField::new(id("name"), &scope.name, label).ui(ui, cx.drafts)
    });
    if let Some(name) = name.committed {
        cx.edit(Edit::SetScope(Scope { name, ..scope.clone() }));
    }
    if scope.kind == AD_DOMAIN {
        let forest = labelled_row(ui, "Forest", NAME_WIDTH, |ui, label| {
            DraftField::new(id("forest"), &scope.forest, label).hint("A forest of its own").ui(ui, cx.drafts)
        });
        if let Some(forest) = forest.committed {
            cx.edit(Edit::SetScope(Scope { forest, ..scope.clone() }));
        }
    }
    ui.add_space(STEP);
}

fn add_scope_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, plan: &Plan, settings: &PlanSettings, form: &mut ScopeForm) {
    if form.kind.is_empty() {
        let first = settings.scope_kinds.iter().find(|kind| *kind == AD_DOMAIN).or(settings.scope_kinds.first());
        form.kind = first.cloned().unwrap_or_else(|| AD_DOMAIN.to_owned());
    }
    ui.horizontal_wrapped(|ui| {
        let combo = ComboBox::from_id_salt("new-scope-kind").selected_text(form.kind.clone());
        let response = combo.show_ui(ui, |ui| {
            for kind in &settings.scope_kinds {
                ui.selectable_value(&mut form.kind, kind.clone(), kind);
            }
        });
        response.response.accessible_name("Kind of the new scope");
        let hint = if form.kind == AD_DOMAIN { "corp.example" } else { "Name" };
        break_row(ui, 160.0);
        let edit = TextEdit::singleline(&mut form.name).hint_text(hint).desired_width(160.0);
        text_field(ui, edit).accessible_name("Name of the new scope");
        if ui.button("Add scope").clicked() {
            let name = Some(form.name.trim()).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| format!("{} {}", form.kind, plan.scopes.len() + 1), str::to_owned);
            let scope = Scope { id: free_scope_id(plan, &name), kind: form.kind.clone(), name, ..Scope::default() };
            cx.edit(Edit::AddScope(scope));
            form.name.clear();
        }
    });
}

/// An id for a new scope, made from its name as those of zones are.
fn free_scope_id(plan: &Plan, name: &str) -> ScopeId {
    let slug = plan.free_zone_id(name).to_string();
    let mut res = slug.clone();
    let mut number = 1;
    while plan.scope(&res).is_some() {
        number += 1;
        res = format!("{slug}-{number}");
    }
    res.into()
}

fn add_trust_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, plan: &Plan, form: &mut TrustForm) {
    let domains: Vec<&Scope> = plan.scopes.iter().filter(|scope| scope.kind == AD_DOMAIN).collect();
    if domains.len() < 2 {
        weak(ui, "A trust needs two scopes of the kind ad-domain");
        return;
    }
    ui.horizontal_wrapped(|ui| {
        domain_ui(ui, "Trusting domain", &domains, 0, &mut form.trusting);
        ui.label("trusts");
        domain_ui(ui, "Trusted domain", &domains, 1, &mut form.trusted);
        for (text, is_on) in [("Two-way", &mut form.two_way), ("Forest trust", &mut form.forest)] {
            if TickBox::new((*is_on).into(), text).fitted_ui(ui, Id::unique(("new-trust", text))).clicked() {
                *is_on = !*is_on;
            }
        }
        let ends = form.trusting.clone().zip(form.trusted.clone()).filter(|(a, b)| a != b);
        let button = ui.add_enabled(ends.is_some(), egui::Button::new("Add trust"));
        if let Some((trusting, trusted)) = ends.filter(|_| button.clicked()) {
            let direction = if form.two_way { TrustDirection::TwoWay } else { TrustDirection::OneWay };
            let kind = if form.forest { TrustKind::Forest } else { TrustKind::External };
            let mut trusts = plan.trusts.clone();
            trusts.push(Trust { trusting, trusted, direction, kind });
            cx.edit(Edit::SetTrusts(trusts));
        }
    });
}

fn domain_ui(ui: &mut Ui, name: &str, domains: &[&Scope], default_idx: usize, chosen: &mut Option<ScopeId>) {
    if !domains.iter().any(|scope| Some(&scope.id) == chosen.as_ref()) {
        *chosen = domains.get(default_idx).map(|scope| scope.id.clone());
    }
    let text = domains.iter().find(|scope| Some(&scope.id) == chosen.as_ref()).map_or("", |scope| &scope.name);
    let response = ComboBox::from_id_salt(name).selected_text(text).show_ui(ui, |ui| {
        for scope in domains {
            ui.push_id(&scope.id, |ui| ui.selectable_value(chosen, Some(scope.id.clone()), &scope.name));
        }
    });
    response.response.accessible_name(name);
}
