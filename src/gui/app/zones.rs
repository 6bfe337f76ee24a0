//! Carries out the commands about the chosen zone. What they need is there: `is_enabled` has been asked.

use std::sync::Arc;

use egui::Context;

use super::app::App;
use crate::document::Selection;
use crate::gui::commands::Step;
use crate::gui::shown::Panel;
use crate::plan::{Edit, Zone, ZoneId};
use crate::view::free_zone_name;

impl App {
    /// Adds an empty zone after the chosen one.
    pub(super) fn add_zone(&mut self) {
        let plan = self.document.plan();
        let name = free_zone_name(plan, &format!("Zone {}", plan.zones.len() + 1));
        let id = plan.free_zone_id(&name);
        let position = self.chosen.zone_idx(plan).map_or(plan.zones.len(), |idx| idx + 1);
        self.edit(&Edit::AddZone { id: id.clone(), name, position });
        self.choose_new(id);
    }

    /// Adds a copy of the chosen zone.
    pub(super) fn duplicate_zone(&mut self) {
        let Some((_, zone)) = self.chosen_zone() else { return };
        let plan = self.document.plan();
        let name = free_zone_name(plan, &format!("{} copy", zone.name));
        let id = plan.free_zone_id(&name);
        self.edit(&Edit::DuplicateZone { zone: zone.id.clone(), id: id.clone(), name });
        self.choose_new(id);
    }

    /// Removes the chosen zone. If the focus was on it, the one that takes its place gets it.
    pub(super) fn remove_zone(&mut self, ctx: &Context) {
        let Some((_, zone)) = self.chosen_zone() else { return };
        if self.focused_panel(ctx) == Some(Panel::Zones) {
            self.panels.focus = Some(Panel::Zones);
        }
        self.edit(&Edit::RemoveZone(zone.id.clone()));
    }

    /// Moves the chosen zone by one.
    pub(super) fn move_zone(&mut self, step: Step) {
        let Some((idx, zone)) = self.chosen_zone() else { return };
        let position = match step {
            Step::Back => idx.saturating_sub(1),
            Step::Forward => idx + 1,
        };
        self.edit(&Edit::MoveZone { zone: zone.id.clone(), position });
    }

    fn chosen_zone(&self) -> Option<(usize, Arc<Zone>)> {
        let plan = self.document.plan();
        let idx = self.chosen.zone_idx(plan)?;
        Some((idx, Arc::clone(&plan.zones[idx])))
    }

    /// Points at a zone that was just made, and offers to type its name.
    fn choose_new(&mut self, zone: ZoneId) {
        if self.document.plan().zone(zone.as_str()).is_some() {
            self.select(&Selection::Zone(zone));
            self.panels.editor.rename();
        }
    }
}
