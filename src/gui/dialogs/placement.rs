//! The settings of one placement: what a tick alone does not say.

use egui::{ComboBox, Id, ScrollArea, Ui, vec2};

use super::shell::dialog_ui;
use crate::gui::action::Action;
use crate::gui::panels::{PanelCx, RpcField, range_field, rpc_ui};
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, TickBox, follow_focus, group_heading, labelled_row, segmented_ui, toggle, weak};
use crate::plan::{Edit, Placement, Plan, ScopeId, ZoneId};
use crate::view::{ChosenPort, PlacementOptions, hosts_from_text, hosts_to_text, problem_messages, problems_of_hosts};

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
    fn find(&mut self, plan: &Plan) -> bool {
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
        if !self.find(cx.plan) {
            cx.act(Action::CloseDialog);
            return;
        }
        let Some(role_idx) = cx.catalog.role_idx(self.placement.role.as_str()) else {
            cx.act(Action::CloseDialog);
            return;
        };
        let options = PlacementOptions::build(cx.catalog, role_idx);
        let title = format!("Settings of {}", options.role);
        dialog_ui(ui, cx, ("placement", &title), 560.0, |ui, cx| {
            let height = ui.ctx().content_rect().height() - 50.0 * STEP;
            let mut changed = self.placement.clone();
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                if let Some(other) = self.others_ui(ui, cx) {
                    *self = other;
                    changed = self.placement.clone();
                }
                self.hosts_ui(ui, cx, &mut changed);
                self.scopes_ui(ui, cx, &options, &mut changed);
                self.serves_ui(ui, cx, &mut changed);
                self.os_ui(ui, cx, &options, &mut changed);
                self.ports_ui(ui, cx, &options, &mut changed);
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

    fn scopes_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>, options: &PlacementOptions, changed: &mut Placement) {
        if options.scope_kinds.is_empty() {
            return;
        }
        group_heading(ui, "Scopes");
        for kind in &options.scope_kinds {
            let kind_name = cx.catalog.scope_kind_name(kind);
            let chosen = self.placement.scopes.get(kind);
            let name =
                |id: &ScopeId| cx.plan.scope(id.as_str()).map_or_else(|| id.to_string(), |scope| scope.name.clone());
            let text = chosen.map_or_else(|| "Any".to_owned(), name);
            labelled_row(ui, kind_name, NAME_WIDTH, |ui, _| {
                let response = ComboBox::from_id_salt(("scope", kind)).selected_text(text).show_ui(ui, |ui| {
                    if ui.selectable_label(chosen.is_none(), "Any").clicked() {
                        changed.scopes.remove(kind);
                    }
                    for scope in cx.plan.scopes.iter().filter(|scope| scope.kind == *kind) {
                        if ui.selectable_label(chosen == Some(&scope.id), &scope.name).clicked() {
                            changed.scopes.insert(kind.clone(), scope.id.clone());
                        }
                    }
                });
                response.response.accessible_name(format!("Scope of kind {kind_name}"));
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

    fn os_ui(&self, ui: &mut Ui, cx: &PanelCx<'_>, options: &PlacementOptions, changed: &mut Placement) {
        group_heading(ui, "Its own OS versions");
        weak(ui, "None ticked means those of the zone");
        in_columns(ui, options.os.len(), |ui, idx, width| {
            let os = &cx.catalog.os[options.os[idx]];
            let is_ticked = self.placement.os.contains(os.id.as_str());
            let name = format!("Placed on {}", os.name);
            let tick = TickBox { name: Some(&name), ..TickBox::new(is_ticked.into(), &os.name) };
            if tick.ui(ui, Id::unique(("placement-os", &os.id)), width).clicked() {
                toggle(&mut changed.os, os.id.clone());
            }
        });
        ui.add_space(2.0 * STEP);
    }

    fn ports_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, options: &PlacementOptions, changed: &mut Placement) {
        group_heading(ui, "Ports");
        for ChosenPort { path, name, default } in &options.ports {
            let value = self.placement.ports.get(path).copied();
            let hint = default.map_or_else(|| "not chosen".to_owned(), |range| range.to_string());
            let id = Id::unique(("placement-port", path));
            if let Some(range) = range_field(ui, cx, (id, name), value, &hint) {
                match range {
                    Some(range) => changed.ports.insert(path.clone(), range),
                    None => changed.ports.remove(path),
                };
            }
        }
        let id = Id::unique(("placement-port", "dynamic-range"));
        let range = range_field(ui, cx, (id, "Dynamic range"), self.placement.dynamic_range, "As the OS");
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

    fn hosts_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, changed: &mut Placement) {
        let text = hosts_to_text(&self.placement.hosts);
        let rows = self.placement.hosts.len().clamp(2, 6);
        let field = DraftField::new(Id::unique("placement-hosts"), ("Hosts", NAME_WIDTH), &text).rows(rows).monospace();
        let check = |text: &str| problem_messages(text, problems_of_hosts(text));
        let field = field.hint("Such as dc1 10.0.0.1, one a line").warns(&check);
        if let Some(text) = field.ui(ui, cx.drafts).committed {
            changed.hosts = hosts_from_text(&text);
        }
        if self.placement.hosts.is_empty() {
            weak(ui, "Without any, rules go to the addresses of the zone");
        }
    }

    fn note_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, changed: &mut Placement) {
        let name = ("Placement note", NAME_WIDTH);
        let field = DraftField::new(Id::unique("placement-note"), name, &self.placement.note).rows(2);
        if let Some(note) = field.ui(ui, cx.drafts).committed {
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
