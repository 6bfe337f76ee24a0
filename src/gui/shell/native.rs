//! The window of the operating system around the app: opening it, closing it, and what it remembers.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use egui::os::OperatingSystem;

use super::files::DiskFiles;
use super::start::Start;
use super::window_icon::window_icon;
use crate::files::own_folder::APP_ID;
use crate::files::templates::templates;
use crate::files::{atomic_write, catalog_dir, signals, state_file, unsaved};
use crate::gui::app::App;
use crate::gui::deps::{Deps, Spawn};
use crate::gui::dialogs::NativeDialogs;
use crate::gui::opening::{LoadedCatalog, Opening};
use crate::gui::state::Remembered;
use crate::gui::work::UNSAVED;

/// The system has no display to open a window on.
#[derive(Debug, thiserror::Error)]
#[error(
    "can't open a window, which needs a display: {reason}; use a verb of the command line, such as “portolan help”"
)]
pub struct OpenWindowError {
    /// What the system said.
    reason: String,
}

/// Opens the window on a plan, or where one left off, and returns when it is closed.
///
/// # Errors
/// When the system has no display to open a window on.
pub fn run(plan: Option<PathBuf>) -> Result<(), OpenWindowError> {
    let own_folder = eframe::storage_dir(APP_ID);
    let remembered = own_folder.as_ref().map(|folder| Remembered::read(&folder.join(state_file::NAME)));
    // eframe does not write atomically: only where the window stood is left to it.
    let placement_file = own_folder.as_ref().map(|folder| folder.join("window.ron"));
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Portolan")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    if let Some(icon) = window_icon() {
        viewport = viewport.with_icon(icon);
    }
    let options =
        eframe::NativeOptions { persistence_path: placement_file, viewport, ..eframe::NativeOptions::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        let remembered = remembered.unwrap_or_default();
        let zoom = remembered.ui_state.zoom;
        // Before the first frame, so that it is laid out like those after it.
        creation.egui_ctx.options_mut(|options| options.zoom_factor = zoom);
        let opening = opening(plan, remembered, own_folder.as_deref());
        let app = App::new(opening, deps(own_folder, NativeDialogs::new(creation)));
        if let Some(files) = app.keeper.files().cloned() {
            signals::before_end(move || files.flush());
        }
        Ok(Box::new(Window { app, is_sized: false }))
    });
    eframe::run_native(APP_ID, options, create).map_err(|err| match err {
        // The windowing library's message names its own source files and gives no advice.
        eframe::Error::WinitEventLoop(_) => OpenWindowError { reason: "there is none to open it on".to_owned() },
        other => OpenWindowError { reason: other.to_string() },
    })
}

struct Window {
    app: App,
    /// The window is as large as it was left.
    is_sized: bool,
}

impl Window {
    /// Makes the window as large as it was left: eframe remembers its size in points as large as they were then, and
    /// opens it before it knows how large they are.
    fn restore_size(&mut self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        if std::mem::replace(&mut self.is_sized, true) || (zoom - 1.0).abs() < f32::EPSILON {
            return;
        }
        let (most, is_full) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.monitor_size, viewport.maximized == Some(true) || viewport.fullscreen == Some(true))
        });
        if !is_full {
            let size = ctx.content_rect().size() * zoom;
            ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(most.map_or(size, |most| size.min(most))));
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.restore_size(ui.ctx());
        self.app.ui(ui);
    }

    /// Asked for by eframe now and then, and when the window goes.
    fn save(&mut self, _: &mut dyn eframe::Storage) {
        self.app.keep_now();
    }

    /// Scroll positions are not kept.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// What the app starts with: the plan that is given, else what is remembered.
fn opening(plan: Option<PathBuf>, remembered: Remembered, own_folder: Option<&Path>) -> Opening {
    let Remembered { mut ui_state, error } = remembered;
    // A field for a path starts with a folder that exists.
    ui_state.folder = ui_state.folder.filter(|folder| folder.is_dir()).or_else(|| std::path::absolute(".").ok());
    let (catalog, catalog_findings) = catalog_dir::with_overlay(&[]);
    // The embedded templates have no findings: a test checks that.
    let (templates, _) = templates(&[]);
    let start = Start::new(plan, &mut ui_state, &templates, &DiskFiles);
    // A killed process may have left temporary files beside the plan and in the program's own folder.
    start.document.path().and_then(Path::parent).into_iter().chain(own_folder).for_each(atomic_write::sweep);
    Opening {
        document_findings: start.findings,
        shows_start: start.is_choice,
        errors: error.into_iter().chain(start.error).collect(),
        ui_state,
        unsaved: own_folder.map(|folder| unsaved::find(&folder.join(UNSAVED))).unwrap_or_default(),
        ..Opening::new(LoadedCatalog::built_in(catalog, catalog_findings, templates), start.document)
    }
}

/// The doors to this machine.
fn deps(own_folder: Option<PathBuf>, dialogs: NativeDialogs) -> Deps {
    let spawn: Spawn = Arc::new(|work| {
        // Without a thread the work is dropped, which ends the wait for it.
        drop(thread::Builder::new().name("work".to_owned()).spawn(work));
    });
    Deps {
        dialogs: Arc::new(dialogs),
        files: Arc::new(DiskFiles),
        spawn,
        os: OperatingSystem::from_target_os(),
        own_folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::own_folder;

    #[test]
    fn the_command_line_knows_the_folder_of_the_window() {
        assert_eq!(own_folder::path(), eframe::storage_dir(APP_ID));
    }
}
