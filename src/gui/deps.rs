//! The doors to the outside: dialogs, files, threads, the system. Tests give others than the program.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use egui::os::OperatingSystem;

use crate::export::FileSink;
use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::files::catalog_dir::FolderTexts;
use crate::files::own_profiles::OwnProfiles;
use crate::finding::Finding;
use crate::form::Form;
use crate::profile::Profile;

/// Runs work in the background: on a thread in the program, at once in tests.
pub type Spawn = Arc<dyn Fn(Box<dyn FnOnce() + Send>) + Send + Sync>;

/// The doors to the outside.
pub struct Deps {
    /// Asks for paths.
    pub dialogs: Arc<dyn FileDialogs>,
    /// Reads and writes.
    pub files: Arc<dyn Files>,
    /// Runs long work.
    pub spawn: Spawn,
    /// Whose shortcuts are in force.
    pub os: OperatingSystem,
    /// Where the window keeps what would be lost with it; `None`: nowhere.
    pub own_folder: Option<PathBuf>,
}

/// What a door says when it fails.
pub(super) type FilesError = Box<dyn Error + Send + Sync>;

/// Reads and writes files. Never called within a frame, but in the background: a disk may be slow, or never answer.
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

    /// Writes a folder of the files that `fill` begins, whole or not at all, and never over anything.
    ///
    /// # Errors
    /// When something stands at the path, it can't be written, or `fill` fails.
    fn write_folder(
        &self,
        path: &Path,
        fill: &mut dyn FnMut(&mut dyn FileSink) -> io::Result<()>,
    ) -> Result<(), FilesError>;

    /// Writes texts by their names below a folder, all of them or none, and never over anything.
    ///
    /// # Errors
    /// When something stands at one of the paths, or a file can't be written.
    fn write_new(&self, folder: &Path, files: &[(String, String)]) -> Result<(), FilesError>;

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

    /// Reads the header row of a form.
    ///
    /// # Errors
    /// When the file can't be read, or is no form.
    fn read_form(&self, path: &Path) -> Result<Form, FilesError>;

    /// Reads the profiles that the user keeps, and what is wrong with files that are none.
    fn read_profiles(&self, own: &OwnProfiles) -> (Vec<Profile>, Vec<Finding>);

    /// Keeps a profile of the user's, whole or not at all.
    ///
    /// # Errors
    /// When the file can't be written.
    fn keep_profile(&self, own: &OwnProfiles, profile: &Profile) -> Result<(), FilesError>;

    /// Removes a profile of the user's.
    ///
    /// # Errors
    /// When the file can't be removed.
    fn remove_profile(&self, own: &OwnProfiles, id: &str) -> Result<(), FilesError>;

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

/// Asks for paths without holding up the window.
pub trait FileDialogs: Send + Sync {
    /// Asks. `reply` may be used from any thread; dropping it unused says that there is no dialog.
    fn ask(&self, question: PathQuestion, reply: Reply);
}

/// What is asked for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PathQuestion {
    /// What is to be done there.
    pub wanted: Wanted,
    /// Title of the dialog.
    pub title: String,
    /// Where to start.
    pub folder: Option<PathBuf>,
    /// The name that is proposed for writing.
    pub file_name: String,
    /// What files of this kind are called, and their ending without the dot; both empty: any file will do. Folders have
    /// neither.
    pub filter: (String, String),
}

/// What is wanted of a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wanted {
    /// A file to read.
    Open,
    /// A file to write.
    Save,
    /// A folder.
    Folder,
    /// A folder that is not there yet.
    NewFolder,
}

/// The answer to a question for a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// This one.
    Path(PathBuf),
    /// The user wants none.
    Cancelled,
    /// The system has no dialog to show.
    Unavailable,
}

/// The way back to the window.
#[derive(Debug)]
pub struct Reply {
    ticket: u64,
    /// Taken by the answer.
    sender: Option<Sender<LateAnswer>>,
    ctx: egui::Context,
}

/// An answer, and which question it is to: the window may wait for another one by then.
#[derive(Debug)]
pub(super) struct LateAnswer {
    /// The number of the question.
    pub ticket: u64,
    /// The answer.
    pub answer: Answer,
}

impl Reply {
    /// A way back for the answer to this question.
    pub(super) fn new(ctx: &egui::Context, ticket: u64, sender: Sender<LateAnswer>) -> Self {
        Self { ticket, sender: Some(sender), ctx: ctx.clone() }
    }

    /// Answers. Nobody may be waiting any more; the window knows.
    pub fn answer(mut self, answer: Answer) {
        self.send(answer);
    }

    fn send(&mut self, answer: Answer) {
        if let Some(sender) = self.sender.take()
            && sender.send(LateAnswer { ticket: self.ticket, answer }).is_ok()
        {
            self.ctx.request_repaint();
        }
    }
}

impl Drop for Reply {
    /// Whoever was asked is gone without an answer: there is no dialog.
    fn drop(&mut self) {
        self.send(Answer::Unavailable);
    }
}
