//! Carries out what panels and commands asked for. The one place where the document changes.

use egui::Context;

use super::app::App;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::dialogs::{CopyTicks, Dialog, ExportForm, Palette, PasteZones, PlacementDialog};
use crate::gui::panels::Panel;
use crate::gui::state::{Tab, ThemeChoice};
use crate::gui::work::{Next, Purpose, RuleSearch};
use crate::net::Transport;
use crate::plan::{Edit, ZoneId};
use crate::view::{Notation, RuleFilter, free_zone_name};

impl App {
    /// Drains the queue of a frame.
    pub(super) fn apply(&mut self, ctx: &Context, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Command(command) => self.run(ctx, command),
                Action::Edit(edit) => self.edit(&edit),
                Action::PasteZones(text) => {
                    let dialog = PasteZones::new(self.deps.document.plan(), text);
                    self.files.show(Dialog::PasteZones(dialog));
                }
                Action::EditAndTell { edit, done } => self.edit_and_tell(&edit, done),
                Action::Select(selection) => self.select(&selection),
                Action::ShowTab(tab) => self.show_tab(tab),
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
                Action::ShowPlacement(placement_idx) => self.show_placement(placement_idx),
                Action::UseCatalogFolder(folder) => self.use_catalog_folder(ctx, &folder),
                Action::CancelCatalog => self.catalog.cancel(),
                Action::CloseDialog => self.close_dialog(ctx),
                Action::NewFromTemplate(idx) => self.start_with_template(idx),
                Action::OpenFile(path) => self.leave(ctx, Next::OpenFile(path)),
                Action::OpenRecent(path) => self.open_recent(ctx, path),
                Action::Export { format, options } => match format.check_size(self.document().plan().zones.len()) {
                    Ok(()) => self.ask(ctx, Purpose::Export { format, options }),
                    Err(err) => self.notifications.error(format!("Can't export: {err}"), ""),
                },
                Action::CancelExport => self.cancel_export(),
                Action::PathTyped(path) => self.take_typed(ctx, path),
                Action::Decide(decision) => self.decide(ctx, decision),
            }
        }
    }

    /// Changes the plan, and lets go of what is gone.
    pub(super) fn edit(&mut self, edit: &Edit) {
        let zone_idx = self.chosen.zone_idx(self.deps.document.plan());
        match self.deps.document.apply(edit) {
            // Every edit that panels push is a finished one: a text is committed before it is pushed.
            Ok(()) => self.deps.document.commit(),
            Err(err) => self.notifications.error(format!("Can't do this: {err}"), ""),
        }
        if let Edit::SetPlacement { placement, .. } = edit {
            self.files.follow_placement(self.deps.document.plan(), placement);
        }
        self.chosen.settle(self.deps.document.plan(), zone_idx);
    }

    fn edit_and_tell(&mut self, edit: &Edit, done: String) {
        let before = self.deps.document.revision();
        self.edit(edit);
        if self.deps.document.revision() != before {
            self.notifications.done(done);
        }
    }

    fn select(&mut self, selection: &Selection) {
        let before = self.chosen.zone.clone();
        self.chosen.select(selection);
        if self.chosen.zone != before {
            self.panels.drafts.clear();
        }
        self.chosen.settle(self.deps.document.plan(), None);
    }

    fn show_tab(&mut self, tab: Tab) {
        self.deps.ui_state.tab = tab;
    }

    fn show_placement(&mut self, placement_idx: usize) {
        // Of the plan and not of the views: the zone may have been chosen in this very frame.
        let plan = self.deps.document.plan();
        let Some(zone) = self.chosen.zone_idx(plan).map(|idx| &plan.zones[idx]) else { return };
        if let Some(placement) = zone.placements.get(placement_idx) {
            self.files.show(Dialog::Placement(PlacementDialog::new(zone.id.clone(), placement_idx, placement)));
        }
    }

    /// Carries out a command. What it needs is there: `is_enabled` has been asked.
    fn run(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Undo => self.step(Step::Back),
            Command::Redo => self.step(Step::Forth),
            Command::AddZone
            | Command::RenameZone
            | Command::DuplicateZone
            | Command::RemoveZone
            | Command::MoveZoneUp
            | Command::MoveZoneDown => self.run_on_zone(ctx, command),
            Command::PasteZones => self.apply(ctx, vec![Action::PasteZones(String::new())]),
            Command::CopyTicks => {
                if let Some(zone) = self.chosen.zone.clone() {
                    self.files.show(Dialog::CopyTicks(CopyTicks::new(zone)));
                }
            }
            Command::FindRole => self.panels.editor.find_role(),
            Command::FilterMatrix => {
                self.show_tab(Tab::Matrix);
                self.panels.matrix.find();
            }
            Command::CopyPorts => self.copy_ports(ctx),
            Command::Palette => self.files.show(Dialog::Palette(Palette::default())),
            Command::ShowMatrix => self.show_tab_and_focus(Tab::Matrix),
            Command::ShowRules => self.show_tab_and_focus(Tab::Rules),
            Command::ShowReference => self.show_tab_and_focus(Tab::Reference),
            Command::GoBack => self.panels.reference.go_back(&self.deps.catalog),
            Command::GoForward => self.panels.reference.go_forward(&self.deps.catalog),
            Command::ShowFindings => self.show_tab_and_focus(Tab::Findings),
            Command::ShowPlan => self.show_tab_and_focus(Tab::Plan),
            Command::NextPanel => self.focus_beside(ctx, Step::Forth),
            Command::PreviousPanel => self.focus_beside(ctx, Step::Back),
            Command::ThemeSystem => self.set_theme(ctx, ThemeChoice::System),
            Command::ThemeDark => self.set_theme(ctx, ThemeChoice::Dark),
            Command::ThemeLight => self.set_theme(ctx, ThemeChoice::Light),
            Command::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            Command::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            Command::ZoomReset => ctx.set_zoom_factor(1.0),
            Command::Shortcuts => self.files.show(Dialog::Shortcuts),
            Command::About => self.files.show(Dialog::About),
            Command::New => self.leave(ctx, Next::New),
            Command::Open => self.leave(ctx, Next::Open),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask(ctx, Purpose::SaveAs { next: None }),
            Command::Quit => self.leave(ctx, Next::Quit),
            Command::UseCatalogFolder => self.ask(ctx, Purpose::CatalogFolder),
            Command::ReloadCatalog => self.reload_catalog(ctx),
            Command::UseBuiltInCatalog => self.use_built_in_catalog(ctx),
            Command::Export => self.files.show(Dialog::Export(ExportForm::default())),
            about_matrix => self.run_on_matrix(ctx, about_matrix),
        }
    }

    fn step(&mut self, step: Step) {
        let zone_idx = self.chosen.zone_idx(self.deps.document.plan());
        self.panels.drafts.clear();
        let (label, verb) = match step {
            Step::Back => (self.deps.document.undo(), "Undid"),
            Step::Forth => (self.deps.document.redo(), "Did again"),
        };
        if let Some(label) = label {
            self.notifications.done(format!("{verb}: {label}"));
        }
        self.chosen.settle(self.deps.document.plan(), zone_idx);
        self.files.close_placement();
    }

    fn run_on_zone(&mut self, ctx: &Context, command: Command) {
        let plan = self.deps.document.plan();
        let zone_idx = self.chosen.zone_idx(plan);
        if command == Command::AddZone {
            let name = free_zone_name(plan, &format!("Zone {}", plan.zones.len() + 1));
            let id = plan.free_zone_id(&name);
            let position = zone_idx.map_or(plan.zones.len(), |idx| idx + 1);
            self.edit(&Edit::AddZone { id: id.clone(), name, position });
            self.choose_new(id);
            return;
        }
        let Some(zone) = zone_idx.and_then(|idx| plan.zones.get(idx)).cloned() else { return };
        let zone_idx = zone_idx.unwrap_or_default();
        match command {
            Command::RenameZone => self.panels.editor.rename(),
            Command::DuplicateZone => {
                let name = free_zone_name(plan, &format!("{} copy", zone.name));
                let id = plan.free_zone_id(&name);
                self.edit(&Edit::DuplicateZone { zone: zone.id.clone(), id: id.clone(), name });
                self.choose_new(id);
            }
            Command::RemoveZone => {
                if self.focused_panel(ctx) == Some(Panel::Zones) {
                    self.panels.focus = Some(Panel::Zones);
                }
                self.edit(&Edit::RemoveZone(zone.id.clone()));
                self.notifications.done(format!("Removed {}", zone.name));
            }
            Command::MoveZoneUp => {
                self.edit(&Edit::MoveZone { zone: zone.id.clone(), position: zone_idx.saturating_sub(1) });
            }
            Command::MoveZoneDown => {
                self.edit(&Edit::MoveZone { zone: zone.id.clone(), position: zone_idx + 1 });
            }
            _ => {}
        }
    }

    /// Points at a zone that was just made, and offers to type its name.
    fn choose_new(&mut self, zone: ZoneId) {
        if self.deps.document.plan().zone(zone.as_str()).is_some() {
            self.select(&Selection::Zone(zone));
            self.panels.editor.rename();
        }
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

    fn show_tab_and_focus(&mut self, tab: Tab) {
        self.show_tab(tab);
        self.panels.focus = Some(Panel::Main);
    }

    fn set_theme(&mut self, ctx: &Context, theme: ThemeChoice) {
        self.deps.ui_state.theme = theme;
        self.follow_theme(ctx);
    }

    fn filter_rules(&mut self, ctx: &Context, filter: RuleFilter) {
        self.panels.rules.filter = filter;
        self.views.rules = None;
        self.search = None;
        self.update_rules(ctx);
    }

    /// Makes the table of rules when its tab is shown and the table is missing.
    pub(super) fn update_rules(&mut self, ctx: &Context) {
        if self.deps.ui_state.tab != Tab::Rules || self.views.rules.is_some() {
            return;
        }
        let filter = self.panels.rules.filter.clone();
        if filter.words.is_empty() {
            self.search = None;
            self.views.count_rules(self.deriver.matrix(), filter);
        } else if self.search.is_none() {
            let plan = self.deps.document.plan();
            self.search = Some(RuleSearch::start(&self.deps.catalog, plan, filter, &self.deps.spawn, ctx));
        }
    }
}

/// A direction in a row of steps.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Back,
    Forth,
}
