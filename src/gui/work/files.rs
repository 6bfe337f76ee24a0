//! Opening, saving and exporting: what `stage` decides is done here, and what comes back is handed to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{Context, Ui};

use super::background::{Background, End};
use super::drop_target::held_path;
use super::export_job::{ExportJob, ExportOrder};
use super::path_look::{PathLook, look};
use super::rule_search::RuleSearch;
use super::save_job::{OverChanges, SaveEnd, SaveJob, SaveOrder};
use super::stage::{Effect, Event, Facts, Stage};
use crate::catalog::Catalog;
use crate::document::Document;
use crate::export::{ExportOptions, Format};
use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::gui::action::{Action, Decision};
use crate::gui::app::App;
use crate::gui::deps::{LateAnswer, PathKind, Reply};
use crate::gui::dialogs::{Dialog, FileChange, Gallery, LeaveFor, PathDefaults, Purpose, folder_of};
use crate::gui::error_text::{short_name, with_causes};
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Busy, Chosen, Panel};
use crate::gui::templates::Template;
use crate::plan::{Placement, Plan};
use crate::view::upper_first;

/// The work on files that is under way.
pub(in crate::gui) struct FileWork {
    stage: Stage,
    export: Option<ExportJob>,
    save: Option<SaveJob>,
    /// What is to be saved when the save that is under way has ended.
    save_after: Option<SaveOrder>,
    /// What became of the plan's file, to be asked about as soon as nothing else is asked.
    changed: Option<(PathBuf, FileChange)>,
    /// The look at a path that the stage waits for.
    look: Option<(u64, Background<PathKind>)>,
    /// The reading of a plan that the stage waits for.
    read: Option<(u64, Background<String>)>,
    /// What is known of a path that is held or typed.
    path_look: PathLook,
    /// How many dialogs and looks there were: each has a number of its own.
    num_tickets: u64,
    /// The way back from the dialogs of the system.
    answers: (Sender<LateAnswer>, Receiver<LateAnswer>),
}

impl Default for FileWork {
    fn default() -> Self {
        Self {
            stage: Stage::Idle,
            export: None,
            save: None,
            save_after: None,
            changed: None,
            look: None,
            read: None,
            path_look: PathLook::default(),
            num_tickets: 0,
            answers: channel(),
        }
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

    /// Whether the plan is being saved.
    pub(super) fn is_saving(&self) -> bool {
        self.save.is_some()
    }

    /// The save that is under way, as the status bar tells of it.
    pub(in crate::gui) fn save_busy(&self) -> Option<Busy> {
        self.save.as_ref().map(|job| Busy {
            text: format!("Saving {}", short_name(&job.path)),
            share: None,
            stop: "Stop waiting",
            action: Action::GiveUpSave,
        })
    }

    /// What stands at a path that is held over the window; `None` as long as that is not known.
    pub(super) fn kind_of_held(&self, path: &Path) -> Option<PathKind> {
        self.path_look.kind(path)
    }

    /// The export that is under way, as the status bar tells of it.
    pub(in crate::gui) fn export_busy(&self) -> Option<Busy> {
        self.export.as_ref().map(|job| Busy {
            text: format!("Exporting to {}", short_name(&job.path)),
            share: job.work.share(),
            stop: "Cancel export",
            action: Action::CancelExport,
        })
    }

    /// Opens a dialog of ours that asks nothing about a file. A question about one stays.
    pub(in crate::gui) fn show(&mut self, dialog: Dialog) {
        if matches!(self.stage, Stage::Idle | Stage::Dialog(_)) {
            self.stage = Stage::Dialog(dialog);
        }
    }

    /// Shows what stands over the window. It keeps what is chosen in it so far.
    pub(in crate::gui) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        self.stage.ui(ui, cx);
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
        self.poll_save(ctx);
        self.poll_disk(ctx);
        self.follow_paths(ctx);
        self.take_dropped(ctx).into_iter().collect()
    }

    /// Takes what was looked up and read for the stage.
    fn poll_disk(&mut self, ctx: &Context) {
        if let Some((ticket, end)) = self.files.look.as_ref().and_then(|(ticket, work)| Some((*ticket, work.poll()?))) {
            self.files.look = None;
            let kind = match end {
                End::Done(kind) => Some(kind),
                End::Cancelled | End::Failed(_) => None,
            };
            self.step_files(ctx, Event::Looked { ticket, kind });
        }
        if let Some((ticket, end)) = self.files.read.as_ref().and_then(|(ticket, work)| Some((*ticket, work.poll()?))) {
            self.files.read = None;
            let outcome = match end {
                End::Done(text) => Ok(text),
                End::Cancelled => Err(String::new()),
                End::Failed(text) => Err(text),
            };
            self.step_files(ctx, Event::Read { ticket, outcome });
        }
    }

    /// Sees to it that it becomes known what stands at the path that is typed, or held over the window.
    fn follow_paths(&mut self, ctx: &Context) {
        let wanted = match &self.files.stage {
            Stage::Typing { purpose, typed } => typed.path(purpose),
            Stage::Idle => held_path(ctx),
            Stage::Dialog(_)
            | Stage::Unsaved(_)
            | Stage::LosesComments(_)
            | Stage::Asked { .. }
            | Stage::Looking { .. }
            | Stage::Reading { .. }
            | Stage::Saving(_)
            | Stage::Overwrite { .. }
            | Stage::ChangedOnDisk { .. }
            | Stage::Found(_) => None,
        };
        self.files.path_look.follow(wanted.clone(), &self.deps.files, &self.deps.spawn, ctx);
        if let (Stage::Typing { typed, .. }, Some(path)) = (&mut self.files.stage, wanted) {
            typed.known = self.files.path_look.kind(&path).map(|kind| (path, kind));
        }
    }

    /// Hands an event to the stage, and does what comes of it.
    pub(super) fn step_files(&mut self, ctx: &Context, event: Event) {
        self.files.num_tickets += 1;
        let document = &self.document;
        let facts = Facts {
            is_dirty: document.is_dirty(),
            revision: document.revision(),
            path: document.path().map(Path::to_owned),
            loses_comments: document.loses_comments(),
            is_saving: self.files.is_saving(),
            paths: PathDefaults {
                name: document.name(),
                folder: document.path().and_then(folder_of).or_else(|| self.ui_state.folder.clone()),
                catalog_folder: self.ui_state.catalog_folder.clone(),
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
                self.files.look = Some((ticket, look(path, &self.deps.files, &self.deps.spawn, ctx)));
            }
            Effect::ShowTemplates => {
                let gallery = Gallery::new(&self.catalog.model, &self.catalog.templates);
                self.files.show(Dialog::Templates(gallery));
            }
            Effect::Read(ticket, path) => {
                self.note_folder(&path);
                let files = Arc::clone(&self.deps.files);
                let work = Background::start(&self.deps.spawn, ctx, move |_, _| {
                    files.read_plan(&path).map(Some).map_err(|err| with_causes(&*err))
                });
                self.files.read = Some((ticket, work));
            }
            Effect::Show { path, text } => self.open(&path, text),
            Effect::Write(path) => {
                self.note_folder(&path);
                self.write(ctx, SaveOrder { path, over: OverChanges::No });
            }
            Effect::WriteOver(path) => self.write(ctx, SaveOrder { path, over: OverChanges::Yes }),
            Effect::ForgetRecent(path) => self.forget_recent(&path),
            Effect::TellUnread(text) => self.notifications.error("Can't open the plan", text),
            Effect::TellUnlooked(path) => {
                let text = format!("Can't look what is at {}: nothing was done", short_name(&path));
                self.notifications.error(text, "");
            }
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
    pub(in crate::gui) fn leave(&mut self, ctx: &Context, next: LeaveFor) {
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
    pub(in crate::gui) fn take_typed(&mut self, ctx: &Context, path: PathBuf, is_overwrite: bool) {
        self.step_files(ctx, Event::Typed { path, is_overwrite });
    }

    /// Takes what was dropped on the window.
    pub(in crate::gui) fn take_drop(&mut self, ctx: &Context, path: PathBuf) {
        self.step_files(ctx, Event::Dropped(path));
    }

    /// Goes on after a question.
    pub(in crate::gui) fn decide(&mut self, ctx: &Context, decision: Decision) {
        let event = match decision {
            Decision::SaveFirst => Event::SaveFirst,
            Decision::Discard => Event::Discard,
            Decision::GiveUpComments => Event::GiveUpComments,
            Decision::Overwrite => Event::Overwrite,
            Decision::Reload => Event::Reload,
            Decision::DoNotWait => {
                self.give_up_save();
                Event::Discard
            }
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
            let plan = self.catalog.templates.get(idx).map_or_else(empty_plan, |template| template.plan.clone());
            self.show_document(Document::new(plan));
        }
    }

    /// Remembers where plans and exports lie. A catalog lies elsewhere, and is remembered itself.
    fn note_folder(&mut self, path: &Path) {
        self.ui_state.folder = folder_of(path);
    }

    fn export(&mut self, ctx: &Context, format: Format, options: ExportOptions, path: PathBuf) {
        let order = ExportOrder {
            catalog: Arc::clone(&self.catalog.model),
            plan: Arc::clone(self.document.plan()),
            format,
            options,
            path,
        };
        self.files.export = Some(ExportJob::start(order, Arc::clone(&self.deps.files), &self.deps.spawn, ctx));
        ctx.request_repaint();
    }

    fn open(&mut self, path: &Path, text: String) {
        match Document::from_text(path, text) {
            Ok((document, findings)) => {
                self.show_document(document);
                self.document_findings = findings;
                self.ui_state.note_plan(path);
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
        // What is still being saved of it goes to its file, but is no save of this one.
        self.files.save = None;
        self.files.save_after = None;
        self.files.changed = None;
        self.document = document;
        self.document_findings.clear();
        self.generation += 1;
        self.search = RuleSearch::Idle;
        self.panels.forget_document();
        self.panels.focus = Some(Panel::Zones);
        self.chosen = Chosen::default();
        self.chosen.follow_plan(self.document.plan(), None);
        self.notifications.forget_done();
    }

    /// Tells what is not as one would expect of a file that was written.
    fn tell_remarks(&mut self, written: &Written) {
        for remark in &written.remarks {
            self.notifications.error(upper_first(&remark.to_string()), "");
        }
    }

    /// Begins to save the plan as it is now, or as it will be when the save that is under way has ended.
    fn write(&mut self, ctx: &Context, order: SaveOrder) {
        if self.files.save.is_some() {
            self.files.save_after = Some(order);
            return;
        }
        let backups = self.deps.own_folder.as_deref().map(Backups::below);
        let files = Arc::clone(&self.deps.files);
        let (document, catalog) = (&self.document, &self.catalog.model);
        self.files.save = Some(SaveJob::start(order, document, catalog, backups, files, &self.deps.spawn, ctx));
        ctx.request_repaint();
    }

    /// Takes the end of a save, and asks about a file that another program changed as soon as nothing else is asked.
    fn poll_save(&mut self, ctx: &Context) {
        if let Some(end) = self.files.save.as_ref().and_then(|job| job.work.poll())
            && let Some(job) = self.files.save.take()
        {
            self.take_saved(ctx, job, end);
        }
        if matches!(self.files.stage, Stage::Idle | Stage::Saving(_))
            && let Some((path, change)) = self.files.changed.take()
        {
            self.step_files(ctx, Event::ChangedOnDisk { path, change });
        }
    }

    fn take_saved(&mut self, ctx: &Context, job: SaveJob, end: End<SaveEnd>) {
        let is_saved = match end {
            End::Done(SaveEnd::Written(written)) => {
                self.document.mark_written(&job.path, job.plan, job.text);
                self.ui_state.note_plan(&job.path);
                self.notifications.done_with_file("Saved", &job.path);
                self.tell_remarks(&written);
                true
            }
            End::Done(SaveEnd::AsItWas) => {
                self.notifications.done("There is nothing to save");
                true
            }
            End::Done(SaveEnd::Changed(change)) => {
                self.files.changed = Some((job.path, change));
                // What was to come after it depends on the answer.
                self.files.save_after = None;
                return;
            }
            End::Cancelled => false,
            End::Failed(text) => {
                self.notifications.error("Can't save the plan", text);
                false
            }
        };
        match self.files.save_after.take() {
            Some(order) => self.write(ctx, order),
            None => self.step_files(ctx, Event::SaveEnded { is_saved }),
        }
    }

    /// Waits no longer for the save that is under way.
    pub(in crate::gui) fn give_up_save(&mut self) {
        self.files.save_after = None;
        if let Some(job) = self.files.save.take() {
            let text = format!("Whether {} is saved is not known: its disk has not answered", short_name(&job.path));
            self.notifications.error(text, job.path.display().to_string());
        }
    }
}

fn empty_plan() -> Plan {
    Plan::default()
}
