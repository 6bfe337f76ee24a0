//! What the place of a finding is called: zones and roles by name. Where a click on it goes is not its business.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::finding::Subject;

/// The names that places are called by.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    catalog: &'a Catalog,
    /// Names of zones by id.
    zones: BTreeMap<&'a str, &'a str>,
}

impl<'a> Places<'a> {
    /// Calls zones by these names; each comes with its id.
    #[must_use]
    pub fn new(catalog: &'a Catalog, zones: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self { catalog, zones: zones.into_iter().collect() }
    }

    /// The place: `Clients → Core`. What the plan or the catalog lacks goes by its id.
    #[must_use]
    pub fn name(&self, subject: &Subject) -> String {
        let zone = |id| self.zones.get(id).copied().unwrap_or(id);
        match subject {
            Subject::Plan => "Plan".to_owned(),
            Subject::Zone(id) => zone(id).to_owned(),
            Subject::Placement { zone: id, role } => format!("{}: {}", zone(id), self.catalog.role_name(role)),
            Subject::Pair { source, destination } => format!("{} → {}", zone(source), zone(destination)),
            Subject::Tunnel(idx) => format!("Tunnel {}", idx + 1),
            Subject::Override(idx) => format!("Override {}", idx + 1),
            Subject::File { .. } => subject.to_string(),
        }
    }
}
