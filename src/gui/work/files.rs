//! Opening, saving and exporting: which question is open, what it was asked for, and what comes after it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use egui::Context;

use super::background::End;
use super::busy::Busy;
use super::export_job::{ExportJob, ExportOrder};
use super::paths::Purpose;
use crate::catalog::Catalog;
use crate::document::Document;
use crate::gui::action::{Action, Decision};
use crate::gui::app::{App, Chosen};
use crate::gui::commands::Command;
use crate::gui::deps::Template;
use crate::gui::dialogs::{Answer, Dialog, Gallery, PathQuestion};
use crate::gui::notices::short_name;
use crate::gui::panels::Panel;
use crate::plan::{Placement, Plan};

/// What comes after the changes are saved or given up.
#[derive(Clone, Debug)]
pub(super) enum Next {
    New,
    Open,
    OpenFile(PathBuf),
    Quit,
}

/// The work on files that is under way.
#[derive(Default)]
pub(in crate::gui) struct FileWork {
    /// The system's dialog is open for this.
    pub(super) asking: Option<(Purpose, Receiver<Answer>, PathQuestion)>,
    /// A dialog of ours is open.
    pub(super) dialog: Option<Dialog>,
    /// What the path is for that a dialog of ours asks for.
    pub(super) purpose: Option<Purpose>,
    /// What comes after saving.
    pub(super) next: Option<Next>,
    export: Option<ExportJob>,
}

impl FileWork {
    /// Whether a dialog of ours is open.
    pub(in crate::gui) fn has_dialog(&self) -> bool {
        self.dialog.is_some()
    }

    /// Whether a dialog of the system is open.
    pub(in crate::gui) fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// No longer waits for the dialog of the system, nor for what would come after it.
    pub(in crate::gui) fn stop_asking(&mut self) {
        if self.asking.take().is_some() {
            self.next = None;
        }
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

    /// Opens a dialog of ours.
    pub(in crate::gui) fn show(&mut self, dialog: Dialog) {
        self.dialog = Some(dialog);
    }

    /// The dialog of ours that is open, to be shown. It keeps what is chosen in it so far.
    pub(in crate::gui) fn dialog_mut(&mut self) -> Option<&mut Dialog> {
        self.dialog.as_mut()
    }

    /// Keeps the dialog of a placement at the placement, which may have moved.
    pub(in crate::gui) fn follow_placement(&mut self, plan: &Plan, placement: &Placement) {
        if let Some(Dialog::Placement(dialog)) = &mut self.dialog {
            dialog.follow(plan, placement);
        }
    }

    /// Makes the cards of the templates again: there is another catalog.
    pub(super) fn follow_catalog(&mut self, catalog: &Arc<Catalog>, templates: &[Template]) {
        if let Some(Dialog::Templates(gallery)) = &mut self.dialog {
            *gallery = Gallery::new(catalog, templates);
        }
    }

    /// Closes the dialog of a placement: what it shows may be gone.
    pub(in crate::gui) fn close_placement(&mut self) {
        if matches!(self.dialog, Some(Dialog::Placement(_))) {
            self.dialog = None;
        }
    }
}

impl App {
    /// Takes what came in: answers of the system's dialogs, ends of exports, dropped files.
    pub(in crate::gui) fn poll_files(&mut self, ctx: &Context) -> Vec<Action> {
        self.poll_answer(ctx);
        self.poll_export();
        self.take_dropped(ctx).into_iter().collect()
    }

    /// Takes the end of an export.
    pub(super) fn poll_export(&mut self) {
        let Some(end) = self.files.export.as_ref().and_then(|job| job.work.poll()) else { return };
        let Some(job) = self.files.export.take() else { return };
        match end {
            End::Done(()) => self.notifications.exported(&job.path),
            End::Cancelled => self.notifications.done("The export was cancelled, nothing was written"),
            End::Failed(text) => self.notifications.error("Can't export", text),
        }
    }

    /// Carries out what is about files and dialogs.
    pub(in crate::gui) fn apply_to_files(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::CloseDialog => {
                self.files.dialog = None;
                self.files.next = None;
                self.files.purpose = None;
            }
            Action::StopWaiting => self.files.stop_asking(),
            Action::CancelExport => self.files.cancel_export(),
            Action::NewFromTemplate(idx) => {
                self.files.dialog = None;
                let plan = self.deps.templates.get(idx).map_or_else(empty_plan, |template| template.plan.clone());
                self.show_document(Document::new(plan));
            }
            Action::OpenFile(path) => self.leave(ctx, Next::OpenFile(path)),
            Action::OpenRecent(path) => self.open_recent(ctx, path),
            Action::Export { format, options } => {
                self.files.dialog = None;
                self.ask(ctx, Purpose::Export { format, options });
            }
            Action::PathTyped(path) => {
                self.files.dialog = None;
                if let Some(purpose) = self.files.purpose.take() {
                    self.note_folder(&purpose, &path);
                    self.finish(ctx, &purpose, path);
                }
            }
            Action::Decide(decision) => self.decide(ctx, decision),
            _ => {}
        }
    }

    pub(in crate::gui) fn run_on_files(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::New => self.leave(ctx, Next::New),
            Command::Open => self.leave(ctx, Next::Open),
            Command::Quit => self.leave(ctx, Next::Quit),
            Command::Save => self.save(ctx),
            Command::SaveAs => {
                self.files.dialog = None;
                self.ask(ctx, Purpose::SaveAs);
            }
            _ => {}
        }
    }

    /// Leaves the document for something else, once its changes are saved or given up.
    pub(super) fn leave(&mut self, ctx: &Context, next: Next) {
        if self.deps.document.is_dirty() {
            self.files.next = Some(next);
            self.files.dialog = Some(Dialog::Unsaved);
        } else {
            self.go_on(ctx, next);
        }
    }

    fn go_on(&mut self, ctx: &Context, next: Next) {
        match next {
            Next::New => {
                let gallery = Gallery::new(&self.deps.catalog, &self.deps.templates);
                self.files.dialog = Some(Dialog::Templates(gallery));
            }
            Next::Open => self.ask(ctx, Purpose::Open),
            Next::OpenFile(path) => self.open(&path),
            Next::Quit => self.quit(ctx),
        }
    }

    fn decide(&mut self, ctx: &Context, decision: Decision) {
        let dialog = self.files.dialog.take();
        match decision {
            Decision::SaveFirst => self.save(ctx),
            Decision::Discard => {
                if let Some(next) = self.files.next.take() {
                    self.go_on(ctx, next);
                }
            }
            Decision::GiveUpComments => {
                if let Some(path) = self.deps.document.path().map(Path::to_owned) {
                    self.write(ctx, &path);
                }
            }
            Decision::Overwrite => {
                if let (Some(Dialog::Overwrite(path)), Some(purpose)) = (dialog, self.files.purpose.take()) {
                    self.finish(ctx, &purpose, path);
                }
            }
        }
    }

    fn save(&mut self, ctx: &Context) {
        match self.deps.document.path().map(Path::to_owned) {
            None => self.ask(ctx, Purpose::SaveAs),
            Some(_) if self.deps.document.loses_comments() => self.files.dialog = Some(Dialog::LosesComments),
            Some(path) => self.write(ctx, &path),
        }
    }

    pub(super) fn finish(&mut self, ctx: &Context, purpose: &Purpose, path: PathBuf) {
        match *purpose {
            Purpose::Open => self.open(&path),
            Purpose::SaveAs => self.write(ctx, &path),
            Purpose::CatalogFolder => self.use_catalog_folder(ctx, &path),
            Purpose::Export { format, options } => {
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
        }
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

    fn show_document(&mut self, document: Document) {
        self.deps.document = document;
        self.deps.document_findings.clear();
        self.generation += 1;
        self.search = None;
        self.panels.forget_document();
        self.panels.focus = Some(Panel::Zones);
        self.chosen = Chosen::default();
        self.chosen.settle(self.deps.document.plan(), None);
        self.notifications.forget_done();
    }

    fn write(&mut self, ctx: &Context, path: &Path) {
        let text = self.deps.document.text_to_save();
        match self.deps.files.write_plan(path, &text) {
            Ok(()) => {
                self.deps.document.mark_saved(path);
                self.deps.ui_state.note_plan(path);
                self.notifications.done_with_file("Saved", path);
                if let Some(next) = self.files.next.take() {
                    self.go_on(ctx, next);
                }
            }
            Err(err) => {
                self.files.next = None;
                self.notifications.error_chain("Can't save the plan", &*err);
            }
        }
    }
}

fn empty_plan() -> Plan {
    Plan { format: crate::plan::file::FORMAT, ..Plan::default() }
}
