//! What the catalog says, worded: when something exists, which OS versions a set has, which documents are cited.
//!
//! Tables and people read it. It decides nothing, and no program should read it back.

use super::model::{Catalog, Condition, Connection, Endpoint, OsKind, OsSet, Relation, ScopeMatch};
use crate::ids::{OsIdx, ReferenceIdx};

/// What joins the parts of a condition.
const SEPARATOR: &str = "; ";

impl ScopeMatch {
    /// How the two sides must relate: `same ad-domain`.
    #[must_use]
    pub fn text(&self) -> String {
        let kind = &self.kind;
        match self.relation {
            Relation::Same => format!("same {kind}"),
            Relation::SameForest => format!("{kind} of the same forest"),
            Relation::OtherDomain => format!("another {kind} of the same forest"),
            Relation::Trusted => format!("a trusted {kind}"),
            Relation::Trusting => format!("a trusting {kind}"),
        }
    }
}

impl Catalog {
    /// The short names of some documents, in catalog order, each once.
    #[must_use]
    pub fn reference_labels(&self, references: impl IntoIterator<Item = ReferenceIdx>) -> Vec<String> {
        let mut positions: Vec<ReferenceIdx> = references.into_iter().collect();
        positions.sort_unstable();
        let mut res: Vec<String> = Vec::new();
        for label in positions.into_iter().map(|idx| &self.references[idx].label) {
            if !res.iter().any(|known| **known == **label) {
                res.push(label.to_string());
            }
        }
        res
    }

    /// When an endpoint exists; empty: always.
    #[must_use]
    pub fn endpoint_condition(&self, endpoint: &Endpoint) -> String {
        self.condition_text(&endpoint.when, None, endpoint.source_port)
    }

    /// When a connection exists, whatever its endpoints add; empty: always.
    #[must_use]
    pub fn connection_condition(&self, connection: &Connection) -> String {
        self.condition_text(&connection.when, Some(connection), None)
    }

    /// What must hold, always in the same order: `listener OS: …; source port: 68`. The scopes that must match and
    /// what is answered are those of `connection`; empty: nothing must.
    #[must_use]
    pub fn condition_text(
        &self,
        when: &Condition,
        connection: Option<&Connection>,
        source_port: Option<u16>,
    ) -> String {
        let Condition { source_os, destination_os, roles, assumptions, choices } = when;
        let scope = connection.and_then(|connection| connection.scope.as_ref());
        let answered = connection.and_then(|connection| connection.answers);
        let mut res: Vec<String> = Vec::new();
        res.extend(destination_os.map(|os| format!("listener OS: {}", self.os_text(os))));
        res.extend(source_os.map(|os| format!("caller OS: {}", self.os_text(os))));
        res.extend(roles.iter().map(|&role| format!("listener role: {}", self.roles[role].name)));
        res.extend(scope.map(|scope| format!("scope: {}", scope.text())));
        res.extend(assumptions.iter().map(|&idx| format!("assumption: {}", self.assumptions[idx].id)));
        res.extend(choices.iter().map(|chosen| {
            let choice = &self.choices[chosen.choice];
            let options: Vec<&str> = chosen.options.iter().map(|&idx| choice.options[idx].id.as_str()).collect();
            format!("choice: {} is {}", choice.id, options.join(" or "))
        }));
        res.extend(answered.map(|at| format!("in answer to: {}/{}", self.roles[at.role].id, self.connection(at).id)));
        res.extend(source_port.map(|port| format!("source port: {port}")));
        res.join(SEPARATOR)
    }

    /// Some OS versions by name, neighbors put together: `Windows 7 and later, Windows Server 2008 R2 and later`.
    #[must_use]
    pub fn os_text(&self, os: OsSet) -> String {
        let of_kind = |kind| self.os.keys().filter(|&os_idx| self.os[os_idx].kind == kind).collect::<Vec<_>>();
        let (clients, servers) = (of_kind(OsKind::Client), of_kind(OsKind::Server));
        let has_all = |versions: &[OsIdx]| !versions.is_empty() && versions.iter().all(|&os_idx| os.contains(os_idx));
        let mut res = Vec::new();
        if has_all(&clients) && has_all(&servers) {
            res.push("every Windows".to_owned());
        } else {
            res.extend(self.run_text(os, &clients, "every Windows client"));
            res.extend(self.run_text(os, &servers, "every Windows server"));
        }
        res.extend(
            of_kind(OsKind::Other).into_iter().filter(|&idx| os.contains(idx)).map(|idx| self.os[idx].name.to_string()),
        );
        if res.is_empty() { "none".to_owned() } else { res.join(", ") }
    }

    /// What `os` holds of `versions`, which come by release: as one run if it is one, else one by one.
    fn run_text(&self, os: OsSet, versions: &[OsIdx], every: &str) -> Vec<String> {
        let held: Vec<usize> = (0..versions.len()).filter(|&idx| os.contains(versions[idx])).collect();
        let name = |idx: usize| self.os[versions[idx]].name.to_string();
        let (Some(&first), Some(&last)) = (held.first(), held.last()) else { return Vec::new() };
        let is_run = last - first + 1 == held.len();
        let (from_start, to_end) = (first == 0, last + 1 == versions.len());
        match (is_run, held.len()) {
            (true, _) if from_start && to_end => vec![every.to_owned()],
            (false, _) | (true, 1) => held.into_iter().map(name).collect(),
            (true, _) if to_end => vec![format!("{} and later", name(first))],
            (true, _) if from_start => vec![format!("{} and earlier", name(last))],
            (true, 2) => held.into_iter().map(name).collect(),
            (true, _) => vec![format!("{} to {}", name(first), name(last))],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::read;

    /// Four clients and three servers, a release each year.
    fn catalog() -> Catalog {
        let os = |id: &str, kind: &str, year: u32| {
            let text = format!(
                "(id: \"{id}\", name: \"{}\", kind: {kind}, dynamic_ports: current, released: \"{year}-01-01\")",
                id.to_uppercase()
            );
            (format!("os/{id}.ron"), text)
        };
        let mut texts: Vec<_> = (1..=4).map(|number| os(&format!("c{number}"), "client", 2000 + number)).collect();
        texts.extend((1..=3).map(|number| os(&format!("s{number}"), "server", 2010 + number)));
        texts.push((
            "os/other.ron".to_owned(),
            "(id: \"other\", name: \"Else\", kind: other, dynamic_ports: current)".to_owned(),
        ));
        read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))).0
    }

    #[test]
    fn os_versions_are_put_together_where_they_are_neighbors() {
        let catalog = catalog();
        for (ids, expected, why) in [
            ("c1 c2 c3 c4 s1 s2 s3", "every Windows", "all of both kinds"),
            ("c1 c2 c3 c4", "every Windows client", "all of one kind"),
            ("c1 c2 c3 c4 s1 s2 s3 other", "every Windows, Else", "what is not Windows comes last"),
            ("c2 c3 c4 s2 s3", "C2 and later, S2 and later", "since"),
            ("c1 c2 s1 s2", "C2 and earlier, S2 and earlier", "until"),
            ("c4 s3", "C4, S3", "one is named, though it is the last"),
            ("c2 c3", "C2, C3", "two are named"),
            ("c1 c3 c4", "C1, C3, C4", "a gap"),
            ("", "none", "nothing"),
        ] {
            let os = ids.split_whitespace().filter_map(|id| catalog.os_idx(id)).collect();
            assert_eq!(catalog.os_text(os), expected, "{why}");
        }
    }
}
