//! What a finding is about, by ids that outlive renaming and reordering: what a risk is accepted by. No texts.

use std::sync::Arc;

/// The keys of a finding.
///
/// A finding that is true of several zones that open says so once, and has a key for each of them.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Keys {
    /// Ids of the zones that open, each the beginning of a key; empty: no source plays a part.
    sources: Vec<Arc<str>>,
    /// What follows the source in each key.
    ids: Vec<String>,
    /// Things that are so of each source, each the end of a key; empty: there is nothing but the ids.
    items: Vec<String>,
}

impl Keys {
    /// One key.
    #[must_use]
    pub fn one(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { ids: ids.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// A key for each of these sources and each of these items; the ids stand between them.
    #[must_use]
    pub fn of_sources(sources: Vec<Arc<str>>, ids: Vec<String>, items: Vec<String>) -> Self {
        Self { sources, ids, items }
    }

    /// Each key: the id of the source and the item, if they play a part, and the ids between them.
    pub fn each(&self) -> impl Iterator<Item = Vec<&str>> {
        let sources = self.sources.iter().map(|source| Some(&**source));
        let items = || self.items.iter().map(|item| Some(item.as_str())).chain(self.items.is_empty().then_some(None));
        let pairs = sources.chain(self.sources.is_empty().then_some(None));
        let pairs = pairs.flat_map(move |source| items().map(move |item| (source, item)));
        pairs.map(|(source, item)| source.into_iter().chain(self.ids.iter().map(String::as_str)).chain(item).collect())
    }

    /// The ids of the zones that open.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(|source| &**source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_source_has_a_key_of_its_own() {
        let items = ["FTP", "Telnet"].map(str::to_owned);
        let keys = Keys::of_sources(vec!["a".into(), "b".into()], vec!["core".to_owned()], items.to_vec());
        let each: Vec<_> = keys.each().map(|key| key.join(" ")).collect();
        assert_eq!(each, ["a core FTP", "a core Telnet", "b core FTP", "b core Telnet"]);
        assert_eq!(Keys::one(["core"]).each().collect::<Vec<_>>(), [["core"]]);
    }
}
