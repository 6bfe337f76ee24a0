//! Takes what comes of the work in the background: files, catalogs, unsaved work, and the end of the window.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::app::App;
use crate::document::Document;
use crate::files::atomic_write::Written;
use crate::gui::commands::Panel;
use crate::gui::dialogs::folder_of;
use crate::gui::shown::Chosen;
use crate::gui::shown::Filter;
use crate::gui::state::Side;
use crate::gui::work::{CatalogEvent, CatalogRequest, FileContext, FileEvent, FileWork, Kept, ModalEvent, RuleSearch};
use crate::matrix::Deriver;
use crate::plan::{Edit, Plan, RoleId};
use crate::view::{counted, upper_first};

/// Files.
impl App {
    /// Lets the work on files do something, which knows how things are now.
    fn with_files<R>(&mut self, ctx: &Context, act: impl FnOnce(&mut FileWork, FileContext<'_>) -> R) -> R {
        let Self { files, deps, document, catalog, ui_state, .. } = self;
        act(files, FileContext { ctx, deps, document, catalog, ui_state })
    }

    /// Takes everything that came in.
    pub(super) fn poll_files(&mut self, ctx: &Context) {
        while let Some(event) = self.with_files(ctx, FileWork::poll) {
            self.take_file_event(ctx, event);
        }
        self.files.follow_paths(&self.deps, ctx);
    }

    /// Hands an event to what stands over the window.
    pub(super) fn step_files(&mut self, ctx: &Context, event: ModalEvent) {
        if let Some(event) = self.with_files(ctx, |files, now| files.step(event, now)) {
            self.take_file_event(ctx, event);
        }
    }

    fn take_file_event(&mut self, ctx: &Context, event: FileEvent) {
        match event {
            // A catalog lies elsewhere, and is remembered itself.
            FileEvent::FolderUsed(path) => self.ui_state.folder = folder_of(&path),
            FileEvent::Read { path, text } => self.open(&path, text),
            FileEvent::StartWith(name) => self.start_with(name.as_deref()),
            FileEvent::Saved { path, plan, text, written } => {
                self.document.mark_written(&path, plan, text);
                self.ui_state.note_plan(&path);
                self.notifications.done_with_file("Saved", &path);
                self.show_remarks(&written);
            }
            FileEvent::Exported { path, written, said, is_lacking } => {
                self.notifications.exported(&path);
                if is_lacking {
                    self.notifications.note("The form does not hold everything", said.join("\n"));
                } else if !said.is_empty() {
                    self.notifications.done(said.join("; "));
                }
                self.show_remarks(&written);
            }
            FileEvent::FormRead { path, form } => self.show_form(&path, &form),
            FileEvent::RolesMoved { roles, folder } => self.take_moved_roles(ctx, &roles, folder),
            FileEvent::CatalogFolder(path) => self.read_catalog(ctx, CatalogRequest::Use(path)),
            FileEvent::RecentGone(path) => {
                self.ui_state.forget_plan(&path);
                self.notifications.error("The plan is no longer there", path.display().to_string());
            }
            FileEvent::RestoreFound => self.restore_found(),
            FileEvent::DiscardFound => {
                self.recovery.discard();
                self.offer_found(ctx);
            }
            FileEvent::LeaveFound => self.recovery.leave(),
            FileEvent::Quit => {
                // Whatever is not saved by now is not wanted.
                self.keeper.give_up();
                // It would leave half a file.
                self.files.cancel_export();
                self.quit.decide(ctx);
                self.follow_quit(ctx);
            }
            FileEvent::Done(text) => self.notifications.done(text),
            FileEvent::Failed(error) => self.notifications.error(error.line, error.details),
        }
    }

    /// Takes roles out of the plan that stand in a catalog folder now, and uses the folder.
    fn take_moved_roles(&mut self, ctx: &Context, moved: &BTreeSet<RoleId>, folder: PathBuf) {
        let roles = self.document.plan().roles.iter().filter(|role| !moved.contains(&role.id));
        let edits = vec![Edit::SetRoles(roles.cloned().collect())];
        let label = format!("Move {} to a catalog folder", counted(moved.len(), "role", "roles"));
        self.edit(&Edit::Several { label, edits });
        self.read_catalog(ctx, CatalogRequest::Use(folder));
    }

    /// Starts with a template, by its name, or with an empty plan.
    fn start_with(&mut self, name: Option<&str>) {
        let template = self.catalog.templates.iter().find(|template| Some(template.name.as_str()) == name);
        let plan = template.map_or_else(Plan::default, |template| template.plan.clone());
        self.show_document(Document::new(plan));
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
    fn show_document(&mut self, mut document: Document) {
        document.name_by(&self.catalog.model);
        self.files.forget_document();
        self.document = document;
        self.document_findings.clear();
        self.generation += 1;
        self.search = RuleSearch::Idle;
        self.filter = Filter::default();
        self.panels.forget_document();
        self.panels.focus = Some(if self.ui_state.shows(Side::Zones) { Panel::Zones } else { Panel::Main });
        self.chosen = Chosen::default();
        self.chosen.follow_plan(self.document.plan(), None);
        self.notifications.forget_done();
    }

    /// Says what is not as one would expect of a file that was written.
    fn show_remarks(&mut self, written: &Written) {
        for remark in &written.remarks {
            self.notifications.error(upper_first(&remark.to_string()), "");
        }
    }

    /// Waits no longer for the save that is under way.
    pub(super) fn give_up_save(&mut self) {
        if let Some(error) = self.files.give_up_save() {
            self.notifications.error(error.line, error.details);
        }
    }
}

/// Catalogs.
impl App {
    /// Starts to read a catalog.
    pub(super) fn read_catalog(&mut self, ctx: &Context, request: CatalogRequest) {
        self.catalog_work.read(request, &self.deps, ctx);
    }

    pub(super) fn take_catalog_event(&mut self, event: CatalogEvent) {
        match event {
            CatalogEvent::Loaded { catalog, done } => {
                if let Some(done) = done {
                    self.notifications.done(done);
                }
                self.ui_state.catalog_folder = catalog.own_folder.as_ref().map(|own| own.path.clone());
                self.deriver = Deriver::new(Arc::clone(&catalog.model));
                self.document.name_by(&catalog.model);
                // Whatever was made from the plan was made with the other catalog.
                self.generation += 1;
                self.panels.forget_catalog();
                self.files.follow_catalog(&catalog);
                self.catalog = catalog;
            }
            CatalogEvent::Cancelled => self.notifications.done("The catalog is as it was"),
            CatalogEvent::Failed(details) => self.notifications.error("Can't read the catalog folder", details),
        }
    }
}

/// Unsaved work.
impl App {
    /// Offers the newest work that was found.
    pub(super) fn offer_found(&mut self, ctx: &Context) {
        if let Some(offer) = self.recovery.offer() {
            self.step_files(ctx, ModalEvent::Found(offer));
        }
    }

    fn restore_found(&mut self) {
        match self.recovery.restore() {
            Some(Ok((document, slot))) => {
                if let Some(path) = document.path() {
                    self.ui_state.note_plan(path);
                }
                self.show_document(document);
                self.keeper.adopt(slot);
                self.notifications.done("Restored unsaved work");
            }
            Some(Err(err)) => self.notifications.error(format!("Can't restore the unsaved work: {err}"), ""),
            None => {}
        }
    }

    /// Keeps what this frame changed.
    pub(super) fn follow_keeping(&mut self, ctx: &Context) {
        let Self { keeper, document, generation, ui_state, .. } = self;
        let now = Kept { document, generation: *generation, ui_state };
        if let Some(error) = keeper.follow(now, &self.deps.spawn, ctx) {
            self.notifications.error("Unsaved work and the window's state can't be kept", error);
        }
    }

    /// Keeps everything before the window goes.
    pub(in crate::gui) fn keep_now(&mut self) {
        let Self { keeper, document, generation, ui_state, .. } = self;
        keeper.keep_now(Kept { document, generation: *generation, ui_state });
    }
}

/// The end of the window.
impl App {
    /// Looks after what does not need a frame: a request to close the window, also while it is hidden.
    pub fn logic(&mut self, ctx: &Context) {
        self.follow_quit(ctx);
        let is_writing = self.files.is_exporting() || self.files.is_saving();
        let is_unfinished = ctx.text_edit_focused() || self.document.is_dirty() || is_writing;
        self.quit.hold_back(ctx, is_unfinished);
    }

    /// Closes the window, as soon as the export that is under way has stopped.
    fn follow_quit(&mut self, ctx: &Context) {
        if !self.quit.is_waiting() {
            return;
        }
        if let Some(event) = self.files.poll_export() {
            self.take_file_event(ctx, event);
        }
        if !self.files.is_exporting() {
            self.quit.close(ctx);
        }
    }
}
