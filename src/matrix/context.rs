//! What the user decided, as it applies to one ordered pair of zones.

use std::borrow::Cow;

use typed_index_collections::{TiSlice, TiVec};

use super::lines::{Line, LineTable};
use super::scopes::ScopeTable;
use crate::catalog::{Answer, Catalog, Need, Port, Scenario, ScenarioDecision};
use crate::ids::{AssumptionIdx, ScenarioIdx};
use crate::plan::{PairSettings, Plan, Zone};

/// The catalog, the plan and what is made from them once.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub catalog: &'a Catalog,
    pub plan: &'a Plan,
    pub table: &'a LineTable,
    pub scopes: &'a ScopeTable,
    pub decisions: &'a ScenarioDecisions,
}

/// What holds of each scenario where a pair of zones says nothing: the plan's decision, else the catalog's default.
pub(crate) type ScenarioDecisions = TiVec<ScenarioIdx, ScenarioDecision>;

/// The answers and decisions that hold for one pair.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct PairAnswers<'a> {
    /// By assumption.
    pub assumptions: TiVec<AssumptionIdx, Answer>,
    /// By scenario.
    pub scenarios: Cow<'a, TiSlice<ScenarioIdx, ScenarioDecision>>,
    /// The firewall follows the endpoint mapper.
    pub mapper_only: bool,
}

/// What becomes of a line between two zones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LineState {
    /// An assumption says that it does not exist.
    Absent,
    /// A scenario needs it that was declined.
    Declined,
    /// It is there: Required, or Optional for scenarios that nobody decided on.
    Needed(Need),
}

impl<'a> Context<'a> {
    /// What the plan says of a pair of zones; `None`: nothing.
    pub(crate) fn settings(self, source: &Zone, destination: &Zone) -> Option<&'a PairSettings> {
        self.plan.pairs.get(&(source.id.clone(), destination.id.clone()))
    }

    /// The answer to an assumption: the pair's, else the destination's, else the source's, else the plan's, else the
    /// catalog's.
    pub(crate) fn answer(
        self,
        source: &Zone,
        destination: &Zone,
        settings: Option<&PairSettings>,
        idx: AssumptionIdx,
    ) -> Answer {
        let assumption = &self.catalog.assumptions[idx];
        let of_pair = settings.map(|settings| &settings.assumptions);
        let others = [&destination.assumptions, &source.assumptions, &self.plan.assumptions];
        let stated = of_pair.into_iter().chain(others).find_map(|answers| answers.get(assumption.id.as_str()));
        stated.copied().unwrap_or(assumption.default)
    }

    /// What the user decided on a scenario: for the pair, else for the plan; `None`: nothing, the catalog's default
    /// holds.
    pub(crate) fn decision(self, settings: Option<&PairSettings>, idx: ScenarioIdx) -> Option<ScenarioDecision> {
        let id = self.catalog.scenarios[idx].id.as_str();
        let of_pair = settings.and_then(|settings| settings.scenarios.get(id));
        of_pair.or_else(|| self.plan.scenarios.get(id)).copied()
    }
}

/// What a plan decides on each scenario, or else the catalog.
pub(crate) fn scenario_decisions(catalog: &Catalog, plan: &Plan) -> ScenarioDecisions {
    let decision = |scenario: &Scenario| plan.scenarios.get(scenario.id.as_str()).copied().unwrap_or(scenario.default);
    catalog.scenarios.iter().map(decision).collect()
}

impl<'a> PairAnswers<'a> {
    /// What holds from `source` to `destination`.
    pub(crate) fn between(context: Context<'a>, source: &Zone, destination: &Zone) -> Self {
        Self::new(context, source, destination, context.settings(source, destination))
    }

    /// What holds from `source` to `destination` where these are the settings of the pair.
    pub(crate) fn new(
        context: Context<'a>,
        source: &Zone,
        destination: &Zone,
        settings: Option<&PairSettings>,
    ) -> Self {
        let Context { catalog, plan, decisions, .. } = context;
        let mut scenarios = Cow::Borrowed(decisions.as_slice());
        for (id, &decision) in settings.iter().flat_map(|settings| &settings.scenarios) {
            if let Some(idx) = catalog.scenario_idx(id.as_str()) {
                scenarios.to_mut()[idx] = decision;
            }
        }
        let mapper_only = settings.and_then(|settings| settings.mapper_only);
        Self {
            assumptions: catalog
                .assumptions
                .keys()
                .map(|idx| context.answer(source, destination, settings, idx))
                .collect(),
            scenarios,
            mapper_only: mapper_only.unwrap_or(plan.mapper_only),
        }
    }

    /// What becomes of `line`.
    pub(crate) fn state(&self, catalog: &Catalog, line: &Line) -> LineState {
        if line.when.assumptions.iter().any(|&idx| self.assumptions[idx] == Answer::Unused) {
            return LineState::Absent;
        }
        let mut need = Need::Required;
        for scenario in self.scenarios_of(catalog, line) {
            match self.scenarios[scenario] {
                ScenarioDecision::Accepted => {}
                ScenarioDecision::Declined => return LineState::Declined,
                ScenarioDecision::Undecided => need = Need::Optional(()),
            }
        }
        LineState::Needed(need)
    }

    /// The scenarios that `line` serves, whether decided or not: its connection's, and those of the
    /// assumptions that are answered `optional`.
    pub(crate) fn scenarios_of<'b>(
        &'b self,
        catalog: &'b Catalog,
        line: &'b Line,
    ) -> impl Iterator<Item = ScenarioIdx> + use<'a, 'b> {
        let own = line.need.optional();
        let governed = line
            .when
            .assumptions
            .iter()
            .filter(|&&idx| self.assumptions[idx] == Answer::Optional)
            .map(|&idx| catalog.assumptions[idx].scenario);
        own.into_iter().chain(governed)
    }

    /// The scenarios that `line` serves, but for those that are accepted, in the catalog's order, each once.
    pub(crate) fn open_scenarios(&self, catalog: &Catalog, line: &Line) -> Vec<ScenarioIdx> {
        let is_open = |idx: &ScenarioIdx| self.scenarios[*idx] != ScenarioDecision::Accepted;
        let mut res: Vec<ScenarioIdx> = self.scenarios_of(catalog, line).filter(is_open).collect();
        res.sort_unstable();
        res.dedup();
        res
    }

    /// Their names, sorted.
    pub(crate) fn open_scenario_names<'c>(&self, catalog: &'c Catalog, line: &Line) -> Vec<&'c str> {
        let scenarios = self.open_scenarios(catalog, line);
        let mut res: Vec<&str> = scenarios.into_iter().map(|idx| &*catalog.scenarios[idx].name).collect();
        res.sort_unstable();
        res
    }

    /// Whether the firewall opens `line` by itself.
    pub(crate) fn follows(&self, line: &Line) -> bool {
        self.mapper_only && matches!(line.port, Port::RpcDynamic(_))
    }
}
