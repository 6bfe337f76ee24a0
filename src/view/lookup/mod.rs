//! The reference by a few words: a port, a service, a protocol, a role, a document. It needs no plan.
//!
//! A [`SearchIndex`] holds everything that a person can read in a catalog, and ranks what a search finds: the one order
//! in which the command line, the reference, the palette and the roles of a zone show it. [`lookup`] answers who listens
//! and who connects, as plain texts.
//!
//! ```text
//! words    normal form of texts, how two words compare
//! query    what was typed: words, ports, transports, what must not be
//! entry    names and texts of one thing, and how the words of a query stand in them
//! index    every entry of a catalog, and its endpoints with who listens and connects
//! hit      what is found of one alternative, with its rank
//! alternative_search  what has all that one alternative asks for
//! flow_search  the endpoints that have its ports
//! ranking  what a query finds, the best first
//! search   the texts of what was found
//! ```

mod alternative_search;
mod entry;
mod flow_search;
mod found;
mod hit;
mod index;
mod query;
mod ranking;
mod search;
mod words;

pub use found::{
    Caller, ConnectionFound, DocumentFound, EndpointFound, Found, Lookup, OsFound, RoleFound, RpcServerFound,
    ScenarioFound, ServiceFound,
};
pub use index::SearchIndex;
pub use ranking::Fitness;
pub(crate) use search::caveats;
pub use search::{best_hit, lookup, lookup_in};

pub(super) use hit::Hit;
pub(super) use index::{MAX_NARROW, ports_of};
pub(super) use query::{Query, without_question};
pub(super) use ranking::Matches;
pub(super) use search::{dynamic_sentence, range_sentences, wide_sentence};
