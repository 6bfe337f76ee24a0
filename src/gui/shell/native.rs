//! The window of the operating system around the app: opening it, closing it, and what it remembers.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use egui::os::OperatingSystem;

use super::files::{DiskFiles, templates};
use super::start::Start;
use super::window_icon::window_icon;
use crate::files::catalog_dir;
use crate::gui::app::App;
use crate::gui::deps::{Deps, Spawn};
use crate::gui::dialogs::NativeDialogs;
use crate::gui::state::{Remembered, UI_STATE_KEY};

/// What the program is called where the system keeps things for it.
const APP_ID: &str = "portolan";

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
    let state_file = eframe::storage_dir(APP_ID).map(|folder| folder.join("app.ron"));
    // Before eframe reads it, and writes over what it can't read.
    let remembered = state_file.as_deref().map(Remembered::read);
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Portolan")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    if let Some(icon) = window_icon() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { persistence_path: state_file, viewport, ..eframe::NativeOptions::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        let remembered = remembered.unwrap_or_default();
        let zoom = remembered.ui_state.zoom;
        // At once, so that the first frame is no other than those after it.
        creation.egui_ctx.options_mut(|options| options.zoom_factor = zoom);
        Ok(Box::new(Window { app: App::new(deps(plan, remembered, NativeDialogs::new(creation))), is_sized: false }))
    });
    eframe::run_native(APP_ID, options, create).map_err(|err| match err {
        // What the windowing library says of this names its own source files and nothing to do.
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

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        storage.set_string(UI_STATE_KEY, self.app.ui_state().to_text());
    }

    /// Where panels scroll to is not worth a file.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn deps(plan: Option<PathBuf>, remembered: Remembered, dialogs: NativeDialogs) -> Deps {
    let Remembered { mut ui_state, trouble } = remembered;
    // A field for a path is to begin with one that can be used.
    ui_state.folder = ui_state.folder.filter(|folder| folder.is_dir()).or_else(|| std::path::absolute(".").ok());
    let (catalog, catalog_findings) = catalog_dir::with_overlay(&[]);
    // What the program carries is sound: a test sees to it.
    let (templates, _) = templates(&[]);
    let start = Start::new(plan, &mut ui_state, &templates, &DiskFiles);
    let spawn: Spawn = Arc::new(|work| {
        // Without a thread the work is dropped, and whoever waits for it is told.
        drop(thread::Builder::new().name("work".to_owned()).spawn(work));
    });
    Deps {
        catalog: Arc::new(catalog),
        catalog_findings,
        templates,
        document: start.document,
        document_findings: start.findings,
        troubles: trouble.into_iter().chain(start.trouble).collect(),
        dialogs: Arc::new(dialogs),
        files: Arc::new(DiskFiles),
        spawn,
        os: OperatingSystem::from_target_os(),
        ui_state,
    }
}
