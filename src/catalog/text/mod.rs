//! The texts that a catalog was read from, so that a finding can say line and column.

mod characters;
mod locate;
mod scanner;

pub(crate) use characters::hidden;
pub(crate) use locate::{Step, locate, position, strings};

use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts by the name of their file, those alone that are in effect.
#[derive(Clone, Debug, Default)]
pub struct Texts(Arc<BTreeMap<String, Arc<str>>>);

impl Texts {
    /// Takes in a text instead of the one of that name.
    pub(super) fn insert(&mut self, file: &str, text: &str) {
        Arc::make_mut(&mut self.0).insert(file.to_owned(), Arc::from(text));
    }

    /// The text of a file.
    pub(super) fn get(&self, file: &str) -> Option<&str> {
        self.0.get(file).map(|text| &**text)
    }
}
