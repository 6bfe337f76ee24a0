//! The one place where the document changes: edits, steps of its history, and the commands about the chosen zone.

use std::sync::Arc;

use egui::Context;

use super::app::App;
use crate::document::{Joining, Selection};
use crate::gui::commands::{Panel, Step};
use crate::gui::shown::{Chosen, Stamp};
use crate::gui::state::{Hint, Side, Tab};
use crate::matrix::Deriver;
use crate::plan::{Edit, Plan, ZoneId};
use crate::view::{
    RulesBefore, first_asked_rule, free_zone_name, loses_settings, move_zones_down, move_zones_up, remove_zones,
    removed, rules_effect,
};

impl App {
    /// Which state the document is in.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { generation: self.generation, revision: self.document.revision() }
    }

    /// Changes the plan, and says what it took away.
    pub(super) fn edit(&mut self, edit: &Edit) {
        if let Some(text) = self.change(edit) {
            self.notifications.removed(text, self.stamp());
        }
    }

    /// Ticks something. What the tick table shows by itself needs no toast; settings that went with a tick do.
    pub(super) fn tick(&mut self, edit: &Edit) {
        let before = Arc::clone(self.document.plan());
        let removed = self.change(edit);
        let loses_settings = loses_settings(&before, self.document.plan());
        if let Some(text) = removed.filter(|_| loses_settings) {
            self.notifications.removed(text, self.stamp());
        }
    }

    /// Changes the plan, lets go of what is gone, and returns what was taken away.
    fn change(&mut self, edit: &Edit) -> Option<String> {
        let before = Arc::clone(self.document.plan());
        let zone_idx = self.first_chosen_idx();
        self.effect.clear();
        match self.document.apply(edit) {
            // Every edit that panels push is a finished one: a text is committed before it is pushed.
            Ok(()) => self.document.commit(),
            Err(err) => self.notifications.error(format!("Can't do this: {err}"), ""),
        }
        if let Edit::SetPlacement { placement, .. } = edit {
            self.files.follow_placement(self.document.plan(), placement);
        }
        self.rules_before = self.note_rules(&before);
        self.panels.tabs.follow_plan();
        self.chosen.follow_plan(self.document.plan(), zone_idx);
        let removed = removed(&self.catalog.model, &before, self.document.plan());
        // Whoever offers to take it back must know the state after all of it.
        self.follow_roles();
        removed
    }

    /// Lays the roles of the plan over the catalog, if they are others than before.
    pub(super) fn follow_roles(&mut self) {
        if self.catalog.follow_roles(self.document.plan()) {
            self.deriver = Deriver::new(Arc::clone(&self.catalog.model));
            // Positions in the catalog are others.
            self.generation += 1;
            self.panels.forget_catalog();
        }
    }

    /// The rules before an edit, if the matrix still is that of the plan before it.
    fn note_rules(&self, before: &Arc<Plan>) -> Option<RulesBefore> {
        let matrix = self.deriver.matrix();
        let is_of_before = std::ptr::eq(matrix.plan(), Arc::as_ptr(before));
        if is_of_before { RulesBefore::note(matrix, self.document.plan()) } else { None }
    }

    /// Says what the last edit did to the rules, once they are counted.
    pub(super) fn follow_rules(&mut self) {
        if let Some(before) = self.rules_before.take() {
            self.effect = rules_effect(&before, self.deriver.matrix());
        }
    }

    /// Changes the plan, and says `done` when it did.
    pub(super) fn edit_with_notice(&mut self, edit: &Edit, done: String) {
        let before = self.document.revision();
        let removed = self.change(edit);
        if removed.is_some() {
            self.notifications.removed(done, self.stamp());
        } else if self.document.revision() != before {
            self.notifications.done(done);
        }
    }

    /// Points at something.
    pub(super) fn select(&mut self, selection: &Selection) {
        let before = self.chosen.clone();
        self.chosen.select(selection);
        if matches!(selection, Selection::Pair { .. } | Selection::Rule { .. }) {
            self.ui_state.known_hints.insert(Hint::ChoosePair);
            if self.ui_state.tab.is_for_reading() {
                // Whoever follows a text to a pair wants to see it.
                self.ui_state.set_shown(Side::Inspector, true);
            }
        }
        self.follow_choice(&before);
        self.chosen.follow_plan(self.document.plan(), None);
        if let Some(rule) = self.chosen.rule.clone().or_else(|| self.asked_rule(selection)) {
            self.panels.inspector.show_rule(&rule);
        }
    }

    /// Chooses a zone beside those that are chosen.
    pub(super) fn choose_beside(&mut self, zone: &ZoneId, joining: Joining) {
        let before = self.chosen.clone();
        self.chosen.choose_beside(self.document.plan(), zone, joining);
        self.follow_choice(&before);
    }

    /// Lets go of the zones that are chosen beside the one that was chosen last.
    pub(super) fn choose_one(&mut self) {
        if let Some(zone) = self.chosen.zone.clone().filter(|_| !self.chosen.others().is_empty()) {
            self.select(&Selection::Zone(zone));
        }
    }

    /// Forgets what is being typed about other zones than those that are chosen now.
    fn follow_choice(&mut self, before: &Chosen) {
        if self.chosen.zone != before.zone || self.chosen.others() != before.others() {
            self.panels.drafts.clear();
        }
    }

    /// Where the first of the chosen zones stands.
    fn first_chosen_idx(&self) -> Option<usize> {
        self.chosen.zone_idxs(self.document.plan()).first().copied()
    }

    /// The rule that is looked for in a pair that was chosen in the matrix: the first one that the filter asks for.
    fn asked_rule(&self, selection: &Selection) -> Option<String> {
        let pair = self.chosen.pair_idx(self.document.plan())?;
        let is_asked =
            matches!(selection, Selection::Pair { .. }) && matches!(self.ui_state.tab, Tab::Matrix | Tab::Diagram);
        let asked = || first_asked_rule(&self.catalog.model, self.deriver.matrix(), self.filter.query(), pair);
        if is_asked { asked() } else { None }
    }

    /// Takes back the last step of the history, or does it again.
    pub(super) fn step(&mut self, step: Step) {
        let before = Arc::clone(self.document.plan());
        let zone_idx = self.first_chosen_idx();
        self.panels.drafts.clear();
        let (label, verb) = match step {
            Step::Back => (self.document.undo(), "Undid"),
            Step::Forward => (self.document.redo(), "Did again"),
        };
        if let Some(label) = label {
            self.notifications.done(format!("{verb}: {label}"));
        }
        let after = self.document.plan();
        self.panels.tabs.follow_plan();
        self.effect.clear();
        self.rules_before = None;
        self.chosen.follow_plan(after, zone_idx);
        self.chosen.take_back(&before, after);
        self.files.close_placement();
    }
}

/// The commands about the chosen zone. What they need is there: `is_enabled` has been asked.
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
        let plan = self.document.plan();
        let Some(zone) = self.chosen.zone_idx(plan).map(|idx| Arc::clone(&plan.zones[idx])) else { return };
        let name = free_zone_name(plan, &format!("{} copy", zone.name));
        let id = plan.free_zone_id(&name);
        self.edit(&Edit::DuplicateZone { zone: zone.id.clone(), id: id.clone(), name });
        self.choose_new(id);
    }

    /// Removes the chosen zones. If the focus was on one, the one that takes its place gets it.
    pub(super) fn remove_zone(&mut self, ctx: &Context) {
        let plan = self.document.plan();
        let edit = remove_zones(plan, &self.chosen.zone_idxs(plan));
        if self.focused_panel(ctx) == Some(Panel::Zones) {
            self.panels.focus = Some(Panel::Zones);
        }
        self.edit(&edit);
    }

    /// Moves the chosen zones by one.
    pub(super) fn move_zone(&mut self, step: Step) {
        let plan = self.document.plan();
        let zone_idxs = self.chosen.zone_idxs(plan);
        let edit = match step {
            Step::Back => move_zones_up(plan, &zone_idxs),
            Step::Forward => move_zones_down(plan, &zone_idxs),
        };
        self.edit(&edit);
    }

    /// Points at a zone that was just made, and offers to type its name.
    fn choose_new(&mut self, zone: ZoneId) {
        if self.document.plan().zone(zone.as_str()).is_some() {
            self.select(&Selection::Zone(zone));
            self.ui_state.set_shown(Side::Zones, true);
            self.panels.editor.rename();
        }
    }
}
