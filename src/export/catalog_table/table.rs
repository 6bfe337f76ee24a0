//! The list of tables, and the door to them.

use std::collections::BTreeSet;
use std::io::Write;

use super::{connections, endpoints, entities, ports};
use crate::catalog::Catalog;
use crate::export::ExportError;
use crate::export::csv::Sheet;

/// A table of the catalog.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CatalogTable {
    /// OS versions.
    Os,
    /// System services.
    Services,
    /// What each service listens on.
    Endpoints,
    /// The same by port.
    Ports,
    /// Roles.
    Roles,
    /// Which role opens what to which.
    Connections,
}

impl CatalogTable {
    /// Every table.
    pub const ALL: [Self; 6] = [Self::Os, Self::Services, Self::Endpoints, Self::Ports, Self::Roles, Self::Connections];

    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Os => "os",
            Self::Services => "services",
            Self::Endpoints => "endpoints",
            Self::Ports => "ports",
            Self::Roles => "roles",
            Self::Connections => "connections",
        }
    }

    /// One line for menus and help.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Os => "OS versions with dynamic ports and dates",
            Self::Services => "System services and the roles that run them",
            Self::Endpoints => "What each system service listens on",
            Self::Ports => "Which services listen on which port",
            Self::Roles => "Roles, what they run and what comes with them",
            Self::Connections => "Which role opens what to which",
        }
    }

    /// The table of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// The headers of its columns.
    #[must_use]
    pub fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Os => &entities::OS_HEADERS,
            Self::Services => &entities::SERVICE_HEADERS,
            Self::Endpoints => &endpoints::HEADERS,
            Self::Ports => &ports::HEADERS,
            Self::Roles => &entities::ROLE_HEADERS,
            Self::Connections => &connections::HEADERS,
        }
    }

    fn rows(self, catalog: &Catalog) -> Vec<Vec<String>> {
        match self {
            Self::Os => entities::os_rows(catalog),
            Self::Services => entities::service_rows(catalog),
            Self::Endpoints => endpoints::rows(catalog),
            Self::Ports => ports::rows(catalog),
            Self::Roles => entities::role_rows(catalog),
            Self::Connections => connections::rows(catalog),
        }
    }
}

/// Writes a table of the catalog as CSV.
///
/// # Errors
/// When `out` refuses.
pub fn export_catalog(catalog: &Catalog, table: CatalogTable, out: &mut dyn Write) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| {
        sheet.row(table.headers())?;
        table.rows(catalog).into_iter().try_for_each(|row| sheet.row(row))
    })
}

/// The rows in the order of their keys, each once.
pub(super) fn sorted<K: Ord>(mut rows: Vec<(K, Vec<String>)>) -> Vec<Vec<String>> {
    rows.sort();
    let mut seen = BTreeSet::new();
    rows.into_iter().map(|(_, row)| row).filter(|row| seen.insert(row.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_table() {
        for table in CatalogTable::ALL {
            assert_eq!(CatalogTable::from_name(table.name()), Some(table));
        }
        assert_eq!(CatalogTable::from_name("Ports"), None);
    }
}
