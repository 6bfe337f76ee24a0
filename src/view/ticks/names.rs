//! What people call roles and OS versions in the cells of a spreadsheet: names, ids and other names, whatever the case.

use std::collections::BTreeMap;

use super::block::can_be_ticked;
use super::found::found_rows;
use super::row::TickRow;
use crate::catalog::Catalog;
use crate::view::lookup::SearchIndex;

/// The names of all roles and OS versions of a catalog.
pub struct TickNames<'a> {
    catalog: &'a Catalog,
    index: &'a SearchIndex,
    /// By name in lower case, and how good a name it is.
    names: BTreeMap<String, (Kind, Vec<TickRow>)>,
}

/// How good a name is. The better one wins where two mean different things.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Kind {
    /// What it is called, or its id.
    Own,
    /// What else it is called.
    Other,
}

impl<'a> TickNames<'a> {
    /// Collects the names. `index` is that of the same catalog.
    #[must_use]
    pub fn new(catalog: &'a Catalog, index: &'a SearchIndex) -> Self {
        let mut res = Self { catalog, index, names: BTreeMap::new() };
        for (os_idx, os) in catalog.os.iter_enumerated() {
            let row = TickRow::Os(os_idx);
            res.add(&os.name, Kind::Own, row);
            res.add(os.id.as_str(), Kind::Own, row);
            if let Some(short) = os.name.strip_prefix("Windows ") {
                for other in [short.to_owned(), format!("Win {short}"), format!("Win{short}")] {
                    res.add(&other, Kind::Other, row);
                }
            }
        }
        let rows = catalog.roles.iter_enumerated().map(|(role_idx, role)| (TickRow::Role(role_idx), role));
        for (row, role) in rows.filter(|(row, _)| can_be_ticked(catalog, *row)) {
            res.add(&role.name, Kind::Own, row);
            res.add(role.id.as_str(), Kind::Own, row);
            role.aliases.iter().for_each(|alias| res.add(alias, Kind::Other, row));
            role.formerly.iter().for_each(|id| res.add(id.as_str(), Kind::Other, row));
        }
        res
    }

    /// The catalog that has them.
    pub(in crate::view) fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    fn add(&mut self, name: &str, kind: Kind, row: TickRow) {
        let (known, rows) = self.names.entry(name.to_lowercase()).or_insert((kind, Vec::new()));
        if kind < *known {
            rows.clear();
            *known = kind;
        }
        if kind == *known && !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// What a name means.
    ///
    /// # Errors
    /// When nothing is called so, or several things are: what to write instead.
    pub fn find(&self, name: &str) -> Result<TickRow, String> {
        match self.get(name) {
            [row] => Ok(*row),
            [] => {
                let best = self.nearest(name).map(|row| row.name(self.catalog));
                let hint = best.map(|best| format!(": did you mean “{best}”?")).unwrap_or_default();
                Err(format!("“{name}” is no role and no OS version{hint}"))
            }
            rows => {
                // What nearly everybody means goes before what few know.
                let mut common = rows.iter().filter(|row| row.is_common(self.catalog));
                if let (Some(row), None) = (common.next(), common.next()) {
                    return Ok(*row);
                }
                let names: Vec<String> = rows.iter().map(|row| format!("“{}”", row.name(self.catalog))).collect();
                Err(format!("“{name}” may be {}: write which", names.join(" or ")))
            }
        }
    }

    /// What a search for a name finds, or else for one of its words.
    fn nearest(&self, name: &str) -> Option<TickRow> {
        let found = |words: &str| found_rows(self.catalog, self.index, words).first().copied();
        found(name).or_else(|| name.split_whitespace().filter(|word| word.len() > 2).find_map(found))
    }

    fn get(&self, name: &str) -> &[TickRow] {
        self.names.get(&name.trim().to_lowercase()).map_or(&[], |(_, rows)| rows)
    }

    /// What a list of names in one cell means, parted by lines, semicolons or commas. A name that has one of them in
    /// itself is known whole.
    #[must_use]
    pub fn list(&self, cell: &str) -> Vec<Result<TickRow, String>> {
        let ends: Vec<usize> =
            cell.match_indices(['\n', '\r', ';', ',']).map(|(idx, _)| idx).chain([cell.len()]).collect();
        let mut res = Vec::new();
        let (mut start, mut first) = (0, 0);
        while first < ends.len() {
            let part = |end_idx: usize| cell[start..ends[end_idx]].trim();
            let longest = (first..ends.len()).rev().find(|&end_idx| !self.get(part(end_idx)).is_empty());
            let end_idx = longest.unwrap_or(first);
            let name = part(end_idx);
            if !name.is_empty() {
                res.push(self.find(name));
            }
            start = ends[end_idx] + 1;
            first = end_idx + 1;
        }
        res
    }

    /// Whether a cell is a list of names and of nothing else.
    #[must_use]
    pub fn is_list(&self, cell: &str) -> bool {
        let list = self.list(cell);
        !list.is_empty() && list.iter().all(Result::is_ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    fn check(cell: &str, expected: &[&str]) {
        let catalog = sample::catalog();
        let index = SearchIndex::build(&catalog);
        let found: Vec<String> = TickNames::new(&catalog, &index)
            .list(cell)
            .into_iter()
            .map(|found| found.map_or_else(|err| err, |row| row.name(&catalog).to_owned()))
            .collect();
        assert_eq!(found, expected, "{cell}");
    }

    #[test]
    fn names_ids_and_short_names_are_known_whatever_their_case() {
        check("DOMAIN MEMBER; controller", &["Domain member", "Domain controller"]);
        check("Server 2022,\nwin 11, old", &["Windows Server 2022", "Windows 11", "Windows Server 2003"]);
        check(" ; ,", &[]);
        check(
            "member server, file-server",
            &["“member server” is no role and no OS version: did you mean “Domain member”?", "File server"],
        );
    }

    #[test]
    fn a_name_with_a_comma_is_known_whole_and_a_name_of_two_is_asked_about() {
        let role = |id: &str, name: &str, rest: &str| {
            let text =
                format!("(id: \"{id}\", name: \"{name}\", family: \"F\", summary: \"S\", {rest} references: [])");
            (format!("roles/{id}.ron"), text)
        };
        let texts = [
            ("catalog.ron".to_owned(), "(format: 1, as_of: \"2026-01-01\")".to_owned()),
            (
                "os/s.ron".to_owned(),
                "(id: \"s\", name: \"S\", kind: server, dynamic_ports: current, released: \"2020-01-01\")".to_owned(),
            ),
            role("edge", "Edge (internal, external)", "aliases: [\"proxy\"],"),
            role("proxy-a", "A", "aliases: [\"proxy\", \"relay\"], common: true,"),
            role("b", "B", "aliases: [\"relay\"], common: true,"),
        ];
        let (catalog, _) = crate::catalog::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let index = SearchIndex::build(&catalog);
        let names = TickNames::new(&catalog, &index);
        let found: Vec<String> = names
            .list("edge (internal, external), B, relay; proxy")
            .into_iter()
            .map(|found| found.map_or_else(|err| err, |row| row.name(&catalog).to_owned()))
            .collect();
        assert_eq!(found, ["Edge (internal, external)", "B", "“relay” may be “B” or “A”: write which", "A"]);
        assert!(names.is_list("A, B") && !names.is_list("A, C") && !names.is_list(""));
    }
}
