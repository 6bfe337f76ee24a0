//! Tunnels, overrides and pairs with settings of their own: what there is, a way to remove it, a way to add.

use egui::{ComboBox, TextEdit, Ui};

use super::state::PlanState;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::{BODY, STEP};
use crate::gui::widgets::{Icon, break_row, icon_button, problem, text_field, weak, whole_link};
use crate::net::Transport;
use crate::plan::{Edit, ZoneId};
use crate::view::{FlowDraft, OverrideDraft, PlanSettings, SettingRow, TunnelDraft, without};

/// Shows the three sections.
pub(super) fn lists_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, settings: &PlanSettings, state: &mut PlanState) {
    let detail = settings.tunnels.len().to_string();
    Section::Tunnels.ui(ui, cx, &detail, |ui, cx| {
        if let Some(Asked::Remove(idx)) = rows_ui(ui, "tunnel", &settings.tunnels) {
            cx.edit(Edit::SetTunnels(without(&cx.plan.tunnels, idx)));
        }
        add_tunnel_ui(ui, cx, &mut state.new_tunnel);
    });
    let detail = settings.overrides.len().to_string();
    Section::Overrides.ui(ui, cx, &detail, |ui, cx| {
        match rows_ui(ui, "override", &settings.overrides) {
            Some(Asked::Remove(idx)) => cx.edit(Edit::SetOverrides(without(&cx.plan.overrides, idx))),
            Some(Asked::Change(idx)) => {
                cx.actions.extend(FlowDraft::of(cx.plan, idx).map(Action::OfferFlow));
            }
            None => {}
        }
        let command = Command::AddFlow;
        let is_enabled = command.is_enabled(cx.env);
        let button = ui.add_enabled(is_enabled.is_ok(), egui::Button::new(command.label()));
        if button.on_hover_text(command.tooltip()).clicked() {
            cx.act(Action::OfferFlow(FlowDraft::new(cx.plan, None)));
        }
        add_override_ui(ui, cx, &mut state.new_override);
    });
    let detail = settings.pairs.len().to_string();
    Section::Pairs.ui(ui, cx, &detail, |ui, cx| {
        if settings.pairs.is_empty() {
            weak(ui, "None. The inspector sets what holds for one pair alone");
        }
        for row in &settings.pairs {
            ui.horizontal_wrapped(|ui| {
                if ui.link(egui::RichText::new(&row.text).size(BODY)).clicked() {
                    let (source, destination) = (row.source.clone(), row.destination.clone());
                    cx.act(Action::Select(Selection::Pair { source, destination }));
                }
                weak(ui, &row.detail);
            });
        }
    });
}

/// What is asked of a row, by its position.
enum Asked {
    Remove(usize),
    Change(usize),
}

/// Shows rows with a button to remove each, and one to change those that can be.
fn rows_ui(ui: &mut Ui, what: &str, rows: &[SettingRow]) -> Option<Asked> {
    let mut res = None;
    for (idx, row) in rows.iter().enumerate() {
        ui.horizontal_top(|ui| {
            if icon_button(ui, Icon::Cross, &format!("Remove {what} {}", idx + 1), true, "").clicked() {
                res = Some(Asked::Remove(idx));
            }
            ui.vertical(|ui| {
                if row.can_change {
                    if whole_link(ui, &row.text, BODY).on_hover_text("Change the flow…").clicked() {
                        res = Some(Asked::Change(idx));
                    }
                } else {
                    ui.add(egui::Label::new(&row.text).wrap());
                }
                if !row.detail.is_empty() {
                    weak(ui, &row.detail);
                }
            });
        });
    }
    res
}

fn add_tunnel_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, draft: &mut TunnelDraft) {
    draft.fill(cx.plan);
    let Some(kind) = draft.kind(cx.catalog).filter(|_| cx.plan.zones.len() > 1) else {
        weak(ui, "A tunnel needs two zones");
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let response = ComboBox::from_id_salt("tunnel-kind").selected_text(&*kind.name).show_ui(ui, |ui| {
            for other in &cx.catalog.tunnels {
                let response = ui.selectable_label(other.id == kind.id, &*other.name);
                if response.on_hover_text(&other.summary).clicked() {
                    draft.kind = Some(other.id.to_string());
                }
            }
        });
        response.response.accessible_name("Kind of the new tunnel");
        let [first, second] = &mut draft.zones;
        zone_ui(ui, cx, ("tunnel-first", "First zone of the tunnel"), None, first);
        zone_ui(ui, cx, ("tunnel-second", "Second zone of the tunnel"), None, second);
        let edit = draft.edit(cx.catalog, cx.plan);
        let button = ui.add_enabled(edit.is_some(), egui::Button::new("Add tunnel"));
        if let Some(edit) = edit.filter(|_| button.clicked()) {
            cx.edit(edit);
        }
    });
    weak(ui, "It carries everything between the two zones. A kind that is opened from one side is opened by the first");
}

fn add_override_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, draft: &mut OverrideDraft) {
    weak(ui, "Suppress flows that the derivation gives. They stay visible in the inspector, with your reason");
    ui.horizontal_wrapped(|ui| {
        let (source, destination) = (&mut draft.source, &mut draft.destination);
        zone_ui(ui, cx, ("override-source", "Suppress from zone"), Some("From any zone"), source);
        zone_ui(ui, cx, ("override-destination", "Suppress to zone"), Some("To any zone"), destination);
        let text = draft.transport.map_or("Any transport", Transport::label);
        let response = ComboBox::from_id_salt("override-transport").selected_text(text).show_ui(ui, |ui| {
            ui.selectable_value(&mut draft.transport, None, "Any transport");
            for &transport in Transport::ALL {
                ui.selectable_value(&mut draft.transport, Some(transport), transport.label());
            }
        });
        response.response.accessible_name("Suppress transport");
        for (text, hint, width, name) in [
            (&mut draft.ports, "Any port", 96.0, "Suppress ports"),
            (&mut draft.reason, "Reason", 200.0, "Reason to suppress"),
        ] {
            break_row(ui, width);
            let edit = TextEdit::singleline(text).hint_text(hint).desired_width(width);
            text_field(ui, edit).accessible_name(name);
        }
        let edit = draft.edit(cx.plan);
        let button = ui.add_enabled(edit.is_some(), egui::Button::new("Add override"));
        let button = button.on_disabled_hover_text("Name at least one thing that it is to match");
        let problems = draft.problems();
        if let Some(edit) = edit.filter(|_| button.clicked()) {
            cx.edit(edit);
            *draft = OverrideDraft::default();
        }
        for text in &problems {
            problem(ui, text);
        }
    });
    ui.add_space(STEP);
}

/// A choice of a zone; `any` is what stands for none.
fn zone_ui(ui: &mut Ui, cx: &PanelCx<'_>, (id, name): (&str, &str), any: Option<&str>, chosen: &mut Option<ZoneId>) {
    let zone = chosen.as_ref().and_then(|zone| cx.plan.zone(zone.as_str()));
    let text = zone.map_or(any.unwrap_or_default(), |zone| &zone.name);
    let response = ComboBox::from_id_salt(id).selected_text(text).truncate().show_ui(ui, |ui| {
        if let Some(any) = any {
            ui.selectable_value(chosen, None, any);
        }
        for zone in &cx.plan.zones {
            ui.push_id(&zone.id, |ui| ui.selectable_value(chosen, Some(zone.id.clone()), &zone.name));
        }
    });
    response.response.accessible_name(name);
}
