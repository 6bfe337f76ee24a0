//! The one filter of the window: what is typed, what it asks for, and which rules of the plan that is. Matrix, rules,
//! copies and exports obey it. Who shows it and who searches through the plan are others.

use super::cached::Cached;
use super::stamp::Stamp;
use crate::catalog::Catalog;
use crate::plan::Plan;
use crate::query::{FoundRules, Query, QueryError};

/// Of what the words were read, and what they are.
type Key = (Stamp, String);

/// What is filtered by.
#[derive(Debug, Default)]
pub(in crate::gui) struct Filter {
    /// What is typed.
    pub text: String,
    /// The field is to get the focus.
    pub takes_focus: bool,
    /// What the text of the last frame asks for.
    query: Cached<Key, Result<Query, QueryError>>,
    /// The rules that were found last, and for what.
    found: Option<(Key, FoundRules)>,
}

impl Filter {
    /// Reads what is typed for the plan as it is now. Returns whether it is another question than before.
    pub(in crate::gui) fn update(&mut self, stamp: Stamp, catalog: &Catalog, plan: &Plan) -> bool {
        let key = (stamp, self.text.trim().to_owned());
        if self.query.is_of(&key) {
            return false;
        }
        let text = key.1.clone();
        self.query.get(key, || Query::read(&text, catalog, plan));
        true
    }

    /// What is asked for: everything, as long as a word says nothing.
    pub(in crate::gui) fn query(&self) -> &Query {
        static ALL: Query = Query::ALL;
        self.query.last().and_then(|read| read.as_ref().ok()).unwrap_or(&ALL)
    }

    /// The word that says nothing, if there is one.
    pub(in crate::gui) fn error(&self) -> Option<&QueryError> {
        self.query.last().and_then(|read| read.as_ref().err())
    }

    /// The rules of the plan that are asked for; `None`: they are not known yet, or everything is asked for.
    pub(in crate::gui) fn found(&self, stamp: Stamp) -> Option<&FoundRules> {
        let is_of_now = |key: &Key| *key == (stamp, self.query().text().to_owned());
        self.found.as_ref().filter(|(key, _)| is_of_now(key)).map(|(_, found)| found)
    }

    /// Takes the rules that were found for what is asked for now.
    pub(in crate::gui) fn take(&mut self, stamp: Stamp, found: FoundRules) {
        self.found = Some(((stamp, self.query().text().to_owned()), found));
    }

    /// Asks for everything again. Returns whether something was typed.
    pub(in crate::gui) fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.text).is_empty()
    }
}
