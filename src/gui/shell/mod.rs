//! What is around the app when the program runs: the system's window, the files of this machine, the first plan.
//!
//! It decides nothing about a plan. Tests use doors of their own instead.

mod files;
mod native;
mod start;
mod window_icon;

pub use files::DiskFiles;
pub use native::{OpenWindowError, run};
