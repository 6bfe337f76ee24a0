//! The findings that the plan accepts as a risk: each is marked by its own key, never by its text or its group.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::wording::shown_name;
use crate::date::Date;
use crate::finding::{Acceptance, Accepted, Code, Finding, Keys, Subject};
use crate::plan::{AcceptedRisk, Plan};

/// The risks that a plan accepts, by code and ids.
pub(in crate::check) struct Risks<'a> {
    plan: &'a Plan,
    /// The day that they are judged by, as it is written.
    judged: &'a str,
    by_key: BTreeMap<(&'a str, Vec<&'a str>), usize>,
    /// Positions of those that some finding has the key of.
    met: BTreeSet<usize>,
}

impl<'a> Risks<'a> {
    pub(in crate::check) fn new(plan: &'a Plan, judged: &'a str) -> Self {
        let key = |risk: &'a AcceptedRisk| (&*risk.finding, risk.about.iter().map(String::as_str).collect());
        let by_key = plan.accepted.iter().enumerate().map(|(idx, risk)| (key(risk), idx)).collect();
        Self { plan, judged, by_key, met: BTreeSet::new() }
    }

    /// Whether nothing of this code is accepted, so that no key need be made.
    pub(in crate::check) fn has_none_of(&self, code: Code) -> bool {
        !self.plan.accepted.iter().any(|risk| risk.finding == code.name())
    }

    /// What became of the finding with this key.
    pub(in crate::check) fn acceptance(&mut self, code: Code, key: Vec<&str>) -> Acceptance {
        let key: (&str, Vec<&str>) = (code.name(), key);
        let Some(&idx) = self.by_key.get(&key) else { return Acceptance::None };
        self.met.insert(idx);
        let risk = &self.plan.accepted[idx];
        let AcceptedRisk { by, on, until, reason, .. } = risk.clone();
        let accepted = Accepted { by, on, until, reason };
        // A catalog without a day of its own can't tell that one has passed.
        let has_passed = |until: Date| self.judged.parse::<Date>().is_ok_and(|judged| judged > until);
        if risk.until.is_some_and(has_passed) {
            Acceptance::Expired { accepted, judged: self.judged.to_owned() }
        } else {
            Acceptance::Accepted(accepted)
        }
    }

    /// Marks a finding that has one key.
    pub(in crate::check) fn mark(&mut self, finding: &mut Finding) {
        if self.has_none_of(finding.code) {
            return;
        }
        let keys = finding.keys.clone();
        if let Some(key) = keys.each().next() {
            finding.acceptance = self.acceptance(finding.code, key);
        }
    }

    /// Says which entries accept nothing.
    pub(in crate::check) fn unmatched(self) -> impl Iterator<Item = Finding> {
        let Self { plan, met, .. } = self;
        let idle = plan.accepted.iter().enumerate().filter(move |(idx, _)| !met.contains(idx));
        idle.map(|(_, risk)| {
            let name = |id: &String| plan.zone(id).map_or(id.as_str(), |zone| shown_name(zone)).to_owned();
            let about: Vec<String> = risk.about.iter().map(name).collect();
            let of = if about.is_empty() { String::new() } else { format!(" about {}", about.join(", ")) };
            let message = format!("{} accepts a finding “{}”{of}, and there is none", risk.by, risk.finding);
            let hint = "take the acceptance out, or take its ids from `check --ids`: a finding that comes later would pass as \
                        looked at";
            let key = std::iter::once(risk.finding.clone()).chain(risk.about.iter().cloned());
            Finding::new(Code::AcceptedUnmatched, Subject::Plan, message, hint).keyed(Keys::one(key))
        })
    }
}
