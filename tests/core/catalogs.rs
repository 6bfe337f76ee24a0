//! The two catalogs that tests derive with: the embedded one, and the one in miniature.

use std::path::{Path, PathBuf};

use portolan::catalog::{self, Catalog};
use portolan::files::catalog_dir;

/// The folder of the scenarios, which holds the miniature catalog too.
pub(crate) fn scenarios_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// The catalog that the program carries.
pub(crate) fn embedded() -> Catalog {
    catalog_dir::with_overlay(&[]).0
}

/// The catalog of `tests/scenarios/catalog-mini`. Nothing may be wrong with it.
pub(crate) fn miniature() -> Catalog {
    let dir = scenarios_dir().join("catalog-mini");
    let (texts, unread) = catalog_dir::read_dir(&dir).unwrap_or_else(|err| panic!("{err}"));
    let (catalog, findings) = catalog::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    assert!(unread.is_empty() && findings.is_empty(), "{unread:?} {findings:?}");
    catalog
}

#[test]
fn the_miniature_catalog_passes_every_check() {
    let findings = catalog::checks::check(&miniature());
    assert!(findings.is_empty(), "{findings:#?}");
}
