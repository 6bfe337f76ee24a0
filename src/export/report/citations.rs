//! What rests on which document, and which scenarios are served. It is filled while rules are written, and read for what
//! stands behind them.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Text;
use crate::ids::{ReferenceIdx, ScenarioIdx};

/// A rule, and what it names.
pub(super) struct CitedRule {
    /// Its id.
    pub id: String,
    /// What it opens.
    pub opens: String,
    /// The documents behind it.
    pub documents: BTreeSet<ReferenceIdx>,
    /// The scenarios that it serves, each once.
    pub scenarios: BTreeSet<ScenarioIdx>,
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

/// What was named while rules were written.
#[derive(Debug, Default)]
pub(super) struct Citations<'a> {
    /// What rests on each document.
    pub documents: BTreeMap<ReferenceIdx, Resting<'a>>,
    /// The scenarios that rules serve.
    pub scenarios: BTreeSet<ScenarioIdx>,
}

impl<'a> Citations<'a> {
    /// Notes what rules of a pair of zones name.
    pub(super) fn add_rules(&mut self, pair: (usize, usize), rules: Vec<CitedRule>) {
        for CitedRule { id, opens, documents, scenarios } in rules {
            self.scenarios.extend(scenarios);
            for document in documents {
                let rules = self.documents.entry(document).or_default().rules.entry(pair).or_default();
                rules.push((id.clone(), opens.clone()));
            }
        }
    }

    /// Notes the documents of something else.
    pub(super) fn add(&mut self, text: &Text<'a>, documents: &[ReferenceIdx]) {
        for &document in documents {
            self.documents.entry(document).or_default().others.push(text.clone());
        }
    }
}
