//! The reference by a few words: a port, a service, a protocol, a role, a document. It needs no plan.
//!
//! [`lookup`] answers who listens and who connects, as plain texts. It guesses nothing: every word must occur.

mod found;
mod query;
mod search;

pub use found::{Caller, ConnectionFound, DocumentFound, EndpointFound, Lookup, OsFound, RoleFound, ServiceFound};
pub use search::lookup;
