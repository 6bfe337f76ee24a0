//! The window: panels that show views and ask for actions, and one place that carries these out.
//!
//! A frame collects what came in, shows everything from shared references, then applies what was asked for.
//! No panel changes the plan, no color is built outside of [`theme`], and no file is opened here but through
//! [`Files`] and [`FileDialogs`].

mod action;
mod app;
mod commands;
mod deps;
mod dialogs;
mod error_text;
mod notices;
mod opening;
mod panels;
mod shell;
mod shown;
mod state;
pub mod theme;
mod widgets;
mod work;

pub use action::Action;
pub use app::App;
pub use commands::{Command, CommandEnv, Step, Zoom};
pub use deps::{Answer, Deps, FileDialogs, Files, PathKind, PathQuestion, Reply, Spawn, Wanted};
pub use error_text::ErrorText;
pub use opening::{LoadedCatalog, Opening, OwnFolder};
pub use shell::{DiskFiles, OpenWindowError, run};
pub use shown::Chosen;
pub use state::{GridPart, Hint, LastExport, MatrixCells, Side, Tab, ThemeChoice, TickRowSet, UiState};
