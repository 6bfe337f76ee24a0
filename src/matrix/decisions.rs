//! What is decided on scenarios between two zones, and whether somebody or the catalog decided it.

use super::context::{Context, PairAnswers};
use super::flow::Flow;
use crate::catalog::ScenarioDecision;
use crate::ids::ScenarioIdx;
use crate::plan::{PairSettings, Zone};

/// The decisions that hold for one pair.
pub(crate) struct PairDecisions<'a> {
    pub context: Context<'a>,
    /// What the plan says of the pair; `None`: nothing.
    pub settings: Option<&'a PairSettings>,
    pub answers: PairAnswers<'a>,
}

impl<'a> PairDecisions<'a> {
    /// What is decided from `source` to `destination`.
    pub(crate) fn between(context: Context<'a>, source: &Zone, destination: &Zone) -> Self {
        let settings = context.settings(source, destination);
        Self { context, settings, answers: PairAnswers::new(context, source, destination, settings) }
    }

    /// The scenarios that a flow serves, but for those that are accepted.
    pub(crate) fn open_scenarios(&self, flow: &Flow<'_>) -> Vec<ScenarioIdx> {
        flow.links().flat_map(|link| self.answers.open_scenarios(self.context.catalog, link.line)).collect()
    }

    /// Whether the catalog declines a scenario, and nobody said anything of it.
    pub(crate) fn is_declined_by_default(&self, idx: ScenarioIdx) -> bool {
        self.answers.scenarios[idx] == ScenarioDecision::Declined && self.context.decision(self.settings, idx).is_none()
    }
}
