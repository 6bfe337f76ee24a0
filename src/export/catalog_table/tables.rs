//! The one list of the catalog's tables, and the function that writes one.

use std::io::Write;

use super::table::CatalogTable;
use super::{entities, ports};
use crate::catalog::Catalog;
use crate::export::ExportError;
use crate::export::csv::Sheet;

/// Every table.
pub static CATALOG_TABLES: &[&CatalogTable] =
    &[&entities::OS, &entities::SERVICES, &ports::ENDPOINTS, &ports::PORTS, &entities::ROLES, &ports::CONNECTIONS];

/// The table of this name.
#[must_use]
pub fn catalog_table(name: &str) -> Option<&'static CatalogTable> {
    CATALOG_TABLES.iter().copied().find(|table| table.name == name)
}

/// Writes a table of the catalog as CSV.
///
/// # Errors
/// When `out` refuses.
pub fn export_catalog(catalog: &Catalog, table: &CatalogTable, out: &mut dyn Write) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| {
        sheet.row((table.headers)())?;
        (table.rows)(catalog).into_iter().try_for_each(|row| sheet.row(row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_table_and_no_other() {
        for table in CATALOG_TABLES {
            assert!(catalog_table(table.name).is_some_and(|found| std::ptr::eq(found, *table)), "{}", table.name);
            assert_eq!(CATALOG_TABLES.iter().filter(|other| other.name == table.name).count(), 1, "{}", table.name);
        }
        assert!(catalog_table("Ports").is_none());
    }
}
