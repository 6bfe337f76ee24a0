//! A fix, and what fixes are made from.

use crate::catalog::Catalog;
use crate::finding::Subject;
use crate::plan::{Edit, Plan, Zone};

/// One way to mend a finding.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fix {
    /// What it does, as a menu says it: “Add Domain controller to Core”.
    pub label: String,
    /// The change, undone as one step under the same label.
    pub edit: Edit,
}

impl Fix {
    /// A fix, unless it changes nothing.
    pub(super) fn new(label: impl Into<String>, edits: Vec<Edit>) -> Option<Self> {
        let label = label.into();
        (!edits.is_empty()).then(|| Self { edit: Edit::Several { label: label.clone(), edits }, label })
    }
}

/// What fixes are made from.
#[derive(Clone, Copy)]
pub(super) struct Fixer<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) plan: &'a Plan,
}

impl<'a> Fixer<'a> {
    /// The zone that a place names.
    pub(super) fn zone(self, subject: &Subject) -> Option<&'a Zone> {
        match subject {
            Subject::Zone(id) | Subject::Placement { zone: id, .. } => self.plan.zone(id),
            _ => None,
        }
    }
}
