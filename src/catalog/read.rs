//! From texts to the catalog in one step.

use std::sync::Arc;

use super::load;
use super::model::Catalog;
use super::resolve;
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
    let (catalog, unresolved) = resolve::resolve(&Arc::new(sources));
    findings.extend(unresolved);
    (catalog, findings)
}
