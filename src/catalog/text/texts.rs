//! The texts of a catalog by what they are about, with the files that they come from.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A text, and the file that it was read from.
#[derive(Clone, Debug)]
struct Source {
    file: Arc<str>,
    text: Arc<str>,
}

/// Texts by what they are about, as `roles/telnet-server` or `catalog`: those alone that are in effect.
#[derive(Clone, Debug, Default)]
pub struct Texts(Arc<BTreeMap<String, Source>>);

impl Texts {
    /// Takes in a text instead of the one about the same thing.
    pub(in crate::catalog) fn insert(&mut self, path: String, file: &str, text: &str) {
        Arc::make_mut(&mut self.0).insert(path, Source { file: file.into(), text: text.into() });
    }

    /// The text about something.
    pub(in crate::catalog) fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|source| &*source.text)
    }

    /// The file of the text about something; where there is no text, the one that it would be in.
    pub(in crate::catalog) fn file(&self, path: &str) -> String {
        self.0.get(path).map_or_else(|| format!("{path}.ron"), |source| source.file.to_string())
    }
}
