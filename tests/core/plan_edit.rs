//! Edits and history: undo is identity, and what a sequence of edits does is what a naive model says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portolan::document::Document;
use portolan::plan::file::write;
use portolan::plan::{Edit, MergeKey, Plan, Tick, TickKind, TickMerge, ZoneId};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::random_plan::{edit, plan};

/// What a user does to a document.
#[derive(Clone, Debug)]
enum Act {
    Apply(Box<Edit>),
    Undo,
    Redo,
    Commit,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => edit().prop_map(|edit| Act::Apply(Box::new(edit))),
        // Typing: runs of one text.
        3 => "[ab]{0,2}".prop_map(|title| Act::Apply(Box::new(Edit::SetTitle(title)))),
        2 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Commit),
    ]
}

/// A history as one would draw it: a row of plans and a finger on one of them.
struct NaiveHistory {
    plans: Vec<Plan>,
    present: usize,
    run: Option<MergeKey>,
}

impl NaiveHistory {
    fn act(&mut self, act: &Act) {
        match act {
            Act::Apply(edit) => self.apply(edit),
            Act::Undo => self.go_to(self.present.checked_sub(1)),
            Act::Redo => self.go_to(Some(self.present + 1)),
            Act::Commit => self.run = None,
        }
    }

    fn go_to(&mut self, idx: Option<usize>) {
        if let Some(idx) = idx.filter(|&idx| idx < self.plans.len()) {
            self.present = idx;
            self.run = None;
        }
    }

    fn apply(&mut self, edit: &Edit) {
        let Ok(plan) = self.plans[self.present].applied(edit) else { return };
        if plan == self.plans[self.present] {
            return;
        }
        self.plans.truncate(self.present + 1);
        if self.run.is_some() && self.run == edit.merge_key() {
            self.plans.pop();
        }
        self.run = edit.merge_key();
        if self.plans.last() == Some(&plan) {
            self.run = None;
        } else {
            self.plans.push(plan);
        }
        self.present = self.plans.len() - 1;
    }
}

/// The ticks of a plan, and nothing else of it: for each zone its OS versions and how often it has each role.
type Ticks = Vec<ZoneTicks>;

type ZoneTicks = (String, BTreeSet<String>, BTreeMap<String, usize>);

fn ticks(plan: &Plan) -> Ticks {
    let zones = plan.zones.iter().map(|zone| {
        let mut roles = BTreeMap::new();
        for placement in &zone.placements {
            *roles.entry(placement.role.to_string()).or_insert(0) += 1;
        }
        (zone.id.to_string(), zone.os.iter().map(ToString::to_string).collect(), roles)
    });
    zones.collect()
}

fn zone<'a>(ticks: &'a mut Ticks, id: &ZoneId) -> Option<&'a mut ZoneTicks> {
    ticks.iter_mut().find(|(other, ..)| other == id.as_str())
}

/// What an edit that succeeds does to the ticks; `None`: this model does not know.
fn naive(before: &Ticks, edit: &Edit) -> Option<Ticks> {
    let mut res = before.clone();
    match edit {
        Edit::TickOs { zone: id, os, tick } => {
            let (_, versions, _) = zone(&mut res, id)?;
            versions.remove(os.as_str());
            versions.extend(tick.is_on().then(|| os.to_string()));
        }
        Edit::TickRole { zone: id, role, tick: Tick::On } => {
            zone(&mut res, id)?.2.entry(role.to_string()).or_insert(1);
        }
        Edit::TickRole { zone: id, role, tick: Tick::Off } => drop(zone(&mut res, id)?.2.remove(role.as_str())),
        Edit::SetTicks(changes) => {
            for change in changes {
                let (_, versions, counts) = zone(&mut res, &change.zone)?;
                for (os, tick) in &change.os {
                    versions.remove(os.as_str());
                    versions.extend(tick.is_on().then(|| os.to_string()));
                }
                for (role, tick) in &change.roles {
                    if tick.is_on() {
                        counts.entry(role.to_string()).or_insert(1);
                    } else {
                        counts.remove(role.as_str());
                    }
                }
            }
        }
        Edit::AddPlacement { zone: id, placement } => {
            *zone(&mut res, id)?.2.entry(placement.role.to_string()).or_insert(0) += 1;
        }
        Edit::AddZone { id, position, .. } => {
            let position = (*position).min(res.len());
            res.insert(position, (id.to_string(), BTreeSet::new(), BTreeMap::new()));
        }
        Edit::RemoveZone(id) => res.retain(|(other, ..)| other != id.as_str()),
        Edit::DuplicateZone { zone: original, id, .. } => {
            let idx = res.iter().position(|(other, ..)| other == original.as_str())?;
            let (_, os, roles) = res[idx].clone();
            res.insert(idx + 1, (id.to_string(), os, roles));
        }
        Edit::CopyTicks { from, to, kinds, merge } => {
            let (_, os, roles) = zone(&mut res, from)?.clone();
            for id in to {
                let (_, versions, counts) = zone(&mut res, id)?;
                if *merge == TickMerge::Replace {
                    kinds.contains(&TickKind::Os).then(|| versions.clear());
                    kinds.contains(&TickKind::Roles).then(|| counts.clear());
                }
                versions.extend(kinds.contains(&TickKind::Os).then(|| os.clone()).into_iter().flatten());
                for (role, number) in roles.iter().filter(|_| kinds.contains(&TickKind::Roles)) {
                    counts.entry(role.clone()).or_insert(*number);
                }
            }
        }
        Edit::MoveZone { .. } | Edit::SetPlacement { .. } | Edit::RemovePlacement { .. } | Edit::Several { .. } => {
            return None;
        }
        _ => {}
    }
    Some(res)
}

/// What holds of every plan after an edit.
fn is_tidy(plan: &Plan) -> bool {
    plan.zones.iter().all(|zone| zone.is_canonical()) && plan.pairs.values().all(|settings| !settings.is_empty())
}

proptest! {
    #[test]
    fn an_edit_and_undo_leave_no_trace(plan in plan(), edit in edit()) {
        let mut document = Document::new(plan.clone());
        let res = document.apply(&edit);
        let after = Arc::clone(document.plan());
        prop_assert!(res.is_ok() || *after == plan);
        let label = document.undo();
        prop_assert_eq!(label.is_some(), *after != plan);
        prop_assert_eq!(&**document.plan(), &plan);
        prop_assert_eq!(document.text_to_save(), write(&plan));
        prop_assert!(!document.is_dirty());
        prop_assert_eq!(document.redo(), label);
        prop_assert_eq!(document.plan(), &after);
    }

    #[test]
    fn a_history_is_a_row_of_plans(plan in plan(), acts in vec(act(), 0..30)) {
        let mut document = Document::new(plan.clone());
        let mut naive = NaiveHistory { plans: vec![plan], present: 0, run: None };
        for act in &acts {
            let before = (Arc::clone(document.plan()), document.revision());
            match act {
                Act::Apply(edit) => drop(document.apply(edit)),
                Act::Undo => drop(document.undo()),
                Act::Redo => drop(document.redo()),
                Act::Commit => document.commit(),
            }
            naive.act(act);
            prop_assert_eq!(&**document.plan(), &naive.plans[naive.present], "{:?}", act);
            prop_assert_eq!(document.can_undo().is_some(), naive.present > 0, "{:?}", act);
            prop_assert_eq!(document.can_redo().is_some(), naive.present + 1 < naive.plans.len(), "{:?}", act);
            let is_new = *document.plan() != before.0;
            prop_assert_eq!(document.revision() > before.1, is_new, "{:?}", act);
            prop_assert_eq!(document.is_dirty(), **document.plan() != naive.plans[0], "{:?}", act);
        }
    }

    #[test]
    fn ticks_are_what_a_naive_model_says(plan in plan(), edits in vec(edit(), 0..30)) {
        let mut plan = plan;
        for edit in &edits {
            let before = plan.clone();
            let res = plan.apply(edit);
            prop_assert!(is_tidy(&plan), "{:?}", edit);
            match (res, naive(&ticks(&before), edit)) {
                (Ok(()), Some(expected)) => prop_assert_eq!(ticks(&plan), expected, "{:?}", edit),
                (Ok(()), None) => {}
                (Err(_), _) => prop_assert_eq!(&plan, &before, "{:?}", edit),
            }
        }
    }

    #[test]
    fn zones_that_do_not_change_are_shared(plan in plan(), edit in edit()) {
        let after = plan.applied(&edit);
        for zone in after.iter().flat_map(|after| &after.zones) {
            let before = plan.zones.iter().find(|before| before == &zone);
            prop_assert!(before.is_none_or(|before| Arc::ptr_eq(before, zone)), "{:?}", zone.id);
        }
    }
}
