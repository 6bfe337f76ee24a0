//! Writing a file whole or not at all: first beside it, then in its place in one step.
//!
//! Where the folder takes no new file, an existing one is written in place, after a copy of it was made elsewhere.
//! What is written is not its business.

mod attributes;
mod in_place;
mod replace;
mod target;
mod temporary;

pub use replace::{Remark, WriteFileError, Written, write, write_keeping, write_new};
pub use temporary::sweep;
pub(super) use temporary::{TemporaryFolder, remove_live};
