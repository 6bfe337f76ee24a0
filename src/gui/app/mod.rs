//! The app itself: what it owns, its frame in three steps, and the one place where the document changes.
//!
//! It draws nothing but the frame around the panels. What takes long, and what asks for files, stands in `work`.

#[expect(clippy::module_inception, reason = "the folder is named for what it holds")]
mod app;
mod apply;
mod clipboard;
mod edits;
mod events;
mod focus;
mod frame;
mod frame_layout;
mod own_forms;

pub use app::App;
