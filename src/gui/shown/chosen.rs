//! What the window points at: a zone in the list, a pair in the matrix, and a rule of the pair. It may name what is gone.

use crate::document::Selection;
use crate::plan::{Plan, ZoneId};

/// The zone that is edited and the pair that is inspected.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Chosen {
    /// The zone in the list.
    pub zone: Option<ZoneId>,
    /// The pair in the matrix, source first.
    pub pair: Option<(ZoneId, ZoneId)>,
    /// The stable id of the rule that was chosen of the pair; `None`: the pair as a whole.
    pub rule: Option<String>,
    /// The pair that was let go of because a zone of it was removed.
    lost_pair: Option<(ZoneId, ZoneId)>,
}

impl Chosen {
    /// Points at what a selection names.
    pub fn select(&mut self, selection: &Selection) {
        self.rule = None;
        match selection {
            Selection::None => self.pair = None,
            Selection::Zone(zone) => {
                self.zone = Some(zone.clone());
                self.pair = None;
            }
            Selection::Pair { source, destination } => self.pair = Some((source.clone(), destination.clone())),
            Selection::Rule { source, destination, rule } => {
                self.pair = Some((source.clone(), destination.clone()));
                self.rule = Some(rule.clone());
            }
        }
    }

    /// Lets go of what the plan no longer has. A zone that is gone gives way to the one that took its place.
    pub fn follow_plan(&mut self, plan: &Plan, before: Option<usize>) {
        let is_there = |zone: &ZoneId| plan.zone(zone.as_str()).is_some();
        if !self.zone.as_ref().is_some_and(is_there) {
            let idx = before.unwrap_or(0).min(plan.zones.len().saturating_sub(1));
            self.zone = plan.zones.get(idx).map(|zone| zone.id.clone());
        }
        if !self.pair.as_ref().is_some_and(|(source, destination)| is_there(source) && is_there(destination)) {
            self.lost_pair = self.pair.take().or(self.lost_pair.take());
            self.rule = None;
        }
    }

    /// Chooses again what came back when a step was undone or done again, and the pair that went with it.
    pub fn take_back(&mut self, before: &Plan, after: &Plan) {
        let is_new = |zone: &ZoneId| before.zone(zone.as_str()).is_none() && after.zone(zone.as_str()).is_some();
        let Some(zone) = after.zones.iter().map(|zone| &zone.id).find(|zone| is_new(zone)) else { return };
        self.zone = Some(zone.clone());
        self.pair = self.lost_pair.take().filter(|(source, destination)| is_new(source) || is_new(destination));
        self.follow_plan(after, None);
    }

    /// The position of the zone.
    #[must_use]
    pub fn zone_idx(&self, plan: &Plan) -> Option<usize> {
        self.zone.as_ref().and_then(|zone| plan.zone_idx(zone.as_str()))
    }

    /// The positions of the pair.
    #[must_use]
    pub fn pair_idx(&self, plan: &Plan) -> Option<(usize, usize)> {
        let (source, destination) = self.pair.as_ref()?;
        plan.zone_idx(source.as_str()).zip(plan.zone_idx(destination.as_str()))
    }
}
