//! Questions to the user: for a path by the system's own dialogs, for everything else by ours.

mod about;
mod copy_ticks;
mod export;
mod gallery;
mod native;
mod overwrite;
mod palette;
mod paste_zones;
mod placement;
mod shell;
mod shortcuts;
mod typed_path;
mod unsaved;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::action::Action;
use super::panels::Shown;
use super::widgets::Drafts;
pub(super) use copy_ticks::CopyTicks;
pub(super) use export::ExportForm;
pub(super) use gallery::Gallery;
pub(super) use native::NativeDialogs;
pub(super) use palette::Palette;
pub(super) use paste_zones::PasteZones;
pub(super) use placement::PlacementDialog;
pub(super) use shell::forget_focus;
pub(super) use typed_path::TypedPath;

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
    sender: Sender<Answer>,
    ctx: egui::Context,
}

impl Reply {
    /// A way back, and its end in the window.
    pub(super) fn new(ctx: &egui::Context) -> (Self, Receiver<Answer>) {
        let (sender, receiver) = channel();
        (Self { sender, ctx: ctx.clone() }, receiver)
    }

    /// Answers. Nobody may be waiting any more; then nothing happens.
    pub fn answer(self, answer: Answer) {
        if self.sender.send(answer).is_ok() {
            self.ctx.request_repaint();
        }
    }
}

/// The dialog of ours that is open.
#[derive(Debug)]
pub(super) enum Dialog {
    /// Which template to start with.
    Templates(Gallery),
    /// What to export.
    Export(ExportForm),
    /// The plan has changes: save them first?
    Unsaved,
    /// The file has comments, which an edited save drops.
    LosesComments,
    /// There is a file of this name.
    Overwrite(PathBuf),
    /// The system has no file dialog: type the path.
    TypedPath(TypedPath),
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
            Self::Export(form) => form.ui(ui, shown, actions),
            Self::Unsaved => unsaved::unsaved_ui(ui, shown, actions),
            Self::LosesComments => unsaved::comments_ui(ui, actions),
            Self::Overwrite(path) => overwrite::ui(ui, path, actions),
            Self::TypedPath(typed) => typed.ui(ui, shown, actions),
            Self::Placement(placement) => placement.ui(ui, shown, drafts, actions),
            Self::PasteZones(paste) => paste.ui(ui, shown, actions),
            Self::CopyTicks(copy) => copy.ui(ui, shown, actions),
            Self::Palette(palette) => palette.ui(ui, shown, actions),
            Self::Shortcuts => shortcuts::ui(ui, shown, actions),
            Self::About => about::ui(ui, shown, actions),
        }
    }
}
