//! What the app is given: the catalog, a document, and the doors to the outside. Tests give others than the program.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::os::OperatingSystem;

use super::dialogs::FileDialogs;
use super::state::UiState;
use crate::catalog::Catalog;
use crate::document::Document;
use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::files::catalog_dir::FolderTexts;
use crate::files::unsaved::Found;
use crate::finding::Finding;
use crate::plan::Plan;

/// Runs work beside the window: on a thread in the program, at once in tests.
pub type Spawn = Arc<dyn Fn(Box<dyn FnOnce() + Send>) + Send + Sync>;

/// Everything the app depends on.
pub struct Deps {
    /// What is known.
    pub catalog: Arc<Catalog>,
    /// What is wrong with the catalog.
    pub catalog_findings: Vec<Finding>,
    /// The plans to start from, by name.
    pub templates: Vec<Template>,
    /// The plan that is open at first.
    pub document: Document,
    /// What is to be said about the text that it was read from.
    pub document_findings: Vec<Finding>,
    /// What went wrong before the window opened: each in a line, and in full.
    pub troubles: Vec<(String, String)>,
    /// Asks for paths.
    pub dialogs: Arc<dyn FileDialogs>,
    /// Reads and writes.
    pub files: Arc<dyn Files>,
    /// Runs long work.
    pub spawn: Spawn,
    /// Whose shortcuts are in force.
    pub os: OperatingSystem,
    /// How the window was left.
    pub ui_state: UiState,
    /// Where the window keeps what would be lost with it; `None`: nowhere.
    pub own_folder: Option<PathBuf>,
    /// Unsaved work of windows that are gone, the newest first.
    pub found: Vec<Found>,
}

/// A plan to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// The stable name.
    pub name: String,
    /// The plan. Its title and note say what it is for.
    pub plan: Plan,
}

/// What the world says when it refuses.
pub(super) type FilesError = Box<dyn Error + Send + Sync>;

/// Reads and writes files. Never called within a frame, but beside the window: a disk may be slow, or never answer.
pub trait Files: Send + Sync {
    /// Reads the text of a plan file.
    ///
    /// # Errors
    /// When the file can't be read.
    fn read_plan(&self, path: &Path) -> Result<String, FilesError>;

    /// Writes the text of a plan file, whole or not at all, and keeps what was there where there are `backups`.
    ///
    /// # Errors
    /// When the file can't be written.
    fn write_plan(&self, path: &Path, text: &str, backups: Option<&Backups>) -> Result<Written, FilesError>;

    /// Writes what `write` produces, whole or not at all.
    ///
    /// # Errors
    /// When the file can't be written, or `write` fails.
    fn write_export(
        &self,
        path: &Path,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, FilesError>;

    /// Reads the texts of a catalog folder. `watch` hears how many files are read of how many, and says whether to
    /// go on; where it said no, there is nothing.
    ///
    /// # Errors
    /// When the folder, or a file in it, can't be read.
    fn read_catalog(
        &self,
        folder: &Path,
        watch: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<FolderTexts>, FilesError>;

    /// What stands at a path.
    fn kind(&self, path: &Path) -> PathKind;
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PathKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing, in a folder that is there.
    Free,
    /// Nothing, and no folder either.
    NoFolder,
}
