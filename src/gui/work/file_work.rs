//! Opening, saving and exporting: what `steps` decides is done here, in the background, and what comes back is handed
//! to it. What changes the document, or is to be shown, is returned as an event.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::{Context, Ui};

use super::background::{Background, End};
use super::drop_target::{drop_ui, dropped_path, held_path};
use super::events::{ModalEffect, ModalEvent, Situation};
use super::export_job::{ExportJob, Exported};
use super::file_event::{FileContext, FileEvent};
use super::modal::Modal;
use super::path_look::{PathLook, look};
use super::saving::Saving;
use crate::export::FormPreview;
use crate::form::Form;
use crate::gui::action::Action;
use crate::gui::deps::{Deps, LateAnswer, PathKind, Reply};
use crate::gui::dialogs::{Dialog, ExportSeen, OwnForms, PathDefaults, StartPage, folder_of};
use crate::gui::error_text::{ErrorText, short_name, with_causes};
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::shown::Busy;
use crate::plan::{MovedRoles, Placement, Plan, RoleId};
use crate::view::WhatIf;

/// The work on files that is under way, and what stands over the window for it.
pub(in crate::gui) struct FileWork {
    modal: Modal,
    export: Option<ExportJob>,
    saving: Saving,
    /// The look at a path that the modal waits for.
    look: Option<(u64, Background<PathKind>)>,
    /// The reading of a plan that the modal waits for.
    read: Option<(u64, Background<String>)>,
    /// The reading of a form that the modal waits for.
    form: Option<(u64, Background<Box<Form>>)>,
    /// The files of roles that go into a folder.
    moving: Option<(BTreeSet<RoleId>, PathBuf, Background<()>)>,
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
            modal: Modal::None,
            export: None,
            saving: Saving::default(),
            look: None,
            read: None,
            form: None,
            moving: None,
            path_look: PathLook::default(),
            num_tickets: 0,
            answers: channel(),
        }
    }
}

/// What is under way, and what stands over the window.
impl FileWork {
    /// Whether something stands over the window: a dialog of ours, or one of the system.
    pub(in crate::gui) fn has_dialog(&self) -> bool {
        !matches!(self.modal, Modal::None)
    }

    /// Whether an export is under way.
    pub(in crate::gui) fn is_exporting(&self) -> bool {
        self.export.is_some()
    }

    /// Whether the plan is being saved.
    pub(in crate::gui) fn is_saving(&self) -> bool {
        self.saving.is_running()
    }

    /// Asks the export that is under way to stop.
    pub(in crate::gui) fn cancel_export(&self) {
        self.export.iter().for_each(|job| job.work.cancel());
    }

    /// What is under way, as the status bar shows it.
    pub(in crate::gui) fn busy(&self) -> Option<Busy> {
        let export = || {
            self.export.as_ref().map(|job| Busy {
                text: format!("Exporting to {}", short_name(&job.path)),
                share: job.work.share(),
                stop: "Cancel export",
                action: Action::CancelExport,
            })
        };
        self.saving.busy().or_else(export)
    }

    /// Opens a dialog of ours that asks nothing about a file. A question about one stays.
    pub(in crate::gui) fn show(&mut self, dialog: Dialog) {
        if matches!(self.modal, Modal::None | Modal::Dialog(_)) {
            self.modal = Modal::Dialog(dialog);
        }
    }

    /// Shows the forms of the user's own. Where they are shown already, what was removed of them stays in sight.
    pub(in crate::gui) fn show_forms(&mut self, forms: OwnForms) {
        if !matches!(self.modal, Modal::Dialog(Dialog::OwnForms(_))) {
            self.show(Dialog::OwnForms(forms));
        }
    }

    /// Shows what stands over the window. It keeps what is chosen in it so far.
    pub(in crate::gui) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        self.modal.ui(ui, cx);
    }

    /// Says over the whole window what a drop would do, unless something else stands there.
    pub(in crate::gui) fn drop_ui(&self, ui: &mut Ui) {
        if !self.has_dialog() {
            drop_ui(ui, |path| self.path_look.kind(path));
        }
    }

    /// The path that was dropped on the window, unless something stands over it.
    ///
    /// # Errors
    /// When more than one was dropped.
    pub(in crate::gui) fn dropped(&self, ctx: &Context) -> Result<Option<PathBuf>, ErrorText> {
        if self.has_dialog() { Ok(None) } else { dropped_path(ctx) }
    }

    /// Keeps the dialog of a placement at the placement, which may have moved.
    pub(in crate::gui) fn follow_placement(&mut self, plan: &Plan, placement: &Placement) {
        if let Modal::Dialog(Dialog::Placement(dialog)) = &mut self.modal {
            dialog.follow(plan, placement);
        }
    }

    /// Hands the dialog what came of what it asks for.
    pub(in crate::gui) fn take_trial(&mut self, found: Result<WhatIf, String>) {
        if let Modal::Dialog(Dialog::WhatIf(dialog)) = &mut self.modal {
            dialog.take(found);
        }
    }

    /// Hands the dialog of a form the first rows that it would have.
    pub(in crate::gui) fn take_form_preview(&mut self, rows: Result<Vec<FormPreview>, String>) {
        if let Modal::Dialog(Dialog::OwnForm(dialog)) = &mut self.modal {
            dialog.take_preview(rows);
        }
    }

    /// Says in the dialog of a form why it could not be kept. Returns whether it is shown.
    pub(in crate::gui) fn take_form_failure(&mut self, failure: &str) -> bool {
        let Modal::Dialog(Dialog::OwnForm(dialog)) = &mut self.modal else { return false };
        dialog.take_failure(failure.to_owned());
        true
    }

    /// Whether the dialog of exports is shown.
    pub(in crate::gui) fn shows_export(&self) -> bool {
        matches!(self.modal, Modal::Dialog(Dialog::Export(_)))
    }

    /// Hands the dialog of exports what it asks for.
    pub(in crate::gui) fn take_export_look(&mut self, seen: ExportSeen) {
        if let Modal::Dialog(Dialog::Export(dialog)) = &mut self.modal {
            dialog.take(seen);
        }
    }

    /// Closes the dialog of a placement: what it shows may be gone.
    pub(in crate::gui) fn close_placement(&mut self) {
        if matches!(self.modal, Modal::Dialog(Dialog::Placement(_))) {
            self.modal = Modal::None;
        }
    }

    /// Makes the start page again: there is another catalog.
    pub(in crate::gui) fn follow_catalog(&mut self, catalog: &LoadedCatalog) {
        if let Modal::Dialog(Dialog::Start(page)) = &mut self.modal {
            *page = StartPage::new(catalog);
        }
    }

    /// Forgets the document that is no longer open: what stands over the window is about it, and what is still being
    /// saved of it goes to its file, but is no save of the next one.
    pub(in crate::gui) fn forget_document(&mut self) {
        self.modal = Modal::None;
        self.saving = Saving::default();
    }

    /// Waits no longer for the save that is under way.
    pub(in crate::gui) fn give_up_save(&mut self) -> Option<ErrorText> {
        self.saving.give_up()
    }
}

/// The steps.
impl FileWork {
    /// Takes what came in, one thing at a time, until there is nothing more.
    pub(in crate::gui) fn poll(&mut self, now: FileContext<'_>) -> Option<FileEvent> {
        while let Ok(LateAnswer { ticket, answer }) = self.answers.1.try_recv() {
            let event = self.step(ModalEvent::DialogAnswered { ticket, answer }, now);
            if event.is_some() {
                return event;
            }
        }
        self.poll_export()
            .or_else(|| self.poll_moving())
            .or_else(|| self.poll_save(now))
            .or_else(|| self.poll_disk(now))
    }

    /// Takes the end of an export.
    pub(in crate::gui) fn poll_export(&mut self) -> Option<FileEvent> {
        let end = self.export.as_ref()?.work.poll()?;
        let job = self.export.take()?;
        Some(match end {
            End::Done(Exported { written, said, is_lacking }) => {
                FileEvent::Exported { path: job.path, written, said, is_lacking }
            }
            End::Cancelled => FileEvent::Done("The export was cancelled, nothing was written".to_owned()),
            End::Failed(details) => FileEvent::failed("Can't export", details),
        })
    }

    /// Takes the end of writing roles into a folder.
    fn poll_moving(&mut self) -> Option<FileEvent> {
        let end = self.moving.as_ref()?.2.poll()?;
        let (roles, folder, _) = self.moving.take()?;
        Some(match end {
            End::Done(()) => FileEvent::RolesMoved { roles, folder },
            End::Cancelled => FileEvent::Done("The roles were not moved".to_owned()),
            End::Failed(details) => FileEvent::failed("Can't move the roles: the plan is as it was", details),
        })
    }

    /// Takes the end of a save, and asks about a file that another program changed as soon as nothing else is asked.
    fn poll_save(&mut self, now: FileContext<'_>) -> Option<FileEvent> {
        if let Some(is_saved) = self.saving.go_on(now) {
            let event = self.step(ModalEvent::SaveEnded { is_saved }, now);
            if event.is_some() {
                return event;
            }
        }
        if let Some(event) = self.saving.poll() {
            return Some(event);
        }
        let can_ask = matches!(self.modal, Modal::None | Modal::Saving(_));
        let (path, change) = self.saving.changed.take_if(|_| can_ask)?;
        self.step(ModalEvent::ChangedOnDisk { path, change }, now)
    }

    /// Takes what was looked up and read for the modal.
    fn poll_disk(&mut self, now: FileContext<'_>) -> Option<FileEvent> {
        if let Some((ticket, end)) = self.look.as_ref().and_then(|(ticket, work)| Some((*ticket, work.poll()?))) {
            self.look = None;
            let event = self.step(ModalEvent::Looked { ticket, kind: end.result().ok() }, now);
            if event.is_some() {
                return event;
            }
        }
        if let Some((ticket, end)) = self.form.as_ref().and_then(|(ticket, work)| Some((*ticket, work.poll()?))) {
            self.form = None;
            let event = self.step(ModalEvent::FormRead { ticket, outcome: end.result() }, now);
            if event.is_some() {
                return event;
            }
        }
        let (ticket, end) = self.read.as_ref().and_then(|(ticket, work)| Some((*ticket, work.poll()?)))?;
        self.read = None;
        self.step(ModalEvent::Read { ticket, outcome: end.result() }, now)
    }

    /// Finds out what stands at the path that is typed, or held over the window.
    pub(in crate::gui) fn follow_paths(&mut self, deps: &Deps, ctx: &Context) {
        let wanted = if let Modal::Typing { purpose, typed } = &self.modal {
            typed.path(purpose)
        } else if self.has_dialog() {
            None
        } else {
            held_path(ctx)
        };
        self.path_look.follow(wanted.clone(), deps, ctx);
        if let (Modal::Typing { typed, .. }, Some(path)) = (&mut self.modal, wanted) {
            // What was known last stays until then: which path is meant may rest on it.
            if let Some(kind) = self.path_look.kind(&path) {
                typed.known = Some((path, kind));
            }
        }
    }

    /// Hands an event to the modal, and does what comes of it. What is left to do for the window is returned.
    pub(in crate::gui) fn step(&mut self, event: ModalEvent, now: FileContext<'_>) -> Option<FileEvent> {
        self.num_tickets += 1;
        let FileContext { document, ui_state, .. } = now;
        let situation = Situation {
            is_dirty: document.is_dirty(),
            revision: document.revision(),
            path: document.path().map(Path::to_owned),
            loses_comments: document.loses_comments(),
            is_saving: self.is_saving(),
            paths: PathDefaults {
                name: document.name(),
                folder: document.path().and_then(folder_of).or_else(|| ui_state.folder.clone()),
                catalog_folder: ui_state.catalog_folder.clone(),
            },
            ticket: self.num_tickets,
        };
        let (modal, effect) = std::mem::take(&mut self.modal).after(event, &situation);
        self.modal = modal;
        now.ctx.request_repaint();
        self.carry_out(effect?, now)
    }

    fn carry_out(&mut self, effect: ModalEffect, now: FileContext<'_>) -> Option<FileEvent> {
        let FileContext { ctx, deps, .. } = now;
        match effect {
            ModalEffect::AskSystem(ticket, question) => {
                deps.dialogs.ask(question, Reply::new(ctx, ticket, self.answers.0.clone()));
                None
            }
            ModalEffect::Look(ticket, path) => {
                self.look = Some((ticket, look(path, deps, ctx)));
                None
            }
            ModalEffect::Read(ticket, path) => {
                let (files, from) = (Arc::clone(&deps.files), path.clone());
                let work = Background::start(&deps.spawn, ctx, "Reading stopped unexpectedly.", move |_, _| {
                    files.read_plan(&from).map(Some).map_err(|err| with_causes(&*err))
                });
                self.read = Some((ticket, work));
                Some(FileEvent::FolderUsed(path))
            }
            ModalEffect::ReadForm(ticket, path) => {
                let (files, from) = (Arc::clone(&deps.files), path.clone());
                let if_lost = "the form could not be read: reading it stopped unexpectedly";
                let work = Background::start(&deps.spawn, ctx, if_lost, move |_, _| {
                    files.read_form(&from).map(|form| Some(Box::new(form))).map_err(|err| with_causes(&*err))
                });
                self.form = Some((ticket, work));
                Some(FileEvent::FolderUsed(path))
            }
            ModalEffect::Save(order) => {
                let path = order.path.clone();
                self.saving.start(order, now);
                Some(FileEvent::FolderUsed(path))
            }
            ModalEffect::Export(order) => {
                let path = order.path.clone();
                self.export = Some(ExportJob::start(order, now));
                ctx.request_repaint();
                Some(FileEvent::FolderUsed(path))
            }
            ModalEffect::MoveRoles(MovedRoles { roles, files }, folder) => {
                let (door, to) = (Arc::clone(&deps.files), folder.clone());
                let work = Background::start(&deps.spawn, ctx, "Moving stopped unexpectedly.", move |_, _| {
                    door.write_new(&to, &files).map(Some).map_err(|err| with_causes(&*err))
                });
                self.moving = Some((roles, folder, work));
                None
            }
            ModalEffect::Report(event) => Some(event),
        }
    }
}
