//! The window: panels that show views and ask for actions, and one place that carries these out.
//!
//! A frame collects what came in, shows everything from shared references, then applies what was asked for.
//! No panel changes the plan, no color is built outside of [`theme`], and no file is opened here but through
//! [`Files`] and [`FileDialogs`].

mod action;
mod app;
mod apply;
mod apply_matrix;
mod asked;
mod busy;
mod catalog_job;
mod catalog_work;
mod chosen;
mod command;
mod deps;
mod dialogs;
mod drop_target;
mod export_job;
mod file_work;
mod files;
mod focus;
mod frame_layout;
mod keymap;
mod native;
mod notifications;
mod offers;
mod panels;
mod paths;
mod quit;
mod recent;
mod remembered;
mod rule_search;
mod start;
pub mod theme;
mod title;
mod toasts;
mod ui_state;
mod ui_state_text;
mod views;
mod widgets;
mod window_icon;

pub use action::Action;
pub use app::App;
pub use chosen::Chosen;
pub use command::{Command, CommandEnv};
pub use deps::{Deps, Files, PathKind, Spawn, Template};
pub use dialogs::{Answer, FileDialogs, PathQuestion, Reply, Wanted};
pub use files::DiskFiles;
pub use native::{OpenWindowError, run};
pub use ui_state::{MatrixCells, Tab, ThemeChoice, UiState};
