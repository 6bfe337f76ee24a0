//! What stands over the window: nothing, or one thing. What comes after it is decided in `steps`.

use std::path::PathBuf;

use egui::Ui;

use crate::gui::deps::PathQuestion;
use crate::gui::dialogs::{
    Dialog, FileChange, FoundWork, LeaveFor, Purpose, TypedPath, changed_on_disk_ui, comments_ui, overwrite_ui,
    saving_ui, unsaved_ui, waiting_ui,
};
use crate::gui::panels::PanelCx;

/// What stands over the window. While anything does, the window under it takes no edits.
#[derive(Debug, Default)]
pub(in crate::gui) enum Modal {
    /// Nothing.
    #[default]
    None,
    /// A dialog of ours that asks nothing about a file.
    Dialog(Dialog),
    /// The plan has changes: save them before this?
    Unsaved(LeaveFor),
    /// Saving would lose comments: save all the same, and then do this?
    LosesComments(Option<LeaveFor>),
    /// The system's dialog is open.
    SystemDialog {
        /// Which of all the dialogs it is. Another one's answer comes too late.
        ticket: u64,
        /// What the path is for.
        purpose: Purpose,
        /// What was asked.
        question: PathQuestion,
    },
    /// The system has no dialog: a path is typed into a field of ours.
    Typing {
        /// What the path is for.
        purpose: Purpose,
        /// What is typed so far.
        typed: TypedPath,
    },
    /// What stands at a path is being looked at, before anything is done there.
    Looking {
        /// Which of all the looks it is.
        ticket: u64,
        /// What depends on it.
        look_for: LookFor,
        /// The path.
        path: PathBuf,
    },
    /// A plan is being read, to be opened in place of the present one.
    Reading {
        /// Which of all the readings it is.
        ticket: u64,
        /// Its file.
        path: PathBuf,
        /// The state of the present plan that may be lost for it.
        revision: u64,
    },
    /// A form is being read.
    ReadingForm {
        /// Which of all the readings it is.
        ticket: u64,
        /// Its file.
        path: PathBuf,
    },
    /// The plan is being saved, and this comes after it.
    Saving(LeaveFor),
    /// There is a file already: write over it?
    Overwrite {
        /// What the path is for.
        purpose: Purpose,
        /// The path.
        path: PathBuf,
    },
    /// Another program changed the file: save over that?
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What became of it.
        change: FileChange,
        /// Reading it again would lose changes that were made here.
        is_dirty: bool,
        /// What comes after saving.
        next: Option<LeaveFor>,
    },
    /// Unsaved work of another window was found: restore it?
    Found(FoundWork),
}

/// What depends on what stands at a path.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gui) enum LookFor {
    /// Whether something is written over: the user was not asked about this very path.
    Write(Purpose),
    /// What was dropped on the window: a plan is opened, a folder laid over the catalog.
    Drop,
    /// A recent plan: it is opened, or forgotten when it is gone.
    Recent,
}

impl Modal {
    /// Shows the dialog or the question over everything else.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        match self {
            Self::None => {}
            Self::Dialog(dialog) => dialog.ui(ui, cx),
            Self::Unsaved(_) => unsaved_ui(ui, cx),
            Self::LosesComments(_) => comments_ui(ui, cx),
            Self::SystemDialog { question, .. } => waiting_ui(ui, cx, "A file dialog is open", &question.title),
            Self::Typing { purpose, typed } => typed.ui(ui, cx, purpose),
            Self::Looking { path, .. } => {
                waiting_ui(ui, cx, "Checking what is there", &path.display().to_string());
            }
            Self::Reading { path, .. } => {
                waiting_ui(ui, cx, "Reading the plan", &path.display().to_string());
            }
            Self::ReadingForm { path, .. } => {
                waiting_ui(ui, cx, "Reading the form", &path.display().to_string());
            }
            Self::Saving(_) => saving_ui(ui, cx),
            Self::Overwrite { path, .. } => overwrite_ui(ui, cx, path),
            Self::ChangedOnDisk { path, change, is_dirty, .. } => {
                changed_on_disk_ui(ui, cx, path, change, *is_dirty);
            }
            Self::Found(found) => found.ui(ui, cx),
        }
    }
}
