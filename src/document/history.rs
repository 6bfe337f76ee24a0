//! Steps that can be undone: whole plans behind `Arc`, so that no edit needs an inverse and redo can't diverge.
//!
//! No clock: a run of edits ends when the user commits it.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::plan::{MergeKey, Plan};

/// The most steps that can be undone. Older ones are forgotten.
pub const MAX_STEPS: usize = 100;

/// A plan to go back or forth to, and what lies between it and the present one.
#[derive(Clone, Debug)]
struct Step {
    plan: Arc<Plan>,
    label: String,
}

/// What came before the present plan, and what was undone.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// Oldest first.
    past: VecDeque<Step>,
    /// The one to redo next last.
    future: Vec<Step>,
    /// What the last edit must share with the next one, to be one step with it.
    run: Option<MergeKey>,
}

impl History {
    /// Notes that `before` gave way to `after`.
    pub(super) fn push(&mut self, before: Arc<Plan>, after: &Plan, label: String, key: Option<MergeKey>) {
        self.future.clear();
        let is_continued = key.is_some() && key == self.run;
        self.run = key;
        if !is_continued {
            self.past.push_back(Step { plan: before, label });
            if self.past.len() > MAX_STEPS {
                self.past.pop_front();
            }
        } else if self.past.back().is_some_and(|step| *step.plan == *after) {
            // What was typed was deleted again: there is nothing to undo.
            self.past.pop_back();
            self.run = None;
        }
    }

    /// Ends the run of edits that are one step.
    pub(super) fn commit(&mut self) {
        self.run = None;
    }

    /// The plan before the last step, in exchange for the present one, and the step's label.
    pub(super) fn undo(&mut self, present: &Arc<Plan>) -> Option<(Arc<Plan>, String)> {
        let Step { plan, label } = self.past.pop_back()?;
        self.commit();
        self.future.push(Step { plan: Arc::clone(present), label: label.clone() });
        Some((plan, label))
    }

    /// The plan after the step that was undone last, in exchange for the present one, and the step's label.
    pub(super) fn redo(&mut self, present: &Arc<Plan>) -> Option<(Arc<Plan>, String)> {
        let Step { plan, label } = self.future.pop()?;
        self.past.push_back(Step { plan: Arc::clone(present), label: label.clone() });
        Some((plan, label))
    }

    /// Every plan to go back or forth to.
    pub(super) fn plans_mut(&mut self) -> impl Iterator<Item = &mut Arc<Plan>> {
        self.past.iter_mut().chain(&mut self.future).map(|step| &mut step.plan)
    }

    /// What would be undone.
    pub(super) fn undo_label(&self) -> Option<&str> {
        self.past.back().map(|step| step.label.as_str())
    }

    /// What would be redone.
    pub(super) fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }
}
