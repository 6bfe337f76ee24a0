//! The parts of a frame: collecting what came in, bringing the views up to date, and showing them.

use std::time::Duration;

use egui::{Context, Id, Ui, UiBuilder};

use super::app::App;
use super::frame_layout::FrameLayout;
use crate::document::{Document, Selection};
use crate::gui::action::Action;
use crate::gui::commands::{Command, CommandEnv, Panel, take_commands, take_pasted};
use crate::gui::panels::{PanelCx, RulesState, inspector_ui, main_ui, menu_ui, status_ui, zone_row_id, zones_ui};
use crate::gui::shown::{Busy, DiagramKey, DrawnDiagram, ViewInput};
use crate::gui::state::Tab;
use crate::gui::theme::tokens;
use crate::gui::work::{ExportLook, RuleSearch, Wanted};
use crate::view::{RowCounts, RuleCounts, RuleFilter, RuleOrder, RuleTable};

/// How long a frame may be old while something is under way.
const BETWEEN_FRAMES: Duration = Duration::from_millis(100);

impl App {
    /// Takes what came in, and the commands of the keys.
    pub(super) fn collect(&mut self, ctx: &Context) -> Vec<Action> {
        if let Some(event) = self.catalog_work.poll() {
            self.take_catalog_event(event);
        }
        let mut res = Vec::new();
        self.poll_files(ctx);
        match self.files.dropped(ctx) {
            Ok(path) => res.extend(path.map(Action::Dropped)),
            Err(error) => self.notifications.error(error.line, error.details),
        }
        if let Some(searched) = self.search.poll() {
            // The plan may be another one by now: it was searched as it was in the frame before.
            let stamp = self.views.stamp().unwrap_or_default();
            if let Some(found) = searched.found {
                self.filter.take(stamp, found);
            }
            if searched.table.is_some() {
                self.views.rules = searched.table;
            }
        }
        if let Some(found) = self.finding_search.poll().and_then(|searched| searched.found) {
            self.panels.tabs.findings.search.take(found);
        }
        if let Some((stamp, counts)) = self.rule_counting.poll() {
            self.views.take_rule_counts(stamp, counts);
        }
        if let Some((stamp, counts)) = self.row_counting.poll() {
            self.views.take_row_counts(stamp, counts);
        }
        if let Some((key, diagram)) = self.drawing.poll() {
            self.views.take_diagram(key, diagram);
        }
        self.take_rows(ctx);
        if let Some(found) = self.trial.poll() {
            self.files.take_trial(found);
        }
        self.poll_forms(ctx);
        self.follow_export_look(ctx);
        if !self.files.has_dialog() {
            if self.is_escaped_to_one(ctx) {
                res.extend(self.chosen.zone.clone().map(|zone| Action::Select(Selection::Zone(zone))));
                res.push(Action::Focus(Panel::Zones));
            }
            let commands = take_commands(ctx, self.deps.os, &self.command_env());
            res.extend(commands.into_iter().map(Action::Command));
            // What is pasted nowhere may be a list of zones. The system's keys for it come as the text alone.
            let is_on_tick = self.focused.is_some_and(|focused| self.has_tick_cell(focused));
            let paste = if is_on_tick { Action::PasteTicks } else { Action::PasteZones };
            res.extend(take_pasted(ctx).map(paste));
        }
        if self.quit.takes_request() {
            res.push(Action::Command(Command::Quit));
        }
        res
    }

    /// Hands the dialog of exports what came back for it. Nobody waits for that once it is closed.
    fn follow_export_look(&mut self, ctx: &Context) {
        if !self.files.shows_export() {
            self.export_look = ExportLook::default();
        }
        for seen in self.export_look.poll(&self.deps.spawn, ctx) {
            self.files.take_export_look(seen);
        }
    }

    /// Brings the views up to date.
    pub(super) fn update_views(&mut self, ctx: &Context) {
        self.follow_roles();
        self.notifications.follow_plan(self.stamp());
        let document = &self.document;
        let input = ViewInput {
            catalog: &self.catalog.model,
            plan: document.plan(),
            stamp: self.stamp(),
            other_findings: [&self.document_findings, &self.catalog.findings],
            chosen: &self.chosen,
            tab: self.ui_state.tab,
        };
        let before = self.views.stamp();
        if self.views.update(input, &mut self.deriver) {
            ctx.request_repaint();
        }
        if self.views.stamp() != before {
            // What a search would find now are rules of another plan.
            self.search = RuleSearch::Idle;
        }
        self.follow_rules();
        if self.filter.update(self.stamp(), &self.catalog.model, self.document.plan()) {
            self.search = RuleSearch::Idle;
        }
        self.update_rules(ctx);
        if self.ui_state.tab == Tab::Findings {
            self.update_finding_search(ctx);
        }
        self.update_counts(ctx);
        self.update_diagram(ctx);
    }

    /// Begins to lay the diagram out while it is shown, and gives up what is of another state of the plan.
    fn update_diagram(&mut self, ctx: &Context) {
        let key = DiagramKey { stamp: self.stamp(), only: self.panels.tabs.diagram.only().clone() };
        self.drawing.follow(&key);
        let is_wanted = self.ui_state.tab == Tab::Diagram && !self.document.plan().zones.is_empty();
        if is_wanted && !self.views.has_diagram_of(&key) {
            let of = (&self.catalog.model, self.document.plan());
            let only = key.only.clone();
            self.drawing.want(&key, of, (&self.deps.spawn, ctx), move |catalog, matrix, cancel| {
                DrawnDiagram::build(catalog, matrix, &only, cancel)
            });
        }
    }

    /// Begins to count what is to be shown of all pairs, and gives up what is of another state of the plan.
    fn update_counts(&mut self, ctx: &Context) {
        let stamp = self.stamp();
        let of = (&self.catalog.model, self.document.plan());
        let by = (&self.deps.spawn, ctx);
        self.rule_counting.follow(&stamp);
        if self.ui_state.tab == Tab::Ticks {
            self.rule_counting.want(&stamp, of, by, |catalog, matrix, cancel| {
                RuleCounts::count(catalog, matrix, || cancel.is_cancelled())
            });
        }
        self.row_counting.follow(&stamp);
        if RowCounts::are_needed(of.1) {
            self.row_counting.want(&stamp, of, by, |catalog, matrix, cancel| {
                RowCounts::count(catalog, matrix, || cancel.is_cancelled())
            });
        }
    }

    /// Searches the plan for the rules that findings are asked about.
    fn update_finding_search(&mut self, ctx: &Context) {
        let (stamp, plan) = (self.stamp(), self.document.plan());
        let asked = &mut self.panels.tabs.findings.search;
        if asked.update(stamp, &self.catalog.model, plan) {
            self.finding_search = RuleSearch::Idle;
        }
        if let Some(query) = asked.unanswered().filter(|_| matches!(self.finding_search, RuleSearch::Idle)) {
            let wanted = Wanted { query: query.clone(), found: None, table: None };
            self.finding_search = RuleSearch::start(&self.catalog.model, plan, wanted, &self.deps.spawn, ctx);
        }
        asked.status = self.finding_search.status();
    }

    /// Shows everything, and collects what panels ask for.
    pub(super) fn show(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let env = self.command_env();
        let name = self.document.name();
        let busy = self.busy();
        let panels = &mut self.panels;
        let mut cx = PanelCx {
            catalog: &self.catalog.model,
            loaded: &self.catalog,
            plan: self.document.plan(),
            matrix: self.deriver.matrix(),
            stamp: self.views.stamp().unwrap_or_default(),
            views: &self.views,
            chosen: &self.chosen,
            focused: self.focused,
            pair_idx: self.chosen.pair_idx(self.document.plan()),
            env: &env,
            os: self.deps.os,
            document_name: &name,
            done: self.notifications.last_done(),
            effect: &self.effect,
            busy: busy.as_ref(),
            own_catalog: self.catalog.own_folder.as_ref(),
            own_profiles: self.own_forms.profiles(),
            search: self.search.status(),
            is_drawing: self.drawing.is_under_way(),
            filter: &mut self.filter,
            look: &mut self.ui_state,
            drafts: &mut panels.drafts,
            focus: &mut panels.focus,
            actions,
        };
        let rect = ui.ctx().content_rect();
        let layout = FrameLayout::new(rect, cx.look);
        // The inspector ends above the toasts, so that they cover nothing that is used.
        let mut inspector = layout.inspector;
        if let Some(top) = self.notifications.toasts_top(ui.ctx()) {
            inspector.max.y = top.clamp(inspector.top(), inspector.bottom());
        }
        ui.painter().rect_filled(rect, 0, tokens(ui).panel.get());
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            menu_ui(ui, &mut cx, layout.menu, &mut panels.menu);
            zones_ui(ui, &mut cx, layout.zones, &mut panels.zones, &mut panels.editor);
            main_ui(ui, &mut cx, layout.main, &mut panels.tabs);
            inspector_ui(ui, &mut cx, inspector, &mut panels.inspector);
            status_ui(ui, &mut cx, layout.status);
            layout.grips_ui(ui, cx.look);
            let room = if inspector.width() > 0.0 { inspector } else { layout.main };
            self.notifications.ui(ui, room.width(), cx.actions);
            self.files.ui(ui, &mut cx);
        });
        self.files.drop_ui(ui);
        self.layout = Some(layout);
    }

    /// What commands depend on, as it is now.
    #[must_use]
    pub fn command_env(&self) -> CommandEnv {
        let document = &self.document;
        let is_reading = self.ui_state.tab == Tab::Reference;
        CommandEnv {
            undo: document.can_undo().map(str::to_owned),
            redo: document.can_redo().map(str::to_owned),
            zone_idx: self.chosen.zone_idx(document.plan()),
            zone_idxs: self.chosen.zone_idxs(document.plan()),
            is_zone_focused: self.chosen.zone.as_ref().is_some_and(|zone| self.focused == Some(zone_row_id(zone))),
            is_grid_focused: self.focused.is_none_or(|focused| self.panels.tabs.has_cell(self.ui_state.tab, focused)),
            num_zones: document.plan().zones.len(),
            has_roles: document.plan().zones.iter().any(|zone| !zone.placements.is_empty()),
            has_pair: self.chosen.pair.is_some(),
            num_cells: if self.ui_state.tab == Tab::Matrix && !document.plan().zones.is_empty() {
                self.panels.tabs.matrix.block().num_cells()
            } else {
                0
            },
            num_ticks: if self.ui_state.tab == Tab::Ticks && !document.plan().zones.is_empty() {
                self.panels.tabs.ticks.block().num_cells()
            } else {
                0
            },
            has_groups: document.plan().zones.iter().any(|zone| !zone.group.is_empty()),
            has_dragged: !self.ui_state.dragged.is_empty(),
            num_rule_rows: if self.ui_state.tab == Tab::Rules { self.num_chosen_rows() } else { 0 },
            can_go_back: is_reading && self.panels.tabs.reference.can_go_back(),
            can_go_forward: is_reading && self.panels.tabs.reference.can_go_forward(),
            is_exporting: self.files.is_exporting(),
            has_catalog_folder: self.ui_state.catalog_folder.is_some(),
            is_reading_catalog: self.catalog_work.is_reading(),
        }
    }

    /// Whether this is the cell of the cursor in the tick table.
    fn has_tick_cell(&self, id: Id) -> bool {
        self.ui_state.tab == Tab::Ticks && self.panels.tabs.ticks.has_cell(id)
    }

    /// How many rows of the table of rules are chosen.
    fn num_chosen_rows(&self) -> usize {
        let num_rows = self.views.rules.as_ref().map_or(0, RuleTable::num_rows);
        self.panels.tabs.rules.chosen_rows(num_rows).len()
    }

    /// What is under way now; of several, what the user waits for most.
    fn busy(&self) -> Option<Busy> {
        self.files.busy().or_else(|| self.catalog_work.busy())
    }

    /// Asks for another frame soon, as long as there is progress to be seen.
    pub(super) fn follow_progress(&self, ctx: &Context) {
        if self.busy().is_some() || self.export_look.is_counting() {
            ctx.request_repaint_after(BETWEEN_FRAMES);
        }
    }

    /// Shows the rules that a filter lets through.
    pub(super) fn filter_rules(&mut self, ctx: &Context, filter: RuleFilter) {
        self.panels.tabs.rules.show(filter);
        self.search = RuleSearch::Idle;
        self.update_rules(ctx);
    }

    /// Shows the rules that words of the language of filters ask for, whatever else was filtered.
    pub(super) fn show_rules_with(&mut self, ctx: &Context, words: String) {
        self.filter.text = words;
        self.ui_state.show_tab(Tab::Rules);
        self.panels.focus = Some(Panel::Main);
        self.filter_rules(ctx, RuleFilter::default());
    }

    /// Shows the rules of the table in another order.
    pub(super) fn sort_rules(&mut self, ctx: &Context, order: RuleOrder) {
        self.panels.tabs.rules.order = order;
        self.search = RuleSearch::Idle;
        self.update_rules(ctx);
    }

    /// Searches the plan for what the filter asks for, and makes the table of rules when its tab is shown and the table
    /// is missing or shows other rules, or in another order. As long as a search is under way, the table before it
    /// stays.
    fn update_rules(&mut self, ctx: &Context) {
        let (stamp, tab) = (self.stamp(), self.ui_state.tab);
        let query = self.filter.query();
        let found = self.filter.found(stamp);
        let is_found = query.is_empty() || found.is_some();
        let RulesState { filter, order, .. } = &self.panels.tabs.rules;
        let is_made = self.views.rules.as_ref().is_some_and(|table| table.is_of(filter, query, *order));
        let is_table_due = tab == Tab::Rules && !is_made;
        if is_table_due && is_found && *order == RuleOrder::Plan {
            self.search = RuleSearch::Idle;
            self.views.rules = Some(RuleTable::build(self.deriver.matrix(), filter.clone(), query.clone(), found));
        } else if (is_table_due || !is_found && matches!(tab, Tab::Matrix | Tab::Diagram))
            && matches!(self.search, RuleSearch::Idle)
        {
            let wanted = Wanted {
                query: query.clone(),
                found: found.cloned(),
                table: is_table_due.then(|| (filter.clone(), *order)),
            };
            let plan = self.document.plan();
            self.search = RuleSearch::start(&self.catalog.model, plan, wanted, &self.deps.spawn, ctx);
        }
    }

    /// Tells the system the title of the window.
    pub(super) fn update_title(&mut self, ctx: &Context) {
        let title = window_title(&self.document);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// The title of the window: a star stands before what is not saved.
#[must_use]
fn window_title(document: &Document) -> String {
    let mark = if document.is_dirty() { "* " } else { "" };
    format!("{mark}{} – Portolan", document.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Edit, Plan};

    #[test]
    fn a_star_stands_before_what_is_not_saved() {
        let mut document = Document::new(Plan::default());
        assert_eq!(window_title(&document), "Untitled plan – Portolan");
        assert_eq!(document.apply(&Edit::SetTitle("Office".to_owned())), Ok(()));
        assert_eq!(window_title(&document), "* Office – Portolan");
        document.mark_saved("/plans/office.ron");
        assert_eq!(window_title(&document), "office.ron – Portolan");
    }
}
