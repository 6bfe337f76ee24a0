//! The settings of one placement: what a tick alone does not say.

use std::collections::BTreeSet;

use egui::{ComboBox, Id, ScrollArea, Ui, vec2};

use super::shell::dialog_ui;
use crate::catalog::Port;
use crate::gui::action::Action;
use crate::gui::panels::{PanelCx, RpcField, rpc_ui};
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, TickBox, follow_focus, group_heading, labelled_row, segmented_ui, weak};
use crate::ids::{RoleIdx, ServiceIdx};
use crate::net::PortRange;
use crate::plan::{Edit, Placement, Plan, ScopeId, ZoneId};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 150.0;

/// The placement that is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlacementDialog {
    zone: ZoneId,
    placement_idx: usize,
    placement: Placement,
}

impl PlacementDialog {
    /// Shows a placement of a zone.
    #[must_use]
    pub(crate) fn new(zone: ZoneId, placement_idx: usize, placement: &Placement) -> Self {
        Self { zone, placement_idx, placement: placement.clone() }
    }

    /// Stays at the placement after an edit made it `placement`: placements are sorted.
    pub(in crate::gui) fn follow(&mut self, plan: &Plan, placement: &Placement) {
        let zone = plan.zone(self.zone.as_str());
        if let Some(idx) = zone.and_then(|zone| zone.placements.iter().position(|other| other == placement)) {
            self.placement_idx = idx;
            self.placement = placement.clone();
        }
    }

    /// Finds the placement where it stands now. Returns whether it is there at all.
    fn settle(&mut self, plan: &Plan) -> bool {
        let Some(zone) = plan.zone(self.zone.as_str()) else { return false };
        let is_it = |placement: &Placement| *placement == self.placement;
        if !zone.placements.get(self.placement_idx).is_some_and(is_it) {
            let Some(idx) = zone.placements.iter().position(is_it) else { return false };
            self.placement_idx = idx;
        }
        true
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        if !self.settle(cx.plan) {
            cx.act(Action::CloseDialog);
            return;
        }
        let Some(role_idx) = cx.catalog.role_idx(self.placement.role.as_str()) else {
            cx.act(Action::CloseDialog);
            return;
        };
        let title = format!("Settings of {}", cx.catalog.roles[role_idx].name);
        dialog_ui(ui, cx, ("placement", &title), 560.0, |ui, cx| {
            let height = ui.ctx().content_rect().height() - 50.0 * STEP;
            let mut changed = self.placement.clone();
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                if let Some(other) = self.others_ui(ui, cx) {
                    *self = other;
                    changed = self.placement.clone();
                }
                self.scopes_ui(ui, cx, role_idx, &mut changed);
                self.serves_ui(ui, cx, &mut changed);
                self.os_ui(ui, cx, role_idx, &mut changed);
                self.ports_ui(ui, cx, role_idx, &mut changed);
                self.note_ui(ui, cx, &mut changed);
                follow_focus(ui, "placement");
            });
            if changed != self.placement {
                let (zone, placement_idx) = (self.zone.clone(), self.placement_idx);
                cx.edit(Edit::SetPlacement { zone, placement_idx, placement: changed });
            }
            ui.add_space(3.0 * STEP);
            ui.horizontal(|ui| self.buttons_ui(ui, cx));
        });
    }

    fn buttons_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        if ui.button("Close").clicked() {
            cx.act(Action::CloseDialog);
        }
        let zone = || self.zone.clone();
        if ui
            .button("Add another placement")
            .on_hover_text("The same role once more, with settings of its own")
            .clicked()
        {
            let placement = Placement::new(self.placement.role.clone());
            cx.edit(Edit::AddPlacement { zone: zone(), placement });
        }
        if ui.button("Remove placement").clicked() {
            cx.edit(Edit::RemovePlacement { zone: zone(), placement_idx: self.placement_idx });
            cx.act(Action::CloseDialog);
        }
    }

    /// Where the zone has several placements of the role: a choice among them.
    fn others_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>) -> Option<Self> {
        let zone = cx.plan.zone(self.zone.as_str())?;
        let of_role = |placement: &Placement| placement.role == self.placement.role;
        let places: Vec<usize> = (0..zone.placements.len()).filter(|&idx| of_role(&zone.placements[idx])).collect();
        if places.len() < 2 {
            return None;
        }
        let names: Vec<String> = (1..=places.len()).map(|number| number.to_string()).collect();
        let choices: Vec<_> = places.iter().copied().zip(names.iter().map(String::as_str)).collect();
        let chosen = labelled_row(ui, "Placement", NAME_WIDTH, |ui, _| {
            segmented_ui(ui, "Placement", self.placement_idx, &choices)
        })?;
        Some(Self::new(self.zone.clone(), chosen, &zone.placements[chosen]))
    }

    fn scopes_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>, role_idx: RoleIdx, changed: &mut Placement) {
        let kinds = scope_kinds(cx, role_idx);
        if kinds.is_empty() {
            return;
        }
        group_heading(ui, "Scopes");
        for kind in kinds {
            let chosen = self.placement.scopes.get(&kind);
            let name =
                |id: &ScopeId| cx.plan.scope(id.as_str()).map_or_else(|| id.to_string(), |scope| scope.name.clone());
            let text = chosen.map_or_else(|| "Any".to_owned(), name);
            labelled_row(ui, &kind, NAME_WIDTH, |ui, _| {
                let response = ComboBox::from_id_salt(("scope", &kind)).selected_text(text).show_ui(ui, |ui| {
                    if ui.selectable_label(chosen.is_none(), "Any").clicked() {
                        changed.scopes.remove(&kind);
                    }
                    for scope in cx.plan.scopes.iter().filter(|scope| scope.kind == kind) {
                        if ui.selectable_label(chosen == Some(&scope.id), &scope.name).clicked() {
                            changed.scopes.insert(kind.clone(), scope.id.clone());
                        }
                    }
                });
                response.response.accessible_name(format!("Scope of kind {kind}"));
            });
        }
        weak(ui, "Scopes are made in the tab Plan");
        ui.add_space(2.0 * STEP);
    }

    fn serves_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>, changed: &mut Placement) {
        group_heading(ui, "Zones that use it");
        weak(ui, "None ticked means all. Connections between equals, such as replication, ignore this");
        in_columns(ui, cx.plan.zones.len(), |ui, idx, width| {
            let zone = &cx.plan.zones[idx];
            let is_ticked = self.placement.serves.contains(&zone.id);
            let name = format!("Serves {}", zone.name);
            let tick = TickBox { name: Some(&name), ..TickBox::new(is_ticked.into(), &zone.name) };
            if tick.ui(ui, Id::unique(("serves", &zone.id)), width).clicked() {
                toggle(&mut changed.serves, zone.id.clone());
            }
        });
        ui.add_space(2.0 * STEP);
    }

    fn os_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>, role_idx: RoleIdx, changed: &mut Placement) {
        group_heading(ui, "Its own OS versions");
        weak(ui, "None ticked means those of the zone");
        let role = &cx.catalog.roles[role_idx];
        let versions: Vec<_> = cx.catalog.os.keys().rev().filter(|&idx| role.os.contains(idx)).collect();
        in_columns(ui, versions.len(), |ui, idx, width| {
            let os = &cx.catalog.os[versions[idx]];
            let is_ticked = self.placement.os.contains(&*os.id);
            let name = format!("Placed on {}", os.name);
            let tick = TickBox { name: Some(&name), ..TickBox::new(is_ticked.into(), &os.name) };
            if tick.ui(ui, Id::unique(("placement-os", &os.id)), width).clicked() {
                toggle(&mut changed.os, (&*os.id).into());
            }
        });
        ui.add_space(2.0 * STEP);
    }

    fn ports_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, role_idx: RoleIdx, changed: &mut Placement) {
        group_heading(ui, "Ports");
        for (path, name, default) in chosen_ports(cx, role_idx) {
            let value = self.placement.ports.get(&path).copied();
            let hint = default.map_or_else(|| "not chosen".to_owned(), |range| range.to_string());
            if let Some(range) = port_field(ui, cx, &name, &path, value, &hint) {
                match range {
                    Some(range) => changed.ports.insert(path, range),
                    None => changed.ports.remove(&path),
                };
            }
        }
        let range = port_field(ui, cx, "Dynamic range", "dynamic-range", self.placement.dynamic_range, "As the OS");
        if let Some(range) = range {
            changed.dynamic_range = range;
        }
        ui.label("How do its RPC servers listen?");
        let field = RpcField {
            id: Id::unique("placement-rpc"),
            group: "RPC of the placement",
            value: self.placement.rpc.as_ref(),
            inherited: Some("As the zone"),
        };
        if let Some(rpc) = rpc_ui(ui, cx, field) {
            changed.rpc = rpc;
        }
        ui.add_space(2.0 * STEP);
    }

    fn note_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, changed: &mut Placement) {
        let answer = labelled_row(ui, "Placement note", NAME_WIDTH, |ui, label| {
            DraftField::new(Id::unique("placement-note"), &self.placement.note, label).rows(2).ui(ui, cx.drafts)
        });
        if let Some(note) = answer.committed {
            changed.note = note;
        }
    }
}

/// Shows things in two columns, line by line.
fn in_columns(ui: &mut Ui, number: usize, mut show: impl FnMut(&mut Ui, usize, f32)) {
    let width = (ui.available_width() - STEP) / 2.0;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(STEP, 0.0);
        for first in (0..number).step_by(2) {
            ui.horizontal(|ui| (first..number.min(first + 2)).for_each(|idx| show(ui, idx, width)));
        }
    });
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T) {
    if !set.remove(&value) {
        set.insert(value);
    }
}

/// A field for a port or a range that may be empty. Returns what was committed.
fn port_field(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    name: &str,
    key: &str,
    value: Option<PortRange>,
    hint: &str,
) -> Option<Option<PortRange>> {
    let text = value.map(|range| range.to_string()).unwrap_or_default();
    let check = |text: &str| {
        let err = Some(text.trim()).filter(|text| !text.is_empty()).and_then(|text| text.parse::<PortRange>().err());
        err.map(|err| err.to_string()).into_iter().collect()
    };
    let answer = labelled_row(ui, name, NAME_WIDTH, |ui, label| {
        DraftField::new(Id::unique(("placement-port", key)), &text, label)
            .hint(hint)
            .monospace()
            .refuses(&check)
            .ui(ui, cx.drafts)
    });
    answer.committed.map(|text| text.trim().parse().ok())
}

/// The scope kinds that connections from or to the effective roles are matched on.
fn scope_kinds(cx: &PanelCx<'_>, role_idx: RoleIdx) -> Vec<String> {
    let roles = cx.catalog.effective_roles(role_idx, &[]);
    cx.catalog.scope_kinds_of(&roles).into_iter().map(str::to_owned).collect()
}

/// The ports that the administrator chooses for a role and what it implies: path, name, documented default.
///
/// Where two services have the same to choose, their names tell them apart.
fn chosen_ports(cx: &PanelCx<'_>, role_idx: RoleIdx) -> Vec<(String, String, Option<PortRange>)> {
    let catalog = cx.catalog;
    let services: BTreeSet<ServiceIdx> =
        catalog.effective_roles(role_idx, &[]).into_iter().flat_map(|role| catalog.roles[role].runs.clone()).collect();
    let mut res: Vec<(String, String, Option<PortRange>)> = Vec::new();
    let mut names = BTreeSet::new();
    for service in services {
        let entity = &catalog.services[service];
        for endpoint in &entity.endpoints {
            if let Port::Parameter(default) = endpoint.port {
                let path = format!("{}/{}", entity.id, endpoint.id);
                let mut name = format!("{} ({})", endpoint.application_protocol, endpoint.transport);
                if !names.insert(name.clone()) {
                    name = format!("{name} of {}", entity.name);
                }
                res.push((path, name, default));
            }
        }
    }
    res
}
