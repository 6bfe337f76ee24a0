//! The assumptions with the answers that hold, for the plan, a zone or a pair.

use crate::catalog::{Answer, Assumption, Catalog};
use crate::plan::{AssumptionId, Edit, Plan, Zone, ZoneId};

/// Whose answers are shown and changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Holder {
    /// The plan.
    Plan,
    /// A zone.
    Zone(ZoneId),
    /// An ordered pair of zones, source first.
    Pair(ZoneId, ZoneId),
}

/// Every assumption of the catalog.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionList {
    /// Whose answers they are.
    pub holder: Holder,
    /// By id.
    pub rows: Vec<AssumptionRow>,
}

/// An assumption with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionRow {
    /// The assumption.
    pub id: AssumptionId,
    /// The question.
    pub question: String,
    /// What the answer changes.
    pub changes: String,
    /// What the holder says; `None`: nothing, and what is less specific holds.
    pub answer: Option<Answer>,
    /// What holds while the holder says nothing.
    pub inherited: Answer,
    /// `Unanswered: optional`, or `As the plan: in use`.
    pub inherited_label: String,
}

impl AssumptionList {
    /// Builds the list for a holder.
    #[must_use]
    pub fn build(catalog: &Catalog, plan: &Plan, holder: Holder) -> Self {
        let rows = catalog.assumptions.iter().map(|assumption| row(assumption, plan, &holder)).collect();
        Self { holder, rows }
    }

    /// The edit that gives an answer, or takes it back.
    #[must_use]
    pub fn answered(&self, assumption: &AssumptionId, answer: Option<Answer>) -> Edit {
        let assumption = assumption.clone();
        match &self.holder {
            Holder::Plan => Edit::SetAssumption { assumption, answer },
            Holder::Zone(zone) => Edit::SetZoneAssumption { zone: zone.clone(), assumption, answer },
            Holder::Pair(source, destination) => {
                Edit::SetPairAssumption { source: source.clone(), destination: destination.clone(), assumption, answer }
            }
        }
    }
}

fn row(assumption: &Assumption, plan: &Plan, holder: &Holder) -> AssumptionRow {
    let of_plan = plan.assumptions.get(assumption.id.as_str()).copied();
    let of_zone = |id: &ZoneId| plan.zone(id.as_str()).and_then(|zone| of_zone(zone, assumption.id.as_str()));
    let default = (assumption.default, "Unanswered");
    let plan_or_default = of_plan.map_or(default, |answer| (answer, "As the plan"));
    let (answer, (inherited, from)) = match holder {
        Holder::Plan => (of_plan, default),
        Holder::Zone(zone) => (of_zone(zone), plan_or_default),
        Holder::Pair(source, destination) => {
            let pair = plan.pairs.get(&(source.clone(), destination.clone()));
            let inherited = of_zone(destination).or_else(|| of_zone(source));
            (
                pair.and_then(|pair| pair.assumptions.get(assumption.id.as_str())).copied(),
                inherited.map_or(plan_or_default, |answer| (answer, "As the zone")),
            )
        }
    };
    AssumptionRow {
        id: assumption.id.clone(),
        question: assumption.question.clone(),
        changes: assumption.changes.clone(),
        answer,
        inherited,
        inherited_label: format!("{from}: {}", inherited.label().to_lowercase()),
    }
}

fn of_zone(zone: &Zone, assumption: &str) -> Option<Answer> {
    zone.assumptions.get(assumption).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn the_most_specific_answer_is_inherited() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        let pair = || Holder::Pair("clients".into(), "core".into());
        let text = |plan: &Plan, holder| {
            let row = &AssumptionList::build(&catalog, plan, holder).rows[0];
            format!("{:?} | {}", row.answer, row.inherited_label)
        };
        assert_eq!(text(&plan, Holder::Plan), "None | Unanswered: optional");
        assert_eq!(text(&plan, pair()), "None | Unanswered: optional");
        let steps = [
            (Holder::Plan, Answer::Unused, "None | As the plan: unused"),
            (Holder::Zone("clients".into()), Answer::InUse, "None | As the zone: in use"),
            (Holder::Zone("core".into()), Answer::Optional, "None | As the zone: optional"),
            (pair(), Answer::Unused, "Some(Unused) | As the zone: optional"),
        ];
        for (holder, answer, expected) in steps {
            let list = AssumptionList::build(&catalog, &plan, holder);
            assert_eq!(plan.apply(&list.answered(&list.rows[0].id, Some(answer))), Ok(()));
            assert_eq!(text(&plan, pair()), expected);
        }
    }
}
