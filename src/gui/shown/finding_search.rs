//! What is typed into the search of the findings: words of their texts, and a question about rules in the language of
//! filters, which findings concern. The rules are searched for beside the window, by somebody else.

use super::SearchStatus;
use super::cached::Cached;
use super::stamp::Stamp;
use crate::catalog::Catalog;
use crate::plan::Plan;
use crate::query::{BesideText, FoundRules, Query};

/// Of what the words were read, and what they are.
type Key = (Stamp, String);

/// What is searched for among the findings.
#[derive(Debug, Default)]
pub(in crate::gui) struct FindingSearch {
    /// What is typed.
    pub text: String,
    /// How far the search for rules is.
    pub status: SearchStatus,
    /// What the text of the last frame asks for.
    read: Cached<Key, BesideText>,
    /// The rules that were found last, and for what.
    rules: Option<(Key, FoundRules)>,
}

impl FindingSearch {
    /// Reads what is typed for the plan as it is now. Returns whether it is another question than before.
    pub(in crate::gui) fn update(&mut self, stamp: Stamp, catalog: &Catalog, plan: &Plan) -> bool {
        let key = (stamp, self.text.trim().to_owned());
        if self.read.is_of(&key) {
            return false;
        }
        let text = key.1.clone();
        self.read.get(key, || BesideText::read(&text, catalog, plan));
        true
    }

    /// What is asked about rules and not known yet.
    pub(in crate::gui) fn unanswered(&self) -> Option<&Query> {
        let read = self.read.last().filter(|read| !read.query.is_empty());
        read.map(|read| &read.query).filter(|_| self.answer().is_none())
    }

    /// The rules that are asked for, and the words that are none of the language; `None`: there is no question about
    /// rules, or no answer yet.
    pub(in crate::gui) fn answer(&self) -> Option<(&FoundRules, &[String])> {
        let (key, rules) = self.rules.as_ref()?;
        let read = self.read.last().filter(|_| self.read.is_of(key))?;
        (!read.query.is_empty()).then_some((rules, &read.texts))
    }

    /// Takes the rules that were found for what is asked for now.
    pub(in crate::gui) fn take(&mut self, found: FoundRules) {
        self.rules = self.read.key().map(|key| (key.clone(), found));
    }
}
