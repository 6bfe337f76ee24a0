//! Tunnels, overrides and pairs with settings of their own: what there is, a way to remove it, a way to add.

use egui::{ComboBox, TextEdit, Ui};

use super::state::{OverrideForm, PlanState, TunnelForm};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::panels::rpc::problems_of_range;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::{BODY, STEP};
use crate::gui::widgets::{Icon, break_row, icon_button, problem, text_field, weak};
use crate::net::Transport;
use crate::plan::{Carries, Edit, Override, Selector, Tunnel, ZoneId};
use crate::view::{PlanSettings, SettingRow};

/// Shows the three sections.
pub(super) fn lists_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, settings: &PlanSettings, state: &mut PlanState) {
    let plan = cx.plan;
    let detail = settings.tunnels.len().to_string();
    Section::Tunnels.ui(ui, cx, &detail, |ui, cx| {
        if let Some(idx) = rows_ui(ui, "tunnel", &settings.tunnels) {
            let mut tunnels = plan.tunnels.clone();
            tunnels.remove(idx);
            cx.edit(Edit::SetTunnels(tunnels));
        }
        add_tunnel_ui(ui, cx, &mut state.tunnel);
    });
    let detail = settings.overrides.len().to_string();
    Section::Overrides.ui(ui, cx, &detail, |ui, cx| {
        if let Some(idx) = rows_ui(ui, "override", &settings.overrides) {
            let mut overrides = plan.overrides.clone();
            overrides.remove(idx);
            cx.edit(Edit::SetOverrides(overrides));
        }
        add_override_ui(ui, cx, &mut state.over);
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

/// Shows rows with a button to remove each, and returns the position of the one to remove.
fn rows_ui(ui: &mut Ui, what: &str, rows: &[SettingRow]) -> Option<usize> {
    let mut res = None;
    for (idx, row) in rows.iter().enumerate() {
        ui.horizontal_top(|ui| {
            if icon_button(ui, Icon::Cross, &format!("Remove {what} {}", idx + 1), true, "").clicked() {
                res = Some(idx);
            }
            ui.vertical(|ui| {
                ui.add(egui::Label::new(&row.text).wrap());
                if !row.detail.is_empty() {
                    weak(ui, &row.detail);
                }
            });
        });
    }
    res
}

fn add_tunnel_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, form: &mut TunnelForm) {
    let kinds = &cx.catalog.tunnels;
    if cx.plan.zones.len() < 2 || kinds.is_empty() {
        weak(ui, "A tunnel needs two zones");
        return;
    }
    let kind_idx = kinds.position(|kind| form.kind.as_deref() == Some(&*kind.id)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        let combo = ComboBox::from_id_salt("tunnel-kind").selected_text(&*kinds[kind_idx].name);
        let response = combo.show_ui(ui, |ui| {
            for (idx, kind) in kinds.iter_enumerated() {
                let response = ui.selectable_label(idx == kind_idx, &*kind.name);
                if response.on_hover_text(&kind.summary).clicked() {
                    form.kind = Some(kind.id.to_string());
                }
            }
        });
        response.response.accessible_name("Kind of the new tunnel");
        let [first, second] = &mut form.zones;
        fill(cx, first, 0);
        fill(cx, second, 1);
        zone_ui(ui, cx, "First zone of the tunnel", None, first);
        zone_ui(ui, cx, "Second zone of the tunnel", None, second);
        let ends = first.clone().zip(second.clone()).filter(|(a, b)| a != b);
        let button = ui.add_enabled(ends.is_some(), egui::Button::new("Add tunnel"));
        if let Some((first, second)) = ends.filter(|_| button.clicked()) {
            let kind = &kinds[kind_idx];
            let mut tunnels = cx.plan.tunnels.clone();
            tunnels.push(Tunnel {
                kind: (&*kind.id).into(),
                opener: kind.has_opener.then(|| first.clone()),
                zones: [first, second],
                endpoints: [Vec::new(), Vec::new()],
                carries: Carries::Everything,
                note: String::new(),
            });
            cx.edit(Edit::SetTunnels(tunnels));
        }
    });
    weak(ui, "It carries everything between the two zones. A kind that is opened from one side is opened by the first");
}

fn add_override_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, form: &mut OverrideForm) {
    weak(ui, "Suppress flows that the derivation gives. They stay visible in the inspector, with your reason");
    ui.horizontal_wrapped(|ui| {
        zone_ui(ui, cx, "Suppress from zone", Some("From any zone"), &mut form.source);
        zone_ui(ui, cx, "Suppress to zone", Some("To any zone"), &mut form.destination);
        let text = form.transport.map_or("Any transport", Transport::label);
        let response = ComboBox::from_id_salt("override-transport").selected_text(text).show_ui(ui, |ui| {
            ui.selectable_value(&mut form.transport, None, "Any transport");
            for transport in Transport::ALL {
                ui.selectable_value(&mut form.transport, Some(transport), transport.label());
            }
        });
        response.response.accessible_name("Suppress transport");
        break_row(ui, 96.0);
        let edit = TextEdit::singleline(&mut form.ports).hint_text("Any port").desired_width(96.0);
        text_field(ui, edit).accessible_name("Suppress ports");
        break_row(ui, 200.0);
        let edit = TextEdit::singleline(&mut form.reason).hint_text("Reason").desired_width(200.0);
        text_field(ui, edit).accessible_name("Reason to suppress");
        let ports = form.ports.trim();
        let problems = if ports.is_empty() { Vec::new() } else { problems_of_range(ports) };
        let selector = Selector {
            source_zone: form.source.clone(),
            destination_zone: form.destination.clone(),
            transport: form.transport,
            ports: ports.parse().ok(),
            ..Selector::default()
        };
        let picks_something = selector != Selector::default();
        let is_fine = problems.is_empty() && picks_something;
        let button = ui.add_enabled(is_fine, egui::Button::new("Add override"));
        let button = button.on_disabled_hover_text("Name at least one thing that it is to match");
        if button.clicked() {
            let reason = Some(form.reason.trim()).filter(|reason| !reason.is_empty());
            let reason = reason.unwrap_or("Not wanted").to_owned();
            let mut overrides = cx.plan.overrides.clone();
            overrides.push(Override::Suppress { selector, reason });
            cx.edit(Edit::SetOverrides(overrides));
            *form = OverrideForm::default();
        }
        for text in &problems {
            problem(ui, text);
        }
    });
    ui.add_space(STEP);
}

/// Chooses a zone where none is chosen, or one that is gone.
fn fill(cx: &PanelCx<'_>, chosen: &mut Option<ZoneId>, default_idx: usize) {
    if chosen.as_ref().is_none_or(|zone| cx.plan.zone(zone.as_str()).is_none()) {
        *chosen = cx.plan.zones.get(default_idx).map(|zone| zone.id.clone());
    }
}

/// A choice of a zone; `any` is what stands for none.
fn zone_ui(ui: &mut Ui, cx: &PanelCx<'_>, name: &str, any: Option<&str>, chosen: &mut Option<ZoneId>) {
    let zone = chosen.as_ref().and_then(|zone| cx.plan.zone(zone.as_str()));
    let text = zone.map_or(any.unwrap_or_default(), |zone| &zone.name);
    let response = ComboBox::from_id_salt(name).selected_text(text).truncate().show_ui(ui, |ui| {
        if let Some(any) = any {
            ui.selectable_value(chosen, None, any);
        }
        for zone in &cx.plan.zones {
            ui.push_id(&zone.id, |ui| ui.selectable_value(chosen, Some(zone.id.clone()), &zone.name));
        }
    });
    response.response.accessible_name(name);
}
