//! A line of the catalog in words, for tables and people. Nothing is derived from it.

use super::lines::Line;
use crate::catalog::Catalog;
use crate::ids::RoleIdx;
use crate::net::PortRange;

impl Line {
    /// The ports that tables show: see [`Catalog::shown_range`].
    pub(crate) fn shown_range(&self, catalog: &Catalog) -> Option<PortRange> {
        let roles: Vec<RoleIdx> = self.when.roles.iter().copied().chain([self.destination]).collect();
        catalog.shown_range(self.port, &roles)
    }

    /// When it exists, as its connection and its endpoint say together; empty: always.
    pub(crate) fn condition(&self, catalog: &Catalog) -> String {
        catalog.condition_text(&self.when, Some(self.connection_in(catalog)), self.source_port)
    }
}
