//! What would mend a finding: edits with a label, made from the catalog, the plan and what the finding is about.
//!
//! Where there is a choice, what is most likely meant comes first. Nothing is applied here, and no text is read.

mod by_finding;
mod candidates;
mod fix;
mod mentions;
mod os;
mod placed;
mod renamed;
mod roles;
mod settings;
mod zones;

pub use by_finding::fixes;
pub use fix::Fix;
