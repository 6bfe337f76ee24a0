//! The catalog: what listens where, which role opens connections to which, and which document says so.
//!
//! Text goes through [`load`] to [`schema`], and through [`resolve`] to the immutable [`Catalog`];
//! [`checks`] is the named list of what must hold of it. Nothing here reads files: texts come in
//! with their names, so the embedded catalog, a folder and a test go through the same door.

pub mod checks;
mod kinds;
mod laid_over;
pub mod load;
mod model;
mod read;
mod report;
pub mod resolve;
pub mod schema;
mod shown_ports;
pub mod sources;
mod text;
mod wording;

pub(crate) use kinds::is_id;
pub use laid_over::Addition;
pub use model::{
    Answer, Assumption, Catalog, Choice, ChoiceOption, ChosenAmong, Condition, Confidence, Connection, ConnectionRef,
    Consequence, Endpoint, EndpointGroup, EndpointRef, Family, Follows, Implication, Limit, LimitOf, Need, OsKind,
    OsSet, OsVersion, Pin, Port, Reference, Relation, Role, RpcServer, Scenario, ScenarioDecision, ScopeKind,
    ScopeMatch, SystemService, TunnelKind,
};
pub use read::{read, read_layers};
pub(crate) use text::{Step, locate};
