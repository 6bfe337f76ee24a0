//! Reading a catalog on its way: it runs beside the window and can be cancelled. It changes nothing in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::background::{Background, End};
use crate::catalog::{checks, load};
use crate::files::catalog_dir::{self, FolderTexts};
use crate::gui::deps::{Files, Spawn};
use crate::gui::error_text::with_causes;
use crate::gui::opening::{LoadedCatalog, OwnFolder};
use crate::gui::templates::{template_name, templates};
use crate::view::counted;

/// What a catalog is read for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Occasion {
    /// The window opens where one left off.
    Start(PathBuf),
    /// The user chose a folder.
    Use(PathBuf),
    /// The folder in use may have changed.
    Reload(PathBuf),
    /// The user wants no folder any more.
    BuiltIn,
}

impl Occasion {
    /// The folder to lay over the catalog in the program.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Start(folder) | Self::Use(folder) | Self::Reload(folder) => Some(folder),
            Self::BuiltIn => None,
        }
    }
}

/// A catalog that is being read.
pub(super) struct CatalogJob {
    /// What for.
    pub occasion: Occasion,
    /// The work itself.
    pub work: Background<LoadedCatalog>,
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
    let entities = counted(u32::try_from(num_own).unwrap_or(u32::MAX), "entity", "entities");
    let own_folder = folder.map(|path| OwnFolder { path, entities });
    LoadedCatalog { model: Arc::new(catalog), findings, templates, own_folder }
}

impl CatalogJob {
    /// Starts to read.
    pub(super) fn start(occasion: Occasion, files: Arc<dyn Files>, spawn: &Spawn, ctx: &egui::Context) -> Self {
        let folder = occasion.folder().map(Path::to_owned);
        let work = Background::start(spawn, ctx, move |cancel, progress| {
            let mut watch = |read, all| {
                progress.tell(read, all);
                !cancel.is_cancelled()
            };
            let texts = match &folder {
                Some(folder) => files.read_catalog(folder, &mut watch).map_err(|err| with_causes(&*err))?,
                None => Some(FolderTexts::default()),
            };
            Ok(texts.map(|texts| loaded(folder, texts)))
        });
        Self { occasion, work }
    }

    /// What became of it; `None` while it is under way.
    pub(super) fn poll(&self) -> Option<End<LoadedCatalog>> {
        match self.work.poll() {
            // What came too late to be stopped is not wanted all the same.
            Some(End::Done(_)) if self.work.is_cancelled() => Some(End::Cancelled),
            end => end,
        }
    }
}
