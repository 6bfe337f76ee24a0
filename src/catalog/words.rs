//! What the catalog says, in words: where an endpoint listens, when it exists, which document says so.
//!
//! Tables and people read it. It decides nothing, and no program should read it back.

use std::collections::BTreeSet;

use super::model::{Catalog, Condition, Connection, Endpoint, EndpointRef, OsKind, OsSet, Port, Relation, ScopeMatch};
use crate::ids::{AssumptionIdx, OsIdx, ReferenceIdx, RoleIdx};
use crate::net::PortRange;

/// What joins the parts of a condition.
const SEPARATOR: &str = "; ";

impl Port {
    /// The word that exports write for where an endpoint listens.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Fixed(range) if range.first() == range.last() => "fixed",
            Self::Fixed(_) => "range",
            Self::RpcDynamic(_) => "rpc-dynamic",
            Self::OsDynamic => "os-dynamic",
            Self::Parameter(_) => "parameter",
            Self::Protocol => "protocol",
        }
    }

    /// Whether it lies in a dynamic range.
    #[must_use]
    pub fn is_dynamic(self) -> bool {
        matches!(self, Self::RpcDynamic(_) | Self::OsDynamic)
    }
}

impl ScopeMatch {
    /// How the two sides must relate: `same ad-domain`.
    #[must_use]
    pub fn words(&self) -> String {
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

/// The parts of a condition, put together from an endpoint, a connection or both.
#[derive(Clone, Debug, Default)]
pub(crate) struct ConditionParts<'a> {
    pub os: Option<OsSet>,
    pub source_os: Option<OsSet>,
    pub roles: &'a [RoleIdx],
    pub scope: Option<&'a ScopeMatch>,
    pub assumptions: &'a [AssumptionIdx],
    pub answers: Option<String>,
    pub source_port: Option<u16>,
}

impl Catalog {
    /// The ports that tables show for an endpoint or a connection.
    ///
    /// A dynamic port is shown as the first range that one of `roles` documents for its listeners, else as the
    /// range of current systems. `None`: it has no ports, or the administrator chooses and no document has a default.
    #[must_use]
    pub fn shown_range(&self, port: Port, roles: &[RoleIdx]) -> Option<PortRange> {
        match port {
            Port::Fixed(range) => Some(range),
            Port::Parameter(default) => default,
            Port::Protocol => None,
            Port::RpcDynamic(_) | Port::OsDynamic => {
                let documented = roles.iter().find_map(|&role_idx| self.roles[role_idx].dynamic_range);
                Some(documented.unwrap_or(PortRange::CURRENT_DYNAMIC))
            }
        }
    }

    /// The ports that tables show for an endpoint: as [`Catalog::shown_range`], but a product's range counts too
    /// where every role that listens on the endpoint has that range.
    #[must_use]
    pub fn shown_endpoint_range(&self, endpoint: EndpointRef) -> Option<PortRange> {
        let users = self.connections().filter(|(_, connection)| connection.uses.contains(&endpoint));
        let ranges = users.map(|(_, connection)| self.product_range(connection.to)).collect();
        self.shown_range_among(self.endpoint(endpoint), &ranges)
    }

    /// As [`Catalog::shown_endpoint_range`], where the [product ranges](Catalog::product_range) of those that
    /// listen are known already.
    pub(crate) fn shown_range_among(&self, fact: &Endpoint, ranges: &BTreeSet<Option<PortRange>>) -> Option<PortRange> {
        let of_product = if ranges.len() == 1 { ranges.first().copied().flatten() } else { None };
        of_product.filter(|_| fact.port.is_dynamic()).or_else(|| self.shown_range(fact.port, fact.when.role.as_slice()))
    }

    /// The dynamic range that a product documents for a role or for what comes with it.
    pub(crate) fn product_range(&self, role_idx: RoleIdx) -> Option<PortRange> {
        let effective = self.effective_roles(role_idx, &[]);
        effective.iter().find_map(|&role_idx| self.roles[role_idx].dynamic_range)
    }

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
        let Condition { os, source_os, role, assumption } = endpoint.when;
        self.condition_words(&ConditionParts {
            os,
            source_os,
            roles: role.as_slice(),
            assumptions: assumption.as_slice(),
            source_port: endpoint.source_port,
            ..ConditionParts::default()
        })
    }

    /// When a connection exists, whatever its endpoints add; empty: always.
    #[must_use]
    pub fn connection_condition(&self, connection: &Connection) -> String {
        let Condition { os, source_os, role, assumption } = connection.when;
        self.condition_words(&ConditionParts {
            os,
            source_os,
            roles: role.as_slice(),
            scope: connection.scope.as_ref(),
            assumptions: assumption.as_slice(),
            answers: self.answered_path(connection),
            source_port: None,
        })
    }

    /// The connection that another answers, as `role/connection`.
    pub(crate) fn answered_path(&self, connection: &Connection) -> Option<String> {
        connection.answers.map(|answered| {
            let role = &self.roles[answered.role];
            format!("{}/{}", role.id, role.connects[answered.connection].id)
        })
    }

    /// The parts of a condition that are there, always in the same order: `listener OS: …; source port: 68`.
    pub(crate) fn condition_words(&self, parts: &ConditionParts<'_>) -> String {
        let role = |&role_idx: &RoleIdx| format!("listener role: {}", self.roles[role_idx].name);
        let assumption = |&idx: &AssumptionIdx| format!("assumption: {}", self.assumptions[idx].id);
        let mut res: Vec<String> = Vec::new();
        res.extend(parts.os.map(|os| format!("listener OS: {}", self.os_words(os))));
        res.extend(parts.source_os.map(|os| format!("caller OS: {}", self.os_words(os))));
        res.extend(parts.roles.iter().map(role));
        res.extend(parts.scope.map(|scope| format!("scope: {}", scope.words())));
        res.extend(parts.assumptions.iter().map(assumption));
        res.extend(parts.answers.as_ref().map(|path| format!("in answer to: {path}")));
        res.extend(parts.source_port.map(|port| format!("source port: {port}")));
        res.join(SEPARATOR)
    }

    /// Some OS versions by name, neighbors put together: `Windows 7 and later, Windows Server 2008 R2 and later`.
    #[must_use]
    pub fn os_words(&self, os: OsSet) -> String {
        let of_kind = |kind| self.os.keys().filter(|&os_idx| self.os[os_idx].kind == kind).collect::<Vec<_>>();
        let (clients, servers) = (of_kind(OsKind::Client), of_kind(OsKind::Server));
        let has_all = |versions: &[OsIdx]| !versions.is_empty() && versions.iter().all(|&os_idx| os.contains(os_idx));
        let mut res = Vec::new();
        if has_all(&clients) && has_all(&servers) {
            res.push("every Windows".to_owned());
        } else {
            res.extend(self.run_words(os, &clients, "every Windows client"));
            res.extend(self.run_words(os, &servers, "every Windows server"));
        }
        res.extend(of_kind(OsKind::Other).into_iter().filter(|&idx| os.contains(idx)).map(|idx| self.os_name(idx)));
        if res.is_empty() { "none".to_owned() } else { res.join(", ") }
    }

    /// What `os` holds of `versions`, which come by release: as one run if it is one, else one by one.
    fn run_words(&self, os: OsSet, versions: &[OsIdx], every: &str) -> Vec<String> {
        let held: Vec<usize> = (0..versions.len()).filter(|&idx| os.contains(versions[idx])).collect();
        let name = |idx: usize| self.os_name(versions[idx]);
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

    fn os_name(&self, os_idx: OsIdx) -> String {
        self.os[os_idx].name.to_string()
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
            assert_eq!(catalog.os_words(os), expected, "{why}");
        }
    }
}
