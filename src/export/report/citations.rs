//! What rests on which document. It is filled while rules are written, and read for the documents behind them.

use std::collections::BTreeMap;

use super::block::Text;
use crate::ids::ReferenceIdx;

/// A rule, and the documents behind it.
pub(super) struct CitedRule {
    /// Its id.
    pub id: String,
    /// What it opens.
    pub opens: String,
    /// The documents, ascending.
    pub documents: Vec<ReferenceIdx>,
}

/// A rule of a pair of zones that rests on a document: its id, and what it opens.
pub(super) type RestingRule = (String, String);

/// What rests on a document.
#[derive(Debug, Default)]
pub(super) struct Resting<'a> {
    /// Rules, by the positions of their zones.
    pub rules: BTreeMap<(usize, usize), Vec<RestingRule>>,
    /// Decisions and settings.
    pub others: Vec<Text<'a>>,
}

/// What rests on each document.
#[derive(Debug, Default)]
pub(super) struct Citations<'a>(pub BTreeMap<ReferenceIdx, Resting<'a>>);

impl<'a> Citations<'a> {
    /// Notes the documents of rules of a pair of zones.
    pub(super) fn add_rules(&mut self, pair: (usize, usize), rules: Vec<CitedRule>) {
        for CitedRule { id, opens, documents } in rules {
            for document in documents {
                let rules = self.0.entry(document).or_default().rules.entry(pair).or_default();
                rules.push((id.clone(), opens.clone()));
            }
        }
    }

    /// Notes the documents of something else.
    pub(super) fn add(&mut self, text: &Text<'a>, documents: &[ReferenceIdx]) {
        for &document in documents {
            self.0.entry(document).or_default().others.push(text.clone());
        }
    }
}
