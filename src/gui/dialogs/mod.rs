//! Questions to the user: for a path by the system's own dialogs, for everything else by ours.

mod about;
mod changed_on_disk;
mod copy_ticks;
mod export;
mod found_work;
mod gallery;
mod native;
mod offers;
mod overwrite;
mod palette;
mod paste_zones;
mod placement;
mod shell;
mod shortcuts;
mod typed_path;
mod unsaved;
mod waiting;

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::action::Action;
use super::panels::Shown;
use super::widgets::Drafts;
pub(super) use changed_on_disk::{FileChange, changed_on_disk_ui};
pub(super) use copy_ticks::CopyTicks;
pub(super) use export::ExportForm;
pub(super) use found_work::FoundWork;
pub(super) use gallery::Gallery;
pub(super) use native::NativeDialogs;
pub(super) use overwrite::overwrite_ui;
pub(super) use palette::Palette;
pub(super) use paste_zones::PasteZones;
pub(super) use placement::PlacementDialog;
pub(super) use shell::forget_focus;
pub(super) use typed_path::TypedPath;
pub(super) use unsaved::{comments_ui, unsaved_ui};
pub(super) use waiting::{saving_ui, waiting_ui};

/// Asks for paths without holding up the window.
pub trait FileDialogs: Send + Sync {
    /// Asks. `reply` may be used from any thread; when it is dropped unused, nobody will answer.
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
    /// What files of this kind are called, and their ending without the dot. Folders have neither.
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

/// A dialog of ours that asks nothing about a file.
#[derive(Debug)]
pub(super) enum Dialog {
    /// Which template to start with.
    Templates(Gallery),
    /// What to export.
    Export(ExportForm),
    /// A placement of a zone.
    Placement(PlacementDialog),
    /// A list of zones.
    PasteZones(PasteZones),
    /// What of a zone is copied to others.
    CopyTicks(CopyTicks),
    /// Commands, zones and roles by their words.
    Palette(Palette),
    /// Every command with its keys.
    Shortcuts,
    /// What this program is.
    About,
}

impl Dialog {
    /// Shows the dialog over everything else.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, shown: &Shown<'_>, drafts: &mut Drafts, actions: &mut Vec<Action>) {
        match self {
            Self::Templates(gallery) => gallery.ui(ui, actions),
            Self::Export(form) => form.ui(ui, actions),
            Self::Placement(placement) => placement.ui(ui, shown, drafts, actions),
            Self::PasteZones(paste) => paste.ui(ui, shown, actions),
            Self::CopyTicks(copy) => copy.ui(ui, shown, actions),
            Self::Palette(palette) => palette.ui(ui, shown, actions),
            Self::Shortcuts => shortcuts::ui(ui, shown, actions),
            Self::About => about::ui(ui, shown, actions),
        }
    }
}
