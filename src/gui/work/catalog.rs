//! Reading a catalog: the built-in one alone, or with a folder of the user's laid over it. It runs in the background
//! and changes nothing in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::background::{Background, End};
use crate::catalog::{checks, load};
use crate::files::catalog_dir::{self, FolderTexts};
use crate::files::templates::{template_name, templates};
use crate::gui::action::Action;
use crate::gui::deps::Deps;
use crate::gui::error_text::{short_name, with_causes};
use crate::gui::opening::{LoadedCatalog, OwnFolder};
use crate::gui::shown::Busy;
use crate::view::counted;

/// The catalog that is being read.
#[derive(Default)]
pub(in crate::gui) struct CatalogWork {
    job: Option<(CatalogRequest, Background<LoadedCatalog>)>,
}

/// A catalog that is to be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::gui) enum CatalogRequest {
    /// With the folder that was in use when the window was left.
    Start(PathBuf),
    /// With a folder that the user chose.
    Use(PathBuf),
    /// With the folder in use, which may have changed.
    Reload(PathBuf),
    /// Without a folder.
    BuiltIn,
}

/// What became of a request.
pub(in crate::gui) enum CatalogEvent {
    /// There is another catalog.
    Loaded {
        /// The catalog.
        catalog: LoadedCatalog,
        /// What is said about it; `None`: nothing, it is as the user left it.
        done: Option<String>,
    },
    /// The user cancelled it.
    Cancelled,
    /// It failed, with this message.
    Failed(String),
}

impl CatalogRequest {
    /// The folder to lay over the built-in catalog.
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Start(folder) | Self::Use(folder) | Self::Reload(folder) => Some(folder),
            Self::BuiltIn => None,
        }
    }

    fn done(&self, catalog: &LoadedCatalog) -> Option<String> {
        let entities = || catalog.own_folder.as_ref().map(|own| own.entities.as_str()).unwrap_or_default();
        match self {
            Self::Start(_) => None,
            Self::Use(_) => Some(format!("Catalog folder in use: {} of yours", entities())),
            Self::Reload(_) => Some(format!("Catalog reloaded: {} of yours", entities())),
            Self::BuiltIn => Some("Only the built-in catalog is in use".to_owned()),
        }
    }
}

impl CatalogWork {
    /// Whether a catalog is being read.
    pub(in crate::gui) fn is_reading(&self) -> bool {
        self.job.is_some()
    }

    /// Asks the reading to stop.
    pub(in crate::gui) fn cancel(&self) {
        self.job.iter().for_each(|(_, work)| work.cancel());
    }

    /// The reading that is under way, as the status bar shows it.
    pub(in crate::gui) fn busy(&self) -> Option<Busy> {
        self.job.as_ref().map(|(request, work)| Busy {
            text: match request.folder() {
                Some(folder) => format!("Reading catalog folder {}", short_name(folder)),
                None => "Reading the built-in catalog".to_owned(),
            },
            share: work.share(),
            stop: "Cancel reading",
            action: Action::CancelCatalog,
        })
    }

    /// Starts to read. What is being read is given up.
    pub(in crate::gui) fn read(&mut self, request: CatalogRequest, deps: &Deps, ctx: &Context) {
        let folder = request.folder().map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()));
        let files = Arc::clone(&deps.files);
        let if_lost = "Reading stopped unexpectedly. The catalog is as it was.";
        let work = Background::start(&deps.spawn, ctx, if_lost, move |cancel, progress| {
            let mut watch = |read, all| {
                progress.set(read, all);
                !cancel.is_cancelled()
            };
            let texts = match &folder {
                Some(folder) => files.read_catalog(folder, &mut watch).map_err(|err| with_causes(&*err))?,
                None => Some(FolderTexts::default()),
            };
            Ok(texts.map(|texts| loaded(folder, texts)))
        });
        self.job = Some((request, work));
        ctx.request_repaint();
    }

    /// What became of the request; `None` while it is under way.
    pub(in crate::gui) fn poll(&mut self) -> Option<CatalogEvent> {
        let end = self.job.as_ref()?.1.poll()?;
        let (request, work) = self.job.take()?;
        Some(match end {
            // What came too late to be stopped is not wanted all the same.
            End::Done(_) if work.is_cancelled() => CatalogEvent::Cancelled,
            End::Done(catalog) => CatalogEvent::Loaded { done: request.done(&catalog), catalog },
            End::Cancelled => CatalogEvent::Cancelled,
            End::Failed(text) => CatalogEvent::Failed(text),
        })
    }
}

/// Makes a catalog from what was read of the user's folder, and checks it.
fn loaded(folder: Option<PathBuf>, (texts, mut findings): FolderTexts) -> LoadedCatalog {
    let (catalog, unread) = catalog_dir::with_overlay(&texts);
    let (templates, unread_templates) = templates(&texts);
    findings.extend(unread);
    findings.extend(unread_templates);
    findings.extend(checks::check(&catalog));
    findings.sort();
    findings.dedup();
    let own = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let num_templates = texts.iter().filter(|(name, _)| template_name(name).is_some()).count();
    let num_own = load::load(own).0.num_entities() + num_templates;
    let entities = counted(num_own, "entity", "entities");
    let own_folder = folder.map(|path| OwnFolder { path, entities });
    LoadedCatalog::new(catalog, findings, templates, own_folder).with_profiles(&texts)
}
