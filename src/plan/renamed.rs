//! A plan that meets a catalog: what it knows by names of older catalogs is named by ids.

use std::collections::{BTreeMap, BTreeSet};

use super::{Plan, ScenarioDecision, ScenarioId};
use crate::catalog::Catalog;
use crate::ids::ScenarioIdx;

type Decisions = BTreeMap<ScenarioId, ScenarioDecision>;

impl Plan {
    /// The plan with the ids of the catalog in place of the texts that it names scenarios by; `None`: it names none by
    /// its text.
    ///
    /// A text that means no scenario stays. So do texts of one scenario on which they decide differently: which of them
    /// holds is for the user to say.
    #[must_use]
    pub fn renamed(&self, catalog: &Catalog) -> Option<Self> {
        let of_plan = renamed(&self.scenarios, catalog);
        let of_pairs = self.pairs.iter().map(|(pair, settings)| (pair, renamed(&settings.scenarios, catalog)));
        let of_pairs: Vec<_> = of_pairs.filter_map(|(pair, decisions)| Some((pair, decisions?))).collect();
        if of_plan.is_none() && of_pairs.is_empty() {
            return None;
        }
        let mut res = self.clone();
        res.scenarios = of_plan.unwrap_or(res.scenarios);
        for (pair, decisions) in of_pairs {
            if let Some(settings) = res.pairs.get_mut(pair) {
                settings.scenarios = decisions;
            }
        }
        Some(res)
    }
}

fn renamed(decisions: &Decisions, catalog: &Catalog) -> Option<Decisions> {
    if decisions.keys().all(|id| catalog.scenario_idx(id.as_str()).is_some()) {
        return None;
    }
    let mut said: BTreeMap<ScenarioIdx, BTreeSet<ScenarioDecision>> = BTreeMap::new();
    for (text, decision) in decisions {
        if let Some(idx) = catalog.scenario_meant(text.as_str()) {
            said.entry(idx).or_default().insert(*decision);
        }
    }
    let name = |text: &ScenarioId| {
        let meant =
            catalog.scenario_meant(text.as_str()).filter(|idx| said.get(idx).is_some_and(|said| said.len() == 1));
        meant.map_or_else(|| text.clone(), |idx| catalog.scenarios[idx].id.clone())
    };
    let res: Decisions = decisions.iter().map(|(text, decision)| (name(text), *decision)).collect();
    (res != *decisions).then_some(res)
}

#[cfg(test)]
mod tests {
    use crate::catalog;
    use crate::plan::file;

    fn check(plan: &str, expected: Option<&str>) {
        let scenario = |id: &str, name: &str, formerly: &str| {
            let text = format!("(id: {id:?}, name: {name:?}, summary: \"S\", formerly: [{formerly}], references: [])");
            (format!("scenarios/{id}.ron"), text)
        };
        let texts = [
            scenario("ping", "ICMP echo", r#""Ping", "Echo""#),
            scenario("a", "Either", ""),
            scenario("b", "Or", r#""Either""#),
        ];
        let (catalog, _) = catalog::read(texts.iter().map(|(file, text)| (file.as_str(), text.as_str())));
        let read = |body: &str| file::read(&format!("(format: 2, {body})")).expect("a plan").plan;
        assert_eq!(read(plan).renamed(&catalog), expected.map(read), "{plan}");
    }

    #[test]
    fn a_text_becomes_the_id_that_it_means() {
        check(
            r#"scenarios: {"Ping": declined, "x": accepted}"#,
            Some(r#"scenarios: {"ping": declined, "x": accepted}"#),
        );
        check(r#"scenarios: {"ICMP echo": declined}"#, Some(r#"scenarios: {"ping": declined}"#));
        check(r#"scenarios: {"Ping": declined, "Echo": declined}"#, Some(r#"scenarios: {"ping": declined}"#));
        let pair = |scenarios: &str| format!(r#"pairs: [(source: "a", destination: "b", scenarios: {{{scenarios}}})]"#);
        check(&pair(r#""Echo": accepted"#), Some(&pair(r#""ping": accepted"#)));
    }

    #[test]
    fn what_means_nothing_or_may_mean_two_things_stays() {
        check(r#"scenarios: {"ping": declined}"#, None);
        check(r#"scenarios: {"Pong": declined}"#, None);
        check(r#"scenarios: {"Either": declined}"#, None);
        check(r#"scenarios: {"Ping": declined, "ping": accepted}"#, None);
        check(
            r#"scenarios: {"Ping": declined, "Echo": accepted, "Or": accepted}"#,
            Some(r#"scenarios: {"Ping": declined, "Echo": accepted, "b": accepted}"#),
        );
    }
}
