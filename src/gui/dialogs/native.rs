//! The file dialogs of the system, on a thread of their own: one that never answers holds up nothing.

use std::thread;
use std::time::{Duration, Instant};

use super::{Answer, FileDialogs, PathQuestion, Reply, Wanted};

/// Nobody cancels a dialog sooner than this: the system had none to show.
const SOONEST_CANCEL: Duration = Duration::from_millis(300);

/// The file dialogs of the system.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NativeDialogs;

impl FileDialogs for NativeDialogs {
    fn ask(&self, question: PathQuestion, reply: Reply) {
        let asked = thread::Builder::new().name("file dialog".to_owned()).spawn(move || reply.answer(ask(question)));
        // Without a thread there is no dialog; the dropped reply says so to the window.
        drop(asked);
    }
}

fn ask(question: PathQuestion) -> Answer {
    let PathQuestion { wanted, title, folder, file_name, filter: (name, ending) } = question;
    let mut dialog = rfd::FileDialog::new().set_title(title);
    if wanted != Wanted::Folder {
        dialog = dialog.add_filter(name, &[ending]);
    }
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let start = Instant::now();
    let path = match wanted {
        Wanted::Open => dialog.pick_file(),
        Wanted::Save => dialog.set_file_name(file_name).save_file(),
        Wanted::Folder => dialog.pick_folder(),
    };
    match path {
        Some(path) => Answer::Path(path),
        None if start.elapsed() < SOONEST_CANCEL => Answer::Unavailable,
        None => Answer::Cancelled,
    }
}
