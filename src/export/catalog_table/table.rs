//! What a table of the catalog is made of. It knows no table.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::export::csv::SEPARATOR;
use crate::ids::ReferenceIdx;
use crate::table::Value;

/// A table of the catalog.
#[derive(Debug)]
pub struct CatalogTable {
    /// The stable name.
    pub name: &'static str,
    /// One line for menus and help.
    pub description: &'static str,
    /// The headers of its columns.
    pub(super) headers: fn() -> Vec<&'static str>,
    /// Its rows.
    pub(super) rows: fn(&Catalog) -> Vec<Vec<String>>,
}

/// A column of a table whose rows are made from `R`: its header, and what stands in it.
pub(super) type Column<R> = (&'static str, for<'a> fn(&'a Catalog, &'a R) -> Value<'a>);

/// The headers of some columns.
pub(super) fn headers<R>(columns: &[Column<R>]) -> Vec<&'static str> {
    columns.iter().map(|(header, _)| *header).collect()
}

/// A row for each of `entries`, in their order.
pub(super) fn rows<'a, R: 'a>(
    columns: &[Column<R>],
    catalog: &'a Catalog,
    entries: impl IntoIterator<Item = &'a R>,
) -> Vec<Vec<String>> {
    entries.into_iter().map(|entry| row(columns, catalog, entry)).collect()
}

/// A row for each of `entries`, by `key` and then by what they say, each row once.
pub(super) fn sorted_rows<R, K: Ord>(
    columns: &[Column<R>],
    catalog: &Catalog,
    entries: impl IntoIterator<Item = R>,
    key: impl Fn(&R) -> K,
) -> Vec<Vec<String>> {
    let mut rows: Vec<(K, Vec<String>)> =
        entries.into_iter().map(|entry| (key(&entry), row(columns, catalog, &entry))).collect();
    rows.sort();
    let mut seen = BTreeSet::new();
    rows.into_iter().map(|(_, row)| row).filter(|row| seen.insert(row.clone())).collect()
}

fn row<R>(columns: &[Column<R>], catalog: &Catalog, entry: &R) -> Vec<String> {
    columns.iter().map(|(_, value)| value(catalog, entry).joined(SEPARATOR)).collect()
}

/// The short names of some documents, in catalog order, each once.
pub(super) fn references(catalog: &Catalog, references: impl IntoIterator<Item = ReferenceIdx>) -> Value<'_> {
    let mut positions: Vec<ReferenceIdx> = references.into_iter().collect();
    positions.sort_unstable();
    Value::distinct(positions.into_iter().map(|idx| &*catalog.references[idx].label))
}
