//! Opening, saving and exporting: what `stage` decides is done here, and what comes back is handed to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{Context, Ui};

use super::background::End;
use super::busy::Busy;
use super::export_job::{ExportJob, ExportOrder};
use super::paths::{PathFacts, Purpose, folder_of};
use super::rule_search::RuleSearch;
use super::stage::{Effect, Event, Facts, Next, Stage};
use crate::catalog::Catalog;
use crate::document::Document;
use crate::export::{ExportOptions, Format};
use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::gui::action::{Action, Decision};
use crate::gui::app::{App, Chosen, document_name};
use crate::gui::deps::{PathKind, Template};
use crate::gui::dialogs::{Dialog, FileChange, Gallery, LateAnswer, Reply};
use crate::gui::notices::{short_name, with_causes};
use crate::gui::panels::{Panel, Shown};
use crate::gui::widgets::Drafts;
use crate::plan::{Placement, Plan, file};
use crate::view::{plan_changes, upper_first};

/// The work on files that is under way.
pub(in crate::gui) struct FileWork {
    stage: Stage,
    export: Option<ExportJob>,
    /// How many dialogs and looks there were: each has a number of its own.
    num_tickets: u64,
    /// The way back from the dialogs of the system.
    answers: (Sender<LateAnswer>, Receiver<LateAnswer>),
}

impl Default for FileWork {
    fn default() -> Self {
        Self { stage: Stage::Idle, export: None, num_tickets: 0, answers: channel() }
    }
}

impl FileWork {
    /// Whether something stands over the window: a dialog of ours, or one of the system.
    pub(in crate::gui) fn has_dialog(&self) -> bool {
        !matches!(self.stage, Stage::Idle)
    }

    /// Asks the export that is under way to stop.
    pub(super) fn cancel_export(&self) {
        self.export.iter().for_each(|job| job.work.cancel());
    }

    /// Whether an export is under way.
    pub(in crate::gui) fn is_exporting(&self) -> bool {
        self.export.is_some()
    }

    /// The export that is under way, as the status bar tells of it.
    pub(super) fn export_busy(&self) -> Option<Busy> {
        self.export.as_ref().map(|job| Busy {
            text: format!("Exporting to {}", short_name(&job.path)),
            share: job.work.share(),
            stop: "Cancel export",
            wish: Action::CancelExport,
        })
    }

    /// Opens a dialog of ours that asks nothing about a file. A question about one stays.
    pub(in crate::gui) fn show(&mut self, dialog: Dialog) {
        if matches!(self.stage, Stage::Idle | Stage::Dialog(_)) {
            self.stage = Stage::Dialog(dialog);
        }
    }

    /// Shows what stands over the window. It keeps what is chosen in it so far.
    pub(in crate::gui) fn ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        drafts: &mut Drafts,
        actions: &mut Vec<Action>,
    ) {
        self.stage.ui(ui, shown, drafts, actions);
    }

    /// Keeps the dialog of a placement at the placement, which may have moved.
    pub(in crate::gui) fn follow_placement(&mut self, plan: &Plan, placement: &Placement) {
        if let Stage::Dialog(Dialog::Placement(dialog)) = &mut self.stage {
            dialog.follow(plan, placement);
        }
    }

    /// Makes the cards of the templates again: there is another catalog.
    pub(super) fn follow_catalog(&mut self, catalog: &Arc<Catalog>, templates: &[Template]) {
        if let Stage::Dialog(Dialog::Templates(gallery)) = &mut self.stage {
            *gallery = Gallery::new(catalog, templates);
        }
    }

    /// Closes the dialog of a placement: what it shows may be gone.
    pub(in crate::gui) fn close_placement(&mut self) {
        if matches!(self.stage, Stage::Dialog(Dialog::Placement(_))) {
            self.stage = Stage::Idle;
        }
    }
}

impl App {
    /// Takes what came in: answers of the system's dialogs, ends of exports, dropped files.
    pub(in crate::gui) fn poll_files(&mut self, ctx: &Context) -> Vec<Action> {
        while let Ok(LateAnswer { ticket, answer }) = self.files.answers.1.try_recv() {
            self.step_files(ctx, Event::Answered { ticket, answer });
        }
        self.poll_export();
        self.take_dropped(ctx).into_iter().collect()
    }

    /// Hands an event to the stage, and does what comes of it.
    pub(super) fn step_files(&mut self, ctx: &Context, event: Event) {
        self.files.num_tickets += 1;
        let document = &self.deps.document;
        let facts = Facts {
            is_dirty: document.is_dirty(),
            revision: document.revision(),
            path: document.path().map(Path::to_owned),
            loses_comments: document.loses_comments(),
            paths: PathFacts {
                name: document_name(document),
                folder: document.path().and_then(folder_of).or_else(|| self.deps.ui_state.folder.clone()),
                catalog_folder: self.deps.ui_state.catalog_folder.clone(),
            },
            ticket: self.files.num_tickets,
        };
        let (stage, effect) = std::mem::take(&mut self.files.stage).after(event, &facts);
        self.files.stage = stage;
        if let Some(effect) = effect {
            self.carry_out(ctx, effect);
        }
        ctx.request_repaint();
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::AskSystem(ticket, question) => {
                let reply = Reply::new(ctx, ticket, self.files.answers.0.clone());
                self.deps.dialogs.ask(question, reply);
            }
            Effect::Look(ticket, path) => {
                let kind = self.deps.files.kind(&path);
                self.step_files(ctx, Event::Looked { ticket, kind });
            }
            Effect::ShowTemplates => {
                let gallery = Gallery::new(&self.deps.catalog, &self.deps.templates);
                self.files.show(Dialog::Templates(gallery));
            }
            Effect::Open(path) => {
                self.note_folder(&path);
                self.open(&path);
            }
            Effect::Write(path, next) => {
                self.note_folder(&path);
                self.save_to(ctx, &path, next);
            }
            Effect::WriteOver(path, next) => self.write(ctx, &path, next),
            Effect::Export { format, options, path } => {
                self.note_folder(&path);
                self.export(ctx, format, options, path);
            }
            Effect::UseCatalogFolder(path) => self.use_catalog_folder(ctx, &path),
            Effect::Quit => self.quit(ctx),
            Effect::TellUnused(path) => {
                let text = format!("Nothing was done with {}: its dialog had been given up", short_name(&path));
                self.notifications.done(text);
            }
        }
    }

    /// Takes the end of an export.
    pub(super) fn poll_export(&mut self) {
        let Some(end) = self.files.export.as_ref().and_then(|job| job.work.poll()) else { return };
        let Some(job) = self.files.export.take() else { return };
        match end {
            End::Done(written) => {
                self.notifications.exported(&job.path);
                self.tell_remarks(&written);
            }
            End::Cancelled => self.notifications.done("The export was cancelled, nothing was written"),
            End::Failed(text) => self.notifications.error("Can't export", text),
        }
    }

    /// Closes the dialog that is open, and asks no more.
    pub(in crate::gui) fn close_dialog(&mut self, ctx: &Context) {
        if matches!(self.files.stage, Stage::Found(_)) {
            self.leave_found();
        }
        self.step_files(ctx, Event::Cancel);
    }

    /// Leaves the document for something else, once its changes are saved or given up.
    pub(in crate::gui) fn leave(&mut self, ctx: &Context, next: Next) {
        self.step_files(ctx, Event::Leave(next));
    }

    /// Saves the plan to its file.
    pub(in crate::gui) fn save(&mut self, ctx: &Context) {
        self.step_files(ctx, Event::Save);
    }

    /// Asks for a path.
    pub(in crate::gui) fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        self.step_files(ctx, Event::Ask(purpose));
    }

    /// Takes a path that was typed into a field of ours.
    pub(in crate::gui) fn take_typed(&mut self, ctx: &Context, path: PathBuf) {
        self.step_files(ctx, Event::Typed(path));
    }

    /// Goes on after a question.
    pub(in crate::gui) fn decide(&mut self, ctx: &Context, decision: Decision) {
        let event = match decision {
            Decision::SaveFirst => Event::SaveFirst,
            Decision::Discard => Event::Discard,
            Decision::GiveUpComments => Event::GiveUpComments,
            Decision::Overwrite => Event::Overwrite,
            Decision::Reload => Event::Reload,
            Decision::Restore => return self.restore_found(),
            Decision::GiveUpFound => return self.give_up_found(ctx),
        };
        self.step_files(ctx, event);
    }

    /// Asks the export that is under way to stop.
    pub(in crate::gui) fn cancel_export(&mut self) {
        self.files.cancel_export();
    }

    /// Starts with a template, by its position in the gallery that is open.
    pub(in crate::gui) fn start_with_template(&mut self, idx: usize) {
        if matches!(self.files.stage, Stage::Dialog(Dialog::Templates(_))) {
            let plan = self.deps.templates.get(idx).map_or_else(empty_plan, |template| template.plan.clone());
            self.show_document(Document::new(plan));
        }
    }

    /// Remembers where plans and exports lie. A catalog lies elsewhere, and is remembered itself.
    fn note_folder(&mut self, path: &Path) {
        self.deps.ui_state.folder = folder_of(path);
    }

    fn export(&mut self, ctx: &Context, format: Format, options: ExportOptions, path: PathBuf) {
        let order = ExportOrder {
            catalog: Arc::clone(&self.deps.catalog),
            plan: Arc::clone(self.deps.document.plan()),
            format,
            options,
            path,
        };
        self.files.export = Some(ExportJob::start(order, Arc::clone(&self.deps.files), &self.deps.spawn, ctx));
        ctx.request_repaint();
    }

    fn open(&mut self, path: &Path) {
        let text = match self.deps.files.read_plan(path) {
            Ok(text) => text,
            Err(err) => return self.notifications.error_chain("Can't open the plan", &*err),
        };
        match Document::from_text(path, text) {
            Ok((document, findings)) => {
                self.show_document(document);
                self.deps.document_findings = findings;
                self.deps.ui_state.note_plan(path);
                self.notifications.done_with_file("Opened", path);
            }
            Err(err) => {
                self.notifications.error(format!("Can't open the plan: {err}"), path.display().to_string());
            }
        }
    }

    /// Shows another document. Whatever was asked was asked about the one before.
    pub(super) fn show_document(&mut self, document: Document) {
        self.files.stage = Stage::Idle;
        self.deps.document = document;
        self.deps.document_findings.clear();
        self.generation += 1;
        self.search = RuleSearch::Idle;
        self.panels.forget_document();
        self.panels.focus = Some(Panel::Zones);
        self.chosen = Chosen::default();
        self.chosen.settle(self.deps.document.plan(), None);
        self.notifications.forget_done();
    }

    /// Saves the plan here, unless its file is not as it was, or already as it should be.
    fn save_to(&mut self, ctx: &Context, path: &Path, next: Option<Next>) {
        let document = &self.deps.document;
        let is_its_file = document.path() == Some(path) && self.deps.files.kind(path) == PathKind::File;
        if !is_its_file {
            return self.write(ctx, path, next);
        }
        let found = self.deps.files.read_plan(path);
        match found {
            Ok(found) if Some(&*found) == document.in_file().map(|text| &**text) => {
                if document.is_dirty() {
                    self.write(ctx, path, next);
                } else {
                    self.notifications.done("There is nothing to save");
                    if let Some(next) = next {
                        self.leave(ctx, next);
                    }
                }
            }
            found => {
                let change = match found.map(|text| file::read(&text)) {
                    Ok(Ok(read)) => {
                        let plan = read.plan.canonical();
                        let lines = plan_changes(&self.deps.catalog, document.saved(), &plan);
                        let same = || vec!["The plan is the same, but written in another way".to_owned()];
                        FileChange::OtherPlan(if lines.is_empty() { same() } else { lines })
                    }
                    Ok(Err(err)) => FileChange::NoPlan(err.to_string()),
                    Err(err) => FileChange::NoPlan(with_causes(&*err)),
                };
                self.step_files(ctx, Event::ChangedOnDisk { path: path.to_owned(), change, next });
            }
        }
    }

    /// Tells what is not as one would expect of a file that was written.
    fn tell_remarks(&mut self, written: &Written) {
        for remark in &written.remarks {
            self.notifications.error(upper_first(&remark.to_string()), "");
        }
    }

    /// Saves the plan here, and goes on when that is done.
    fn write(&mut self, ctx: &Context, path: &Path, next: Option<Next>) {
        let text = self.deps.document.text_to_save();
        let backups = self.deps.own_folder.as_deref().map(Backups::below);
        let backups = backups.as_ref().filter(|_| self.deps.document.is_first_write(path));
        match self.deps.files.write_plan(path, &text, backups) {
            Ok(written) => {
                self.deps.document.mark_saved(path);
                self.deps.ui_state.note_plan(path);
                self.notifications.done_with_file("Saved", path);
                self.tell_remarks(&written);
                if let Some(next) = next {
                    self.leave(ctx, next);
                }
            }
            Err(err) => self.notifications.error_chain("Can't save the plan", &*err),
        }
    }
}

fn empty_plan() -> Plan {
    Plan::default()
}
