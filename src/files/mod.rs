//! The only code that touches the file system: catalog folders, plan files, the window's state, and writing without
//! halves.

pub mod atomic_write;
pub mod backups;
pub mod catalog_dir;
pub mod form_file;
mod named_texts;
pub mod new_files;
pub mod new_folder;
pub mod own_folder;
pub mod own_profiles;
pub mod plan_file;
pub mod profiles;
pub mod same_file;
pub mod signals;
pub mod state_file;
pub mod templates;
pub mod unsaved;
