//! What the work on files needs to know, and what comes of it: what changes in the window, and what is to be said.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use crate::document::Document;
use crate::files::atomic_write::Written;
use crate::form::Form;
use crate::gui::deps::Deps;
use crate::gui::error_text::ErrorText;
use crate::gui::opening::LoadedCatalog;
use crate::gui::state::UiState;
use crate::plan::{Plan, RoleId};

/// What the work depends on, as it is now.
#[derive(Clone, Copy)]
pub(in crate::gui) struct FileContext<'a> {
    /// The window.
    pub ctx: &'a Context,
    /// The doors to the outside.
    pub deps: &'a Deps,
    /// The plan that is open.
    pub document: &'a Document,
    /// The catalog in use.
    pub catalog: &'a LoadedCatalog,
    /// Where folders are remembered.
    pub ui_state: &'a UiState,
}

/// Something that the window is to take from the work on files.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gui) enum FileEvent {
    /// A plan or an export was chosen in the folder of this path, which is to be remembered.
    FolderUsed(PathBuf),
    /// A plan was read, to be opened in place of the present one.
    Read {
        /// Its file.
        path: PathBuf,
        /// Its text.
        text: String,
    },
    /// A template is to be started with, by its name, or an empty plan.
    StartWith(Option<String>),
    /// The plan was saved.
    Saved {
        /// Its file.
        path: PathBuf,
        /// The plan as it was when saving began.
        plan: Arc<Plan>,
        /// What the file holds now.
        text: Arc<str>,
        /// What is to be known of the file.
        written: Written,
    },
    /// The plan was exported.
    Exported {
        /// The file.
        path: PathBuf,
        /// What is to be known of it.
        written: Written,
        /// What was written and what was not, a sentence each.
        said: Vec<String>,
        /// Something of what was asked for is not in it.
        is_lacking: bool,
    },
    /// A form was read, to make a profile that fills it.
    FormRead {
        /// Its file.
        path: PathBuf,
        /// The form.
        form: Box<Form>,
    },
    /// Roles of the plan stand in a catalog folder now.
    RolesMoved {
        /// The roles.
        roles: BTreeSet<RoleId>,
        /// The folder.
        folder: PathBuf,
    },
    /// This catalog folder is to be used.
    CatalogFolder(PathBuf),
    /// A recent plan is no longer there.
    RecentGone(PathBuf),
    /// The unsaved work that was offered is to be opened.
    RestoreFound,
    /// The unsaved work that was offered is to be removed.
    DiscardFound,
    /// The unsaved work that was found is to be left for the next start.
    LeaveFound,
    /// The window is to be closed.
    Quit,
    /// Something was done.
    Done(String),
    /// Something failed.
    Failed(ErrorText),
}

impl FileEvent {
    /// Something failed, with the details of why.
    pub(super) fn failed(line: impl Into<String>, details: impl Into<String>) -> Self {
        Self::Failed(ErrorText { line: line.into(), details: details.into() })
    }
}
