//! What was decided: answers to assumptions, options of choices, scenarios, with what a zone, a scope or a pair of zones says
//! of its own.

use std::collections::BTreeSet;

use super::anchor::Anchor;
use super::block::{Block, Row, Table, Text};
use super::facts::Facts;
use super::sections::Section;
use crate::catalog::ScenarioDecision;
use crate::ids::{AssumptionIdx, ChoiceIdx, OptionId, ScenarioIdx};
use crate::plan::ZoneId;
use crate::table::Relevant;

/// The columns of what the catalog asks.
const COLUMNS: [(&str, u32); 3] = [("Question", 4), ("Answer", 4), ("What it changes", 6)];

/// The decisions. `served` are the scenarios that rules serve.
pub(super) fn decisions<'a>(facts: &Facts<'a>, served: &BTreeSet<ScenarioIdx>) -> Vec<Block<'a>> {
    let catalog = facts.run.catalog;
    let asked = asked(facts, served);
    let mut assumptions = Table::new(Text::words("Assumptions"), &COLUMNS);
    assumptions.rows.extend(asked.assumptions.iter().map(|&idx| assumption_row(facts, idx)));
    let mut choices = Table::new(Text::words("Choices"), &COLUMNS);
    choices.rows.extend(asked.choices.iter().map(|&idx| choice_row(facts, idx)));
    let columns = [("Scenario", 4), ("Decision", 4), ("What it is for", 6)];
    let mut scenarios = Table::new(Text::words("Scenarios"), &columns);
    let mut listed: Vec<ScenarioIdx> = asked.scenarios.iter().copied().collect();
    listed.sort_by_key(|&idx| {
        let (is_said, decision) = decision(facts, idx);
        (!is_said, decision, catalog.scenarios[idx].name.to_lowercase())
    });
    scenarios.rows.extend(listed.into_iter().map(|idx| scenario_row(facts, idx)));
    for (id, decision) in facts.plan().scenarios.iter().filter(|(id, _)| catalog.scenario_idx(id.as_str()).is_none()) {
        let unknown = vec![Text::words("The catalog does not know it")];
        scenarios.row(vec![vec![Text::name(id.as_str())], vec![Text::words(decision.label())], unknown]);
    }
    let mut res = vec![Section::Decisions.begin()];
    if [&assumptions, &choices, &scenarios].into_iter().all(|table| table.rows.is_empty()) {
        res.push(Block::Paragraph(Text::words("None plays a part in the plan.")));
    }
    let tables = [assumptions, choices, scenarios].into_iter().filter(|table| !table.rows.is_empty());
    res.extend(tables.map(Block::Table));
    res.push(Block::End);
    res
}

fn assumption_row<'a>(facts: &Facts<'a>, idx: AssumptionIdx) -> Row<'a> {
    let assumption = &facts.run.catalog.assumptions[idx];
    let id = assumption.id.as_str();
    let plan = facts.plan();
    let mut answers = vec![match plan.assumptions.get(id) {
        Some(answer) => Text::strong(answer.label()).and(", said by the plan"),
        None => Text::words(assumption.default.label()).and(", as the catalog has it"),
    }];
    for zone in &plan.zones {
        answers
            .extend(zone.assumptions.get(id).map(|answer| exception(Text::name(zone.name.as_str()), answer.label())));
    }
    for (pair, settings) in &plan.pairs {
        answers.extend(settings.assumptions.get(id).map(|answer| exception(pair_of(facts, pair), answer.label())));
    }
    row(Anchor::assumption(facts.run.catalog, idx), [&assumption.question, &assumption.changes], answers)
}

fn choice_row<'a>(facts: &Facts<'a>, idx: ChoiceIdx) -> Row<'a> {
    let choice = &facts.run.catalog.choices[idx];
    let plan = facts.plan();
    let meant = |option: Option<&OptionId>| option.and_then(|option| choice.option_idx(option.as_str()));
    let of_plan = meant(plan.choices.get(choice.id.as_str()));
    let in_force = &choice.options[of_plan.unwrap_or(choice.default)];
    let mut answers = vec![match of_plan {
        Some(_) => Text::strong(&*in_force.name).and(", said by the plan"),
        None => Text::words(&*in_force.name).and(", as the catalog has it"),
    }];
    for scope in &plan.scopes {
        let option = meant(scope.choices.get(choice.id.as_str()));
        let name = Text::name(plan.scope_name(scope.id.as_str()));
        answers.extend(option.map(|option| exception(name, &choice.options[option].name)));
    }
    row(Anchor::choice(facts.run.catalog, idx), [&choice.question, &in_force.changes], answers)
}

fn scenario_row<'a>(facts: &Facts<'a>, idx: ScenarioIdx) -> Row<'a> {
    let scenario = &facts.run.catalog.scenarios[idx];
    let (is_said, decided) = decision(facts, idx);
    let mut decisions = vec![match (is_said, decided) {
        (true, decision) => Text::strong(decision.label()).and(", said by the plan"),
        (false, ScenarioDecision::Undecided) => Text::words("Undecided: its rules are optional"),
        (false, decision) => Text::words(decision.label()).and(", as the catalog has it"),
    }];
    for (pair, settings) in &facts.plan().pairs {
        let decision = settings.scenarios.get(scenario.id.as_str());
        decisions.extend(decision.map(|decision| exception(pair_of(facts, pair), decision.label())));
    }
    row(Anchor::scenario(facts.run.catalog, idx), [&scenario.name, &scenario.summary], decisions)
}

/// What holds of a scenario for the plan as a whole, and whether the plan says it.
fn decision(facts: &Facts<'_>, idx: ScenarioIdx) -> (bool, ScenarioDecision) {
    let scenario = &facts.run.catalog.scenarios[idx];
    match facts.plan().scenarios.get(scenario.id.as_str()) {
        Some(&decision) => (true, decision),
        None => (false, scenario.default),
    }
}

/// What is said somewhere else than in the plan as a whole.
fn exception<'a>(place: Text<'a>, label: &'a str) -> Text<'a> {
    place.and(": ").then(Text::strong(label))
}

fn pair_of<'a>(facts: &Facts<'a>, (source, destination): &'a (ZoneId, ZoneId)) -> Text<'a> {
    let plan = facts.plan();
    Text::name(plan.zone_name(source.as_str())).and(" → ").and_name(plan.zone_name(destination.as_str()))
}

fn row<'a>(anchor: Anchor, [question, about]: [&'a str; 2], answers: Vec<Text<'a>>) -> Row<'a> {
    Row { anchor: Some(anchor), cells: vec![vec![Text::words(question)], answers, vec![Text::words(about)]] }
}

/// What is told: what roles of the plan hang on, what the plan decides beyond that, and of the scenarios those that rules
/// serve or that take rules out.
fn asked(facts: &Facts<'_>, served: &BTreeSet<ScenarioIdx>) -> Relevant {
    let (catalog, plan) = (facts.run.catalog, facts.plan());
    let mut res = Relevant::of(catalog, plan);
    res.scenarios.retain(|&idx| catalog.scenarios[idx].default != ScenarioDecision::Undecided);
    res.scenarios.extend(served);
    res.and_decided(catalog, plan)
}
