//! Which catalog is in use: the one in the program alone, or with a folder of the user's laid over it. The plan and
//! its history stay as they are when it changes.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::background::End;
use super::catalog_job::{CatalogJob, Occasion};
use crate::gui::action::Action;
use crate::gui::app::App;
use crate::gui::error_text::short_name;
use crate::gui::opening::LoadedCatalog;
use crate::gui::shown::Busy;
use crate::matrix::Deriver;

/// The catalog that is being read.
#[derive(Default)]
pub(in crate::gui) struct CatalogWork {
    job: Option<CatalogJob>,
}

impl CatalogWork {
    /// Whether a catalog is being read.
    pub(in crate::gui) fn is_reading(&self) -> bool {
        self.job.is_some()
    }

    /// Asks the reading to stop.
    pub(in crate::gui) fn cancel(&self) {
        self.job.iter().for_each(|job| job.work.cancel());
    }

    /// The reading that is under way, as the status bar tells of it.
    pub(in crate::gui) fn busy(&self) -> Option<Busy> {
        self.job.as_ref().map(|job| Busy {
            text: match job.occasion.folder() {
                Some(folder) => format!("Reading catalog folder {}", short_name(folder)),
                None => "Reading the built-in catalog".to_owned(),
            },
            share: job.work.share(),
            stop: "Cancel reading",
            action: Action::CancelCatalog,
        })
    }
}

impl App {
    /// Reads the folder that was in use when the window was left.
    pub(in crate::gui) fn start_catalog(&mut self, ctx: &Context) {
        if let Some(folder) = self.ui_state.catalog_folder.clone() {
            self.read_catalog(ctx, Occasion::Start(folder));
        }
    }

    /// Reads a folder of the user's choice.
    pub(in crate::gui) fn use_catalog_folder(&mut self, ctx: &Context, folder: &Path) {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        self.read_catalog(ctx, Occasion::Use(folder));
    }

    /// Reads the folder once more.
    pub(in crate::gui) fn reload_catalog(&mut self, ctx: &Context) {
        if let Some(folder) = self.ui_state.catalog_folder.clone() {
            self.read_catalog(ctx, Occasion::Reload(folder));
        }
    }

    /// Does without a folder.
    pub(in crate::gui) fn use_built_in_catalog(&mut self, ctx: &Context) {
        self.read_catalog(ctx, Occasion::BuiltIn);
    }

    /// Starts to read. What is being read is given up.
    fn read_catalog(&mut self, ctx: &Context, occasion: Occasion) {
        self.catalog_work.cancel();
        let files = Arc::clone(&self.deps.files);
        self.catalog_work.job = Some(CatalogJob::start(occasion, files, &self.deps.spawn, ctx));
        ctx.request_repaint();
    }

    /// Takes a catalog that has been read.
    pub(in crate::gui) fn poll_catalog(&mut self) {
        let Some(end) = self.catalog_work.job.as_ref().and_then(CatalogJob::poll) else { return };
        let Some(job) = self.catalog_work.job.take() else { return };
        match end {
            End::Done(catalog) => self.take_catalog(&job.occasion, catalog),
            End::Cancelled => self.notifications.done("The catalog is as it was"),
            End::Failed(text) => self.notifications.error("Can't read the catalog folder", text),
        }
    }

    fn take_catalog(&mut self, occasion: &Occasion, new: LoadedCatalog) {
        let entities = || new.own_folder.as_ref().map(|own| own.entities.as_str()).unwrap_or_default();
        match occasion {
            // It is as one left it: nothing to tell.
            Occasion::Start(_) => {}
            Occasion::Use(_) => self.notifications.done(format!("Catalog folder in use: {} of yours", entities())),
            Occasion::Reload(_) => self.notifications.done(format!("Catalog reloaded: {} of yours", entities())),
            Occasion::BuiltIn => self.notifications.done("Only the built-in catalog is in use"),
        }
        self.ui_state.catalog_folder = occasion.folder().map(Path::to_owned);
        self.catalog = new;
        self.deriver = Deriver::new(Arc::clone(&self.catalog.model));
        // Whatever was made from the plan was made with the other catalog.
        self.generation += 1;
        self.panels.forget_catalog(&self.catalog.model);
        self.files.follow_catalog(&self.catalog.model, &self.catalog.templates);
    }
}
