//! Tunnels, overrides and pairs with settings of their own: what there is, a way to remove it, a way to add.

use egui::{ComboBox, TextEdit, Ui};

use super::panel::PlanState;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::Shown;
use crate::gui::panels::rpc::problems_of_range;
use crate::gui::panels::section::in_section;
use crate::gui::state::UiState;
use crate::gui::theme::metrics::{BODY, STEP};
use crate::gui::widgets::{Icon, break_row, icon_button, problem, text_field, weak};
use crate::net::Transport;
use crate::plan::{Carries, Edit, Override, Selector, Tunnel, ZoneId};
use crate::view::{PlanSettings, SettingRow};

/// A tunnel that is being made.
#[derive(Debug, Default)]
pub(super) struct TunnelForm {
    /// The kind by its id; `None`: the first one.
    kind: Option<String>,
    zones: [Option<ZoneId>; 2],
}

/// An override that is being made.
#[derive(Debug, Default)]
pub(super) struct OverrideForm {
    source: Option<ZoneId>,
    destination: Option<ZoneId>,
    transport: Option<Transport>,
    ports: String,
    reason: String,
}

/// Shows the three sections.
pub(super) fn lists_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    settings: &PlanSettings,
    state: &mut UiState,
    plan_state: &mut PlanState,
    actions: &mut Vec<Action>,
) {
    let plan = shown.plan;
    let detail = settings.tunnels.len().to_string();
    in_section(ui, state, ("Tunnels", &detail, true), |ui, _| {
        if let Some(idx) = rows_ui(ui, "tunnel", &settings.tunnels) {
            let mut tunnels = plan.tunnels.clone();
            tunnels.remove(idx);
            actions.push(Action::Edit(Edit::SetTunnels(tunnels)));
        }
        add_tunnel_ui(ui, shown, &mut plan_state.tunnel, actions);
    });
    let detail = settings.overrides.len().to_string();
    in_section(ui, state, ("Overrides", &detail, true), |ui, _| {
        if let Some(idx) = rows_ui(ui, "override", &settings.overrides) {
            let mut overrides = plan.overrides.clone();
            overrides.remove(idx);
            actions.push(Action::Edit(Edit::SetOverrides(overrides)));
        }
        add_override_ui(ui, shown, &mut plan_state.over, actions);
    });
    let detail = settings.pairs.len().to_string();
    in_section(ui, state, ("Pairs with settings of their own", &detail, true), |ui, _| {
        if settings.pairs.is_empty() {
            weak(ui, "None. The inspector sets what holds for one pair alone");
        }
        for row in &settings.pairs {
            ui.horizontal_wrapped(|ui| {
                if ui.link(egui::RichText::new(&row.text).size(BODY)).clicked() {
                    let (source, destination) = (row.source.clone(), row.destination.clone());
                    actions.push(Action::Select(Selection::Pair { source, destination }));
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

fn add_tunnel_ui(ui: &mut Ui, shown: &Shown<'_>, form: &mut TunnelForm, actions: &mut Vec<Action>) {
    let kinds = &shown.catalog.tunnels;
    if shown.plan.zones.len() < 2 || kinds.is_empty() {
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
        fill(shown, first, 0);
        fill(shown, second, 1);
        zone_ui(ui, shown, "First zone of the tunnel", None, first);
        zone_ui(ui, shown, "Second zone of the tunnel", None, second);
        let ends = first.clone().zip(second.clone()).filter(|(a, b)| a != b);
        let button = ui.add_enabled(ends.is_some(), egui::Button::new("Add tunnel"));
        if let Some((first, second)) = ends.filter(|_| button.clicked()) {
            let kind = &kinds[kind_idx];
            let mut tunnels = shown.plan.tunnels.clone();
            tunnels.push(Tunnel {
                kind: (&*kind.id).into(),
                opener: kind.has_opener.then(|| first.clone()),
                zones: [first, second],
                endpoints: [Vec::new(), Vec::new()],
                carries: Carries::Everything,
                note: String::new(),
            });
            actions.push(Action::Edit(Edit::SetTunnels(tunnels)));
        }
    });
    weak(ui, "It carries everything between the two zones. A kind that is opened from one side is opened by the first");
}

fn add_override_ui(ui: &mut Ui, shown: &Shown<'_>, form: &mut OverrideForm, actions: &mut Vec<Action>) {
    weak(ui, "Suppress flows that the derivation gives. They stay visible in the inspector, with your reason");
    ui.horizontal_wrapped(|ui| {
        zone_ui(ui, shown, "Suppress from zone", Some("From any zone"), &mut form.source);
        zone_ui(ui, shown, "Suppress to zone", Some("To any zone"), &mut form.destination);
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
            let mut overrides = shown.plan.overrides.clone();
            overrides.push(Override::Suppress { selector, reason });
            actions.push(Action::Edit(Edit::SetOverrides(overrides)));
            *form = OverrideForm::default();
        }
        for text in &problems {
            problem(ui, text);
        }
    });
    ui.add_space(STEP);
}

/// Chooses a zone where none is chosen, or one that is gone.
fn fill(shown: &Shown<'_>, chosen: &mut Option<ZoneId>, default_idx: usize) {
    if chosen.as_ref().is_none_or(|zone| shown.plan.zone(zone.as_str()).is_none()) {
        *chosen = shown.plan.zones.get(default_idx).map(|zone| zone.id.clone());
    }
}

/// A choice of a zone; `any` is what stands for none.
fn zone_ui(ui: &mut Ui, shown: &Shown<'_>, name: &str, any: Option<&str>, chosen: &mut Option<ZoneId>) {
    let zone = chosen.as_ref().and_then(|zone| shown.plan.zone(zone.as_str()));
    let text = zone.map_or(any.unwrap_or_default(), |zone| &zone.name);
    let response = ComboBox::from_id_salt(name).selected_text(text).truncate().show_ui(ui, |ui| {
        if let Some(any) = any {
            ui.selectable_value(chosen, None, any);
        }
        for zone in &shown.plan.zones {
            ui.push_id(&zone.id, |ui| ui.selectable_value(chosen, Some(zone.id.clone()), &zone.name));
        }
    });
    response.response.accessible_name(name);
}
