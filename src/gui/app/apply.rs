//! Carries out what panels and commands asked for. The one place where the document changes.

use std::sync::Arc;

use egui::Context;

use super::app::App;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::{Command, Step, Zoom};
use crate::gui::dialogs::{CopyTicks, Dialog, ExportForm, LeaveFor, Palette, PasteZones, PlacementDialog, Purpose};
use crate::gui::shown::Panel;
use crate::gui::shown::Stamp;
use crate::gui::state::Tab;
use crate::gui::work::RuleSearch;
use crate::net::Transport;
use crate::plan::Edit;
use crate::view::{Notation, RuleFilter, removed};

impl App {
    /// Drains the queue of a frame.
    pub(super) fn apply(&mut self, ctx: &Context, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Command(command) => self.run(ctx, command),
                Action::Edit(edit) => self.edit(&edit),
                Action::PasteZones(text) => {
                    let dialog = PasteZones::new(self.document.plan(), text);
                    self.files.show(Dialog::PasteZones(dialog));
                }
                Action::EditAndTell { edit, done } => self.edit_and_tell(&edit, done),
                Action::Select(selection) => self.select(&selection),
                Action::ShowTab(tab) => self.ui_state.tab = tab,
                Action::Focus(panel) => self.panels.focus = Some(panel),
                Action::Copy { text, what } => {
                    ctx.copy_text(text);
                    self.notifications.done(format!("Copied {what}"));
                }
                Action::CopyRules { rule_id, form } => self.copy_rules(ctx, rule_id.as_deref(), form),
                Action::OpenReference(place) => self.open_reference(place),
                Action::FilterRules(filter) => self.filter_rules(ctx, filter),
                Action::Dismiss(number) => self.notifications.dismiss(number),
                Action::DismissToast(number) => self.notifications.dismiss_toast(number),
                Action::TakeBack { revision } => {
                    if self.document.revision() == revision {
                        self.step(Step::Back);
                    }
                }
                Action::ShowPlacement(placement_idx) => self.show_placement(placement_idx),
                Action::CancelCatalog => self.catalog_work.cancel(),
                Action::CloseDialog => self.close_dialog(ctx),
                Action::NewFromTemplate(idx) => self.start_with_template(idx),
                Action::Dropped(path) => self.take_drop(ctx, path),
                Action::OpenRecent(path) => self.open_recent(ctx, path),
                Action::Export { format, options } => match format.check_size(self.document().plan().zones.len()) {
                    Ok(()) => self.ask(ctx, Purpose::Export { format, options }),
                    Err(err) => self.notifications.error(format!("Can't export: {err}"), ""),
                },
                Action::CancelExport => self.cancel_export(),
                Action::PathTyped { path, is_overwrite } => self.take_typed(ctx, path, is_overwrite),
                Action::GiveUpSave => self.give_up_save(),
                Action::Decide(decision) => self.decide(ctx, decision),
            }
        }
    }

    /// Changes the plan, and tells what it took away.
    pub(super) fn edit(&mut self, edit: &Edit) {
        if let Some(text) = self.change(edit) {
            self.notifications.removed(text, self.stamp());
        }
    }

    /// Which state the document is in.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp { generation: self.generation, revision: self.document.revision() }
    }

    /// Changes the plan, lets go of what is gone, and returns what was taken away.
    fn change(&mut self, edit: &Edit) -> Option<String> {
        let before = Arc::clone(self.document.plan());
        let zone_idx = self.chosen.zone_idx(&before);
        match self.document.apply(edit) {
            // Every edit that panels push is a finished one: a text is committed before it is pushed.
            Ok(()) => self.document.commit(),
            Err(err) => self.notifications.error(format!("Can't do this: {err}"), ""),
        }
        if let Edit::SetPlacement { placement, .. } = edit {
            self.files.follow_placement(self.document.plan(), placement);
        }
        self.panels.matrix.follow_plan(&before, self.document.plan());
        self.chosen.follow_plan(self.document.plan(), zone_idx);
        removed(&self.catalog.model, &before, self.document.plan())
    }

    fn edit_and_tell(&mut self, edit: &Edit, done: String) {
        let before = self.document.revision();
        let removed = self.change(edit);
        if removed.is_some() {
            self.notifications.removed(done, self.stamp());
        } else if self.document.revision() != before {
            self.notifications.done(done);
        }
    }

    pub(super) fn select(&mut self, selection: &Selection) {
        let before = self.chosen.zone.clone();
        self.chosen.select(selection);
        if self.chosen.zone != before {
            self.panels.drafts.clear();
        }
        self.chosen.follow_plan(self.document.plan(), None);
    }

    fn show_placement(&mut self, placement_idx: usize) {
        // Of the plan and not of the views: the zone may have been chosen in this very frame.
        let plan = self.document.plan();
        let Some(zone) = self.chosen.zone_idx(plan).map(|idx| &plan.zones[idx]) else { return };
        if let Some(placement) = zone.placements.get(placement_idx) {
            self.files.show(Dialog::Placement(PlacementDialog::new(zone.id.clone(), placement_idx, placement)));
        }
    }

    /// Carries out a command. What it needs is there: `is_enabled` has been asked.
    fn run(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::New => self.leave(ctx, LeaveFor::Templates),
            Command::Open => self.leave(ctx, LeaveFor::Open),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask(ctx, Purpose::SaveAs { next: None }),
            Command::Export => self.files.show(Dialog::Export(ExportForm::default())),
            Command::UseCatalogFolder => self.ask(ctx, Purpose::CatalogFolder),
            Command::ReloadCatalog => self.reload_catalog(ctx),
            Command::UseBuiltInCatalog => self.use_built_in_catalog(ctx),
            Command::Quit => self.leave(ctx, LeaveFor::Quit),
            Command::Undo => self.step(Step::Back),
            Command::Redo => self.step(Step::Forward),
            Command::AddZone => self.add_zone(),
            Command::RenameZone => self.panels.editor.rename(),
            Command::DuplicateZone => self.duplicate_zone(),
            Command::RemoveZone => self.remove_zone(ctx),
            Command::MoveZone(step) => self.move_zone(step),
            Command::PasteZones => self.apply(ctx, vec![Action::PasteZones(String::new())]),
            Command::CopyTicks => {
                if let Some(zone) = self.chosen.zone.clone() {
                    self.files.show(Dialog::CopyTicks(CopyTicks::new(zone)));
                }
            }
            Command::FindRole => self.panels.editor.find_role(),
            Command::FilterMatrix => {
                self.ui_state.tab = Tab::Matrix;
                self.panels.matrix.find();
            }
            Command::CopyPorts => self.copy_ports(ctx),
            Command::CopyCells(form) => self.copy_cells(ctx, form),
            Command::Palette => self.files.show(Dialog::Palette(Palette::default())),
            Command::Show(tab) => {
                self.ui_state.tab = tab;
                self.panels.focus = Some(Panel::Main);
            }
            Command::Go(Step::Back) => self.panels.reference.go_back(&self.catalog.model),
            Command::Go(Step::Forward) => self.panels.reference.go_forward(&self.catalog.model),
            Command::FocusPanel(step) => self.focus_beside(ctx, step),
            Command::Cells(cells) => self.ui_state.cells = cells,
            Command::Shade(shade) => self.ui_state.shade = shade,
            Command::CellSize(zoom) => self.zoom_cells(zoom),
            Command::Theme(theme) => {
                self.ui_state.theme = theme;
                self.follow_theme(ctx);
            }
            Command::Zoom(Zoom::In) => egui::gui_zoom::zoom_in(ctx),
            Command::Zoom(Zoom::Out) => egui::gui_zoom::zoom_out(ctx),
            Command::Zoom(Zoom::Reset) => ctx.set_zoom_factor(1.0),
            Command::Shortcuts => self.files.show(Dialog::Shortcuts),
            Command::About => self.files.show(Dialog::About),
        }
    }

    fn step(&mut self, step: Step) {
        let before = Arc::clone(self.document.plan());
        let zone_idx = self.chosen.zone_idx(&before);
        self.panels.drafts.clear();
        let (label, verb) = match step {
            Step::Back => (self.document.undo(), "Undid"),
            Step::Forward => (self.document.redo(), "Did again"),
        };
        if let Some(label) = label {
            self.notifications.done(format!("{verb}: {label}"));
        }
        let after = self.document.plan();
        self.panels.matrix.follow_plan(&before, after);
        self.chosen.follow_plan(after, zone_idx);
        self.chosen.take_back(&before, after);
        self.files.close_placement();
    }

    fn copy_ports(&mut self, ctx: &Context) {
        let Some(pair) = &self.views.pair else { return };
        let lines: Vec<String> = Transport::ALL
            .into_iter()
            .map(|transport| (transport, pair.ports(transport)))
            .filter(|(_, ports)| !ports.is_empty())
            .map(|(transport, ports)| format!("{transport} {}", Notation::CommaList.text(&ports)))
            .collect();
        ctx.copy_text(lines.join("\n"));
        let done = format!("Copied the ports of {}", pair.title);
        self.notifications.done(done);
    }

    fn filter_rules(&mut self, ctx: &Context, filter: RuleFilter) {
        self.panels.rules.show(filter);
        self.search = RuleSearch::Idle;
        self.update_rules(ctx);
    }

    /// Makes the table of rules when its tab is shown and the table is missing or shows other rules. As long as a
    /// search is under way, the table before it stays.
    pub(super) fn update_rules(&mut self, ctx: &Context) {
        let filter = &self.panels.rules.filter;
        let is_made = self.views.rules.as_ref().is_some_and(|table| table.filter() == filter);
        if self.ui_state.tab != Tab::Rules || is_made {
            return;
        }
        if filter.words.is_empty() {
            self.search = RuleSearch::Idle;
            self.views.count_rules(self.deriver.matrix(), filter.clone());
        } else if matches!(self.search, RuleSearch::Idle) {
            let plan = self.document.plan();
            self.search = RuleSearch::start(&self.catalog.model, plan, filter.clone(), &self.deps.spawn, ctx);
        }
    }
}
