//! Counting the rules of each role: it runs in the background, once for a state of the plan, and another state cancels it.
//! What is counted is the view's business.

use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use super::background::{Background, End};
use crate::catalog::Catalog;
use crate::gui::deps::Spawn;
use crate::gui::shown::Stamp;
use crate::plan::Plan;
use crate::view::RuleCounts;

/// From how many zones on an edit may be followed by the next one before all rules are counted.
const ZONES_WORTH_WAITING: usize = 100;
/// How long the plan then stays as it is before they are, in seconds.
const PAUSE: f64 = 1.0;

/// The count of the rules of one state of the plan.
#[derive(Debug, Default)]
pub(in crate::gui) struct RuleCounting {
    /// Which state; `None`: none was asked for.
    stamp: Option<Stamp>,
    step: Step,
}

/// How far it is.
#[derive(Debug, Default)]
enum Step {
    /// It begins at this time, in seconds of the frames' input.
    Due(f64),
    /// It is under way.
    Running(Background<RuleCounts>),
    /// It has ended, and is not begun again by itself.
    #[default]
    Ended,
}

impl RuleCounting {
    /// Gives up the count of any other state of the plan than this one.
    pub(in crate::gui) fn follow_plan(&mut self, stamp: Stamp) {
        if self.stamp.is_some_and(|counted| counted != stamp) {
            *self = Self::default();
        }
    }

    /// Counts the rules of this state of the plan, unless that was begun before. A large plan is counted when nothing
    /// was done to it for a while.
    pub(in crate::gui) fn want(
        &mut self,
        stamp: Stamp,
        catalog: &Arc<Catalog>,
        plan: &Arc<Plan>,
        spawn: &Spawn,
        ctx: &Context,
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
        let if_lost = "Counting rules stopped unexpectedly.";
        self.step = Step::Running(Background::start_on_matrix(
            spawn,
            ctx,
            if_lost,
            (catalog, plan),
            |catalog, matrix, cancel| Ok(RuleCounts::count(catalog, matrix, || cancel.is_cancelled())),
        ));
    }

    /// What was counted, once, and of which state; `None` while it is under way, and when it ended without a result.
    pub(in crate::gui) fn poll(&mut self) -> Option<(Stamp, RuleCounts)> {
        let Step::Running(work) = &self.step else { return None };
        let end = work.poll()?;
        self.step = Step::Ended;
        match end {
            End::Done(counts) => self.stamp.map(|stamp| (stamp, counts)),
            End::Cancelled | End::Failed(_) => None,
        }
    }
}
