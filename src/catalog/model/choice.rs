//! Choices: questions of which one answer holds, and conditions on that answer.

use std::sync::Arc;

use typed_index_collections::TiVec;

use super::entity::{Entity, entities};
use crate::ids::{ChoiceId, ChoiceIdx, OptionId, OptionIdx, ReferenceIdx};

entities!(with references: Choice; without:);

/// A question of which one answer holds.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Kebab-case id.
    pub id: ChoiceId,
    /// The question as a user reads it.
    pub question: Arc<str>,
    /// In the order of the file; at least one.
    pub options: TiVec<OptionIdx, ChoiceOption>,
    /// The option of a plan that says nothing.
    pub default: OptionIdx,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

impl Choice {
    /// Position of the option with this id.
    #[must_use]
    pub fn option_idx(&self, id: &str) -> Option<OptionIdx> {
        self.options.position(|option| option.id.as_str() == id)
    }
}

/// An option of a choice.
#[derive(Clone, Debug)]
pub struct ChoiceOption {
    /// Unique within the choice.
    pub id: OptionId,
    /// What a user picks.
    pub name: Arc<str>,
    /// What it changes.
    pub changes: String,
}

/// That one of some options is chosen.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ChosenAmong {
    /// The choice.
    pub choice: ChoiceIdx,
    /// The options, ascending.
    pub options: Vec<OptionIdx>,
}
