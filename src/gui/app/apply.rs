//! Carries out what panels and commands asked for.

use egui::Context;

use super::app::App;
use crate::catalog::Catalog;
use crate::gui::action::{Action, ModalAnswer};
use crate::gui::commands::{Command, Panel, Step, Zoom};
use crate::gui::dialogs::{
    AcceptRisk, AddedFlowDialog, CopyTicks, Dialog, ExportDialog, LeaveFor, LookAhead, MoveRole, OwnRoleDialog,
    Palette, PasteMachines, PasteZones, PlacementDialog, Purpose, StartPage, key_of_form, offered,
};
use crate::gui::panels::zoomed;
use crate::gui::state::{Side, Tab};
use crate::gui::work::{CatalogRequest, ModalEvent, PlanWork, ProfileOrder, Trial};
use crate::profile::Profile;
use crate::view::{FlowDraft, MachinePlace, Proposal, RoleDraft, Topic, is_machine_list};

/// What the names of the formats of the diagram begin with.
const DIAGRAM: &str = "diagram";

impl App {
    /// Drains the queue of a frame.
    pub(super) fn apply(&mut self, ctx: &Context, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Command(command) => self.run(ctx, command),
                Action::Edit(edit) => self.edit(&edit),
                Action::Tick(edit) => self.tick(&edit),
                Action::SayEffect(text) => self.effect = text,
                Action::PasteZones(text) => self.paste_zones(text),
                Action::PasteMachines { place, text } => self.paste_machines(place, text),
                Action::CopyMachines(zone_idxs) => self.copy_machines(ctx, &zone_idxs),
                Action::PasteTicks(text) => self.paste_ticks(text),
                Action::EditWithNotice { edit, done } => self.edit_with_notice(&edit, done),
                Action::Select(selection) => self.select(&selection),
                Action::ChooseBeside { zone, joining } => self.choose_beside(&zone, joining),
                Action::ShowTab(tab) => self.ui_state.show_tab(tab),
                Action::Focus(panel) => self.focus(panel),
                Action::Copy { text, what } => {
                    ctx.copy_text(text);
                    self.notifications.done(format!("Copied {what}"));
                }
                Action::CopyRules { rule_id, notation } => self.copy_rules(ctx, rule_id.as_deref(), notation),
                Action::CopyRows { rows, notation } => self.copy_rows(ctx, rows, notation),
                Action::CopyTable { rows, what, notation } => self.copy_table(ctx, &rows, &what, notation),
                Action::OfferRisk { draft, withdrawal } => {
                    let dialog = AcceptRisk::new(draft, withdrawal, &self.ui_state.accepted_by);
                    self.files.show(Dialog::AcceptRisk(dialog));
                }
                Action::OfferRole(draft) => self.files.show(Dialog::OwnRole(OwnRoleDialog::new(draft))),
                Action::OfferMove(role) => {
                    let dialog = MoveRole::new(role, &self.catalog.model);
                    self.files.show(Dialog::MoveRole(dialog));
                }
                Action::MoveRole { role, source } => {
                    let of_files = Catalog::of_files(&self.catalog.model);
                    let moved = self.document.plan().moved_roles(of_files, &role, &source);
                    self.ask(ctx, Purpose::MoveRoles(moved));
                }
                Action::OfferFlow(draft) => self.files.show(Dialog::AddedFlow(AddedFlowDialog::new(draft))),
                Action::LookAhead(proposal) => self.look_ahead(ctx, proposal),
                Action::TryOut(proposal) => self.try_out(ctx, proposal),
                Action::OpenReference(place) => self.open_reference(place),
                Action::ShowRulesWith { words, done } => {
                    self.show_rules_with(ctx, words);
                    self.notifications.done(done);
                }
                Action::FilterRules(filter) => self.filter_rules(ctx, filter),
                Action::SortRules(order) => self.sort_rules(ctx, order),
                Action::Dismiss(number) => self.notifications.dismiss(number),
                Action::DismissToast(number) => self.notifications.dismiss_toast(number),
                Action::TakeBack { revision } => {
                    if self.document.revision() == revision {
                        self.step(Step::Back);
                    }
                }
                Action::ShowPlacement(placement_idx) => self.show_placement(placement_idx),
                Action::CancelCatalog => self.catalog_work.cancel(),
                Action::CancelExport => self.files.cancel_export(),
                Action::GiveUpSave => self.give_up_save(),
                Action::CloseDialog => self.step_files(ctx, ModalEvent::Cancel),
                Action::StartWith(name) => self.step_files(ctx, ModalEvent::Leave(LeaveFor::Template(name))),
                Action::Dropped(path) => self.step_files(ctx, ModalEvent::Dropped(path)),
                Action::OpenRecent(path) => self.step_files(ctx, ModalEvent::Recent(path)),
                Action::Export { format, options } => match format.check_size(self.document.plan().zones.len()) {
                    Ok(()) => self.ask(ctx, Purpose::Export { format, options }),
                    Err(err) => self.notifications.error(format!("Can't export: {err}"), ""),
                },
                Action::ChangeForm(profile) => self.change_form(*profile),
                Action::PreviewForm(profile) => self.preview_form(ctx, profile),
                Action::KeepProfile(profile) => self.order_profile(ctx, ProfileOrder::Keep(profile)),
                Action::RemoveProfile(profile) => self.order_profile(ctx, ProfileOrder::Remove(profile)),
                Action::ChooseForm(profile) => self.show_export(Some(&profile)),
                Action::ExportForm { profile, options } => self.ask(ctx, Purpose::Form { profile, options }),
                Action::LookAtExport { what, options } => {
                    let of = (&self.catalog.model, self.document.plan());
                    self.export_look.start((what, options), of, (&self.deps.spawn, ctx));
                }
                Action::DrawAgain => self.drawing = PlanWork::default(),
                Action::StopCounting => self.export_look.stop_counting(),
                Action::ShowFindings(words) => {
                    self.panels.tabs.findings.show(words);
                    self.ui_state.show_tab(Tab::Findings);
                    self.panels.focus = Some(Panel::Main);
                }
                Action::ExportFindings(findings) => self.ask(ctx, Purpose::Findings(findings)),
                Action::PathTyped { path, is_overwrite } => {
                    self.step_files(ctx, ModalEvent::Typed { path, is_overwrite });
                }
                Action::Answer(answer) => {
                    if answer == ModalAnswer::DoNotWait {
                        self.give_up_save();
                    }
                    self.step_files(ctx, ModalEvent::Answer(answer));
                }
            }
        }
    }

    /// Asks for a path.
    fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        self.step_files(ctx, ModalEvent::Ask(purpose));
    }

    /// Shows the start page.
    pub(super) fn show_start(&mut self) {
        self.files.show(Dialog::Start(StartPage::new(&self.catalog)));
    }

    /// Shows a page of the reference.
    fn open_reference(&mut self, topic: Topic) {
        self.panels.tabs.reference.open(&self.catalog, topic);
        self.ui_state.show_tab(Tab::Reference);
        self.panels.focus = Some(Panel::Main);
    }

    /// Shows what a list of zones would do, or one of machines where its heading says so.
    pub(super) fn paste_zones(&mut self, text: String) {
        if is_machine_list(&text) {
            self.paste_machines(MachinePlace::default(), text);
            return;
        }
        let dialog = PasteZones::new(self.document.plan(), &self.catalog, text);
        self.files.show(Dialog::PasteZones(dialog));
    }

    fn paste_machines(&mut self, place: MachinePlace, text: String) {
        let dialog = PasteMachines::new(self.document.plan(), &self.catalog, place, text);
        self.files.show(Dialog::PasteMachines(dialog));
    }

    /// Shows what a proposal would do.
    fn look_ahead(&mut self, ctx: &Context, proposal: Proposal) {
        self.files.show(Dialog::WhatIf(LookAhead::new(proposal.clone())));
        self.try_out(ctx, proposal);
    }

    /// Begins to find out what a proposal would do. What was asked before is asked no longer.
    fn try_out(&mut self, ctx: &Context, proposal: Proposal) {
        let plan = self.document.plan();
        self.trial = Trial::start(&self.catalog.model, plan, proposal, &self.deps.spawn, ctx);
    }

    /// Asks what to export: this form, or first what was exported last. Of the matrix it starts with what is drawn there, and
    /// where the diagram is shown with that.
    fn show_export(&mut self, form: Option<&Profile>) {
        let block = (self.ui_state.tab == Tab::Matrix).then(|| self.panels.tabs.matrix.block());
        let of = (self.document.plan().as_ref(), &self.chosen, block);
        let mut last = self.ui_state.last_export.clone();
        if let Some(form) = form {
            last.what = key_of_form(form);
        } else if self.ui_state.tab == Tab::Diagram && !last.what.starts_with(DIAGRAM) {
            last.what = format!("{DIAGRAM}-svg");
        }
        let dialog = ExportDialog::new(of, offered(&self.catalog, self.own_forms.profiles()), &last);
        self.files.show(Dialog::Export(Box::new(dialog)));
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
            Command::New => self.show_start(),
            Command::Open => self.ask(ctx, Purpose::Open),
            Command::Save => self.step_files(ctx, ModalEvent::Save),
            Command::SaveAs => self.ask(ctx, Purpose::SaveAs { next: None }),
            Command::Export => self.show_export(None),
            Command::OwnForms => self.show_forms(),
            Command::LoadForm => self.ask(ctx, Purpose::LoadForm),
            Command::UseCatalogFolder => self.ask(ctx, Purpose::CatalogFolder),
            Command::ReloadCatalog => {
                if let Some(folder) = self.ui_state.catalog_folder.clone() {
                    self.read_catalog(ctx, CatalogRequest::Reload(folder));
                }
            }
            Command::UseBuiltInCatalog => self.read_catalog(ctx, CatalogRequest::BuiltIn),
            Command::Quit => self.step_files(ctx, ModalEvent::Leave(LeaveFor::Quit)),
            Command::Undo => self.step(Step::Back),
            Command::Redo => self.step(Step::Forward),
            Command::AddZone => self.add_zone(),
            Command::RenameZone => {
                self.ui_state.set_shown(Side::Zones, true);
                self.panels.editor.rename();
            }
            Command::DuplicateZone => self.duplicate_zone(),
            Command::RemoveZone => self.remove_zone(ctx),
            Command::MoveZone(step) => self.move_zone(step),
            Command::PasteZones => self.apply(ctx, vec![Action::PasteZones(String::new())]),
            Command::PasteMachines => self.paste_machines(MachinePlace::default(), String::new()),
            Command::CopyMachines => self.copy_machines_of_chosen(ctx),
            Command::CopyTicks => {
                if let Some(zone) = self.chosen.zone.clone() {
                    let dialog = CopyTicks::new(self.document.plan(), zone, self.chosen.others());
                    self.files.show(Dialog::CopyTicks(dialog));
                }
            }
            Command::WhatIf => self.look_ahead(ctx, Proposal::Block(self.filter.text.trim().to_owned())),
            Command::OwnRole => self.apply(ctx, vec![Action::OfferRole(RoleDraft::default())]),
            Command::AddFlow => {
                let pair = self.chosen.pair.as_ref().map(|(source, destination)| (source, destination));
                let draft = FlowDraft::new(self.document.plan(), pair);
                self.apply(ctx, vec![Action::OfferFlow(draft)]);
            }
            Command::FindRole if self.ui_state.tab == Tab::Ticks => self.panels.tabs.ticks.find(),
            Command::FindRole => {
                self.ui_state.set_shown(Side::Zones, true);
                self.choose_one();
                self.panels.editor.find_role();
            }
            Command::FilterMatrix => {
                if self.ui_state.tab != Tab::Diagram {
                    self.ui_state.show_tab(Tab::Matrix);
                }
                self.filter.takes_focus = true;
            }
            Command::CopyPorts => self.copy_ports(ctx),
            Command::CopyCells(content) => self.copy_cells(ctx, content),
            Command::Palette => self.files.show(Dialog::Palette(Palette::default())),
            Command::Show(tab) => {
                self.ui_state.show_tab(tab);
                self.panels.focus = Some(Panel::Main);
            }
            Command::Go(Step::Back) => self.panels.tabs.reference.go_back(&self.catalog.model),
            Command::Go(Step::Forward) => self.panels.tabs.reference.go_forward(&self.catalog.model),
            Command::FocusPanel(step) => self.focus_neighbor(ctx, step),
            Command::Panel(side) => {
                let is_shown = self.ui_state.shows(side);
                self.ui_state.set_shown(side, !is_shown);
                if is_shown && self.focused_panel(ctx).is_some_and(|panel| panel.side() == Some(side)) {
                    self.panels.focus = Some(Panel::Main);
                }
            }
            Command::Cells(cells) => self.ui_state.cells = cells,
            Command::Shade(shade) => self.ui_state.shade = shade,
            Command::CellSize(zoom) => self.ui_state.matrix_zoom = zoomed(self.ui_state.matrix_zoom, zoom),
            Command::GroupZones => self.ui_state.groups_zones ^= true,
            Command::FoldEmpty => self.ui_state.folds_empty ^= true,
            Command::UsualSizes => self.ui_state.dragged.clear(),
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
}
