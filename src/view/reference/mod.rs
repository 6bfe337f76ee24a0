//! The reference to read in: searches, pages about services, roles, OS versions and documents, and links between them.
//!
//! Pages speak of the catalog alone and know no plan; which rules of a plan rest on a document is asked beside them.

mod entities;
mod maker;
mod page;
mod port_table;
#[expect(clippy::module_inception, reason = "the folder is named for what it holds")]
mod reference;
mod resting;
mod results;
mod sources;

pub use page::{Entry, Page, PageRow, Part, RowForm, Topic};
pub use reference::Reference;
pub use resting::RestingRules;
