//! The file dialogs of the system, on a thread of their own: one that never answers holds up nothing.

use std::thread;
use std::time::{Duration, Instant};

use crate::gui::deps::{Answer, FileDialogs, PathQuestion, Reply, Wanted};

/// Nobody cancels a dialog sooner than this: the system had none to show.
const SOONEST_CANCEL: Duration = Duration::from_millis(300);

/// The file dialogs of the system.
#[derive(Clone, Debug)]
pub(crate) struct NativeDialogs {
    /// One that knows the window which it belongs to.
    of_window: rfd::FileDialog,
}

impl NativeDialogs {
    /// Dialogs that stand before this window and hold it until they are closed, where the system can do that.
    pub(crate) fn new(window: &eframe::CreationContext<'_>) -> Self {
        Self { of_window: rfd::FileDialog::new().set_parent(window) }
    }
}

impl FileDialogs for NativeDialogs {
    fn ask(&self, question: PathQuestion, reply: Reply) {
        let dialog = self.of_window.clone();
        let work = move || reply.answer(ask(dialog, question));
        let asked = thread::Builder::new().name("file dialog".to_owned()).spawn(work);
        // Without a thread there is no dialog; the dropped reply says so to the window.
        drop(asked);
    }
}

fn ask(dialog: rfd::FileDialog, question: PathQuestion) -> Answer {
    let PathQuestion { wanted, title, folder, file_name, filter: (name, ending) } = question;
    let mut dialog = dialog.set_title(title);
    if wanted != Wanted::Folder && !ending.is_empty() {
        dialog = dialog.add_filter(name, &[ending]);
    }
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let start = Instant::now();
    let path = match wanted {
        Wanted::Open => dialog.pick_file(),
        Wanted::Save | Wanted::NewFolder => dialog.set_file_name(file_name).save_file(),
        Wanted::Folder => dialog.pick_folder(),
    };
    match path {
        Some(path) => Answer::Path(path),
        None if start.elapsed() < SOONEST_CANCEL => Answer::Unavailable,
        None => Answer::Cancelled,
    }
}
