//! What is thought of: to block what a query asks for, or to change the plan in another way. It tries nothing.

use super::block;
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::plan::{Edit, Override, Selector};
use crate::query::Query;

/// What is thought of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Proposal {
    /// Block what this asks for, as it is typed into a filter: `88`, `445 from:dmz`.
    Block(String),
    /// Change the plan.
    Change {
        /// What it is, as a heading says it: “Untick Domain controller in Core”.
        name: String,
        /// The change.
        edit: Box<Edit>,
    },
}

/// What a proposal would do to the plan.
pub(super) enum Planned {
    /// A word of it says nothing, as told here.
    Wrong(String),
    /// It asks for nothing that is open.
    Nothing,
    /// Overrides with these selectors are added.
    Suppress(Vec<Selector>),
    /// This.
    Edit(Box<Edit>),
}

impl Proposal {
    /// Finds out what it would do; `None` when it was cancelled.
    pub(super) fn planned(
        &self,
        catalog: &Catalog,
        matrix: &Matrix,
        is_cancelled: &impl Fn() -> bool,
    ) -> Option<Planned> {
        let text = match self {
            Self::Change { edit, .. } => return Some(Planned::Edit(edit.clone())),
            Self::Block(text) => text,
        };
        let query = match Query::read(text, catalog, matrix.plan()) {
            Ok(query) if query.is_empty() => return Some(Planned::Nothing),
            Ok(query) => query,
            Err(err) => return Some(Planned::Wrong(err.to_string())),
        };
        let selectors = block::selectors(catalog, matrix, &query, is_cancelled)?;
        Some(if selectors.is_empty() { Planned::Nothing } else { Planned::Suppress(selectors) })
    }
}

/// The edit that adds suppressions to those of a plan, in one step.
pub(super) fn suppress(overrides: &[Override], selectors: &[Selector], (label, reason): (&str, &str)) -> Edit {
    let suppress = |selector: &Selector| Override::Suppress { selector: selector.clone(), reason: reason.to_owned() };
    let all = overrides.iter().cloned().chain(selectors.iter().map(suppress)).collect();
    Edit::Several { label: label.to_owned(), edits: vec![Edit::SetOverrides(all)] }
}
