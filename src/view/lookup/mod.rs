//! The reference by a few words: a port, a service, a protocol, a role, a document. It needs no plan.
//!
//! [`lookup`] answers who listens and who connects, as plain texts. It guesses nothing: every word must occur, but for
//! those of a question (“who uses”). An [`Index`] is for whoever searches again and again.

mod found;
mod index;
mod query;
mod search;

pub use found::{Caller, ConnectionFound, DocumentFound, EndpointFound, Lookup, OsFound, RoleFound, ServiceFound};

pub(super) use index::{Index, Matches, ports_of};
pub(super) use query::Query;
pub use search::lookup;
pub(super) use search::range_sentences;
