//! The texts of a catalog by what they are about, with the files that they come from.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A text, and the file that it was read from.
#[derive(Clone, Debug)]
struct Source {
    file: Arc<str>,
    text: Arc<str>,
    /// Which folder it is of, by number.
    folder: usize,
}

/// Texts by what they are about, as `roles/telnet-server` or `catalog`: those alone that are in effect.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    sources: Arc<BTreeMap<String, Source>>,
    num_folders: usize,
}

impl Texts {
    /// Begins with a folder that lies over those before.
    pub(in crate::catalog) fn begin_folder(&mut self) {
        self.num_folders += 1;
    }

    /// Takes in a text instead of the one about the same thing.
    pub(in crate::catalog) fn insert(&mut self, path: String, file: &str, text: &str) {
        let source = Source { file: file.into(), text: text.into(), folder: self.num_folders };
        Arc::make_mut(&mut self.sources).insert(path, source);
    }

    /// Whether the text about something is of the folder that lies on top.
    pub(in crate::catalog) fn is_on_top(&self, path: &str) -> bool {
        self.sources.get(path).is_some_and(|source| source.folder == self.num_folders)
    }

    /// The text about something.
    pub(in crate::catalog) fn get(&self, path: &str) -> Option<&str> {
        self.sources.get(path).map(|source| &*source.text)
    }

    /// The file of the text about something; where there is no text, the one that it would be in.
    pub(in crate::catalog) fn file(&self, path: &str) -> String {
        self.sources.get(path).map_or_else(|| format!("{path}.ron"), |source| source.file.to_string())
    }
}
