//! The window of the operating system around the app: opening it, closing it, and what it remembers.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use egui::os::OperatingSystem;

use super::app::App;
use super::deps::{Deps, Spawn};
use super::dialogs::NativeDialogs;
use super::files::{DiskFiles, embedded_templates};
use super::start::Start;
use super::ui_state::UiState;
use super::window_icon::window_icon;
use crate::files::catalog_dir;

/// Under which name the window remembers how it was left.
const UI_STATE_KEY: &str = "portolan-window";

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
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("portolan")
        .with_title("Portolan")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    if let Some(icon) = window_icon() {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        let ui_state = creation.storage.and_then(|storage| storage.get_string(UI_STATE_KEY));
        let ui_state = ui_state.map(|text| UiState::from_text(&text)).unwrap_or_default();
        Ok(Box::new(Window(App::new(deps(plan, ui_state)))))
    });
    eframe::run_native("portolan", options, create).map_err(|err| match err {
        // What the windowing library says of this names its own source files and nothing to do.
        eframe::Error::WinitEventLoop(_) => OpenWindowError { reason: "there is none to open it on".to_owned() },
        other => OpenWindowError { reason: other.to_string() },
    })
}

struct Window(App);

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.0.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.0.ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        storage.set_string(UI_STATE_KEY, self.0.ui_state().to_text());
    }

    /// Where panels scroll to is not worth a file.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn deps(plan: Option<PathBuf>, mut ui_state: UiState) -> Deps {
    // A field for a path is to begin with one that can be used.
    ui_state.folder = ui_state.folder.filter(|folder| folder.is_dir()).or_else(|| std::path::absolute(".").ok());
    let (catalog, catalog_findings) = catalog_dir::with_overlay(&[]);
    let templates = embedded_templates();
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
        trouble: start.trouble,
        dialogs: Arc::new(NativeDialogs),
        files: Arc::new(DiskFiles),
        spawn,
        os: OperatingSystem::from_target_os(),
        ui_state,
    }
}
