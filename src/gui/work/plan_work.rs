//! What is made of all pairs of a plan: it runs in the background, once for a state of the plan and what else it depends on,
//! and another one cancels it. What is made is the caller's business.

use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use super::background::{Background, End};
use crate::catalog::Catalog;
use crate::export::Cancel;
use crate::gui::deps::Spawn;
use crate::matrix::Matrix;
use crate::plan::Plan;

/// From how many zones on an edit may be followed by the next one before the work begins.
const ZONES_WORTH_WAITING: usize = 100;
/// How long the plan then stays as it is before it does, in seconds.
const PAUSE: f64 = 1.0;

/// What is made of one state of the plan, known by a key.
#[derive(Debug)]
pub(in crate::gui) struct PlanWork<K, T> {
    /// Of what; `None`: nothing was asked for.
    key: Option<K>,
    step: Step<T>,
}

impl<K, T> Default for PlanWork<K, T> {
    fn default() -> Self {
        Self { key: None, step: Step::Ended }
    }
}

/// How far it is.
#[derive(Debug)]
enum Step<T> {
    /// It begins at this time, in seconds of the frames' input.
    Due(f64),
    /// It is under way.
    Running(Background<T>),
    /// It has ended, and is not begun again by itself.
    Ended,
}

impl<K: Clone + PartialEq, T: Send + 'static> PlanWork<K, T> {
    /// Gives up the work on anything else than this.
    pub(in crate::gui) fn follow(&mut self, key: &K) {
        if self.key.as_ref().is_some_and(|begun| begun != key) {
            *self = Self::default();
        }
    }

    /// Begins the work on this, unless that was begun before. On a large plan it begins when nothing was done to it for a
    /// while. `make` gives `None` when it was cancelled.
    pub(in crate::gui) fn want(
        &mut self,
        key: &K,
        (catalog, plan): (&Arc<Catalog>, &Arc<Plan>),
        (spawn, ctx): (&Spawn, &Context),
        make: impl FnOnce(&Catalog, &Matrix, &Cancel) -> Option<T> + Send + 'static,
    ) {
        let time = ctx.input(|input| input.time);
        if self.key.as_ref() != Some(key) {
            let pause = if plan.zones.len() > ZONES_WORTH_WAITING { PAUSE } else { 0.0 };
            *self = Self { key: Some(key.clone()), step: Step::Due(time + pause) };
        }
        let Step::Due(due) = self.step else { return };
        if due > time {
            ctx.request_repaint_after(Duration::from_secs_f64(due - time));
            return;
        }
        let make = move |catalog: &Catalog, matrix: &Matrix, cancel: &Cancel| Ok(make(catalog, matrix, cancel));
        let if_lost = "The work on the plan stopped unexpectedly.";
        self.step = Step::Running(Background::start_on_matrix(spawn, ctx, if_lost, (catalog, plan), make));
    }

    /// Whether it is still to come to an end.
    pub(in crate::gui) fn is_under_way(&self) -> bool {
        match self.step {
            Step::Due(_) | Step::Running(_) => true,
            Step::Ended => false,
        }
    }

    /// What was made, once, and of what; `None` while it is under way, and when it ended without a result.
    pub(in crate::gui) fn poll(&mut self) -> Option<(K, T)> {
        let Step::Running(work) = &self.step else { return None };
        let end = work.poll()?;
        self.step = Step::Ended;
        match end {
            End::Done(made) => self.key.clone().map(|key| (key, made)),
            End::Cancelled | End::Failed(_) => None,
        }
    }
}
