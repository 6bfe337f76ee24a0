//! A line of the catalog in words, for tables and people. Nothing is derived from it.

use super::lines::Line;
use crate::catalog::{Catalog, ConditionParts};
use crate::ids::RoleIdx;
use crate::net::PortRange;

impl Line {
    /// The ports that tables show: see [`Catalog::shown_range`].
    pub(crate) fn shown_range(&self, catalog: &Catalog) -> Option<PortRange> {
        let roles: Vec<RoleIdx> = self.roles.iter().copied().chain([self.to]).collect();
        catalog.shown_range(self.port, &roles)
    }

    /// When it exists, as its connection and its endpoint say together; empty: always.
    pub(crate) fn condition(&self, catalog: &Catalog) -> String {
        let fact = self.fact(catalog);
        let mut roles = self.roles.clone();
        roles.dedup();
        catalog.condition_words(&ConditionParts {
            os: self.destination_os,
            source_os: self.source_os,
            roles: &roles,
            scope: fact.scope.as_ref(),
            assumptions: &self.assumptions,
            answers: catalog.answered_path(fact),
            source_port: self.source_port,
        })
    }
}
