//! The catalog: what listens where, which role calls which, and which document says so.
//!
//! Text goes through [`load`] to [`schema`], and through [`resolve`] to the immutable [`Catalog`];
//! [`checks`] is the named list of what must hold of it. Nothing here reads files: texts come in
//! with their names, so the embedded catalog, a folder and a test go through the same door.

pub mod checks;
pub mod load;
mod model;
mod report;
pub mod resolve;
pub mod schema;
mod text;
mod words;

pub use model::{
    Answer, Assumption, Catalog, Condition, Confidence, Connection, ConnectionRef, Consequence, Endpoint, EndpointRef,
    Follows, Need, OsKind, OsSet, OsVersion, Pin, Port, Reference, Relation, Role, RpcServer, ScopeKind, ScopeMatch,
    SystemService, TunnelKind,
};
pub(crate) use words::ConditionParts;

use crate::finding::Finding;

/// Reads texts named like `roles/dns-server.ron` into a catalog; later texts replace earlier ones of the same name.
///
/// Whatever is wrong becomes a finding, and what it concerns is left out.
#[must_use]
pub fn read<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Catalog, Vec<Finding>) {
    read_layers([texts.into_iter().collect()])
}

/// Reads folders that lie over one another, the last one on top, into a catalog.
#[must_use]
pub fn read_layers<'a>(layers: impl IntoIterator<Item = Vec<(&'a str, &'a str)>>) -> (Catalog, Vec<Finding>) {
    let (sources, mut findings) = load::load_layers(layers);
    let (catalog, unresolved) = resolve::resolve(&sources);
    findings.extend(unresolved);
    (catalog, findings)
}
