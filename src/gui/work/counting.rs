//! Counting over all pairs: it runs in the background, once for a state of the plan, and another state cancels it. What is
//! counted is the view's business.

use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use super::background::{Background, End};
use crate::catalog::Catalog;
use crate::export::Cancel;
use crate::gui::deps::Spawn;
use crate::gui::shown::Stamp;
use crate::matrix::Matrix;
use crate::plan::Plan;

/// From how many zones on an edit may be followed by the next one before all rules are counted.
const ZONES_WORTH_WAITING: usize = 100;
/// How long the plan then stays as it is before they are, in seconds.
const PAUSE: f64 = 1.0;

/// What is counted of one state of the plan.
#[derive(Debug)]
pub(in crate::gui) struct Counting<T> {
    /// Which state; `None`: none was asked for.
    stamp: Option<Stamp>,
    step: Step<T>,
}

impl<T> Default for Counting<T> {
    fn default() -> Self {
        Self { stamp: None, step: Step::Ended }
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

impl<T: Send + 'static> Counting<T> {
    /// Gives up the count of any other state of the plan than this one.
    pub(in crate::gui) fn follow_plan(&mut self, stamp: Stamp) {
        if self.stamp.is_some_and(|counted| counted != stamp) {
            *self = Self::default();
        }
    }

    /// Counts this state of the plan, unless that was begun before. A large plan is counted when nothing was done to it
    /// for a while. `count` gives `None` when it was cancelled.
    pub(in crate::gui) fn want(
        &mut self,
        stamp: Stamp,
        (catalog, plan): (&Arc<Catalog>, &Arc<Plan>),
        (spawn, ctx): (&Spawn, &Context),
        count: fn(&Catalog, &Matrix, &Cancel) -> Option<T>,
    ) {
        let time = ctx.input(|input| input.time);
        if self.stamp != Some(stamp) {
            let pause = if plan.zones.len() > ZONES_WORTH_WAITING { PAUSE } else { 0.0 };
            *self = Self { stamp: Some(stamp), step: Step::Due(time + pause) };
        }
        let Step::Due(due) = self.step else { return };
        if due > time {
            ctx.request_repaint_after(Duration::from_secs_f64(due - time));
            return;
        }
        let count = move |catalog: &Catalog, matrix: &Matrix, cancel: &Cancel| Ok(count(catalog, matrix, cancel));
        let if_lost = "Counting stopped unexpectedly.";
        self.step = Step::Running(Background::start_on_matrix(spawn, ctx, if_lost, (catalog, plan), count));
    }

    /// What was counted, once, and of which state; `None` while it is under way, and when it ended without a result.
    pub(in crate::gui) fn poll(&mut self) -> Option<(Stamp, T)> {
        let Step::Running(work) = &self.step else { return None };
        let end = work.poll()?;
        self.step = Step::Ended;
        match end {
            End::Done(counts) => self.stamp.map(|stamp| (stamp, counts)),
            End::Cancelled | End::Failed(_) => None,
        }
    }
}
