//! The language in which everything is asked for: one parser, and one answer to whether a rule or a flow is meant. It
//! shows and writes nothing.
//!
//! Terms that stand together with a blank bind to one flow: `445 udp` are rules over UDP that open port 445. Several
//! ports ask for pairs of zones that open all of them: `135 445`. A comma is *or*: `135,445`. A minus is *not*:
//! `-3389`. Names of zones, roles, services, application protocols and scenarios are words of the language, with every
//! alias that the catalog has for them. A word that is none is an [error](QueryError) in a filter, and [text](BesideText)
//! where texts are searched, too.
//!
//! ```text
//! text      the normal form of names
//! flow_term what a word says about ports and transports, which searches of the reference read the same way
//! token     what was typed, cut into words
//! named     what a name means in a catalog and a plan
//! parse     from words to terms
//! admitted  how terms hold together
//! matching  which flows and rules have the terms
//! connections  which connections of the catalog have them
//! found     all rules of a plan that have them
//! ```

mod admitted;
mod connections;
mod error;
mod flow_term;
mod found;
mod help;
mod matching;
mod named;
mod parse;
mod term;
mod text;
mod token;

pub use error::QueryError;
pub(crate) use flow_term::FlowTerm;
pub use found::{FoundFlows, FoundPair, FoundRules};
pub use help::{EXAMPLES, POSSIBLE};
pub(crate) use named::zone_word;
pub use parse::BesideText;
pub(crate) use parse::{has_key, is_language};
pub use term::Query;
pub(crate) use text::{joined, words_of};
