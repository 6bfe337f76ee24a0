//! The reference to read in: searches, pages about services, roles, OS versions and documents, and links between them.
//!
//! It speaks of the catalog alone and knows no plan.

mod entities;
mod maker;
mod page;
#[expect(clippy::module_inception, reason = "the folder is named for what it holds")]
mod reference;
mod results;
mod sources;

pub use page::{Entry, Page, PageRow, Part, RowForm, Topic};
pub use reference::Reference;
