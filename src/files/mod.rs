//! The only code that touches the file system: catalog folders, plan files, the window's state, and writing without
//! halves.

pub mod atomic_write;
pub mod catalog_dir;
pub mod plan_file;
pub mod same_file;
pub mod state_file;
