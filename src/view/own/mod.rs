//! What a plan says beside the catalog, as it is typed: roles of its own and flows that it adds.
//!
//! What is typed becomes an edit; what a catalog or a matrix makes of it is not decided here.

mod called;
mod flow_draft;
mod role_draft;

pub use called::{CallDraft, CalledEndpoint};
pub use flow_draft::FlowDraft;
pub use role_draft::RoleDraft;
