//! The rows that a search finds: the one ranking of every search, of which only roles and OS versions are rows.

use super::block::can_be_ticked;
use super::row::TickRow;
use crate::catalog::Catalog;
use crate::view::lookup::{Hit, Query, SearchIndex};

/// The rows that what is typed finds, the best first. What roles open counts where nothing is said of the roles
/// themselves.
#[must_use]
pub fn found_rows(catalog: &Catalog, index: &SearchIndex, typed: &str) -> Vec<TickRow> {
    let matches = index.find(catalog, &Query::new(typed));
    let is_by_connection = |row: TickRow| match row {
        TickRow::Role(role_idx) => matches.connections.contains_key(&role_idx),
        TickRow::Os(_) | TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => false,
    };
    let row = |hit: &Hit| match hit {
        Hit::Role(role_idx) => Some(TickRow::Role(*role_idx)),
        Hit::Os(os_idx) => Some(TickRow::Os(*os_idx)),
        Hit::Service(_) | Hit::Scenario(_) | Hit::RpcServer(_) | Hit::Document(_) => None,
    };
    let mut rows: Vec<TickRow> =
        matches.hits.iter().filter_map(row).filter(|&row| can_be_ticked(catalog, row)).collect();
    if rows.iter().any(|&row| !is_by_connection(row)) {
        rows.retain(|&row| !is_by_connection(row));
    }
    // A year is a port to the search; here it is a part of a name first.
    let words = typed.to_lowercase();
    let is_named = |row: &TickRow| {
        let name = row.name(catalog).to_lowercase();
        words.split_whitespace().all(|word| name.split_whitespace().any(|part| part.starts_with(word)))
    };
    let all = catalog.os.keys().rev().map(TickRow::Os).chain(catalog.roles.keys().map(TickRow::Role));
    let named = all.filter(|row| is_named(row) && !rows.contains(row) && can_be_ticked(catalog, *row));
    let named: Vec<TickRow> = named.collect();
    named.into_iter().chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn roles_and_os_versions_are_found_by_their_words() {
        let catalog = sample::catalog();
        let index = SearchIndex::build(&catalog);
        for (typed, expected) in [
            ("controller", &["Domain controller"][..]),
            ("2022", &["Windows Server 2022"]),
            ("shares", &["File server"]),
            ("directory member", &["Domain member"]),
            ("nothing", &[]),
        ] {
            let found = found_rows(&catalog, &index, typed);
            let names: Vec<&str> = found.iter().map(|row| row.name(&catalog)).collect();
            assert_eq!(names, expected, "{typed}");
        }
    }
}
