//! The file dialogs of the system, on a thread of their own: one that never answers holds up nothing.

use std::thread;
use std::time::{Duration, Instant};

use super::{Answer, FileDialogs, PathQuestion, Reply};

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
    let PathQuestion { is_save, title, folder, file_name, filter: (name, ending) } = question;
    let mut dialog = rfd::FileDialog::new().set_title(title).add_filter(name, &[ending]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let start = Instant::now();
    let path = if is_save { dialog.set_file_name(file_name).save_file() } else { dialog.pick_file() };
    match path {
        Some(path) => Answer::Path(path),
        None if start.elapsed() < SOONEST_CANCEL => Answer::Unavailable,
        None => Answer::Cancelled,
    }
}
