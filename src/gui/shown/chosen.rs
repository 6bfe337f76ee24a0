//! What the window points at: a zone in the list with others beside it, a pair in the matrix, and a rule of the pair. It
//! may name what is gone. What is done with several zones is not its business.

use std::collections::BTreeSet;

use crate::document::{Joining, Selection};
use crate::plan::{Plan, ZoneId};

/// The zone that is edited and the pair that is inspected.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Chosen {
    /// The zone in the list; of several, the one that was chosen last.
    pub zone: Option<ZoneId>,
    /// The zones that were chosen beside it.
    others: BTreeSet<ZoneId>,
    /// Where a range of zones began; `None`: at the zone itself.
    anchor: Option<ZoneId>,
    /// The pair in the matrix, source first.
    pub pair: Option<(ZoneId, ZoneId)>,
    /// The stable id of the rule that was chosen of the pair; `None`: the pair as a whole.
    pub rule: Option<String>,
    /// The pair that was let go of because a zone of it was removed.
    lost_pair: Option<(ZoneId, ZoneId)>,
}

impl Chosen {
    /// Points at what a selection names. A zone that is chosen in this way is the only one.
    pub fn select(&mut self, selection: &Selection) {
        self.rule = None;
        match selection {
            Selection::None => self.pair = None,
            Selection::Zone(zone) => {
                self.zone = Some(zone.clone());
                self.forget_others();
                self.pair = None;
            }
            Selection::Pair { source, destination } => self.pair = Some((source.clone(), destination.clone())),
            Selection::Rule { source, destination, rule } => {
                self.pair = Some((source.clone(), destination.clone()));
                self.rule = Some(rule.clone());
            }
        }
    }

    /// Chooses a zone beside those that are chosen, and points at it alone otherwise. One always stays chosen.
    pub fn choose_beside(&mut self, plan: &Plan, zone: &ZoneId, joining: Joining) {
        self.pair = None;
        self.rule = None;
        match joining {
            Joining::Single => {
                self.anchor = None;
                if self.zone.as_ref() == Some(zone) {
                    self.zone = self.take_nearest_other(plan, plan.zone_idx(zone.as_str())).or(self.zone.take());
                } else if !self.others.remove(zone) {
                    self.others.extend(self.zone.replace(zone.clone()));
                }
            }
            Joining::Range => {
                let began = self.anchor.take().or(self.zone.take());
                let from = began.as_ref().and_then(|began| plan.zone_idx(began.as_str()));
                if let (Some(from), Some(to)) = (from, plan.zone_idx(zone.as_str())) {
                    let range = &plan.zones[from.min(to)..=from.max(to)];
                    self.others = range.iter().map(|zone| zone.id.clone()).filter(|other| other != zone).collect();
                }
                self.anchor = began;
                self.zone = Some(zone.clone());
            }
        }
    }

    fn forget_others(&mut self) {
        self.others.clear();
        self.anchor = None;
    }

    /// Takes the zone that stands nearest to a position out of the others.
    fn take_nearest_other(&mut self, plan: &Plan, idx: Option<usize>) -> Option<ZoneId> {
        let others = plan.zones.iter().map(|zone| &zone.id).enumerate().filter(|(_, zone)| self.others.contains(*zone));
        let (_, nearest) = others.min_by_key(|(other, _)| other.abs_diff(idx.unwrap_or(0)))?;
        self.others.take(nearest)
    }

    /// Lets go of what the plan no longer has. A zone that is gone gives way to another one that was chosen, for one
    /// that nobody chose must not join several; else to the one that took its place.
    pub fn follow_plan(&mut self, plan: &Plan, before: Option<usize>) {
        let is_there = |zone: &ZoneId| plan.zone(zone.as_str()).is_some();
        self.others.retain(is_there);
        self.anchor = self.anchor.take().filter(is_there);
        if !self.zone.as_ref().is_some_and(is_there) {
            let idx = before.unwrap_or(0).min(plan.zones.len().saturating_sub(1));
            let at_its_place = plan.zones.get(idx).map(|zone| zone.id.clone());
            self.zone = self.take_nearest_other(plan, before).or(at_its_place);
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
        self.forget_others();
        self.pair = self.lost_pair.take().filter(|(source, destination)| is_new(source) || is_new(destination));
        self.follow_plan(after, None);
    }

    /// The position of the zone.
    #[must_use]
    pub fn zone_idx(&self, plan: &Plan) -> Option<usize> {
        self.zone.as_ref().and_then(|zone| plan.zone_idx(zone.as_str()))
    }

    /// Whether a zone is the chosen one, or one of several.
    #[must_use]
    pub fn has(&self, zone: &ZoneId) -> bool {
        self.zone.as_ref() == Some(zone) || self.others.contains(zone)
    }

    /// The positions of all zones that are chosen, in plan order.
    #[must_use]
    pub fn zone_idxs(&self, plan: &Plan) -> Vec<usize> {
        if self.others.is_empty() {
            return self.zone_idx(plan).into_iter().collect();
        }
        plan.zones.iter().enumerate().filter(|(_, zone)| self.has(&zone.id)).map(|(idx, _)| idx).collect()
    }

    /// The zones that were chosen beside the one that was chosen last.
    #[must_use]
    pub fn others(&self) -> &BTreeSet<ZoneId> {
        &self.others
    }

    /// The positions of the pair.
    #[must_use]
    pub fn pair_idx(&self, plan: &Plan) -> Option<(usize, usize)> {
        let (source, destination) = self.pair.as_ref()?;
        plan.zone_idx(source.as_str()).zip(plan.zone_idx(destination.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::Zone;

    /// Zones that are called by the letters.
    fn plan(letters: &str) -> Plan {
        let zone = |id: char| Arc::new(Zone { id: id.to_string().into(), ..Zone::default() });
        Plan { zones: letters.chars().map(zone).collect(), ..Plan::default() }
    }

    /// The zones that are chosen, the last one in capitals.
    fn told(chosen: &Chosen, plan: &Plan) -> String {
        let letter = |idx: usize| {
            let zone = &plan.zones[idx].id;
            if chosen.zone.as_ref() == Some(zone) { zone.as_str().to_uppercase() } else { zone.to_string() }
        };
        chosen.zone_idxs(plan).into_iter().map(letter).collect()
    }

    /// What is chosen after steps: a letter alone is a plain choice, `+c` a single zone beside, `-e` a range.
    fn after(steps: &str) -> (Chosen, Plan) {
        let plan = plan("abcdef");
        let mut chosen = Chosen::default();
        for step in steps.split_whitespace() {
            let zone = ZoneId::from(&step[step.len() - 1..]);
            match &step[..1] {
                "+" => chosen.choose_beside(&plan, &zone, Joining::Single),
                "-" => chosen.choose_beside(&plan, &zone, Joining::Range),
                _ => chosen.select(&Selection::Zone(zone)),
            }
        }
        (chosen, plan)
    }

    #[test]
    fn zones_join_and_leave_one_by_one_or_by_the_range() {
        for (steps, expected) in [
            ("b +d +f", "bdF"),
            ("b +d +f +b", "dF"),
            ("b +d +f +f", "bD"),
            ("b +b", "B"),
            ("b -e", "bcdE"),
            ("b -e -c", "bC"),
            ("c -e -a", "Abc"),
            ("b +d -f", "deF"),
            ("b -e a", "A"),
        ] {
            let (chosen, plan) = after(steps);
            assert_eq!(told(&chosen, &plan), expected, "{steps}");
        }
    }

    #[test]
    fn zones_that_are_gone_are_let_go_of_and_no_other_joins() {
        for (left, expected) in [("abcdef", "bdE"), ("abcef", "bE"), ("abcdf", "Bd"), ("acf", "C")] {
            let (mut chosen, _) = after("b +d +e");
            let left = plan(left);
            chosen.follow_plan(&left, Some(1));
            assert_eq!(told(&chosen, &left), expected);
        }
    }
}
