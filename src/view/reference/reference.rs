//! The reference as somebody reads it: what is typed, the page that is open, and the way back. It draws nothing.

use std::sync::Arc;

use super::maker::Maker;
use super::page::{Entry, Page, Topic};
use crate::catalog::Catalog;
use crate::ids::ReferenceIdx;
use crate::view::lookup::SearchIndex;

/// The most pages on the way back.
const MAX_STOPS: usize = 200;

/// The reference. Pages are made when they are opened, and searches done when the words change.
#[derive(Clone, Debug)]
pub struct Reference {
    index: Arc<SearchIndex>,
    stops: Vec<Stop>,
    at: usize,
    page: Page,
}

/// A page on the way.
#[derive(Clone, Debug)]
struct Stop {
    topic: Topic,
    /// The link that was used last.
    link_idx: usize,
}

impl Stop {
    fn new(topic: Topic) -> Self {
        Self { topic, link_idx: 0 }
    }
}

impl Reference {
    /// Opens the reference on the by-port table. The index is that of the catalog.
    #[must_use]
    pub fn new(catalog: &Catalog, index: Arc<SearchIndex>) -> Self {
        let stops = vec![Stop::new(Topic::Search(String::new()))];
        let mut res = Self { index, stops, at: 0, page: Page::default() };
        res.make_page(catalog);
        res
    }

    /// The page that is open.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Where it is.
    #[must_use]
    pub fn topic(&self) -> &Topic {
        &self.stops[self.at].topic
    }

    /// The link of the page that was used last, or its first.
    #[must_use]
    pub fn link_idx(&self) -> usize {
        self.stops[self.at].link_idx
    }

    /// Points at a link of the page.
    pub fn point_at(&mut self, link_idx: usize) {
        self.stops[self.at].link_idx = link_idx;
    }

    /// The entity that the page is about; `None`: it is what a search found.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        match self.topic() {
            Topic::Entry(entry) => Some(*entry),
            Topic::Search(_) => None,
        }
    }

    /// The document that the page is about, by its position.
    #[must_use]
    pub fn reference_idx(&self) -> Option<ReferenceIdx> {
        match self.entry()? {
            Entry::Document(reference_idx) => Some(reference_idx),
            Entry::Service(_) | Entry::Role(_) | Entry::Scenario(_) | Entry::RpcServer(_) | Entry::Os(_) => None,
        }
    }

    /// Searches for other words. A search that is being typed is one page on the way, not one a letter.
    pub fn search(&mut self, catalog: &Catalog, words: &str) {
        let topic = Topic::Search(words.to_owned());
        if matches!(self.topic(), Topic::Search(_)) {
            self.stops.truncate(self.at + 1);
            self.stops[self.at] = Stop::new(topic);
            self.make_page(catalog);
        } else {
            self.open(catalog, topic);
        }
    }

    /// Opens a page. What was ahead is forgotten.
    pub fn open(&mut self, catalog: &Catalog, topic: Topic) {
        if *self.topic() == topic {
            return;
        }
        self.stops.truncate(self.at + 1);
        self.stops.push(Stop::new(topic));
        if self.stops.len() > MAX_STOPS {
            self.stops.remove(0);
        }
        self.at = self.stops.len() - 1;
        self.make_page(catalog);
    }

    /// Whether there is a page to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a page to go forward to.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        self.at + 1 < self.stops.len()
    }

    /// Goes back, if there is a page to go back to.
    pub fn go_back(&mut self, catalog: &Catalog) {
        if self.can_go_back() {
            self.at -= 1;
            self.make_page(catalog);
        }
    }

    /// Goes forward, if there is a page to go forward to.
    pub fn go_forward(&mut self, catalog: &Catalog) {
        if self.can_go_forward() {
            self.at += 1;
            self.make_page(catalog);
        }
    }

    fn make_page(&mut self, catalog: &Catalog) {
        self.page = Maker { catalog, index: &self.index }.page(&self.stops[self.at].topic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ServiceIdx;
    use crate::view::sample;

    fn check(reference: &Reference, title: &str, (can_go_back, can_go_forward): (bool, bool)) {
        assert_eq!(reference.page().title, title);
        assert_eq!((reference.can_go_back(), reference.can_go_forward()), (can_go_back, can_go_forward), "{title}");
    }

    #[test]
    fn a_link_can_be_followed_and_gone_back() {
        let catalog = sample::catalog();
        let mut reference = Reference::new(&catalog, Arc::new(SearchIndex::build(&catalog)));
        check(&reference, "Ports", (false, false));
        reference.search(&catalog, "38");
        reference.search(&catalog, "389");
        check(&reference, "Found", (false, false));
        reference.point_at(1);
        reference.open(&catalog, Topic::Entry(Entry::Service(ServiceIdx::default())));
        reference.open(&catalog, Topic::Entry(Entry::Service(ServiceIdx::default())));
        check(&reference, "Active Directory", (true, false));
        reference.go_back(&catalog);
        check(&reference, "Found", (false, true));
        assert_eq!((reference.topic(), reference.link_idx()), (&Topic::Search("389".to_owned()), 1));
        reference.go_forward(&catalog);
        check(&reference, "Active Directory", (true, false));
        reference.search(&catalog, "ldap");
        check(&reference, "Found", (true, false));
    }
}
