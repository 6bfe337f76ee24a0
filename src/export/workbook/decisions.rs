//! What was decided, as lines of the first sheet: scenarios, answers to assumptions, options of choices, overrides, and what
//! zones, scopes and pairs of zones say of their own.

use std::iter;

use super::line::{Line, text};
use crate::catalog::{Catalog, ScenarioDecision};
use crate::export::run::{ExportRun, zone_names};
use crate::ids::{AssumptionIdx, ChoiceIdx, ScenarioIdx};
use crate::plan::{PairSettings, Plan, ZoneId};
use crate::table::{Relevant, override_text};

/// Lists the decisions that play a part in the plan, and those that it takes anyway. `num_undecided` is how many scenarios
/// rules serve that nobody decided on.
pub(super) fn decision_lines<'l>(run: &ExportRun<'l>, num_undecided: usize) -> Vec<Line<'l>> {
    let (catalog, plan) = (run.catalog, run.matrix.plan());
    let of = Decisions { catalog, plan, zones: zone_names(plan) };
    let asked = Relevant::of(catalog, plan).and_decided(catalog, plan);
    let mut res = vec![Line::Section("Scenarios")];
    res.extend(asked.scenarios.iter().filter(|&&idx| !of.is_undecided(idx)).map(|&idx| of.scenario(idx)));
    res.push(Line::Number("Undecided, so that their rules are optional", num_undecided));
    add(&mut res, "Assumptions", asked.assumptions.iter().map(|&idx| of.assumption(idx)));
    add(&mut res, "Choices", asked.choices.iter().map(|&idx| of.choice(idx)));
    let overrides = plan.overrides.iter();
    add(&mut res, "Overrides", overrides.map(|entry| text(override_text(catalog, plan, entry), entry.reason())));
    let pairs: Vec<Line<'_>> = plan.pairs.iter().filter_map(|(pair, settings)| of.pair(pair, settings)).collect();
    if !pairs.is_empty() {
        res.push(Line::Section("Pairs of zones"));
        res.extend(pairs);
    }
    res
}

/// Adds a section, which says so where nothing stands in it.
fn add<'l>(res: &mut Vec<Line<'l>>, heading: &'static str, lines: impl Iterator<Item = Line<'l>>) {
    res.push(Line::Section(heading));
    let num_before = res.len();
    res.extend(lines);
    if res.len() == num_before {
        res.push(Line::Note("None".into()));
    }
}

/// What decisions are told from.
struct Decisions<'l> {
    catalog: &'l Catalog,
    plan: &'l Plan,
    /// The names of the plan's zones.
    zones: Vec<String>,
}

impl<'l> Decisions<'l> {
    /// Whether nobody decided on a scenario, neither plan nor catalog, for any pair of zones.
    fn is_undecided(&self, idx: ScenarioIdx) -> bool {
        let scenario = &self.catalog.scenarios[idx];
        let decision = self.plan.scenarios.get(&scenario.id).copied().unwrap_or(scenario.default);
        decision == ScenarioDecision::Undecided
            && !self.plan.pairs.values().any(|settings| settings.scenarios.contains_key(&scenario.id))
    }

    fn scenario(&self, idx: ScenarioIdx) -> Line<'l> {
        let scenario = &self.catalog.scenarios[idx];
        let said = self.plan.scenarios.get(&scenario.id).map(|decision| decision.label());
        let of_pairs = self.plan.pairs.iter().filter_map(|(pair, settings)| {
            Some((self.pair_name(pair), settings.scenarios.get(&scenario.id)?.label().to_owned()))
        });
        text(&*scenario.name, answers(said, scenario.default.label(), of_pairs))
    }

    fn assumption(&self, idx: AssumptionIdx) -> Line<'l> {
        let assumption = &self.catalog.assumptions[idx];
        let said = self.plan.assumptions.get(&assumption.id).map(|answer| answer.label());
        let zones = self.plan.zones.iter().zip(&self.zones);
        let of_zones = zones
            .filter_map(|(zone, name)| Some((name.clone(), zone.assumptions.get(&assumption.id)?.label().to_owned())));
        let of_pairs = self.plan.pairs.iter().filter_map(|(pair, settings)| {
            Some((self.pair_name(pair), settings.assumptions.get(&assumption.id)?.label().to_owned()))
        });
        text(&*assumption.question, answers(said, assumption.default.label(), of_zones.chain(of_pairs)))
    }

    fn choice(&self, idx: ChoiceIdx) -> Line<'l> {
        let choice = &self.catalog.choices[idx];
        let name = |id: &str| choice.option_idx(id).map(|option| &*choice.options[option].name);
        let said = self.plan.choices.get(&choice.id).and_then(|id| name(id.as_str()));
        let of_scopes = self.plan.scopes.iter().filter_map(|scope| {
            let option = name(scope.choices.get(&choice.id)?.as_str())?;
            Some((self.plan.scope_name(scope.id.as_str()).to_owned(), option.to_owned()))
        });
        text(&*choice.question, answers(said, &choice.options[choice.default].name, of_scopes))
    }

    /// What a pair of zones says besides; `None`: nothing.
    fn pair(&self, pair: &(ZoneId, ZoneId), settings: &'l PairSettings) -> Option<Line<'l>> {
        let PairSettings { assumptions: _, scenarios: _, mapper_only, request, note } = settings;
        let mapper_only = mapper_only.map(|is_so| {
            let does = if is_so { "follows" } else { "does not follow" };
            format!("The firewall {does} the RPC endpoint mapper")
        });
        let logging = request.logging.map(|is_so| format!("Logging: {}", if is_so { "yes" } else { "no" }));
        let texts = [("Ticket", &request.ticket), ("Justification", &request.justification), ("Note", note)];
        let texts = texts.into_iter().filter(|(_, said)| !said.is_empty());
        let said: Vec<String> = mapper_only
            .into_iter()
            .chain(logging)
            .chain(texts.map(|(label, said)| format!("{label}: {said}")))
            .collect();
        (!said.is_empty()).then(|| text(self.pair_name(pair), said.join("\n")))
    }

    fn pair_name(&self, (source, destination): &(ZoneId, ZoneId)) -> String {
        let name = |id: &ZoneId| {
            let known = self.plan.zone_idx(id.as_str()).map(|idx| self.zones[idx].as_str());
            known.unwrap_or(id.as_str()).to_owned()
        };
        format!("{} → {}", name(source), name(destination))
    }
}

/// What holds for the plan as a whole and on whose word, and below it what is said of places.
fn answers(said: Option<&str>, default: &str, of_places: impl Iterator<Item = (String, String)>) -> String {
    let of_plan = said.map_or_else(|| format!("{default}, as the catalog has it"), str::to_owned);
    let lines = iter::once(of_plan).chain(of_places.map(|(place, answer)| format!("{place}: {answer}")));
    lines.collect::<Vec<_>>().join("\n")
}
