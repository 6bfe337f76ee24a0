//! Roles without a file, laid over what was read. They go through [`resolve`](super::resolve) like those of a folder, so
//! whoever looks at the catalog sees no difference. Where they come from is not this file's business.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::Catalog;
use super::resolve::resolve;
use super::schema;
use super::sources::Written;

/// A role with what it listens on, and the scenarios that it names, to be laid over a catalog.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The role.
    pub role: schema::Role,
    /// The service that it runs, of the same id; `None`: it listens on nothing.
    pub service: Option<schema::Service>,
    /// Scenarios that the catalog may lack.
    pub scenarios: Vec<schema::Scenario>,
}

impl Catalog {
    /// A catalog with some more roles, whose families stand first. It is the files of `catalog` that they are laid over,
    /// in place of what was laid over them before.
    ///
    /// A role whose id the files have, for a role or a service, is left out: [`Catalog::is_laid_over`] says so.
    #[must_use]
    pub fn with(catalog: &Arc<Self>, additions: &[Addition]) -> Self {
        let of_files = Self::of_files(catalog);
        let mut sources = (*of_files.sources).clone();
        let mut families: Vec<String> = Vec::new();
        let mut laid_over = BTreeSet::new();
        for Addition { role, service, scenarios } in additions.iter().filter(|it| !of_files.is_in_files(&it.role.id)) {
            if !families.contains(&role.family) {
                families.push(role.family.clone());
            }
            laid_over.insert(role.id.as_str().into());
            insert(&mut sources, role);
            if let Some(service) = service {
                insert(&mut sources, service);
            }
            for scenario in scenarios {
                if !sources.scenarios.contains_key(&scenario.id) {
                    insert(&mut sources, scenario);
                }
            }
        }
        sources.families.retain(|family| !families.contains(family));
        sources.families.splice(0..0, families);
        // What is wrong with the files was said when they were read; who lays roles over them says what is wrong with those.
        let (res, _) = resolve(&Arc::new(sources));
        Self { laid_over, of_files: Some(Arc::clone(of_files)), ..res }
    }

    /// The catalog of the files alone.
    #[must_use]
    pub fn of_files(catalog: &Arc<Self>) -> &Arc<Self> {
        catalog.of_files.as_ref().unwrap_or(catalog)
    }

    /// Whether a role was laid over the files.
    #[must_use]
    pub fn is_laid_over(&self, role_id: &str) -> bool {
        self.laid_over.contains(role_id)
    }

    /// Whether the files have a role or a service of this id: none can be laid over them under it.
    #[must_use]
    pub fn is_in_files(&self, id: &str) -> bool {
        let of_files = self.of_files.as_deref().unwrap_or(self);
        of_files.role_idx(id).is_some() || of_files.service_idx(id).is_some()
    }
}

fn insert<T: Written + Clone>(sources: &mut super::sources::Sources, entity: &T) {
    T::all(sources).insert(entity.id().to_owned(), entity.clone());
}
