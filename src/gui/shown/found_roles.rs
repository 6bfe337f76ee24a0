//! The roles that a search field finds. A frame asks for them again and again; they are looked for when the words, the
//! plan or the catalog are others.

use super::cached::Cached;
use super::stamp::Stamp;
use crate::gui::opening::LoadedCatalog;
use crate::plan::RoleId;
use crate::view::Fitness;

/// The roles found for what is typed.
#[derive(Debug, Default)]
pub(in crate::gui) struct FoundRoles(Cached<(Stamp, String), Vec<(RoleId, Fitness)>>);

impl FoundRoles {
    /// The roles that what is typed finds, the best first.
    pub(in crate::gui) fn get(&mut self, stamp: Stamp, catalog: &LoadedCatalog, typed: &str) -> &[(RoleId, Fitness)] {
        self.0.get((stamp, typed.to_owned()), || catalog.index().roles(&catalog.model, typed))
    }
}
