//! What happens to the thing that stands over the window, and what is to be done about it.

use std::path::PathBuf;

use super::export_job::ExportOrder;
use super::file_event::FileEvent;
use super::save_job::SaveOrder;
use crate::form::Form;
use crate::gui::action::ModalAnswer;
use crate::gui::deps::{Answer, PathKind, PathQuestion};
use crate::gui::dialogs::{FileChange, FoundWork, LeaveFor, PathDefaults, Purpose};
use crate::plan::MovedRoles;

/// Something that the user did, or an answer of the system or the disk.
#[derive(Clone, Debug)]
pub(in crate::gui) enum ModalEvent {
    /// The plan is to be left for something else.
    Leave(LeaveFor),
    /// The plan is to be saved.
    Save,
    /// A path is wanted.
    Ask(Purpose),
    /// A question of the program was answered.
    Answer(ModalAnswer),
    /// Do nothing of what was asked about.
    Cancel,
    /// Another program changed the file that was to be saved to.
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What became of it.
        change: FileChange,
    },
    /// Saving has ended.
    SaveEnded {
        /// The plan is in its file.
        is_saved: bool,
    },
    /// Unsaved work of another window was found.
    Found(FoundWork),
    /// The system's dialog has an answer.
    DialogAnswered {
        /// Which dialog.
        ticket: u64,
        /// What it says.
        answer: Answer,
    },
    /// A path was typed.
    Typed {
        /// The path.
        path: PathBuf,
        /// The user knows that a file there is written over.
        is_overwrite: bool,
    },
    /// A file or folder was dropped on the window.
    Dropped(PathBuf),
    /// A recent plan was chosen.
    Recent(PathBuf),
    /// It is known what stands at a path.
    Looked {
        /// Which look.
        ticket: u64,
        /// What stands there; `None`: that can't be found out.
        kind: Option<PathKind>,
    },
    /// A plan was read, or can't be.
    Read {
        /// Which reading.
        ticket: u64,
        /// Its text, or what went wrong.
        outcome: Result<String, String>,
    },
    /// A form was read, or is none.
    FormRead {
        /// Which reading.
        ticket: u64,
        /// The form, or what went wrong.
        outcome: Result<Box<Form>, String>,
    },
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ModalEffect {
    /// Show the system's dialog.
    AskSystem(u64, PathQuestion),
    /// Find out what stands at a path.
    Look(u64, PathBuf),
    /// Read this plan.
    Read(u64, PathBuf),
    /// Read this form.
    ReadForm(u64, PathBuf),
    /// Save the plan.
    Save(SaveOrder),
    /// Export the plan as it is now.
    Export(ExportOrder),
    /// Write the files of roles that go into this folder.
    MoveRoles(MovedRoles, PathBuf),
    /// Hand this to the window.
    Report(FileEvent),
}

/// How the document is at the moment of a step.
#[derive(Clone, Debug)]
pub(super) struct Situation {
    /// It has changes that are in no file.
    pub is_dirty: bool,
    /// Which state of it this is.
    pub revision: u64,
    /// The file that it is saved to; `None`: none yet.
    pub path: Option<PathBuf>,
    /// Saving loses comments, and the user was not asked about that yet.
    pub loses_comments: bool,
    /// It is being saved.
    pub is_saving: bool,
    /// What questions for paths propose.
    pub paths: PathDefaults,
    /// A number that no dialog and no look had before.
    pub ticket: u64,
}
